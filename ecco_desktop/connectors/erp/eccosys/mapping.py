"""Eccosys rows to our words and back. Pure functions that never fail on a strange row."""

import re
from collections.abc import Mapping
from decimal import Decimal

from ecco_desktop.connectors.erp.eccosys.shapes import (
    Row,
    comma,
    day,
    id_of,
    local_text,
    many,
    number,
    text,
    verbatim,
)
from ecco_desktop.domain.amounts import plain_number
from ecco_desktop.domain.codes import bar_code
from ecco_desktop.domain.marks import read_marks
from ecco_desktop.domain.orders import (
    Address,
    Customer,
    ErpOrder,
    ErpOrderChange,
    ErpOrderDraft,
    ErpOrderItem,
    Invoice,
    OrderStatus,
    PaymentKind,
)
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.stock import StockLevel
from ecco_desktop.ports.erp import ErpCarrier, ErpChannel, ShippingForm

# "D" is Entregue in old accounts; newer ones keep 1 and fill dataEntrega.
STATUS_CODES = {
    "-1": OrderStatus.PAYMENT_PENDING,
    "0": OrderStatus.OPEN,
    "1": OrderStatus.INVOICED,
    "2": OrderStatus.CANCELLED,
    "3": OrderStatus.PICKING,
    "4": OrderStatus.PAYMENT_REVIEW,
    "D": OrderStatus.DELIVERED,
}
CODES = {status: code for code, status in STATUS_CODES.items()}
# The NF-e table of payment means.
PAYMENT_CODES = {
    PaymentKind.CASH: 1,
    PaymentKind.CREDIT_CARD: 3,
    PaymentKind.DEBIT_CARD: 4,
    PaymentKind.GIFT_CARD: 12,
    PaymentKind.BOLETO: 15,
    PaymentKind.PIX: 17,
    PaymentKind.TRANSFER: 18,
    PaymentKind.ON_DELIVERY: 99,
    PaymentKind.OTHER: 99,
}
# With its accent in one character, in two, or left out.
_GONE = re.compile("exclu[ií]\u0301?d|desativad", re.IGNORECASE)
# Of an NF-e's number, by its layout (nNF).
INVOICE_FIGURES = 9
# Eccosys: `situacaoSecundaria` 8 is Despachado.
DISPATCHED = "8"
_SERIES = re.compile(r"\d{1,3}", re.ASCII)
# With letters where the issuer's CNPJ has them; some write it in groups, or with "NFe" before it.
_KEY = re.compile(r"(?:NFe)?([0-9A-Z]{44})")
_KEYS = ("chave_acesso", "chaveAcesso", "chaveDeAcesso", "chaveNFe", "chave")
_TREE = ("idTagDepartamentoArvore", "idTagCategoriaArvore", "idTagSubcategoriaArvore")


def to_stock_level(row: Row) -> StockLevel | None:
    """A stock row; None where it names no product.

    Eccosys: deleted copies stay in the list with their SKU, told by "excluído" or "desativado" in the name.
    """
    sku = text(row, "codigo")
    product_id = id_of(row, "idProduto", "id") or (f"sku:{sku}" if sku else "")
    if not product_id:
        return None
    name = text(row, "nome")
    return StockLevel(
        product_id=product_id,
        sku=sku,
        name=name,
        physical=number(row, "estoqueReal"),
        available=number(row, "estoqueDisponivel"),
        active=_GONE.search(name) is None,
    )


def to_product(row: Row, *, detailed: bool = False) -> ErpProduct | None:
    """A product row; None where it has no id. `detailed` for a single read, which tells attributes too."""
    product_id = id_of(row)
    if not product_id:
        return None
    excluded = text(row, "excluido") == "S"
    return ErpProduct(
        id=product_id,
        sku=text(row, "codigo"),
        gtin=bar_code(text(row, "gtin")),
        name=text(row, "nome"),
        active=(text(row, "situacao") or "A") == "A" and not excluded,
        parent_id=id_of(row, "idProdutoMaster"),
        price=_positive(row, "preco"),
        list_price=_positive(row, "precoDe"),
        minimum=_positive(row, "estoqueMinimo"),
        maximum=_positive(row, "estoqueMaximo"),
        # A missing flag is no "no"; what says something else than "yes" stays out of the shop.
        online=row.get("opcEcommerce") in (None, "", "S", "s"),
        weight_kg=_positive(row, "peso"),
        description=verbatim(row, "descricaoEcommerce", "descricaoComplementar"),
        department_ids=tuple(found for name in _TREE if (found := id_of(row, name))),
        brand_id=id_of(row, "idTagMarcaArvore"),
        attributes=tuple(
            (text(each, "descricao"), text(each, "valor"))
            for each in many(row.get("_Atributos"))
            if text(each, "descricao") and text(each, "valor")
        ),
        detailed=detailed,
    )


