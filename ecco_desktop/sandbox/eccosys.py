"""The Eccosys API as it really answers: strings for numbers, 404 for empty, 200 with errors."""

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, request

from ecco_desktop.sandbox import pages
from ecco_desktop.sandbox.ecco_products import (
    create_products,
    invoice,
    set_attributes,
    shown_attributes,
    tracking,
)
from ecco_desktop.sandbox.seed import keys
from ecco_desktop.sandbox.world import Json, World

ZONE = ZoneInfo("America/Sao_Paulo")
NAMES = {
    "-1": "Aguardando pagamento",
    "0": "Em aberto",
    "1": "Atendido",
    "2": "Cancelado",
    "3": "Pronto para picking",
    "4": "Pagamento em análise",
    "D": "Entregue",
}
LOGIN = "<html><body><h1>Eccosys</h1><form><input name='login'><input type='password'></form></body></html>"
TEXT_NONE = "Nenhum registro encontrado"


def answer(body: Any, status: int = 200) -> Response:
    """A JSON answer."""
    return Response(
        json.dumps(body, ensure_ascii=False), status, content_type="application/json; charset=utf-8"
    )


def none() -> Response:
    """What "nothing found" looks like."""
    return answer({"erro": TEXT_NONE}, 404)


def eccosys(world: World) -> Blueprint:
    """The routes."""
    api = Blueprint("eccosys", __name__, url_prefix="/eccosys/api")
    routes: Sequence[tuple[str, str, Callable[..., Response]]] = (
        ("GET", "/produtos", lambda: products(world)),
        ("GET", "/produtos/produtosPai", lambda: products(world, parents=True)),
        ("GET", "/produtos/<path:code>", partial(product, world)),
        ("GET", "/estoques", lambda: stocks(world)),
        ("GET", "/estoques/<path:code>", partial(stock, world)),
        ("POST", "/estoques/<path:code>", lambda code: move_stock(world, code)),
        ("GET", "/pedidos", lambda: orders(world)),
        ("GET", "/pedidos/numeroOC=<path:number>", lambda number: orders_by_oc(world, number)),
        ("GET", "/pedidos/situacao/<code>", lambda code: orders_in(world, code)),
        ("GET", "/pedidos/<key>", lambda key: one_order(world, key)),
        ("GET", "/pedidos/<key>/items", lambda key: order_items(world, key)),
        ("POST", "/pedidos", lambda: create_orders(world)),
        ("PUT", "/pedidos", lambda: change_orders(world)),
        ("POST", "/pedidos/<key>/situacao", lambda key: change_status(world, key)),
        ("GET", "/transportadoras", lambda: answer(world.erp["carriers"])),
        ("GET", "/canaisDeVenda", lambda: answer(world.erp["channels"])),
        ("GET", "/clientes", lambda: paged(list(world.erp["contacts"].values()))),
        ("GET", "/clientes/<key>", lambda key: one_contact(world, key)),
        ("GET", "/departamentos", lambda: answer({"departamentos": world.erp["departments"]})),
        ("GET", "/atributos", lambda: paged(world.erp["attributes"])),
        ("GET", "/marcas", lambda: paged(world.erp["brands"])),
        ("POST", "/produtos", lambda: create_products(world, answer)),
        ("POST", "/produtos/<path:code>/atributos", lambda code: set_attributes(world, answer, code)),
        ("GET", "/nfes/<number>", lambda number: invoice(world, answer, none, number)),
        ("GET", "/pedidos/<key>/rastreamento", lambda key: tracking(world, answer, none, key)),
    )
    for number, (method, path, view) in enumerate(routes):
        api.add_url_rule(path, f"route{number}", _locked(world, view), methods=[method])
    api.before_request(lambda: _sign_in(world))
    return api


def _locked(world: World, view: Callable[..., Response]) -> Callable[..., Response]:
    def work(**parts: str) -> Response:
        if "$filter" in request.args:
            return answer({"erro": "Requisição inválida"}, 400)
        with world.lock:
            return view(**parts)

    return work


