"""Sentences about statuses, deliveries, products, prices, the brake, and giving back (see `texts`)."""

from ecco_desktop.words import N_

TRADE: dict[str, str] = {
    "stock.sent_held": N_(
        "{sku}: {before} → {after} (físico {physical}, reservado {reserved}, segurança "
        "{safety}, em pedidos da loja ainda fora do ERP {held})"
    ),
    # -- statuses of orders --
    "status.to_erp": N_("Pedido {order}: {before:order_status} → {after:order_status} no ERP ({erp})."),
    "status.to_store": N_("Pedido {order}: {before} → {after} na loja."),
    "status.invoiced_kept": N_(
        "Pedido {order}: a loja diz “{wanted:order_status}”, mas ele já foi faturado no ERP ({erp}) e "
        "continua {kept:order_status}. Um pedido faturado nunca volta por causa da loja."
    ),
    "status.cancelled_kept": N_(
        "Pedido {order}: a loja diz “{wanted:order_status}”, mas ele está cancelado no ERP ({erp}) e "
        "continua assim. Se a venda vale, reabra-o no ERP."
    ),
    "status.unknown_kept": N_(
        "Pedido {order}: a loja diz “{wanted:order_status}”, mas a situação dele no ERP ({erp}) é "
        "própria da sua conta e não foi mexida."
    ),
    "status.store_kept": N_(
        "Pedido {order}: está {kept:order_status} no ERP, mas a loja já diz “{wanted:order_status}”, "
        "que vem depois. "
        "A loja não volta atrás."
    ),
    "status.payment_kept": N_(
        "Pedido {order}: está {kept:order_status} no ERP, mas na loja espera pagamento "
        "(“{wanted:order_status}”). O programa não diz à loja que o dinheiro entrou: confirme lá, ou volte "
        "o pedido no ERP ({erp})."
    ),
    "papers.invoice": N_("Pedido {order}: nota fiscal {invoice} enviada à loja."),
    "papers.tracking": N_("Pedido {order}: rastreio {code} enviado à loja."),
    "papers.more": N_("Foram enviadas {count} notas e rastreios nesta vez; os outros vão nas próximas."),
    "cancel.no_direction": N_(
        "Nenhuma direção de cancelamento está ligada nas opções da tarefa. Nada foi feito."
    ),
    "cancel.question": N_(
        "Cancelamentos — {ways}. Um cancelamento nunca devolve dinheiro, mas a loja "
        "pode avisar o comprador por e-mail. Ativar assim?"
    ),
    "cancel.not_supported": N_("A plataforma {platform} não permite copiar cancelamentos nesta direção."),
    "cancel.delivered_kept": N_(
        "Pedido {order}: cancelado no ERP, mas a loja já diz “{kept:order_status}”. Confira e "
        "resolva à mão: pode ser preciso devolver."
    ),
    "payment.dead": N_(
        "Pedido {order}: espera pagamento no ERP, mas na loja está “{status}”. Fica para a "
        "sincronização de cancelados."
    ),
    # -- deliveries --
    "delivery.no_state": N_(
        "A plataforma {platform} não tem uma situação de entregue. Informe uma na conexão."
    ),
    "delivery.not_told": N_(
        "Pedido {order}: entregue no ERP, mas na loja está “{status}”. A loja não foi mexida."
    ),
    "delivery.expected": N_("Pedido {order}: entrega prevista para {day} ({code})."),
    "delivery.delivered": N_("Pedido {order}: entregue em {day} ({code})."),
    "delivery.problem": N_(
        "Pedido {order}: {status:delivery} ({code}: {detail}). Fale com a transportadora e com o cliente."
    ),
    "delivery.silent": N_(
        "Pedido {order}: há muito tempo sem notícia ({code}, {status:delivery}). Pergunte à transportadora."
    ),
    "delivery.new_event": N_(
        "{carrier} mandou um evento que o programa não conhece ({event}); ele não mudou nada. Avise o "
        "suporte."
    ),
    "logistics.no_carrier": N_(
        "{count} rastreios não são de uma transportadora conectada; só o código vai à loja."
    ),
    "logistics.dispatched": N_("Pedido {order}: despachado ({erp})."),
    "logistics.step": N_("Pedido {order}: {step}; a loja foi avisada."),
    # -- brake, simulation, giving back --
    "brake.stock": N_(
        "Freio de segurança: este envio zeraria {count} de {total} itens em estoque ({percent} %; "
        "o limite é {limit} %). Nada foi enviado. Confira o estoque no ERP e, se está certo, confirme."
    ),
    "brake.price": N_(
        "Freio de segurança: este envio mudaria muito {count} de {total} preços ({percent} %; o "
        "limite é {limit} %). Nada foi enviado. Confira os preços no ERP e, se estão certos, confirme."
    ),
    "brake.stock_simulated": N_(
        "O freio de segurança pararia este envio: zeraria {count} de {total} itens "
        "({percent} %; o limite é {limit} %)."
    ),
    "brake.price_simulated": N_(
        "O freio de segurança pararia este envio: mudaria muito {count} de {total} "
        "preços ({percent} %; o limite é {limit} %)."
    ),
    "brake.confirmed": N_("Uma pessoa confirmou este envio ({count} de {total})."),
    "brake.not_held": N_("A última execução desta tarefa não foi parada pelo freio; não há o que confirmar."),
    "undo.switched_off": N_(
        "A tarefa foi desativada, senão enviaria tudo de novo. Ative-a quando o ERP estiver certo."
    ),
    "undo.unknown": N_("Não há execução {run}."),
    "undo.nothing": N_("A execução {run} não enviou nada que se possa devolver."),
    "undo.not_possible": N_("“{automation}” não pode ser desfeita; só envios de estoque e de preços."),
    "pending.unknown": N_("Não há pendência {id}. Veja a lista com: ecco-desktop pending"),
    "run.simulating": N_("Simulação: {automation} em {connection}. Nada é enviado."),
    "run.undoing": N_("Desfazer: {automation} em {connection}."),
    "recurrence.once": N_("“{automation}” roda uma única vez e não tem recorrência."),
    "connection.not_carrier": N_("“{name}” não é uma transportadora. Esta automação é ligada a uma."),
}
