"""A day in the shop: orders come, payments follow, goods arrive. By hand or by the clock."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from ecco_desktop.sandbox.eccosys import made_order
from ecco_desktop.sandbox.orders import add_up, as_kit, new_order
from ecco_desktop.sandbox.vtex_feed import tell_nothing
from ecco_desktop.sandbox.world import Json, World

TICK_SECONDS = 20.0


def do(world: World, what: str, given: Json) -> Any:
    """One thing that happens in a shop; ValueError for what never does."""
    known: dict[str, Callable[[World, Json], Any]] = {
        "new_order": _new_order,
        "edit_order": _edit_order,
        "pay_order": lambda world, given: world.set_store_status(_order(world, given), "processing"),
        "cancel_order": lambda world, given: world.set_store_status(_order(world, given), "cancelled"),
        "trash_order": lambda world, given: world.set_store_status(_order(world, given), "trash"),
        "delete_order": _delete_order,
        "refund_order": _refund_order,
        "edit_lines": _edit_lines,
        "edit_address": _edit_address,
        "set_erp_stock": _set_erp_stock,
        "count_anew": _count_anew,
        "set_store_stock": _set_store_stock,
        "change_erp_product": _change_erp_product,
        "invoice_order": _invoice_order,
        "set_order_status": lambda world, given: world.set_store_status(
            _order(world, given), given["status"]
        ),
        "set_erp_status": lambda world, given: world.set_status(
            world.erp["orders"][str(given["id"])], given["situacao"]
        ),
        "edit_erp_order": _edit_erp_order,
        "erp_order": _erp_order,
        "ids_anew": _ids_anew,
        "rename_skus": _rename_skus,
        "change_store_product": _change_store_product,
        "set": lambda world, given: world.state.update(given),
    }
    if what not in known:
        raise ValueError(f"nothing called {what}; there are {', '.join(known)}")
    with world.lock:
        return known[what](world, given)


def step(world: World, minutes: int) -> int:
    """Let `minutes` of a shop's day pass; how many things happened."""
    with world.lock:
        rng = world.random
        happened = 0
        for _ in range(max(1, minutes // 3)):
            happened += 1
            status = "pending" if rng.random() < 0.2 else "processing"
            _new_order(world, {"status": status})
            if rng.random() < 0.4:
                product = rng.choice(list(world.erp["products"].values()))
                product.pop("_uncounted", None)
                product["estoqueReal"] = max(0, product["estoqueReal"] + rng.choice([-1, 5, 12]))
            waiting = [order for order in world.woo["orders"].values() if order["status"] == "pending"]
            if waiting and rng.random() < 0.5:
                world.set_store_status(rng.choice(waiting), "processing")
        world.dirty = True
        return happened


class DayClock:
    """Lets the day pass by itself, while it is on."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def turn(self, *, on: bool, speed: float = 1.0) -> None:
        """Start it, or stop it."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        if on:
            self._stop = threading.Event()
            pause = TICK_SECONDS / max(0.01, speed)
            self._thread = threading.Thread(target=self._pass, args=(pause, self._stop), daemon=True)
            self._thread.start()

    def _pass(self, pause: float, stop: threading.Event) -> None:
        while not stop.wait(pause):
            step(self._world, 3)


def _order(world: World, given: Json) -> Json:
    order: Json = world.woo["orders"][str(given["id"])]
    return order


def _new_order(world: World, given: Json) -> Json:
    now = datetime.now(UTC).replace(microsecond=0)
    status = given.get("status", "processing")
    # Neither an odd payment nor an odd line pattern: a plain order (see sandbox.orders).
    order = new_order(world.state, world.random, now, status, 1 + 1000 * world.random.randint(1, 40))
    world.state.pop("_sellable", None)
    order |= {key: value for key, value in given.items() if key in order}
    if "shipping" in given and isinstance(given["shipping"], str):
        raise ValueError("shipping is an address; use shipping_method")
    if method := given.get("shipping_method"):
        order["shipping_lines"][0]["method_title"] = method
    # Which of the shop's methods it was, as "flat_rate:3"; titles change, this does not.
    if way := given.get("shipping_way"):
        method_id, _colon, instance = way.rpartition(":")
        order["shipping_lines"][0] |= {"method_id": method_id, "instance_id": instance}
    if given.get("kit"):
        as_kit(order)
    add_up(order)
    world.add_store_order(order)
    return order


def _edit_order(world: World, given: Json) -> Json:
    order = _order(world, given)
    order |= given.get("changes", {})
    if method := given.get("shipping_method"):
        order["shipping_lines"][0]["method_title"] = method
    # Which of the shop's methods it was, as "flat_rate:3"; titles change, this does not.
    if way := given.get("shipping_way"):
        method_id, _colon, instance = way.rpartition(":")
        order["shipping_lines"][0] |= {"method_id": method_id, "instance_id": instance}
    world.touch(order)
    return order


def _delete_order(world: World, given: Json) -> Json:
    """Deleted for good: no list shows it, and its number answers to nobody. Its stock stays taken."""
    order: Json = world.woo["orders"].pop(str(given["id"]))
    world.dirty = True
    return order


def _refund_order(world: World, given: Json) -> Json:
    """Money goes back: `amount` of it, or all."""
    order = _order(world, given)
    order["refunds"] = [*order["refunds"], {"id": 1, "total": f"-{given.get('amount', order['total'])}"}]
    if "amount" in given:
        world.touch(order)
    else:
        world.set_store_status(order, "refunded")
    return order


def _edit_lines(world: World, given: Json) -> Json:
    """The first line gets another quantity; the store takes what is more from its stock."""
    order = _order(world, given)
    line = order["line_items"][0]
    before, line["quantity"] = int(line["quantity"]), int(given["quantity"])
    for name in ("subtotal", "total"):
        line[name] = f"{float(line[name]) / before * line['quantity']:.2f}"
    row = world.store_row(line.get("product_id"), line.get("variation_id"))
    if row is not None and row["manage_stock"] is True and order["status"] in world.taking:
        row["stock_quantity"] -= line["quantity"] - before
    add_up(order)
    world.touch(order)
    tell_nothing(world, order)
    return order


def _edit_address(world: World, given: Json) -> Json:
    """The parcel is to go to another street."""
    order = _order(world, given)
    order["shipping"] = {**order["shipping"], "address_1": given["street"]}
    world.touch(order)
    tell_nothing(world, order)
    return order


def _invoice_order(world: World, given: Json) -> Json:
    """Invoice an ERP order; a `story` puts it on its way, with a tracking code where one is given."""
    order: Json = world.erp["orders"][str(given["id"])]
    number = f"{9000 + len(world.erp['nfes']):06d}"
    world.erp["nfes"][number] = {
        "id": f"66{number}",
        "numero": number,
        "serie": "1",
        "chave_acesso": "3" * 44,
    }
    world.set_status(order, "1")
    order |= {"idNotaFiscalRef": f"66{number}", "numeroNotaFiscal": number}
    if code := given.get("code"):
        order["codigoRastreamento"] = code
    if story := given.get("story"):
        parcel = {"story": story, "posted": given["posted"], "invoice": number}
        world.parcels[code or f"NF {number}"] = parcel
    return order


def _edit_erp_order(world: World, given: Json) -> Json:
    order: Json = world.erp["orders"][str(given["id"])]
    order |= given["changes"]
    world.dirty = True
    return order


def _erp_order(world: World, given: Json) -> Json:
    """Somebody else makes an order in the ERP, of the first product: by telephone, or another integration."""
    product = next(iter(world.erp["products"].values()))
    item = {"idProduto": product["id"], "codigo": product["codigo"], "quantidade": 1, "valor": given["total"]}
    now = datetime.now(UTC) - timedelta(hours=3)
    return made_order(
        world,
        {
            "numeroDaOrdemDeCompra": given["number"],
            "data": f"{now:%Y-%m-%d}",
            "totalVenda": given["total"],
            "observacaoInterna": given.get("note", ""),
            "_Contato": {"nome": "Comprador", "cnpj": given.get("document", "")},
            "_Itens": [item],
        },
    )


def _change_store_product(world: World, given: Json) -> Json:
    kind, key = world.store_sku[given["sku"]]
    row: Json = world.woo[kind][key]
    row |= given["changes"]
    world.load(world.state)
    return row


def _set_erp_stock(world: World, given: Json) -> Json:
    product: Json = world.erp["products"][world.by_code[given["codigo"]][0]]
    product["estoqueReal"] = given["estoqueReal"]
    product.pop("_uncounted", None)
    product["reservado"] = given.get("reservado", product["reservado"])
    world.dirty = True
    return product


def _count_anew(world: World, given: Json) -> Json:
    """A stock-taking: so many units more of the first so many products."""
    products = list(world.erp["products"].values())[: given.get("first")]
    for product in products:
        product["estoqueReal"] += given["more"]
        product.pop("_uncounted", None)
    world.dirty = True
    return {"counted": len(products)}


def _set_store_stock(world: World, given: Json) -> Json:
    kind, key = world.store_sku[given["sku"]]
    row: Json = world.woo[kind][key]
    row["stock_quantity"] = given["stock_quantity"]
    world.dirty = True
    return row


def _change_erp_product(world: World, given: Json) -> Json:
    product: Json = world.erp["products"][world.by_code[given["codigo"]][0]]
    product |= given["changes"]
    world.load(world.state)
    return product


def _ids_anew(world: World, given: Json) -> Json:
    """A store installed anew, or an ERP put back from a copy: under an id stands another product now.

    Products that are sold by themselves change places, `by` of them on; the ids stay.
    """
    erp = given["side"] == "erp"
    rows: Json = world.erp["products"] if erp else world.woo["products"]
    masters = {str(row.get("idProdutoMaster")) for row in rows.values()}
    plain = [key for key, row in rows.items() if _is_plain(row, erp=erp) and key not in masters]
    by = int(given.get("by", 1)) % len(plain)
    contents = {key: dict(rows[other]) for key, other in zip(plain, plain[by:] + plain[:by], strict=True)}
    for key, content in contents.items():
        rows[key] |= {name: value for name, value in content.items() if name != "id"}
    world.load(world.state)
    return {"moved": len(plain)}


def _is_plain(row: Json, *, erp: bool) -> bool:
    """Whether a product has a code and is no variation, nor a parent as the store tells it."""
    if erp:
        return bool(row["codigo"]) and row["situacao"] == "A" and row["idProdutoMaster"] == "0"
    return row["type"] == "simple" and bool(row["sku"])


def _rename_skus(world: World, given: Json) -> Json:
    """Another shop's codes under the same ids: `prefix` before each."""
    for kind in ("products", "variations"):
        for row in world.woo[kind].values():
            if row["sku"]:
                row["sku"] = given["prefix"] + row["sku"]
            row["global_unique_id"] = ""
    world.load(world.state)
    return {}
