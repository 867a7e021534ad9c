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
        S.LABEL_CREATED: "etiqueta criada",
        S.POSTED: "postado",
        S.IN_TRANSIT: "em trânsito",
        S.DELAYED: "atrasado",
        S.OUT_FOR_DELIVERY: "saiu para entrega",
        S.AWAITING_PICKUP: "aguardando retirada",
        S.DELIVERY_FAILED: "tentativa de entrega sem sucesso",
        S.ADDRESS_PROBLEM: "problema no endereço",
        S.CUSTOMS_HOLD: "retido na fiscalização",
        S.RETURNING: "voltando ao remetente",
        S.DELIVERED: N_("entregue"),
        S.RETURNED: "devolvido ao remetente",
        S.LOST_OR_DAMAGED: "extraviado ou avariado",
        S.CANCELED: "postagem cancelada",
        S.NOT_FOUND: "ainda não consta na transportadora",
        S.INVALID_CODE: "código de rastreio inválido",
        S.UNKNOWN: "com um evento desconhecido",
    }
)
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