def to_order(row: Row) -> ErpOrder | None:
    """An order row; None where it has no id."""
    order_id = id_of(row)
    if not order_id:
        return None
    code = text(row, "situacao")
    status = STATUS_CODES.get(code, OrderStatus.OTHER)
    if status is OrderStatus.INVOICED and day(row, "dataEntrega"):
        status = OrderStatus.DELIVERED
    return ErpOrder(
        id=order_id,
        number=text(row, "numeroPedido"),
        external_number=text(row, "numeroDaOrdemDeCompra"),
        status=status,
        status_text=text(row, "situacaoDescricao") or code,
        ordered_on=day(row, "data"),
        total=number(row, "totalVenda"),
        invoiced=status in (OrderStatus.INVOICED, OrderStatus.DELIVERED)
        or bool(id_of(row, "idNotaFiscalRef")),
        invoice_number=_invoice_number(row),
        carrier_name=text(row, "transportador"),
        tracking_code=text(row, "codigoRastreamento"),
        dispatched=row.get("pedidoColetado") is True or text(row, "situacaoSecundaria") == DISPATCHED,
        expected_on=day(row, "dataPrevista"),
        delivered_on=day(row, "dataEntrega"),
        document=_document(row),
        contact_id=id_of(row, "idContato"),
        marks=read_marks(verbatim(row, "observacaoInterna")),
    )


def _invoice_number(row: Row) -> str:
    """As the ERP tells it; "" where it is none, or more than the number of an invoice can be."""
    found = id_of(row, "numeroNotaFiscal")
    return found if len(found.lstrip("0")) <= INVOICE_FIGURES else ""


def says_status(row: Row) -> bool:
    """Whether an order row tells a status, be it one of the account's own."""
    return bool(text(row, "situacao"))


def _document(row: Row) -> str:
    """The buyer's, where the account shows its customer block; accounts disagree on the block's name."""
    blocks = (row.get(name) for name in ("_Contato", "_Cliente"))
    return next((told for block in blocks if isinstance(block, Mapping) and (told := document_of(block))), "")


def document_of(contact: Row) -> str:
    """The CPF or CNPJ of a contact (Eccosys: `cnpj` for both; the other spellings are tolerated)."""
    return text(contact, "cnpj", "cpf", "documento")


def to_item(row: Row) -> ErpOrderItem | None:
    """An item of an order; None where it names no product or no quantity."""
    product, quantity = id_of(row, "idProduto"), number(row, "quantidade")
    if not product or quantity is None:
        return None
    price = number(row, "valor") or Decimal(0)
    return ErpOrderItem(product, text(row, "codigo"), text(row, "descricao"), quantity, price)


def to_invoice(row: Row) -> Invoice | None:
    """An invoice; None where its number, series or key is none. One that is not authorised has no key yet."""
    own, series, key = text(row, "numero"), text(row, "serie"), "".join(text(row, *_KEYS).split())
    whole = _KEY.fullmatch(key)
    if (
        not own
        or not (_SERIES.fullmatch(series) or _empty(row, "serie"))
        or not (whole or _empty(row, *_KEYS))
    ):
        return None
    total = number(row, "valorNota")
    total = number(row, "totalFaturado") if total is None else total
    return Invoice(own, series, whole[1] if whole else "", day(row, "dataEmissao"), total)


def from_change(change: ErpOrderChange) -> dict[str, object]:
    """The fields of a partial PUT: only those that change."""
    body: dict[str, object] = {}
    if change.status is not None:
        body["situacao"] = CODES[change.status]
    if change.dispatched:
        body |= {"situacaoSecundaria": DISPATCHED, "pedidoColetado": True}
    if change.expected_on is not None:
        body["dataPrevista"] = change.expected_on.isoformat()
    if change.delivered_on is not None:
        body["dataEntrega"] = change.delivered_on.isoformat()
    return body


def _empty(row: Row, *names: str) -> bool:
    """Whether nothing stands in any of these fields: what cannot be read is something."""
    return all(row.get(name) in (None, "") for name in names)


def _positive(row: Row, name: str) -> Decimal | None:
    """A price, weight or limit; zero says that there is none."""
    found = number(row, name)
    return found if found is not None and found > 0 else None


def to_carrier(row: Row) -> ErpCarrier | None:
    """A carrier with its shipping forms; None where it has no id."""
    carrier_id = id_of(row)
    if not carrier_id:
        return None
    forms = tuple(
        ShippingForm(
            id=id_of(form),
            name=text(form, "nome", "descricao", "referencia", "servico"),
            active=text(form, "ativa") == "S",
        )
        for form in many(row.get("_FormasDeEnvio"))
        if id_of(form)
    )
    return ErpCarrier(carrier_id, text(row, "codigo"), text(row, "nome", "fantasia") or carrier_id, forms)


