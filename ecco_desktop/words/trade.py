"""Sentences about statuses, deliveries, products, prices, the brake, and giving back (see `texts`)."""

from ecco_desktop.words import N_

TRADE: dict[str, str] = {
    "stock.uncounted": N_(
        "{sku}: nada foi enviado. O produto foi criado no ERP a partir da loja e ninguém lançou o saldo lá "
        "(físico {physical}); a loja continua com {shown}. Lance o saldo no ERP e ele segue sozinho. Se é "
        "zero mesmo, mande tentar de novo esta pendência: o zero será enviado."
    ),
    "stock.uncounted_waiting": N_(
        "{count} produtos criados a partir da loja esperam alguém lançar o saldo no ERP; a loja fica como "
        "está."
    ),
    "limit.uncounted": N_(
        "{count} produtos criados a partir da loja ficaram de fora: ninguém lançou o saldo deles no ERP."
    ),
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
    "delivery.partly": N_(
        "Pedido {order}: {arrived} de {count} volumes entregues; falta {code} ({status:delivery}). O pedido "
        "só passa a entregue com todos."
    ),
    "delivery.undone": N_(
        "Pedido {order}: está entregue no ERP ({day}), mas a transportadora agora diz {status:delivery} "
        "({code}: {detail}). Nada foi desfeito. Confira com a transportadora e, se não chegou ao cliente, "
        "corrija o pedido no ERP e na loja; se está certo assim, ignore esta pendência."
    ),
    "delivery.before_order": N_(
        "Pedido {order}: a transportadora diz que {code} foi entregue em {day}, antes de o pedido existir "
        "({ordered}). Nada foi gravado. Confira o código de rastreio no ERP."
    ),
    "delivery.unread_code": N_(
        "Pedido {order}: no rastreio está “{typed}”, e nem tudo aí é um código que {carrier} possa "
        "consultar. O que pôde ser lido é acompanhado, mas o pedido só passa a entregue com todos. Corrija o "
        "código no ERP."
    ),
    "delivery.left_window": N_(
        "Pedido {order}: tem mais de {days} dias e saiu do acompanhamento sem entrega confirmada ({code}). "
        "Confira com a transportadora e marque a entrega no ERP, ou aumente “Dias para trás” na tarefa. "
        "“Tentar de novo” pergunta mais uma vez."
    ),
    "delivery.denied": N_(
        "Pedido {order}: está entregue no ERP, mas a transportadora agora diz {status:delivery} ({code}). "
        "A loja não foi avisada da entrega. Se não chegou, corrija o pedido no ERP; se chegou, “Tentar de "
        "novo” avisa a loja assim mesmo."
    ),
    "delivery.left_untold": N_(
        "{count} pedidos têm mais de {days} dias e não foram entregues no ERP: a loja não será mais avisada "
        "da entrega deles ({orders}). Confira-os; para acompanhá-los por mais tempo, aumente “Dias para "
        "trás” na tarefa."
    ),
    "delivery.new_event": N_(
        "{code}: {carrier} mandou um evento que o programa não conhece, ou com uma data que não pode ser "
        "({event}); ele não mudou nada. Se se repetir, avise o suporte."
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
    "brake.fall": N_(
        "Freio de segurança: este envio derrubaria o estoque de {count} de {total} itens em mais de {fall} % "
        "({percent} %; o limite é {limit} %). Nada foi enviado. Confira o estoque no ERP e, se está certo, "
        "confirme."
    ),
    "brake.product": N_(
        "Freio de segurança: este envio mudaria {field} de {count} de {total} produtos da loja "
        "({percent} %; o limite é {limit} %). Nenhum deles foi alterado. Confira os cadastros no ERP e, se "
        "estão certos, confirme."
    ),
    "brake.level": N_(
        "Freio de segurança: {count} de {total} produtos da loja ficariam com {field} igual ou vazio "
        "({value}). Nenhum deles foi alterado. Confira os cadastros no ERP e, se estão certos, confirme."
    ),
    "brake.cancel": N_(
        "Freio de segurança: {count} de {total} pedidos seriam cancelados ({side}; {percent} %, o limite é "
        "{limit} %). Nenhum foi cancelado agora. Confira os pedidos e, se está certo, confirme."
    ),
    "brake.status": N_(
        "Freio de segurança: {count} de {total} pedidos passariam para “{target}” ({side}; {percent} %, o "
        "limite é {limit} %). Nenhum foi movido agora. Confira os pedidos e, se está certo, confirme."
    ),
    "brake.item": N_("{item}: {field} {before} → {after}"),
    "brake.more": N_("… e mais {count} mudanças. Simule a tarefa para ver todas."),
    "brake.fall_simulated": N_(
        "O freio de segurança pararia este envio: derrubaria o estoque de {count} de {total} itens em mais "
        "de {fall} % ({percent} %; o limite é {limit} %)."
    ),
    "brake.product_simulated": N_(
        "O freio de segurança pararia este envio: mudaria {field} de {count} de {total} produtos "
        "({percent} %; o limite é {limit} %)."
    ),
    "brake.level_simulated": N_(
        "O freio de segurança pararia este envio: {count} de {total} produtos ficariam com {field} igual ou "
        "vazio ({value})."
    ),
    "brake.cancel_simulated": N_(
        "O freio de segurança pararia esta execução: {count} de {total} pedidos seriam cancelados "
        "({side}; {percent} %, o limite é {limit} %)."
    ),
    "brake.status_simulated": N_(
        "O freio de segurança pararia esta execução: {count} de {total} pedidos passariam para “{target}” "
        "({side}; {percent} %, o limite é {limit} %)."
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
    "pending.not_asked": N_(
        "A pendência {id} não pergunta se é o mesmo pedido nem se é o mesmo produto. Veja as que perguntam "
        "com: ecco-desktop pending"
    ),
    "pending.product_inactive": N_(
        "O produto “{sku}” está inativo no ERP, que recusaria o pedido. Ative-o lá, ou escolha outro."
    ),
    "pending.no_product": N_("O ERP não tem produto com o código “{code}”. Confira, ou cadastre-o lá antes."),
    "pending.products": N_(
        "Mais de um produto do ERP tem o código “{code}”: {ids}. Repita com o número de um deles."
    ),
    "pending.unknown": N_("Não há pendência {id}. Veja a lista com: ecco-desktop pending"),
    "run.simulating": N_("Simulação: {automation} em {connection}. Nada é enviado."),
    "run.undoing": N_("Desfazer: {automation} em {connection}."),
    "recurrence.once": N_("“{automation}” roda uma única vez e não tem recorrência."),
    "connection.not_carrier": N_("“{name}” não é uma transportadora. Esta automação é ligada a uma."),
}