def _sign_in(world: World) -> Response | None:
    kept = keys(world.state["seed"])
    token = request.headers.get("Authorization", "")
    if token in (f"Bearer {kept['token']}", kept["token"]):
        return None
    today = f"{datetime.now(ZONE):%d-%m-%Y}"
    wanted = hashlib.md5(f"{kept['secret']}:{today}".encode(), usedforsecurity=False).hexdigest()
    if request.headers.get("apikey") == kept["apikey"] and request.headers.get("signature") == wanted:
        return None
    return Response(LOGIN, 401, content_type="text/html; charset=utf-8")


def paged(
    rows: Sequence[Any], empty: Callable[[], Response] = none, shape: Callable[[Any], Any] = lambda row: row
) -> Response:
    """A page of rows by $offset and $count, each shown in its shape; past the end there is nothing."""
    offset = int(request.args.get("$offset", 0) or 0)
    count = int(request.args.get("$count", 20) or 20)
    offset, count = pages.offset(offset, count)
    found = rows[offset : offset + count]
    return answer([shape(row) for row in found]) if found else empty()


# -- products and stock --


def product_row(product: Json, *, single: bool = False) -> Json:
    """A product as it is shown: ids are numbers in single reads, texts in lists."""
    hidden = ("reservado", "estoqueReal", "sem_disponivel", "_options", "_uncounted")
    row = {key: value for key, value in product.items() if key not in hidden}
    return row | {"id": int(product["id"])} if single else row


def stock_row(world: World, product: Json) -> Json:
    """A stock row; one product of the seed does not say what is available."""
    row = {
        "idProduto": product["id"],
        "codigo": product["codigo"],
        "nome": product["nome"],
        "estoqueReal": product["estoqueReal"],
        "estoqueDisponivel": world.available(product),
    }
    if product.get("sem_disponivel"):
        del row["estoqueDisponivel"]
    return row


def products(world: World, *, parents: bool = False) -> Response:
    """The catalog."""
    wanted = request.args.get("$situacao")
    rows = [
        product
        for product in world.erp["products"].values()
        if (not wanted or product["situacao"] == wanted)
        and (not parents or product["idProdutoMaster"] == "0")
    ]
    return paged(rows, shape=product_row)


def product(world: World, code: str) -> Response:
    """One product by id, SKU or barcode; several by SKUs with `;` between."""
    everything = world.erp["products"]
    if code.startswith("gtin="):
        found = world.by_gtin.get(code.removeprefix("gtin="), [])
        return answer(product_row(everything[found[0]], single=True)) if found else none()
    if ";" in code:
        ids = [known for sku in dict.fromkeys(code.split(";")) for known in world.by_code.get(sku, [])]
        return answer([product_row(everything[known]) for known in ids]) if ids else none()
    ids = [code] if code in everything else world.by_code.get(code, [])
    if not ids:
        return none()
    shown = product_row(everything[ids[0]], single=True)
    shown["_Estoque"] = {
        key: value for key, value in stock_row(world, everything[ids[0]]).items() if key != "idProduto"
    }
    shown["_Atributos"] = shown_attributes(everything[ids[0]])
    return answer(shown)


def stocks(world: World) -> Response:
    """Every stock row; deleted copies come among them."""
    rows = [*world.erp["stock_rows"], *world.erp["products"].values()]
    return paged(rows, shape=lambda row: row if "idProduto" in row else stock_row(world, row))


def stock(world: World, code: str) -> Response:
    """One stock row."""
    ids = world.by_code.get(code)
    if not ids:
        return none()
    row = stock_row(world, world.erp["products"][ids[0]])
    # The single read gives texts where the list gives numbers.
    return answer({key: str(value) for key, value in row.items()})