def to_channel(row: Row) -> ErpChannel | None:
    """A sales channel; only its id is sure to be there."""
    channel_id = id_of(row)
    if not channel_id:
        return None
    return ErpChannel(channel_id, text(row, "descricao", "nome", "referencia") or channel_id)


def from_draft(draft: ErpOrderDraft) -> dict[str, object]:
    """The body of a creation. Where accounts disagree on a field's spelling, both are sent."""
    body: dict[str, object] = {
        "data": draft.ordered_on.isoformat(),
        "situacao": CODES[draft.status],
        "numeroDaOrdemDeCompra": draft.external_number,
        "totalProdutos": _money(draft.products_total),
        "desconto": comma(draft.discount),
        "frete": _money(draft.freight),
        "totalVenda": _money(draft.total),
        "observacoes": draft.note,
        "observacaoInterna": _note(draft),
        "_Contato": _contact(draft.customer),
        "_Itens": [_item(item) for item in draft.items],
        "_Parcelas": _instalments(draft),
        "_EnderecoDeEntrega": _address(draft.delivery),
        "idTransportador": draft.carrier.carrier_id,
        "idVinculoTransportadora": draft.carrier.form_id,
        "codigoTransportador": draft.carrier.carrier_code,
        "transportador": draft.carrier.carrier_name,
    }
    if draft.paid_at:
        body["dataPagamento"] = local_text(draft.paid_at)
    if draft.channel_id:
        body["idCanalVenda"] = draft.channel_id
    if draft.delivery != draft.customer.address:
        body["opcEnderecoDiferente"] = "S"
        body["_OutroEndereco"] = body["_EnderecoDeEntrega"]
    return body


def _note(draft: ErpOrderDraft) -> str:
    """The staff's note. Eccosys: written at creation, told in lists and single reads, of several lines.

    Our mark goes first: what is cut is cut at the end.
    """
    paid = " ".join(f"Meio de pagamento: {draft.payment_title}".split())
    return "\n".join(filter(None, (draft.mark.written() if draft.mark else "", paid)))


def _item(item: ErpOrderItem) -> dict[str, object]:
    # Without idProduto the item would be stored but tied to no product.
    return {
        "idProduto": item.product_id,
        "codigo": item.sku,
        "descricao": item.title,
        "quantidade": plain_number(item.quantity),
        "valor": _money(item.unit_price),
    }


def _instalments(draft: ErpOrderDraft) -> list[dict[str, object]]:
    """How it was paid: by a gift card a part, by the order's own means the rest."""
    if not draft.prepaid:
        return [_instalment(draft, draft.payment, draft.total, draft.payment_title)]
    parts = [(PaymentKind.GIFT_CARD, draft.prepaid, "Vale-presente")]
    if rest := draft.total - draft.prepaid:
        parts.append((draft.payment, rest, draft.payment_title))
    return [_instalment(draft, *each) for each in parts]


def _instalment(draft: ErpOrderDraft, kind: PaymentKind, amount: Decimal, title: str) -> dict[str, object]:
    code = PAYMENT_CODES[kind]
    total, due = _money(amount), draft.ordered_on.isoformat()
    return {
        "forma": code,
        "formaPagamento": code,
        "codigoFormaPagamento": code,
        "valor": total,
        "vencimento": due,
        "dataVencimento": due,
        "nroDias": 0,
        "obs": title,
    }


def _contact(customer: Customer) -> dict[str, object]:
    taxpayer = 1 if customer.state_registration.isdigit() else 2 if customer.company else 9
    contact: dict[str, object] = {
        "nome": customer.name,
        "cnpj": customer.document,
        "tipo": "J" if customer.company else "F",
        "identificadorIE": taxpayer if customer.company else 9,
        "email": customer.email,
        "fone": customer.phone,
        "telefone": customer.phone,
        "celular": customer.mobile,
    }
    if customer.company and customer.state_registration:
        contact["ie"] = customer.state_registration
    return contact | {key: value for key, value in _address(customer.address).items() if key != "nome"}


def _address(address: Address) -> dict[str, object]:
    house = address.number or "S/N"
    return {
        "nome": address.recipient,
        "endereco": address.street,
        "enderecoNro": house,
        "numero": house,
        "complemento": address.complement,
        "bairro": address.neighborhood,
        "cep": address.postcode,
        "cidade": address.city,
        "uf": address.state,
        "pais": "Brasil",
        "nomePais": "Brasil",
    }


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"
