"""Sentences about products and the installer: their lines speak of a SKU. See `sentences`."""

from ecco_desktop.words.speech import N_

PRODUCTS: dict[str, str] = {
    # -- products --
    "link.other_product": N_(
        "Produto {id}: a loja o chama de “{shown}” e o ERP de “{erp}” (vinculados como {linked}). Nada é "
        "enviado por este vínculo. Se é o mesmo produto, confirme; se não, iguale o SKU dos dois lados."
    ),
    "link.moved": N_(
        "{sku}: o código deste produto mudou na loja ou no ERP (agora {id} na loja). Vinculado de novo "
        "pelo SKU."
    ),
    "link.answered_other": N_(
        "{sku}: a loja respondeu que o produto {id} é “{shown}”. O número pode ter ido para o produto "
        "errado: confira os dois na loja. Nada mais é enviado por este vínculo até a próxima conferência."
    ),
    "link.another_shop": N_(
        "{connection}: as respostas da loja falam de outros produtos. O endereço leva a outra loja, ou a "
        "loja foi reinstalada? O envio parou. Confira a conexão e inicie a sincronização de estoque à mão."
    ),
    "undo.other_product": N_(
        "{sku}: o produto {id} da loja agora é “{shown}”. O valor anterior não foi devolvido a ele."
    ),
    "undo.other_shop": N_(
        "{connection}: esta execução escreveu em outra loja. Volte a conexão para aquela loja antes "
        "de desfazer."
    ),
    "product.created_in_erp": N_(
        "{sku} criado no ERP ({erp}), sem estoque: lance o saldo lá. Até então a loja fica com o que tem."
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
    "product.options_again": N_(
        "{sku}: o que faltava gravar no ERP (tamanho, cor) estava danificado neste computador e foi lido de "
        "novo da loja. Confira os atributos deste produto no ERP."
    ),
    "product.options_unread": N_(
        "Variação {ref} da loja: o que faltava gravar no ERP (tamanho, cor) estava danificado neste "
        "computador, e a loja não a mostra mais. Confira os atributos do produto no ERP e tire este "
        "aviso da lista."
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
    "store.product_refused": N_(
        "{sku}: a loja recusou o campo {field} (resposta: {detail}). Acerte esse campo no ERP, ou o "
        "produto na loja; a tarefa tenta de novo sozinha."
    ),
    "store.order_refused": N_(
        "Pedido {order}: a loja recusou a mudança (resposta: {detail}). Abra o pedido no painel da "
        "loja e acerte o que ela aponta, ou faça a mudança lá."
    ),
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
    "ecco.product_refused": N_(
        "{sku}: o Eccosys recusou o produto (resposta: {detail}). Acerte no cadastro o que ele "
        "aponta; a tarefa tenta de novo sozinha."
    ),
    "ecco.order_refused": N_(
        "Pedido {order}: o Eccosys recusou a mudança (resposta: {detail}). Abra o pedido no Eccosys e "
        "acerte o que ele aponta, ou faça a mudança lá."
    ),
    "ecco.not_stored": N_(
        "Pedido {order}: o Eccosys aceitou, mas não guardou o campo “{field}”. Preencha-o à "
        "mão e avise o suporte."
    ),
    "step.begins": N_("Etapa: {step:step}."),
    "step.unknown": N_("Não há etapa “{step}”. As que existem, na ordem: {known}."),
    "step.before": N_(
        "Antes de “{step}” ainda falta: {missing}. Rode essas antes, ou todas as que faltam de uma vez, "
        'sem dizer etapa: ecco-desktop installer run --connection "{connection}"'
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
}
