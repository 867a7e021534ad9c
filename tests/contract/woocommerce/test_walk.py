"""Every item is seen once, whichever ways of asking the store's version knows."""

from dataclasses import dataclass, field
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from ecco_desktop.connectors.stores.woocommerce.adapter import WooCommerce, open_connection
from ecco_desktop.domain.connections import Connection, Role
from tests.contract.server import Asked, Reply, Scripted, scripted
from tests.fakes.opening import opening
from tests.fuzzing import examples

PAGE = 100
NO_ROUTE = Reply(404, {"code": "rest_no_route", "message": "No route was found"})
SHUT = Reply(403, {"code": "rest_forbidden", "message": "Sorry"})


@dataclass
class Shop:
    """A catalog: variations by parent, and what the store will not tell of it."""

    simple: int
    families: list[int]
    names_variations: bool = True
    list_route: Reply | None = None
    hidden: set[int] = field(default_factory=set)
    strangers: int = 0

    def products(self) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = [{"id": 1 + n, "type": "simple"} for n in range(self.simple)]
        for number in range(len(self.families)):
            row = {"id": 5000 + number, "type": "variable", "name": f"F{number}"}
            ids = [each["id"] for each in self.variations(5000 + number)]
            rows.append(row | ({"variations": ids} if self.names_variations else {}))
        return rows

    def variations(self, parent: int) -> list[dict[str, Any]]:
        number = parent - 5000
        return [
            {"id": 10_000 + number * 500 + n, "parent_id": parent, "manage_stock": True, "stock_quantity": n}
            for n in range(self.families[number])
        ]

    def all_variations(self) -> list[dict[str, Any]]:
        own = [row for n in range(len(self.families)) for row in self.variations(5000 + n)]
        others = [{"id": 900_000 + n, "parent_id": 7} for n in range(self.strangers)]
        return [row for row in own if row["id"] not in self.hidden] + others

    def answer(self, asked: Asked) -> Reply:
        path = asked.path.rpartition("/wc/v3")[2]
        if path == "/products":
            rows = self.products()
        elif path == "/variations":
            if self.list_route:
                return self.list_route
            rows = self.all_variations()
        else:
            rows = self.variations(int(path.split("/")[2]))
        start = (int(asked.query["page"]) - 1) * PAGE
        pages = str(-(-len(rows) // PAGE))
        return Reply(
            200,
            rows[start : start + PAGE],
            headers={"X-WP-Total": str(len(rows)), "X-WP-TotalPages": pages},
        )

    def refs(self) -> list[str]:
        varied = [f"{row['parent_id']}/{row['id']}" for n in range(len(self.families))
                  for row in self.variations(5000 + n)]  # fmt: skip
        return sorted([str(1 + n) for n in range(self.simple)] + varied)


def opened(server: Scripted, at_once: str = "2") -> WooCommerce:
    values = {"address": server.base, "at_once": at_once, "requests_per_minute": "600000"}
    connection = Connection(1, "Loja", "woocommerce", Role.STORE, values)
    return open_connection(opening(connection, {"consumer_key": "ck", "consumer_secret": "cs"}))


def read(shop: Shop, at_once: str = "2") -> tuple[list[str], list[str]]:
    """The refs that were read, and the paths that were asked."""
    with scripted(shop.answer) as server:
        store = opened(server, at_once)
        seen = [item.product.ref for page in store.stock() for item in page.items]
        prices = [item.product.ref for page in store.prices() for item in page]
        paths = [asked.path.rpartition("/wc/v3")[2] for asked in server.asked]
    assert sorted(seen) == sorted(prices)
    return sorted(seen), paths


def test_the_variations_of_all_products_come_in_one_list() -> None:
    shop = Shop(250, [3] * 40)
    seen, paths = read(shop)
    assert seen == shop.refs()
    # 290 products and 120 variations, read for stock and for prices.
    assert len(paths) == 2 * (3 + 2)


def test_an_older_store_is_asked_product_by_product() -> None:
    for refusal in (NO_ROUTE, SHUT):
        shop = Shop(3, [3, 120, 1], list_route=refusal)
        seen, paths = read(shop)
        assert seen == shop.refs()
        assert paths.count("/products/5001/variations") == 2 * 2


def test_what_the_list_does_not_show_is_asked_for_by_its_product() -> None:
    shop = Shop(0, [4, 4, 4], hidden={10_501, 10_502}, strangers=150)
    seen, paths = read(shop)
    assert seen == shop.refs()
    assert paths.count("/products/5001/variations") == 2 and "/products/5000/variations" not in paths


def test_products_that_do_not_name_their_variations_are_asked_for_them() -> None:
    shop = Shop(2, [2, 0, 5], names_variations=False)
    assert read(shop)[0] == shop.refs()


def test_a_product_without_variations_costs_no_call() -> None:
    assert read(Shop(1, [0, 0, 0]))[1] == ["/products"] * 2


@settings(max_examples=examples(25))
@given(
    st.integers(0, 230),
    st.lists(st.integers(0, 130), max_size=4),
    st.booleans(),
    st.sampled_from([None, NO_ROUTE, SHUT]),
    st.sets(st.integers(10_000, 10_600)),
    st.sampled_from(["1", "2", "3"]),
)
def test_every_item_is_seen_once(
    simple: int, families: list[int], names: bool, route: Reply | None, hidden: set[int], at_once: str
) -> None:
    shop = Shop(simple, families, names, route, hidden)
    assert read(shop, at_once)[0] == shop.refs()
