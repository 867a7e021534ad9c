"""Orders of weeks ago that both sides know: each tells one story of what happens after an import."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from ecco_desktop.sandbox.orders import new_order
from ecco_desktop.sandbox.world import Json

# ERP status, what the carrier tells of its parcel ("" for none).
STORIES: tuple[tuple[str, str, str], ...] = (
    ("invoiced_in_transit", "1", "transit"),
    ("invoiced_delivered", "1", "delivered"),
    ("delivered_in_erp", "D", ""),
    ("invoiced", "1", ""),
    ("cancelled_in_erp", "2", ""),
    ("paid_in_store", "-1", ""),
    ("picking", "3", ""),
    ("invoiced_out", "1", "out"),
    ("invoiced_returned", "1", "returned"),
    ("invoiced_invalid_code", "1", "invalid"),
    ("invoiced_unknown_code", "1", "unknown"),
    ("invoiced_absent", "1", "absent"),
    ("invoiced_posted", "1", "posted"),
    ("invoiced_reversed", "1", "reversed"),
    ("invoiced_late_scan", "1", "late_scan"),
    ("invoiced_waiting", "1", "waiting"),
)
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
RESERVING = ("-1", "0", "3", "4")


def seed_past(state: Json, rng: random.Random, count: int) -> None:
    """`count` orders of 25 to 45 days ago, the stories in turn."""
    start = datetime.now(UTC).replace(microsecond=0) - timedelta(days=45)
    for index in range(count):
        name, status, parcel = STORIES[index % len(STORIES)]
        when = start + timedelta(hours=index * 20 % 480)
        # Not every 41st, 10th, 11th…: a plain order, paid and with a carrier (see sandbox.orders).
        store = new_order(state, rng, when, "processing", 1 + 1000 * index)
        store["shipping_lines"][0]["method_title"] = "SEDEX"
        state["woocommerce"]["orders"][str(store["id"])] = store
        order = _erp_order(state, store, status, when)
        state["eccosys"]["orders"][order["id"]] = order
        state["stories"][str(store["id"])] = name
        if parcel:
            code = code_of(index + 1)
            order["codigoRastreamento"] = code
            # Days ago, by the carrier's local clock: recent enough that nobody gives up on it.
            posted = datetime.now(UTC).replace(microsecond=0) - timedelta(days=6, hours=3)
            state["parcels"][code] = {"story": parcel, "posted": posted.isoformat()[:19]}


def code_of(number: int) -> str:
    """A tracking code with its right check digit."""
    serial = f"{71000000 + number * 137:08d}"
    total = sum(int(digit) * weight for digit, weight in zip(serial, _WEIGHTS, strict=True))
    rest = total % 11
    check = {0: 5, 1: 0}.get(rest, 11 - rest)
    return f"AD{serial}{check}BR"


def _erp_order(state: Json, store: Json, status: str, when: datetime) -> Json:
    state["next"]["erp_order"] += 1
    state["next"]["number"] += 1
    order_id, number = str(state["next"]["erp_order"]), str(state["next"]["number"])
    day = f"{when - timedelta(hours=3):%Y-%m-%d}"
    order: Json = {
        "id": order_id,
        "numeroPedido": number,
        "numeroDaOrdemDeCompra": store["number"],
        "idContato": _contact(state, store),
        "data": day,
        "dataPagamento": "0000-00-00 00:00:00" if status == "-1" else f"{day} 12:00:00",
        "dataFaturamento": "0000-00-00",
        "dataPrevista": "0000-00-00",
        "dataEntrega": "0000-00-00",
        "situacao": status,
        "situacaoSecundaria": "0",
        "totalProdutos": store["total"],
        "desconto": "0,00",
        "frete": "0.00",
        "totalVenda": store["total"],
        "transportador": "Correios",
        "idTransportador": "480000777",
        "idVinculoTransportadora": "346",
        "codigoRastreamento": "",
        "idNotaFiscalRef": "0",
        "numeroNotaFiscal": None,
        "pedidoColetado": False,
        "observacaoInterna": "",
        "idCanalVenda": "",
        "_Itens": list(_items(state, store, order_id, reserves=status in RESERVING)),
        "_Parcelas": [],
        "_Entrega": {},
    }
    if status in ("1", "D"):
        invoice = f"{4500 + len(state['eccosys']['nfes']):06d}"
        order |= {"idNotaFiscalRef": f"66{invoice}", "numeroNotaFiscal": invoice, "dataFaturamento": day}
        state["eccosys"]["nfes"][invoice] = {
            "id": f"66{invoice}",
            "numero": invoice,
            "serie": "1",
            "situacao": "6",
            "chave_acesso": f"352604000000000001915500100000{invoice}1{invoice:0>8}9"[:44],
            "dataEmissao": day,
        }
    if status == "D":
        order["dataEntrega"] = f"{when + timedelta(days=5):%Y-%m-%d}"
    return order


def _contact(state: Json, store: Json) -> str:
    """Who bought, as whoever made the order in the ERP then entered it."""
    state["next"]["contact"] += 1
    contact_id = str(state["next"]["contact"])
    buyer = {each["key"].removeprefix("_billing_"): each["value"] for each in store["meta_data"]}
    buyer |= {key: value for key, value in store["billing"].items() if value}
    name = f"{buyer['first_name']} {buyer['last_name']}"
    document = buyer.get("cnpj") or buyer.get("cpf") or ""
    state["eccosys"]["contacts"][contact_id] = {"id": contact_id, "nome": name, "cnpj": document}
    return contact_id


def _items(state: Json, store: Json, order_id: str, *, reserves: bool) -> Any:
    for index, line in enumerate(store["line_items"]):
        product = _product(state, line)
        if product is not None and reserves:
            product["reservado"] += line["quantity"]
        yield {
            "id": f"{order_id}{index:02d}",
            "idVenda": order_id,
            "idProduto": product["id"] if product else "0",
            "codigo": line["sku"],
            "descricao": line["name"],
            "quantidade": f"{line['quantity']:.4f}",
            "valor": line["subtotal"],
            "valorDesconto": "0.00",
        }


def _product(state: Json, line: Json) -> Json | None:
    for product in state["eccosys"]["products"].values():
        same = line["sku"] and product["codigo"] == line["sku"]
        if same or (not line["sku"] and product["gtin"] == line["global_unique_id"]):
            found: Json = product
            return found
    return None
