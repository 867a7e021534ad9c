"""Eccosys routes that make products, and those that tell of invoices and parcels."""

from collections.abc import Callable
from typing import Any

from flask import Response, request

from ecco_desktop.sandbox.world import Json, World

Answer = Callable[..., Response]
TAKEN = "Existe(m) produto(s) com o mesmo código\nUse outro código"


def create_products(world: World, answer: Answer) -> Response:
    """New products; a code that exists is refused inside a 200."""
    body = request.get_json(force=True)
    done: list[Json] = []
    refused: list[Json] = []
    for row in body if isinstance(body, list) else [body]:
        code = str(row.get("codigo", "")).strip()
        master = str(row.get("idProdutoMaster", "0") or "0")
        if not code or code in world.by_code:
            refused.append({"id": "0", "codigo": code, "erro": TAKEN})
            continue
        if master != "0" and master not in world.erp["products"]:
            refused.append({"id": "0", "codigo": code, "erro": "Produto pai não encontrado"})
            continue
        product = _product(world, row, code, master)
        world.erp["products"][product["id"]] = product
        world.index_product(product)
        done.append({"id": product["id"], "codigo": code, "msg": "Produto incluído"})
    world.dirty = True
    world.count("erp products created")
    return answer({"result": {"success": done, "error": refused}})


def set_attributes(world: World, answer: Answer, code: str) -> Response:
    """Options of attributes for one product."""
    ids = world.by_code.get(code)
    if not ids:
        return answer({"result": {"success": [], "error": [{"id": "0", "erro": "Produto não encontrado"}]}})
    product = world.erp["products"][ids[0]]
    kept: Json = product.setdefault("_options", {})
    for pair in request.get_json(force=True):
        name, value = _named(world, str(pair["id"]), str(pair["valor"]))
        if not value:
            return answer({"result": {"success": [], "error": [{"id": "0", "erro": "Opção inexistente"}]}})
        kept[name] = value
    world.dirty = True
    return answer({"result": {"success": [{"id": ids[0], "codigo": code}], "error": []}})


def shown_attributes(product: Json) -> list[Json]:
    """`_Atributos` of a single read."""
    return [
        {"id": 1707971000, "descricao": name, "valor": value}
        for name, value in product.get("_options", {}).items()
    ]


def invoice(world: World, answer: Answer, none: Callable[[], Response], number: str) -> Response:
    """One invoice, as an array of one."""
    row = world.erp["nfes"].get(number)
    return answer([row]) if row else none()


def tracking(world: World, answer: Answer, none: Callable[[], Response], key: str) -> Response:
    """How the parcel of an order is followed."""
    order = world.erp["orders"].get(key)
    if order is None:
        return none()
    return answer(
        {
            "numeroDaOrdemDeCompra": order["numeroDaOrdemDeCompra"],
            "transportador": order["transportador"],
            "rastreio": order["codigoRastreamento"],
            "urlRastreio": "",
            "numeroColeta": "0",
        }
    )


def _product(world: World, row: Json, code: str, master: str) -> Json:
    defaults: dict[str, Any] = {
        "nome": code,
        "unidade": "Un",
        "preco": "0.00",
        "precoDe": "0.00",
        "precoCusto": "0.00",
        "gtin": "",
        "situacao": "A",
        "tipo": "P",
        "peso": "0.000",
        "opcEcommerce": "S",
        "estoqueMinimo": "0.00",
        "estoqueMaximo": "0.00",
    }
    return {
        **defaults,
        **row,
        "id": str(world.next_id("product")),
        "codigo": code,
        "idProdutoMaster": master,
        "estoqueReal": 0,
        # Nobody posted a stock entry yet: the zero is no count.
        "_uncounted": True,
        "reservado": 0,
    }


def _named(world: World, attribute: str, option: str) -> tuple[str, str]:
    for row in world.erp["attributes"]:
        if str(row["id"]) == attribute:
            values = {key: value for each in row["_Opcoes"] for key, value in each.items()}
            return str(row["descricao"]), str(values.get(option, ""))
    return "", ""
