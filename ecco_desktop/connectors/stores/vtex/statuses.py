"""The statuses of a VTEX order: the platform's words, how a shop reads them, and which of them are paid."""

from ecco_desktop.domain.connections import StatusChoice
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.words import N_

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
    ("order-created", N_("Pedido criado"), _PENDING),
    ("order-accepted", N_("Pedido aceito"), _PENDING),
    ("on-order-completed", N_("Pedido concluído"), _PENDING),
    ("on-order-completed-ffm", N_("Pedido concluído no seller"), _PENDING),
    ("payment-pending", N_("Pagamento pendente"), _PENDING),
    ("waiting-for-order-authorization", N_("Aguardando autorização do pedido"), _PENDING),
    ("approve-payment", N_("Aprovar pagamento"), _PENDING),
    ("payment-approved", N_("Pagamento aprovado"), None),
    ("waiting-for-seller-decision", N_("Aguardando decisão do seller"), None),
    ("waiting-ffmt-authorization", N_("Aguardando autorização para despachar"), None),
    ("waiting-for-authorization", N_("Aguardando autorização"), None),
    ("waiting-for-manual-authorization", N_("Aguardando autorização manual"), None),
    ("waiting-for-mkt-authorization", N_("Aguardando autorização do marketplace"), None),
    ("authorize-fulfillment", N_("Autorizar despacho"), None),
    ("window-to-cancel", N_("Carência para cancelamento"), None),
    ("window-to-change-seller", N_("Carência para mudança de seller"), None),
    ("waiting-seller-handling", N_("Aguardando manuseio do seller"), None),
    (READY, N_("Pronto para o manuseio"), _OPEN),
    ("start-handling", N_("Iniciar manuseio"), _OPEN),
    (HANDLING, N_("Preparando entrega"), _OPEN),
    ("invoice-after-cancellation-deny", N_("Faturar após cancelamento negado"), _OPEN),
    (INVOICE, N_("Faturando"), _OPEN),
    (INVOICED, N_("Faturado"), None),
    (DELIVERED, N_("Entregue"), None),
    ("request-cancel", N_("Solicitar cancelamento"), None),
    ("cancellation-requested", N_("Cancelamento solicitado"), None),
    ("cancel", N_("Cancelando"), None),
    (CANCELED, N_("Cancelado"), None),
    ("replaced", N_("Substituído"), None),
    ("order-create-error", N_("Erro ao criar o pedido"), None),
    ("order-creation-error", N_("Erro na criação do pedido"), None),
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