def move_stock(world: World, code: str) -> Response:
    """A movement: in, out, or a balance."""
    ids = world.by_code.get(code)
    if not ids:
        return answer({"result": {"success": [], "error": [{"id": "0", "erro": "Produto não encontrado"}]}})
    body = request.get_json(force=True)
    product_found = world.erp["products"][ids[0]]
    quantity = int(float(str(body["quantidade"])))
    kind = body.get("es", "E")
    was = product_found["estoqueReal"]
    product_found.pop("_uncounted", None)
    product_found["estoqueReal"] = {"E": was + quantity, "S": was - quantity, "B": quantity}[kind]
    world.dirty = True
    return answer({"result": {"success": [{"id": ids[0], "codigo": code, "msg": "Lançado"}], "error": []}})


# -- orders --


def order_row(world: World, order: Json, where: str = "list") -> Json:
    """An order as lists show it: without its items. Accounts differ in what else they tell.

    `untold` of the state names, by "list", "look_up" and "single", the fields that are left out there;
    `told_buyer` the places that show the buyer's block.
    """
    left_out = world.state.get("untold", {}).get(where, ())
    shown = {key: value for key, value in order.items() if not key.startswith("_") and key not in left_out}
    if where in world.state.get("told_buyer", ()):
        shown["_Contato"] = world.erp["contacts"].get(order["idContato"], {})
    return shown | {"situacaoDescricao": NAMES.get(order["situacao"], order["situacao"])}


def orders(world: World) -> Response:
    """Oldest first, inside a window of days where one is given."""
    first = request.args.get("$fromDate", "0000-00-00")
    last = request.args.get("$toDate", "9999-12-31")
    field = request.args.get("$dataConsiderada", "data")
    rows = [
        order for order in world.erp["orders"].values() if first <= str(order.get(field, ""))[:10] <= last
    ]
    rows.sort(key=lambda order: (order["data"], order["id"]))
    return paged(rows, shape=partial(order_row, world))


def orders_by_oc(world: World, number: str) -> Response:
    """By the store's number; some accounts look for what resembles it (`alike` of the state)."""
    if world.state.get("alike"):
        ids = [known for kept, found in world.by_oc.items() if number in kept for known in found]
    else:
        ids = world.by_oc.get(number, [])
    return (
        answer([order_row(world, world.erp["orders"][known], "look_up") for known in ids]) if ids else none()
    )


def orders_in(world: World, code: str) -> Response:
    """By status; nothing is a 200 with a JSON text here."""
    rows = [order_row(world, order) for order in world.erp["orders"].values() if order["situacao"] == code]
    return paged(rows, lambda: answer("Nenhum pedido encontrado"))


def _order(world: World, key: str) -> Json | None:
    found = world.erp["orders"].get(key) or world.erp["orders"].get(world.by_number.get(key, ""))
    return found if found is None else dict(found)


def one_order(world: World, key: str) -> Response:
    """One order, as an array of one."""
    found = _order(world, key)
    if found is None:
        return none()
    return answer([order_row(world, found, "single") | {"_Parcelas": found["_Parcelas"]}])


def order_items(world: World, key: str) -> Response:
    """The items of an order."""
    found = _order(world, key)
    return answer(found["_Itens"]) if found else none()


def create_orders(world: World) -> Response:
    """New orders; the same store number twice is not refused (nobody has seen Eccosys refuse it)."""
    body = request.get_json(force=True)
    done, refused = [], []
    for row in body if isinstance(body, list) else [body]:
        if not row.get("_Itens"):
            refused.append({"id": "0", "codigo": "", "erro": "Pedido sem itens\nInforme ao menos um item"})
            continue
        order = made_order(world, row)
        done.append({"id": order["id"], "codigo": order["numeroPedido"], "msg": "Pedido incluído"})
    return answer({"success": done, "error": refused})


def made_order(world: World, row: Json) -> Json:
    """A new order, as whoever makes it sends it."""
    order = _new_order(world, row)
    world.add_erp_order(order)
    return order


