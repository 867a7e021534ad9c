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
    "status.gone": N_("Pedido {order}: não existe mais no ERP ({erp})."),
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
        "{carrier} mandou um evento que o programa não conhece ({event}); foi lido como em "
        "trânsito. Avise o suporte."
    ),
    "logistics.no_carrier": N_(
        "{count} rastreios não são de uma transportadora conectada; só o código vai à loja."
    ),
    "logistics.dispatched": N_("Pedido {order}: despachado ({erp})."),
    "logistics.step": N_("Pedido {order}: {step}; a loja foi avisada."),
    # -- products --
    "product.created_in_erp": N_(
        "{sku} criado no ERP ({erp}), sem estoque: lance o saldo, ou a loja ficará com "
        "zero na próxima sincronização."
    ),
    "product.created_in_store": N_(
        "{sku} criado na loja (id {id}), com estoque zero até a próxima sincronização e sem imagens."
    ),
    "product.updated": N_("{sku}: {field} {before} → {after}"),
    "product.recovered": N_(
        "{sku}: a resposta anterior se perdeu, mas o produto está lá. Vinculado, sem duplicar."
    ),
    "product.uncertain": N_(
        "{sku}: a criação não foi confirmada. O programa procura o SKU antes de tentar de novo."
    ),
    "product.no_code": N_("“{title}”: não tem SKU nem GTIN na loja. Preencha o SKU e ele entra sozinho."),
    "product.no_sku": N_(
        "“{title}”: não tem SKU na loja, e o ERP exige um. Preencha o SKU e ele entra sozinho."
    ),
    "product.ambiguous": N_(
        "{sku}: há mais de um produto ativo com este código no ERP ({ids}). Deixe só um e "
        "ele é vinculado sozinho."
    ),
    "product.inactive": N_("{sku}: existe no ERP, mas está inativo. Ative-o e ele é vinculado sozinho."),
    "product.option_missing": N_(
        "{sku}: o ERP não tem a opção “{option}” no atributo “{attribute}”; o produto foi criado sem ela."
    ),
    "product.sku_twice": N_(
        "{sku}: dois produtos ativos do ERP têm este SKU. Deixe só um para que vá à loja."
    ),
    "product.moved": N_(
        "{sku}: a variação pertence a outro produto na loja, e a loja não sabe mudá-la de "
        "lugar. Exclua-a lá e ela é criada no lugar certo."
    ),
    "product.no_options": N_(
        "{sku}: a variação não tem atributos no ERP (tamanho, cor). Preencha-os e ela vai à loja sozinha."
    ),
    "product.gone_in_store": N_(
        "{sku}: não existe mais na loja. Se foi excluído de propósito, tire a marca de venda on-line no ERP."
    ),
    "store.product_refused": N_("{sku}: a loja recusou o campo {field}: {detail}"),
    "store.order_refused": N_("Pedido {order}: a loja recusou a mudança: {detail}"),
    "store.move_refused": N_(
        "Pedido {order}: de “{before}” a loja não passa a “{after}”. Faça a mudança no "
        "painel da loja, se ela ainda vale."
    ),
    "store.no_invoice_yet": N_(
        "Pedido {order}: a loja só recebe o rastreio depois da nota fiscal; ele vai "
        "sozinho quando ela for enviada."
    ),
    "store.price_kept": N_(
        "{sku}: a loja não ficou com o preço enviado. Confira regras de preço ou plugins."
    ),
    "ecco.product_refused": N_("{sku}: o Eccosys recusou: {detail}"),
    "ecco.order_refused": N_("Pedido {order}: o Eccosys recusou a mudança: {detail}"),
    "ecco.not_stored": N_(
        "Pedido {order}: o Eccosys aceitou, mas não guardou o campo “{field}”. Preencha-o à "
        "mão e avise o suporte."
    ),
    "install.no_warehouses": N_("{platform} não tem depósitos; este passo não se aplica."),
    "install.warehouse": N_("Depósito da loja: {name} ({id})."),
    "install.warehouse_off": N_("Depósito da loja: {name} ({id}), desativado."),
    "install.no_brands": N_("{platform} não tem marcas; este passo não se aplica."),
    "install.category_missing": N_(
        "A categoria “{name}” da loja não existe no ERP, no mesmo lugar da árvore. "
        "Cadastre-a lá (a API do Eccosys não cria categorias) e ela é vinculada na próxima vez."
    ),
    "install.attribute_missing": N_(
        "O atributo “{name}” da loja não existe no ERP. Cadastre-o lá e ele é vinculado na próxima vez."
    ),
    "install.option_missing": N_("O atributo “{name}” não tem no ERP as opções {options}. Cadastre-as lá."),
    "install.brand_missing": N_(
        "A marca “{name}” da loja não existe no ERP. Cadastre-a lá e ela é vinculada na próxima vez."
    ),
    "install.name_twice": N_("“{name}” está vinculado a outro cadastro do ERP. Deixe nomes diferentes."),
    "install.resumed": N_("Continua da página {page} do catálogo."),
    "install.images": N_("{count} imagens não foram trazidas: o instalador não importa imagens."),
    "install.switched_off": N_("Catálogo instalado. A tarefa se desativou; ative-a de novo quando precisar."),
    "install.stopped": N_("Parado a pedido. Ative a tarefa de novo para continuar de onde parou."),
    # -- prices and limits --
    "price.sent": N_("{sku}: {before} → {after}"),
    "price.unknown": N_(
        "{sku}: o ERP não informou o preço. Nada foi enviado (nunca se vende por zero por falta "
        "de informação)."
    ),
    "limit.below": N_("{sku} ({name}): {available} disponíveis, abaixo do mínimo de {limit}."),
    "limit.above": N_("{sku} ({name}): {available} disponíveis, acima do máximo de {limit}."),
    "limit.summary": N_("{below} produtos abaixo do mínimo, {above} acima do máximo."),
    "limit.notice": N_("{fresh} produtos passaram a ficar abaixo do estoque mínimo ({below} ao todo)."),
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
    "undo.done": N_("{sku}: devolvido de {before} para {after}."),
    "undo.changed_since": N_(
        "{sku}: não foi devolvido, porque mudou desde então (era {after}, agora {now})."
    ),
    "undo.unknown_before": N_("{sku}: não foi devolvido, porque não se sabe o valor de antes."),
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
