"""The statuses of a VTEX order: the platform's words, how a shop reads them, and which of them are paid."""

from ecco_desktop.domain.connections import StatusChoice
from ecco_desktop.domain.orders import OrderStatus

READY = "ready-for-handling"
HANDLING = "handling"
INVOICE = "invoice"
INVOICED = "invoiced"
CANCELED = "canceled"
# VTEX leaves a delivered order "invoiced"; its courier's status tells. This word is ours.
DELIVERED = "delivered"

_PENDING = OrderStatus.PAYMENT_PENDING
_OPEN = OrderStatus.OPEN
# In the order of the flow. Orders between payment and "ready-for-handling" are in the buyer's period of
# grace, and those that are invoiced already were invoiced by somebody else: neither comes in by default.
_CHOICES: tuple[tuple[str, str, OrderStatus | None], ...] = (
    ("order-created", "Pedido criado", _PENDING),
    ("order-accepted", "Pedido aceito", _PENDING),
    ("on-order-completed", "Pedido concluído", _PENDING),
    ("on-order-completed-ffm", "Pedido concluído no seller", _PENDING),
    ("payment-pending", "Pagamento pendente", _PENDING),
    ("waiting-for-order-authorization", "Aguardando autorização do pedido", _PENDING),
    ("approve-payment", "Aprovar pagamento", _PENDING),
    ("payment-approved", "Pagamento aprovado", None),
    ("waiting-for-seller-decision", "Aguardando decisão do seller", None),
    ("waiting-ffmt-authorization", "Aguardando autorização para despachar", None),
    ("waiting-for-authorization", "Aguardando autorização", None),
    ("waiting-for-manual-authorization", "Aguardando autorização manual", None),
    ("waiting-for-mkt-authorization", "Aguardando autorização do marketplace", None),
    ("authorize-fulfillment", "Autorizar despacho", None),
    ("window-to-cancel", "Carência para cancelamento", None),
    ("window-to-change-seller", "Carência para mudança de seller", None),
    ("waiting-seller-handling", "Aguardando manuseio do seller", None),
    (READY, "Pronto para o manuseio", _OPEN),
    ("start-handling", "Iniciar manuseio", _OPEN),
    (HANDLING, "Preparando entrega", _OPEN),
    ("invoice-after-cancellation-deny", "Faturar após cancelamento negado", _OPEN),
    (INVOICE, "Faturando", _OPEN),
    (INVOICED, "Faturado", None),
    (DELIVERED, "Entregue", None),
    ("request-cancel", "Solicitar cancelamento", None),
    ("cancellation-requested", "Cancelamento solicitado", None),
    ("cancel", "Cancelando", None),
    (CANCELED, "Cancelado", None),
    ("replaced", "Substituído", None),
    ("order-create-error", "Erro ao criar o pedido", None),
    ("order-creation-error", "Erro na criação do pedido", None),
)
_SETTABLE = (HANDLING, DELIVERED, CANCELED)
STATUSES = tuple(StatusChoice(word, label, default, word in _SETTABLE) for word, label, default in _CHOICES)
LABELS = {choice.word: choice.label for choice in STATUSES}
# Every word the feed's filter takes. It checks none: a misspelt one would silently match nothing.
FEED = tuple(word for word in LABELS if word != DELIVERED)
DEAD = frozenset({CANCELED, "replaced", "order-create-error", "order-creation-error"})
PAID = frozenset(
    {
        "payment-approved",
        "authorize-fulfillment",
        "window-to-cancel",
        "window-to-change-seller",
        READY,
        "start-handling",
        HANDLING,
        "invoice-after-cancellation-deny",
        INVOICE,
        INVOICED,
        DELIVERED,
    }
)
# VTEX holds stock from the placing of an order until its payment is denied. What is invoiced has left.
NOT_HOLDING = DEAD | {INVOICED, DELIVERED, ""}