def _new_order(world: World, row: Json) -> Json:
    order_id = str(world.next_id("erp_order"))
    contact = _contact(world, row.get("_Contato") or row.get("_Cliente") or {})
    return {
        "id": order_id,
        "numeroPedido": str(world.next_id("number")),
        "numeroDaOrdemDeCompra": str(row.get("numeroDaOrdemDeCompra", "")),
        "idContato": contact,
        "data": row.get("data", ""),
        "dataPagamento": row.get("dataPagamento", "0000-00-00 00:00:00"),
        "dataFaturamento": "0000-00-00",
        "dataEntrega": "0000-00-00",
        "situacao": str(row.get("situacao", "0")),
        "situacaoSecundaria": "0",
        "totalProdutos": str(row.get("totalProdutos", "0.00")),
        "desconto": str(row.get("desconto", "0,00")),
        "frete": str(row.get("frete", "0.00")),
        "totalVenda": str(row.get("totalVenda", "0.00")),
        "transportador": row.get("transportador", ""),
        "idTransportador": str(row.get("idTransportador", "0")),
        "idVinculoTransportadora": str(row.get("idVinculoTransportadora", "0")),
        "codigoRastreamento": "",
        "idNotaFiscalRef": "0",
        "numeroNotaFiscal": None,
        "pedidoColetado": False,
        "observacaoInterna": row.get("observacaoInterna", ""),
        "idCanalVenda": row.get("idCanalVenda", ""),
        "_Itens": [_item(order_id, number, item) for number, item in enumerate(row["_Itens"])],
        "_Parcelas": row.get("_Parcelas", []),
        "_Entrega": row.get("_EnderecoDeEntrega", {}),
    }


def _item(order_id: str, number: int, item: Json) -> Json:
    return {
        "id": f"{order_id}{number:02d}",
        "idVenda": order_id,
        "idProduto": str(item.get("idProduto", "0")),
        "codigo": item.get("codigo", ""),
        "descricao": item.get("descricao", ""),
        "quantidade": f"{float(str(item.get('quantidade', 0))):.4f}",
        "valor": str(item.get("valor", "0.00")),
        "valorDesconto": "0.00",
    }


def _contact(world: World, row: Json) -> str:
    for known, contact in world.erp["contacts"].items():
        if row.get("cnpj") and contact.get("cnpj") == row["cnpj"]:
            return str(known)
    contact_id = str(world.next_id("contact"))
    world.erp["contacts"][contact_id] = {"id": contact_id, **row}
    return contact_id


def change_orders(world: World) -> Response:
    """Partial changes by `id` or `numeroPedido`."""
    body = request.get_json(force=True)
    done, refused = [], []
    for row in body if isinstance(body, list) else [body]:
        key = str(row.get("id") or world.by_number.get(str(row.get("numeroPedido", "")), ""))
        order = world.erp["orders"].get(key)
        if order is None:
            refused.append({"id": "0", "erro": "Pedido não encontrado"})
            continue
        if "situacao" in row:
            world.set_status(order, str(row["situacao"]))
            world.count("erp status written")
        # Some accounts say yes to fields they do not keep.
        kept_out = {"id", "numeroPedido", "situacao", *world.state.get("unkept", ())}
        order |= {name: value for name, value in row.items() if name not in kept_out}
        world.count("erp order written")
        done.append({"id": key, "codigo": order["numeroPedido"], "msg": "Pedido alterado"})
    world.dirty = True
    return answer({"result": {"success": done, "error": refused}})


def change_status(world: World, key: str) -> Response:
    """One order's status."""
    order = world.erp["orders"].get(key)
    if order is None:
        return answer({"result": {"success": [], "error": ["Pedido não encontrado"]}})
    world.set_status(order, str(request.get_json(force=True)["situacao"]))
    return answer({"result": {"success": ["Situação alterada"], "error": []}})


def one_contact(world: World, key: str) -> Response:
    """One contact, as an array of one."""
    found = None if world.state.get("no_contacts") else world.erp["contacts"].get(key)
    return answer([found]) if found else none()
