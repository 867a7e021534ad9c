"""Every paged reading of every connector comes to its end: whatever a server gives at a time, and when a page
is too much for it."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.connectors.erp.eccosys.manifest import STOCK_PAGE
from ecco_desktop.connectors.shared.paging import Paging, Place
from ecco_desktop.connectors.shared.sizes import Size
from ecco_desktop.domain.errors import TransientProblem
from ecco_desktop.jobs.run.notebook import LooseNotes
from tests.contract.eccosys.test_answers import NONE, level
from tests.contract.eccosys.test_answers import opened as eccosys
from tests.contract.nuvemshop import shop as nuvemshop
from tests.contract.server import Asked, Reply, Scripted, scripted
from tests.contract.vtex import shop as vtex
from tests.contract.woocommerce.test_walk import opened as woocommerce

TOO_MUCH = Reply(500, {"message": "There has been a critical error"})
EVERY = 10**6


class Host:
    """A list of `count` rows on a server that gives `most` at a time and falls over at more than `bears`."""

    def __init__(self, count: int, most: int = EVERY, bears: int = EVERY, told: bool = True) -> None:
        self.count, self.most, self.bears, self.told = count, most, bears, told
        self.asked: list[int] = []

    def numbered(self, asked: Asked, size: str = "per_page", number: str = "page") -> list[int] | None:
        """The rows of a numbered page; None where it is too much."""
        wanted = int(asked.query[size])
        step = min(wanted, self.most)
        return self._part((int(asked.query[number]) - 1) * step, step, wanted)

    def placed(self, first: int, wanted: int) -> list[int] | None:
        """The rows from a place on."""
        return self._part(first, min(wanted, self.most), wanted)

    def _part(self, first: int, step: int, wanted: int) -> list[int] | None:
        self.asked.append(wanted)
        return None if wanted > self.bears else list(range(1, self.count + 1))[first : first + step]


def _woocommerce(host: Host) -> Callable[[Asked], Reply]:
    def answer(asked: Asked) -> Reply:
        if "page" not in asked.query:
            return Reply(404, {"code": "x"})
        part = host.numbered(asked)
        headers = {"X-WP-Total": str(host.count)} if host.told else {}
        rows = [{"id": n, "type": "simple", "sku": f"S{n}"} for n in part or ()]
        return TOO_MUCH if part is None else Reply(200, rows, headers=headers)

    return answer


def _nuvemshop(host: Host) -> Callable[[Asked], Reply]:
    def answer(asked: Asked) -> Reply:
        if "page" not in asked.query:
            return Reply(404, {"code": 404, "message": "Not Found"})
        part = host.numbered(asked)
        if part is None:
            return TOO_MUCH
        headers = {"X-Total-Count": str(host.count)} if host.told else {}
        rows = [
            nuvemshop.product_row(n, variants=[nuvemshop.variant_row(n, product_id=n, sku=f"S{n}")])
            for n in part
        ]
        return (
            Reply(200, rows, headers=headers) if rows else Reply(404, {"code": 404, "message": "Not Found"})
        )

    return answer


def _vtex(host: Host) -> Callable[[Asked], Reply]:
    def ids(asked: Asked) -> Reply:
        first, last = int(asked.query["_from"]), int(asked.query["_to"])
        part = host.placed(first - 1, last - first + 1)
        if part is None:
            return TOO_MUCH
        # It repeats what it was asked for, and gives what it gives.
        told = {"total": host.count, "from": first, "to": last} if host.told else {}
        return Reply(200, {"data": {str(n): [n] for n in part}, "range": told})

    def detail(asked: Asked) -> Reply:
        own = asked.path.rpartition("/")[2]
        return Reply(200, {"Id": int(own), "ProductId": int(own), "AlternateIds": {"RefId": f"S{own}"}})

    return vtex.routes(
        {
            "GET .*/GetProductAndSkuIds": ids,
            "GET .*/stockkeepingunitbyid/.*": detail,
            "GET /api/logistics/pvt/inventory/skus/.*": lambda asked: Reply(
                200, {"skuId": asked.path.rpartition("/")[2], "balance": []}
            ),
        }
    )


def _eccosys(host: Host) -> Callable[[Asked], Reply]:
    def answer(asked: Asked) -> Reply:
        part = host.placed(int(asked.query["$offset"]), int(asked.query["$count"]))
        if part is None:
            return TOO_MUCH
        return Reply(200, [level(n) for n in part]) if part else NONE

    return answer


def _stock(opened: Callable[[Scripted], Any]) -> Callable[[Scripted], list[str]]:
    return lambda server: [item.product.sku for page in opened(server).stock() for item in page.items]


def _levels(server: Scripted) -> list[str]:
    return [f"S{row.product_id}" for page in eccosys(server.base).stock_levels() for row in page]


LISTS: dict[str, tuple[Callable[[Host], Callable[[Asked], Reply]], Callable[[Scripted], list[str]], int]] = {
    "woocommerce": (_woocommerce, _stock(woocommerce), 100),
    "nuvemshop": (_nuvemshop, _stock(nuvemshop.opened), 200),
    "vtex": (_vtex, _stock(vtex.opened), 250),
    "eccosys": (_eccosys, _levels, STOCK_PAGE),
}


def read(kind: str, host: Host) -> list[str]:
    answer, reading, _ = LISTS[kind]
    with scripted(answer(host)) as server:
        return reading(server)


def every(count: int) -> list[str]:
    return [f"S{number}" for number in range(1, count + 1)]


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(("count", "most"), [(0, 7), (1, 7), (20, 7), (21, 7), (21, 1), (260, 50), (260, 99)])
def test_a_server_with_a_maximum_of_its_own_is_read_to_the_end(
    kind: str, count: int, most: int, told: bool
) -> None:
    assert read(kind, Host(count, most, told=told)) == every(count)


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize(("count", "bears"), [(0, 50), (130, 99), (130, 49), (33, 5)])
def test_a_page_that_is_too_much_is_asked_for_in_smaller_ones(kind: str, count: int, bears: int) -> None:
    host = Host(count, bears=bears)
    assert read(kind, host) == every(count)
    # It is asked for less until it can, and never for more again.
    assert max(host.asked) == LISTS[kind][2] and all(
        later <= before for before, later in pairwise(host.asked)
    )


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize(("most", "bears"), [(20, 50), (30, 49), (7, 99), (60, 25)])
def test_both_at_once_lose_nothing(kind: str, most: int, bears: int) -> None:
    assert sorted(set(read(kind, Host(130, most, bears)))) == sorted(every(130))


@pytest.mark.parametrize("kind", LISTS)
def test_a_server_that_fails_at_any_size_is_told(kind: str) -> None:
    with pytest.raises(TransientProblem, match="server"):
        read(kind, Host(9, bears=0))


@pytest.mark.parametrize("kind", LISTS)
def test_a_site_that_is_closed_is_not_asked_for_less(kind: str) -> None:
    answer, reading, most = LISTS[kind]
    host = Host(9)
    answer(host)

    def closed(asked: Asked) -> Reply:
        sizes = [int(value) for key, value in asked.query.items() if key in ("per_page", "$count")]
        host.asked += sizes
        return Reply(503, {"message": "maintenance"})

    with scripted(closed) as server, pytest.raises(TransientProblem):
        reading(server)
    assert set(host.asked) <= {most}


@given(
    count=st.integers(0, 400),
    most=st.integers(1, 120),
    fails=st.lists(st.tuples(st.integers(1, 9), st.sampled_from([100, 50, 25, 5])), max_size=3),
)
def test_pages_that_grow_smaller_on_the_way_pass_nothing_over(
    count: int, most: int, fails: list[tuple[int, int]]
) -> None:
    rows = [{"id": number} for number in range(1, count + 1)]
    paging, place, size, found = Paging("x"), Place(0, 100), 100, set[int]()
    number, later = place.resized(size, paging), dict(fails)
    for turn in range(1, 1000):
        if later.get(turn, size) < size:
            size = later[turn]
            number = place.resized(size, paging)
        step = min(size, most)
        part = rows[(number - 1) * step : number * step]
        found |= {row["id"] for row in part}
        if not paging.more(part, len(part), count):
            break
        place.took(len(part))
        number += 1
    assert found == set(range(1, count + 1))


@pytest.mark.parametrize(
    ("key", "status", "shrinks"),
    [
        ("http.server", "500", True),
        ("http.server", "502", True),
        ("http.server", "504", True),
        ("http.timeout", "", True),
        ("http.too_big", "", True),
        ("http.server", "503", False),
        ("http.unreachable", "", False),
        ("http.busy", "", False),
    ],
)
def test_what_says_that_a_page_was_too_much(key: str, status: str, shrinks: bool) -> None:
    size = Size(LooseNotes(), "page", 100)
    assert size.too_much(TransientProblem(key, status=status)) is shrinks
    assert size.value == (50 if shrinks else 100)


# -- a walk that begins in the middle --


@pytest.mark.parametrize(("kind", "opened"), [("woocommerce", woocommerce), ("nuvemshop", nuvemshop.opened)])
def test_a_catalog_that_goes_on_where_it_was_cut_misses_nothing(
    kind: str, opened: Callable[[Scripted], Any]
) -> None:
    """A server that gives 30 at a time: what one walk calls a page is where the next one may begin."""
    host = Host(500, 30)
    with scripted(LISTS[kind][0](host)) as server:
        whole = list(opened(server).catalog())
        for cut in (1, len(whole) // 2, len(whole) - 1):
            before = {product.id for page in whole[:cut] for product in page.products}
            after = {
                product.id for page in opened(server).catalog(whole[cut].number) for product in page.products
            }
            assert len(before | after) == 500


# -- the other lists of VTEX and Eccosys --


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(("most", "bears"), [(EVERY, EVERY), (7, EVERY), (EVERY, 30), (7, 30)])
def test_every_brand_of_vtex_is_read(most: int, bears: int, told: bool) -> None:
    host = Host(150, most, bears)

    def brands(asked: Asked) -> Reply:
        part = host.numbered(asked, "pageSize")
        if part is None:
            return TOO_MUCH
        step = min(int(asked.query["pageSize"]), host.most)
        paging = {"total": host.count, "pages": -(-host.count // step)} if told else {}
        return Reply(200, {"items": [{"id": n, "name": f"M{n}"} for n in part], "paging": paging})

    with scripted(vtex.routes({"GET .*/brand/pagedlist": brands})) as server:
        assert len(vtex.opened(server).brands()) == 150


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(
    ("count", "most", "bears"),
    [(90, EVERY, EVERY), (90, 7, EVERY), (90, EVERY, 30), (500, 15, EVERY), (500, 15, 30)],
)
def test_the_list_of_vtex_is_read_whole_within_its_thirty_pages(
    count: int, most: int, bears: int, told: bool
) -> None:
    """Orders a minute apart; a page beyond the thirtieth is refused, whatever stands on it."""
    asked_pages: list[int] = []

    def orders(asked: Asked) -> Reply:
        if int(asked.query["page"]) > 30:
            return Reply(400, {"error": {"code": "OMS001", "message": "Max page exceed"}})
        bounds = asked.query["f_creationDate"].removeprefix("creationDate:[").rstrip("]").split(" TO ")
        stamps = [f"{vtex.NOW - timedelta(minutes=n):%Y-%m-%dT%H:%M:%S.000Z}" for n in range(count)]
        inside = [(n, at) for n, at in enumerate(stamps, 1) if bounds[0] <= at <= bounds[1]]
        host = Host(len(inside), most, bears)
        part = host.numbered(asked)
        asked_pages.append(int(asked.query["page"]))
        if part is None:
            return TOO_MUCH
        rows = [
            {"orderId": f"{inside[n - 1][0]}-01", "creationDate": inside[n - 1][1], "status": "handling"}
            for n in part
        ]
        return Reply(200, {"list": rows, "paging": {"total": len(inside)} if told else {}})

    one = {"GET /api/oms/pvt/orders": orders, "GET /api/oms/pvt/orders/.*": lambda asked: Reply(
        200, vtex.order(orderId=asked.path.rpartition("/")[2])
    )}  # fmt: skip
    with scripted(vtex.routes(one)) as server:
        store = vtex.opened(server, LooseNotes(), history_days="30")
        found = [order.id for page in store.orders_changed(None) for order in page.orders]
    assert sorted(found) == sorted(f"{n}-01" for n in range(1, count + 1))
    assert max(asked_pages) <= 30


@pytest.mark.parametrize("heeds", [True, False])
@pytest.mark.parametrize("path", ["marcas", "atributos"])
def test_a_list_of_eccosys_that_ignores_the_offset_ends_too(path: str, heeds: bool) -> None:
    def answer(asked: Asked) -> Reply:
        start = int(asked.query["$offset"]) if heeds else 0
        rows = [{"id": str(n), "nome": f"M{n}", "descricao": f"M{n}"} for n in range(1, 31)]
        part = rows[start : start + (12 if heeds else 30)]
        return Reply(200, part) if part else NONE

    with scripted(answer) as server:
        erp = eccosys(server.base)
        found = erp.brands() if path == "marcas" else erp.attributes()
        asked = len(server.asked)
        again = erp.brands() if path == "marcas" else erp.attributes()
    assert len(found) == 30
    assert (again, len(server.asked)) == (found, asked), "read once a run"
