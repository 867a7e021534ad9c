"""Tables of words that several parts share."""

from ecco_desktop.domain.deliveries import DeliveryStatus
from ecco_desktop.domain.orders import OrderStatus
from ecco_desktop.words import N_, Words

S = DeliveryStatus
ORDER_STATUSES = Words(
    {
        OrderStatus.PAYMENT_PENDING: N_("aguardando pagamento"),
        OrderStatus.PAYMENT_REVIEW: N_("pagamento em análise"),
        OrderStatus.OPEN: N_("em aberto"),
        OrderStatus.PICKING: N_("em separação"),
        OrderStatus.INVOICED: N_("faturado"),
        OrderStatus.DELIVERED: N_("entregue"),
        OrderStatus.CANCELLED: N_("cancelado"),
        OrderStatus.OTHER: N_("outra"),
    }
)
DELIVERY_STATUSES = Words(
    {
        S.LABEL_CREATED: N_("etiqueta criada"),
        S.POSTED: N_("postado"),
        S.IN_TRANSIT: N_("em trânsito"),
        S.DELAYED: N_("atrasado"),
        S.OUT_FOR_DELIVERY: N_("saiu para entrega"),
        S.AWAITING_PICKUP: N_("aguardando retirada"),
        S.DELIVERY_FAILED: N_("tentativa de entrega sem sucesso"),
        S.ADDRESS_PROBLEM: N_("problema no endereço"),
        S.CUSTOMS_HOLD: N_("retido na fiscalização"),
        S.RETURNING: N_("voltando ao remetente"),
        S.DELIVERED: N_("entregue"),
        S.RETURNED: N_("devolvido ao remetente"),
        S.LOST_OR_DAMAGED: N_("extraviado ou avariado"),
        S.CANCELED: N_("postagem cancelada"),
        S.NOT_FOUND: N_("ainda não consta na transportadora"),
        S.INVALID_CODE: N_("consulta recusada pela transportadora"),
        S.UNKNOWN: N_("com um evento desconhecido"),
    }
)
# What an address lacks, as the check of an order names it.
ADDRESS_PARTS = Words({"rua": N_("rua"), "cidade": N_("cidade"), "UF": N_("UF"), "CEP": N_("CEP")})
# By the key of the step.
STEPS = Words(
    {
        "warehouses": N_("Depósitos"),
        "categories": N_("Categorias"),
        "attributes": N_("Atributos"),
        "brands": N_("Marcas"),
        "products": N_("Produtos"),
    }
)


def key_label(*parts: str) -> str:
    """How people find a key of ours among all the others that their computer keeps."""
    return " — ".join(("Ecco Desktop", *parts))
