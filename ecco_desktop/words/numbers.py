"""Sentences about stock, prices, limits, and giving back: their lines speak of a SKU. See `sentences`."""

from ecco_desktop.words.speech import N_

NUMBERS: dict[str, str] = {
    # -- stock --
    "stock.sent": N_(
        "{sku}: {before} → {after} (físico {physical}, reservado {reserved}, segurança {safety})"
    ),
    "stock.unknown": N_(
        "{sku}: o ERP não informou o estoque disponível. Nada foi enviado (nunca se envia zero "
        "por falta de informação)."
    ),
    "stock.negative": N_("{sku}: o disponível no ERP é negativo ({available}); a loja recebe zero."),
    "stock.no_erp_product": N_("{sku}: está na loja, mas não há produto com este SKU ou GTIN no ERP."),
    "stock.no_code": N_(
        "Produto “{title}” da loja (id {id}) não tem SKU nem GTIN e não pode receber estoque."
    ),
    "stock.ambiguous": N_(
        "{sku}: há mais de um produto ativo com este SKU no ERP ({ids}). Deixe só um para que "
        "o estoque seja enviado."
    ),
    "stock.twice_in_store": N_(
        "{sku}: há mais de um produto na loja com este SKU ({ids}); só um pode ser "
        "vinculado. Corrija na loja."
    ),
    "stock.no_control": N_(
        "{sku}: a loja não controla o estoque deste produto; ficou como está, como diz a opção da tarefa."
    ),
    "stock.inactive": N_(
        "{sku}: o produto está inativo ou excluído no ERP; o estoque da loja não foi mexido."
    ),
    "stock.orphan": N_(
        "{sku}: o produto está inativo ou excluído no ERP, e a loja continua a vendê-lo sem que o programa "
        "atualize o estoque. Reative-o no ERP, dê este SKU a outro produto lá, ou tire-o de venda na loja."
    ),
    "stock.read_failed": N_("{sku}: o estoque não foi confirmado pela loja; será conferido na próxima vez."),
    "stock.verified": N_("Estoque da loja conferido: {count} itens lidos, {different} diferentes."),
    "stock.not_verified": N_(
        "{count} itens comparados com o último envio; a loja foi conferida por inteiro em {at}."
    ),
    "stock.linked": N_("{sku} vinculado ao produto {erp} do ERP."),
    # -- prices and limits --
    "price.sent": N_("{sku}: {before} → {after}"),
    "price.drop": N_(
        "{sku}: o preço cairia de R$ {before} para R$ {after}, mais do que o limite da conexão "
        "({limit} %). Não "
        "foi enviado. Se o preço está certo no ERP, use “Tentar de novo”, que envia este valor; "
        "senão, corrija-o lá."
    ),
    "price.unknown": N_(
        "{sku}: o ERP não informou o preço. Nada foi enviado (nunca se vende por zero por falta "
        "de informação)."
    ),
    "limit.below": N_("{sku} ({name}): {available} disponíveis, abaixo do mínimo de {limit}."),
    "limit.above": N_("{sku} ({name}): {available} disponíveis, acima do máximo de {limit}."),
    "limit.summary": N_("{below} produtos abaixo do mínimo, {above} acima do máximo."),
    "limit.notice": N_("{fresh} produtos passaram a ficar abaixo do estoque mínimo ({below} ao todo)."),
    # -- giving back --
    "undo.done": N_("{sku}: devolvido de {before} para {after}."),
    "undo.changed_since": N_(
        "{sku}: não foi devolvido, porque mudou desde então (era {after}, agora {now})."
    ),
    "undo.unknown_before": N_("{sku}: não foi devolvido, porque não se sabe o valor de antes."),
}
