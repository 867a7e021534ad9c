"""The heading of a group of pending records: how many, and the cause that is true of every one of them.

Only what tells one group from another (the delivery method, the SKU, the status) may stand in a heading;
the sentence of a single record names the rest.
"""

from collections.abc import Mapping

from ecco_desktop.domain.automations import Records
from ecco_desktop.domain.foreign import shown
from ecco_desktop.words.sentences import sentence
from ecco_desktop.words.speech import N_, Words, ngettext

_TAILS = Words(
    {
        "order.carrier": N_("sem vínculo para “{way}”"),
        "order.status_unknown": N_("com a situação “{status}”, ainda sem ligação"),
        "order.perhaps_there": N_("que talvez já esteja no ERP ({erp})"),
        "order.number_taken": N_("com o número de outro pedido do ERP ({erp})"),
        "order.number_linked": N_("com o número de um pedido de outra loja ({erp})"),
        "order.number_repeated": N_("com número que a loja repetiu ({erp})"),
        "order.no_shipping": N_("sem forma de entrega"),
        "order.no_items": N_("sem itens"),
        "order.product": N_("com o produto “{sku}”, que não existe no ERP"),
        "order.product_other": N_("com o produto “{sku}”, de vínculo duvidoso"),
        "order.product_no_code": N_("com “{title}”, que não tem SKU nem GTIN"),
        "order.product_twice": N_("com o SKU “{sku}”, que o ERP tem em mais de um produto"),
        "order.product_inactive": N_("com o produto “{sku}”, inativo no ERP"),
        "order.line_gone": N_("com “{title}”, que foi excluído da loja"),
        "order.totals": N_("com valores que não fecham"),
        "order.refunded": N_("com devolução em parte antes de entrar"),
        "order.refunded_part": N_("com devolução em parte antes de entrar"),
        "order.quantity": N_("com quantidade que não serve"),
        "order.document_missing": N_("sem CPF nem CNPJ"),
        "order.document_invalid": N_("com CPF ou CNPJ inválido"),
        "order.address": N_("com endereço incompleto"),
        "order.currency": N_("em moeda que não é o real"),
        "order.unreadable": N_("com um campo que não se entende"),
        "order.uncertain": N_("sem confirmação do ERP"),
        "order.deleted_after": N_("que a loja apagou e o ERP tem em aberto"),
        "order.over_after": N_("que a loja encerrou e o ERP tem em aberto"),
        "order.reopened": N_("que a loja cancelou e alguém reabriu no ERP"),
        "order.changed_after": N_("com mudança na loja depois de entrar no ERP"),
        "link.other_in_store": N_("cujo código a loja deu a outro pedido"),
        "link.other_in_erp": N_("cujo código é de outro pedido no ERP"),
        "link.id_given_again": N_("cujo código o ERP deu de novo"),
        "link.gone_in_erp": N_("sem o registro que havia no ERP"),
        "link.other_product": N_("com nomes diferentes na loja e no ERP"),
        "link.answered_other": N_("cuja resposta da loja era de outro produto"),
        "delivery.problem": N_("com problema na entrega"),
        "delivery.silent": N_("há muito tempo sem notícia da transportadora"),
        "delivery.undone": N_("cuja entrega a transportadora desfez"),
        "delivery.unread_code": N_("com código de rastreio que não se lê"),
        "delivery.before_order": N_("com entrega anterior ao pedido, segundo a transportadora"),
        "delivery.left_window": N_("fora do prazo de consulta da transportadora"),
        "delivery.denied": N_("cuja consulta a transportadora recusou"),
        "stock.uncounted": N_("sem saldo lançado no ERP"),
        "stock.ambiguous": N_("com SKU repetido no ERP"),
        "stock.orphan": N_("à venda na loja e fora do ERP"),
        "stock.not_kept": N_("com estoque que a loja não guardou"),
        "stock.read_failed": N_("com estoque não confirmado pela loja"),
        "stock.twice_in_store": N_("com SKU repetido na loja"),
        "price.drop": N_("com queda de preço acima do limite"),
        "price.not_kept": N_("com preço que a loja não guardou"),
        "product.ambiguous": N_("com código repetido no ERP"),
        "product.inactive": N_("sem cadastro ativo no ERP"),
        "product.sku_twice": N_("com SKU repetido no ERP"),
        "product.no_code": N_("sem SKU nem GTIN na loja"),
        "product.no_sku": N_("sem SKU na loja"),
        "product.no_options": N_("sem atributos no ERP (tamanho, cor)"),
        "product.options_unread": N_("com atributos a conferir no ERP"),
        "product.moved": N_("sob outro produto na loja"),
        "product.gone_in_store": N_("sem o registro que havia na loja"),
        "product.uncertain": N_("com criação não confirmada"),
        "install.attribute_missing": N_("sem o atributo “{name}” no ERP"),
        "install.option_missing": N_("com opções do atributo “{name}” que faltam no ERP"),
        "install.category_missing": N_("sem a categoria “{name}” no ERP"),
        "install.brand_missing": N_("sem a marca “{name}” no ERP"),
        "install.name_twice": N_("com nome repetido no ERP"),
        "store.item_missing": N_("sem o registro que havia na loja"),
        "store.item_refused": N_("que a loja recusou"),
        "store.product_refused": N_("que a loja recusou"),
        "store.order_refused": N_("cuja mudança a loja recusou"),
        "store.move_refused": N_("em situação que a loja não deixa mudar"),
        "store.no_invoice_yet": N_("à espera da nota para receber o rastreio"),
        "store.not_whole": N_("que a loja mostrou só em parte"),
        "store.price_kept": N_("com preço que a loja não guardou"),
        "store.unclear": N_("sem resposta certa da loja"),
        "ecco.unclear": N_("sem resposta certa do ERP"),
        "ecco.refused": N_("que o ERP recusou"),
        "ecco.order_refused": N_("cuja mudança o ERP recusou"),
        "ecco.product_refused": N_("que o ERP recusou"),
        "ecco.not_stored": N_("com um campo que o ERP não guardou"),
        "record.bug": N_("com falha do programa"),
        "http.outcome_unknown": N_("com envio que ninguém confirmou"),
        "http.unserved": N_("com consulta que não foi atendida"),
    }
)
# The causes that have a heading of their own.
HEADED = frozenset(_TAILS)
# Its own family speaks of products, whichever automation met it.
_PRODUCTS = ("stock.", "price.", "product.", "install.", "link.other_product", "link.answered_other")


def heading(cause: str, values: Mapping[str, str], count: int, records: Records) -> str:
    """“10 pedidos sem vínculo para “SEDEX””; `values` are those of any record of the group."""
    if records is Records.PRODUCTS or cause.startswith(_PRODUCTS):
        what = ngettext("1 produto", "{0} produtos", count)
    else:
        what = ngettext("1 pedido", "{0} pedidos", count)
    if cause not in _TAILS:
        # One answer of a whole side is the same for all of them.
        return f"{what}: {first_sentence(sentence(cause, values))}"
    told = {**values, "way": values.get("method") or values.get("reference") or "?"}
    return f"{what} {_filled(_TAILS[cause], told)}"


def _filled(template: str, values: Mapping[str, str]) -> str:
    parts = {name: shown(values.get(name, "?")) for name in ("way", "status", "erp", "sku", "title", "name")}
    return template.format(**parts)


def first_sentence(text: str) -> str:
    """What happened, without what to do, and without a full stop."""
    return text.split(". ", maxsplit=1)[0].rstrip(".")
