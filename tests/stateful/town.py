"""One ERP and its stores, in this process: what people do there, and the clock that all of them share."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from ecco_desktop.sandbox.day import do
from ecco_desktop.sandbox.platforms import PLATFORMS as SIDES
from ecco_desktop.sandbox.seed import keys, make_state
from ecco_desktop.sandbox.server import Sandbox, Settings
from ecco_desktop.sandbox.world import Json, World
from tests.platforms import PLATFORMS, Facts

START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
SEED, PRODUCTS, PAST = 1, 9, 3
NAMES, PREFIXES = ("Loja", "Loja B"), ("", "B-")
PORT = 1001
CARRIERS = {"correios": "Correios", "melhorenvio": "Melhor Envio", "jadlog": "Jadlog"}


@lru_cache
def sandbox(kind: str, place: int) -> Sandbox:
    """The sandbox of a platform, made once; nothing listens."""
    made = Sandbox(Settings(store=kind, products=PRODUCTS, orders=0))
    made.world.went_back.clear()
    made._server.server_close()
    made.door.opens_for(PORT + place)
    return made


@lru_cache
def _template(kind: str) -> Json:
    """The shop as it is at `START` (see Town); never changed."""
    side = next(each for each in SIDES if each.kind == kind)
    store = {"kind": kind, "taking": side.taking, "suffix": side.suffix}
    return make_state(SEED, PRODUCTS, 3, PAST, store)


@dataclass(slots=True)
class Shop:
    """One store: its world, and what it is called in the program."""

    kind: str
    place: int
    world: World
    numbers: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The connection's name."""
        return NAMES[self.place]

    @property
    def prefix(self) -> str:
        """What stands before its numbers in the ERP."""
        return PREFIXES[self.place]

    @property
    def facts(self) -> Facts:
        """What its platform is like."""
        return PLATFORMS[self.kind]

    @property
    def orders(self) -> dict[str, Json]:
        """Its orders by id."""
        found: dict[str, Json] = self.world.woo["orders"]
        return found

    @property
    def rows(self) -> list[Json]:
        """What it sells."""
        woo = self.world.woo
        rows = [*woo["products"].values(), *woo["variations"].values()]
        return [row for row in rows if row["type"] != "variable"]

    @property
    def net(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{PORT + self.place}"

    def mark(self, order: Json) -> str:
        """Give an order a name of its own, which no re-installation gives out again."""
        self.world.state["uids"] = self.world.state.get("uids", 0) + 1
        uid = f"{self.place}:{self.world.state['uids']}"
        order["order_key"] = uid
        self.numbers[order["number"]] = uid
        return uid


class Town:
    """The ERP stands in the first shop's world; a second store is a world of its own over the same ERP."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        self.shops = []
        # Store orders whose ERP orders a backup did not have. They are told; their units are nobody's until
        # a person answers (docs/reliability.md).
        self.lost: set[str] = set()
        for place, kind in enumerate(kinds):
            world = sandbox(kind, place).world
            world.load(copy.deepcopy(_template(kind)))
            world.random.seed(7)
            world.counters.clear()
            world.went_back.clear()
            sandbox(kind, place).faults.set({})
            self.shops.append(Shop(kind, place, world))
        self.world = self.shops[0].world
        self._share()
        for shop in self.shops[1:]:
            # The old orders that the ERP knows are the first store's.
            for key in list(shop.orders)[:PAST]:
                del shop.orders[key]
        for shop in self.shops:
            for order in shop.orders.values():
                shop.mark(order)
        self.name_new()

    @property
    def erp(self) -> Json:
        """The ERP's side."""
        return self.world.erp

    def hello(self) -> dict[str, dict[str, str]]:
        """For each connection's name, the fields of its form."""
        sides, kept = {each.kind: each for each in SIDES}, keys(SEED)
        first = f"http://{self.shops[0].net}"
        found = {"ERP": sides["eccosys"].form(first, kept)}
        for kind, name in CARRIERS.items():
            found[name] = sides[kind].form(first, kept)
        for shop in self.shops:
            found[shop.name] = sides[shop.kind].form(f"http://{shop.net}", kept)
        return found

    def name_new(self) -> None:
        """Note of each new ERP order which store order it was made for ("" for none: a sale by telephone)."""
        for order in self.erp["orders"].values():
            if "_uid" not in order:
                order["_uid"] = self.uid_of(order["numeroDaOrdemDeCompra"])

    def uid_of(self, external: str) -> str:
        """The name of the store order that bears this number in the ERP now."""
        for shop in reversed(self.shops):
            if external.startswith(shop.prefix) and (uid := shop.numbers.get(external[len(shop.prefix) :])):
                return uid
        return ""

    def made_for(self, uid: str) -> list[Json]:
        """The ERP orders of one store order."""
        return [order for order in self.erp["orders"].values() if order["_uid"] == uid]

    # -- what people do --

    def buy(self, shop: Shop, status: str) -> Json:
        """A new order."""
        order: Json = do(shop.world, "new_order", {"status": status})
        shop.mark(order)
        return order

    def living(self, shop: Shop) -> list[Json]:
        """Orders that are not over, oldest first."""
        over = ("cancelled", "refunded", "failed", "trash")
        bad = shop.world.woo["bad_orders"]
        return [order for key, order in shop.orders.items() if order["status"] not in over and key not in bad]

    def install_anew(self, shop: Shop) -> None:
        """The store begins at nothing: no orders, and it gives out the same ids and numbers again."""
        first = _template(shop.kind)["next"]["store_order"]
        for order in shop.orders.values():
            if order["status"] in shop.world.taking:
                shop.world._move(order, 1)
        shop.world.woo["orders"], shop.world.woo["notes"] = {}, {}
        shop.world.woo["bad_orders"] = {}
        if shop.kind != "woocommerce":
            # What the platform keeps besides the truth of the shop.
            shop.world.state.pop(shop.kind, None)
        shop.world.state["next"]["store_order"] = first - 3 - PAST
        shop.numbers = {}

    def keep_erp(self) -> Json:
        """A backup of the ERP."""
        numbers = {name: self.world.state["next"][name] for name in ("erp_order", "number", "contact")}
        return {"erp": copy.deepcopy(self.erp), "next": numbers}

    def restore_erp(self, kept: Json) -> None:
        """The ERP as it was; it gives out the same ids again."""
        before = {order["_uid"] for order in self.erp["orders"].values()}
        self.world.state["eccosys"] = copy.deepcopy(kept["erp"])
        self.lost |= before - {order["_uid"] for order in self.erp["orders"].values()}
        self.world.state["next"] |= kept["next"]
        self._share()

    def went_back(self) -> list[str]:
        """What was written that never may be."""
        return [line for shop in self.shops for line in shop.world.went_back]

    def people_move_on(self) -> None:
        """What people did backwards is theirs."""
        for shop in self.shops:
            shop.world.went_back.clear()

    def _share(self) -> None:
        for shop in self.shops:
            shop.world.state["eccosys"] = self.world.state["eccosys"]
            shop.world.load(shop.world.state)

    def reindex(self) -> None:
        """After products changed."""
        self._share()

    # -- what is true --

    def held(self, own: Shop | None = None) -> dict[str, int]:
        """Units that stores took for orders the ERP does not have, or has with fewer, by ERP product id."""
        found: dict[str, int] = {}
        for shop in [own] if own else self.shops:
            for order in shop.orders.values():
                if order["status"] not in shop.world.taking or order["order_key"] in self.lost:
                    continue
                for product, units in self._units_beyond(shop, order):
                    found[product] = found.get(product, 0) + units
        return found

    def holders(self, product: str) -> list[str]:
        """Who holds units of a product, for people."""
        return [
            f"{shop.name} {order['number']} ({order['order_key']}, {order['status']}): {units}"
            for shop in self.shops
            for order in shop.orders.values()
            if order["status"] in shop.world.taking
            for held, units in self._units_beyond(shop, order)
            if held == product
        ]

    def _units_beyond(self, shop: Shop, order: Json) -> Iterator[tuple[str, int]]:
        made = self.made_for(order["order_key"])
        there: dict[str, int] = {}
        for item in made[0]["_Itens"] if made else ():
            key = str(item["idProduto"])
            there[key] = there.get(key, 0) + int(float(item["quantidade"]))
        units = self.units(shop, order)
        for key, count in units.items():
            if count > there.get(key, 0):
                yield key, count - there.get(key, 0)

    def units(self, shop: Shop, order: Json) -> dict[str, int]:
        """What an order is made of, by ERP product id."""
        units: dict[str, int] = {}
        for line in order["line_items"]:
            row = shop.world.store_row(line.get("product_id"), line.get("variation_id"))
            product = self.product_of(row) if row else None
            if product:
                units[product["id"]] = units.get(product["id"], 0) + int(line["quantity"])
        return units

    def product_of(self, row: Json) -> Json | None:
        """The one active ERP product a store row stands for."""
        world = self.world
        ids = world.by_code.get(row["sku"]) if row["sku"] else world.by_gtin.get(row["global_unique_id"])
        if not ids or len(ids) != 1:
            return None
        product: Json = self.erp["products"][ids[0]]
        # A zero that nobody counted is no number.
        unknown = product.get("sem_disponivel") or product.get("_uncounted")
        return None if unknown or product["situacao"] != "A" else product


def later(days: float) -> str:
    """A stamp that much ahead, as the shop's truth writes it."""
    return f"{datetime.now(UTC) + timedelta(days=days):%Y-%m-%dT%H:%M:%S}"
