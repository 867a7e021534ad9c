"""Sentences about orders and stock, by key. See `sentences`."""

from ecco_desktop.words.speech import N_

ORDERS: dict[str, str] = {
    # -- orders --
    "order.imported": N_("Pedido {order} importado → {erp} · {total:money}"),
    "order.found": N_("Pedido {order} já estava no ERP ({erp}); apenas vinculado."),
    "order.recovered": N_(
        "Pedido {order}: a resposta anterior se perdeu, mas ele está no ERP ({erp}). Vinculado, sem duplicar."
    ),
    "order.doubled_outside": N_(
        "Pedido {order} aparece {count} vezes no ERP. Outro integrador pode estar "
        "importando os mesmos pedidos: desligue um dos dois e cancele a cópia no ERP."
    ),
    "order.surcharge": N_(
        "Pedido {order}: o acréscimo de {amount:money} foi somado ao frete (o ERP não tem campo próprio)."
    ),
    "order.perhaps_there": N_(
        "Pedido {order}: o ERP já tem o pedido {erp}, com o número {found} ({erp_total:money}; o da loja é "
        "de {total:money}), e nada prova se é o mesmo. Nada foi criado nem vinculado. Confira no ERP o "
        "comprador e os itens e responda aqui: “É este pedido” ou “É outro: criar”."
    ),
    "order.kit_parts": N_(
        "Pedido {order}: o kit “{title}” entrou como os produtos que o compõem, com o preço repartido entre "
        "eles."
    ),
    "order.kit_whole": N_("Pedido {order}: o kit “{title}” entrou como um item, com o preço de tudo."),
    "order.number_taken": N_(
        "Pedido {order}: o ERP já tem, com este número, o pedido {erp} de outro comprador ou de outra loja "
        "({erp_total:money}; o da loja é de {total:money}). Dê um prefixo à numeração desta loja nas opções "
        "da tarefa e tente de novo, ou responda aqui “É outro: criar”."
    ),
    "order.number_linked": N_(
        "Pedido {order}: este número já é, no ERP, o pedido {erp} de outra loja ligada a este programa. "
        "Dê um prefixo à numeração desta loja nas opções da tarefa e tente de novo."
    ),
    "order.number_repeated": N_(
        "Pedido {order}: este número já é, no ERP, o pedido {erp}, que veio de outro pedido desta mesma "
        "loja. A loja repetiu o número? Confira os dois e, se for uma venda à parte, responda aqui "
        "“É outro: criar”."
    ),
    "link.other_in_store": N_(
        "Pedido {order}: a loja usa o código {id} para outro pedido (o vinculado era {linked}). A loja foi "
        "reinstalada? Nada foi alterado. Confira os dois pedidos e lance à mão no ERP o que faltar."
    ),
    "link.other_in_erp": N_(
        "Pedido {order}: no ERP, o código vinculado é agora o do pedido {erp} (número na loja: {found}). "
        "O ERP voltou a uma cópia de segurança? Nada foi enviado. Confira no ERP se o pedido da loja está lá."
    ),
    "link.id_given_again": N_(
        "Pedido {order}: entrou no ERP como {erp}, mas o código dele no ERP é o que o pedido {other} tinha: "
        "o ERP voltou a uma cópia de segurança. Confira os dois e acompanhe este à mão."
    ),
    "link.gone_in_erp": N_(
        "Pedido {order}: não existe mais no ERP. Foi excluído, ou o ERP voltou a uma cópia de segurança? "
        "Confira e, se for preciso, lance-o de novo."
    ),
    "order.carrier": N_(
        "Pedido {order} sem vínculo de transportadora para “{reference}”. Crie o vínculo e ele entra sozinho."
    ),
    "order.no_shipping": N_(
        "Pedido {order} não tem forma de entrega. Escolha uma na loja e ele entra sozinho."
    ),
    "order.no_items": N_("Pedido {order} não tem itens. Corrija-o na loja; ele espera em Pendências."),
    "order.product_other": N_(
        "Pedido {order}: o produto “{sku}” ({title}) estava vinculado a um produto do ERP, mas um dos dois "
        "mudou de código. Resolva o vínculo do produto em Pendências, ou iguale o SKU, e o pedido entra "
        "sozinho."
    ),
    "order.product": N_(
        "Pedido {order}: o produto “{sku}” ({title}) não existe no ERP. Cadastre-o com o mesmo "
        "SKU, ou escolha o produto do ERP, e o pedido entra."
    ),
    "order.product_no_code": N_(
        "Pedido {order}: o item “{title}” não tem SKU nem GTIN na loja. Preencha o SKU na loja, ou escolha o "
        "produto do ERP, e o pedido entra."
    ),
    "order.product_twice": N_(
        "Pedido {order}: o SKU “{sku}” está em mais de um produto ativo do ERP ({ids}). "
        "Deixe só um, ou escolha qual é, e o pedido entra."
    ),
    "order.product_inactive": N_(
        "Pedido {order}: o produto “{sku}” está inativo no ERP. Ative-o e o pedido entra sozinho."
    ),
    "order.totals": N_(
        "Pedido {order}: os itens, o desconto e o frete somam {ours:money}, mas a loja cobrou {store:money}; "
        "a diferença é de {missing:money}. Abra o pedido na loja e corrija o item, a taxa ou o desconto que "
        "falta. Se foi pago em parte com vale ou crédito, lance-o à mão no ERP e depois marque esta "
        "pendência como “Ignorar”. Ele não entra com valor errado."
    ),
    "order.cents": N_(
        "Pedido {order}: a loja arredondou {amount:money} de outro jeito; o valor entrou no desconto ou no "
        "frete, e o total é o que o cliente pagou."
    ),
    "order.refunded": N_(
        "Pedido {order}: {amount:money} já foi devolvido ao cliente na loja antes da importação. Lance no "
        "ERP só o que resta e depois marque esta pendência como “Ignorar”."
    ),
    "order.refunded_part": N_(
        "Pedido {order}: uma parte já foi devolvida ao cliente na loja antes da importação. Lance no ERP só "
        "o que resta e depois marque esta pendência como “Ignorar”."
    ),
    "order.line_gone": N_(
        "Pedido {order}: o produto do item “{title}” ({quantity} × {price:money}) foi excluído da loja "
        "depois da venda, e o item ficou sem código. Escolha o produto do ERP e o pedido entra."
    ),
    "order.quantity": N_("Pedido {order}: a quantidade de “{sku}” não serve ({quantity}). Corrija na loja."),
    "order.document_missing": N_(
        "Pedido {order} não tem CPF nem CNPJ. Preencha na loja e ele entra sozinho."
    ),
    "order.document_invalid": N_(
        "Pedido {order}: o CPF/CNPJ terminado em {ending} não é válido. Corrija na loja e ele entra sozinho."
    ),
    "order.address": N_(
        "Pedido {order}: falta no endereço de entrega: {fields:parts}. Complete na loja e ele entra sozinho."
    ),
    "order.currency": N_(
        "Pedido {order} está em {currency}. O ERP recebe apenas pedidos em reais: lance-o à mão lá, em "
        "reais, e depois marque esta pendência como “Ignorar”."
    ),
    "order.unreadable": N_(
        "Pedido {order}: o campo “{field}” veio da loja com um valor que não se entende "
        "(“{value}”). Corrija na loja e ele entra sozinho."
    ),
    "order.sent_unconfirmed": N_(
        "Pedido {order}: o ERP não confirmou o recebimento. O programa confere antes de qualquer novo envio."
    ),
    "order.uncertain": N_(
        "Pedido {order}: o ERP não confirmou o recebimento e o pedido ainda não aparece lá. "
        "Será conferido de novo antes de qualquer novo envio."
    ),
    "order.gone": N_("Pedido {order} não existe mais na loja. Saiu da lista de pendências."),
    "order.deleted_after": N_(
        "Pedido {order} foi apagado na loja (ou está na lixeira) depois de entrar no ERP ({erp}), onde "
        "continua "
        "aberto. Cancele-o no ERP, ou marque esta pendência como “Ignorar” se a venda vale."
    ),
    "order.over_after": N_(
        "Pedido {order}: na loja está “{status}”, depois de entrar no ERP ({erp}), onde continua "
        "aberto. Cancele-o "
        "no ERP, ou marque esta pendência como “Ignorar” se a venda vale. Para que seja cancelado "
        "sozinho, ligue "
        "essa situação a “cancelado” e a direção loja → ERP dos cancelamentos."
    ),
    "order.reopened": N_(
        "Pedido {order}: foi cancelado na loja e depois no ERP ({erp}), onde alguém o reabriu. O programa "
        "não o cancela de novo. Se a venda vale, marque esta pendência como “Ignorar”; se não, "
        "cancele-o no ERP."
    ),
    "order.changed_after": N_(
        "Pedido {order} mudou na loja depois de entrar no ERP: {before} → {after}. Acerte o pedido no "
        "ERP e depois "
        "marque esta pendência como “Ignorar”; até lá as unidades a mais não voltam à venda."
    ),
    "order.status_unknown": N_(
        "Pedido {order}: a situação “{status}” da loja ainda não está ligada a nenhuma do ERP. Escolha "
        "em Conexões, "
        "Situações, o que ela quer dizer; até lá as unidades ficam reservadas."
    ),
    "order.over": N_("Pedido {order} já acabou na loja ({status}) sem ter entrado: fica fora."),
    "order.released": N_(
        "Pedido {order} da loja não existe mais, acabou ou ficou tempo demais sem pagamento: o que ele "
        "segurava do "
        "estoque foi liberado."
    ),
    "order.ahead": N_(
        "{count} pedidos dizem ter mudado depois de agora ({orders}): confira o relógio e o fuso da "
        "loja. Entram "
        "assim mesmo."
    ),
    "order.unpaid": N_("Pedido {order} ainda não foi pago; será importado quando for."),
    "order.on_delivery": N_(
        "Pedido {order} é pago na entrega e a tarefa importa só pedidos pagos. Para "
        "importá-lo, mude a opção para “todos”."
    ),
    "order.not_mapped": N_("Pedido {order}: a situação “{status}” da loja está marcada como “não importar”."),
    "order.before_cutoff": N_("Pedido {order} é de antes da data de corte ({cutoff})."),
}
