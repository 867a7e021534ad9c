"""What every ERP connector does, whatever it speaks to: one suite, run on each and on the fake."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Role
from ecco_desktop.domain.errors import Cancelled, OutcomeUnknown, RecordProblem, SetupProblem
from ecco_desktop.domain.links import same_sku
from ecco_desktop.domain.order_rules import draft
from ecco_desktop.domain.orders import CarrierLink, ErpOrder, ErpOrderChange, ErpOrderDraft, OrderStatus
from ecco_desktop.domain.products import ErpProductDraft
from ecco_desktop.ports.erp import Erp
from tests.contract.accounts import FAKE, KEY, AnyAccount, Memory, Wire, open_erp
from tests.fakes.orders import line, store_order
from tests.fakes.system import FakeCancel
from tests.support import Sandbox, running_sandbox

KINDS = [manifest.kind for manifest in Registry().manifests() if manifest.role is Role.ERP]
T = TypeVar("T")


@pytest.fixture(scope="module")
def running() -> Iterator[Sandbox]:
    with running_sandbox("--orders", "4", "--products", "30") as made:
        yield made


@pytest.fixture
def sandbox(running: Sandbox) -> Sandbox:
    running.post("reset")
    return running


@pytest.fixture(params=[*KINDS, FAKE])
def account(request: pytest.FixtureRequest) -> AnyAccount:
    """Every connector, and the fake; tests that ask for a wire are given the connectors alone, by `kind`."""
    if request.param == FAKE:
        return Memory()
    return Wire(request.getfixturevalue("sandbox"), request.param)


def whole(pages: Iterable[Sequence[T]]) -> list[T]:
    return [one for page in pages for one in page]


def order_draft(erp: Erp, number: str = "70001", status: OrderStatus = OrderStatus.OPEN) -> ErpOrderDraft:
    """An order of something that is in the catalog, three for what does not divide by three."""
    product = whole(erp.products())[0]
    sold = store_order(number, lines=[line(sku=product.sku, quantity=3, subtotal="100.00", total="90.00")])
    carrier = erp.carriers()[0]
    link = CarrierLink("PAC", carrier.id, carrier.name, carrier.forms[0].id, carrier.code)
    return draft(sold, {sold.lines[0]: product.id}, link, status, prefix="", channel="91", zone=ZONE)


def now(erp: Erp, order: ErpOrder) -> ErpOrder:
    """An order as it is now."""
    found = erp.order(order.id)
    assert found is not None
    return found


# -- the connection --


def test_a_good_connection_says_who_answered(account: AnyAccount) -> None:
    assert account.open().test().name


@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_key_asks_for_a_person(sandbox: Sandbox, kind: str) -> None:
    wrong = dict.fromkeys(Registry().manifest(kind).secret_keys, "errado-9f8e7d")
    for ask in (open_erp(sandbox, kind, secrets=wrong).test, open_erp(sandbox, kind, secrets=wrong).channels):
        with pytest.raises(SetupProblem) as told:
            ask()
        assert told.value.key == "http.credentials"
        assert "errado-9f8e7d" not in f"{told.value} {dict(told.value.values)}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_stop_is_obeyed(sandbox: Sandbox, kind: str) -> None:
    stopped = FakeCancel()
    stopped.requested = True
    with pytest.raises(Cancelled):
        whole(open_erp(sandbox, kind, stopped).stock_levels())


# -- stock and products --


def test_every_stock_row_comes_once(account: AnyAccount) -> None:
    levels = whole(account.open().stock_levels())
    assert len({level.product_id for level in levels}) == len(levels) > 5
    assert {product.id for product in whole(account.open().products())} <= {one.product_id for one in levels}


def test_a_product_is_found_by_exactly_what_it_is_called(account: AnyAccount) -> None:
    erp = account.open()
    products = whole(erp.products())
    assert len({product.id for product in products}) == len(products)
    some = [product for product in products if product.gtin][:3]
    assert len(some) == 3
    for product in some:
        assert [one.id for one in erp.products_by_sku(product.sku)] == [product.id]
        for gtin in (product.gtin, f"0{product.gtin}"):
            assert product.id in {one.id for one in erp.products_by_gtin(gtin)}
        single = erp.product(product.id)
        assert single is not None and (single.sku, single.detailed) == (product.sku, True)
        assert list(erp.products_by_sku(product.sku[:-1])) == []
        assert list(erp.products_by_gtin(product.gtin[:-1])) == []
    skus = [product.sku for product in some]
    found = erp.products_by_skus([*skus, "NADA-0"])
    assert {sku: [one.sku for one in each] for sku, each in found.items()} == {sku: [sku] for sku in skus}
    assert erp.product("999999999") is None


def test_a_product_is_made_once(account: AnyAccount) -> None:
    erp = account.open()
    made = erp.create_product(ErpProductDraft("NOVO-1", "Caneca de teste", "7890000000777"))
    assert [one.id for one in erp.products_by_sku("NOVO-1")] == [made.id]
    with pytest.raises(RecordProblem) as told:
        erp.create_product(ErpProductDraft("NOVO-1", "Outra"))
    assert told.value.key == "ecco.product_refused"
    assert [one.name for one in erp.products_by_sku("NOVO-1")] == ["Caneca de teste"]


def test_a_product_whose_answer_is_lost_is_found_by_its_sku(account: AnyAccount) -> None:
    erp = account.open()
    with account.losing_answers(), pytest.raises(OutcomeUnknown):
        erp.create_product(ErpProductDraft("NOVO-2", "Caneca de teste"))
    assert [one.sku for one in erp.products_by_sku("NOVO-2")] == ["NOVO-2"]


def test_attributes_are_added_to_those_there_are(account: AnyAccount) -> None:
    erp = account.open()
    size = next(one for one in erp.attributes() if one.name == "Tamanho")
    made = erp.create_product(ErpProductDraft("NOVO-3", "Camiseta de teste"))
    (option, name), *_ = size.options
    for _ in range(2):
        erp.set_attributes("NOVO-3", [(size.id, option)])
    single = erp.product(made.id)
    assert single is not None and single.attributes == (("Tamanho", name),)
    with pytest.raises(RecordProblem) as told:
        erp.set_attributes("NADA-0", [(size.id, option)])
    assert told.value.key == "ecco.product_refused"


def test_the_trees_are_whole(account: AnyAccount) -> None:
    erp = account.open()
    above = {""}
    for department in erp.departments():
        assert department.parent_id in above, "a child came before its parent"
        above.add(department.id)
    assert len(above) > 2
    assert {"Serra Azul"} <= {brand.name for brand in erp.brands()}
    assert all(one.options for one in erp.attributes())
    assert any(carrier.forms for carrier in erp.carriers()) and erp.channels()


# -- orders --


def test_an_order_that_was_made_is_found_by_every_way(account: AnyAccount) -> None:
    erp = account.open()
    wanted = order_draft(erp)
    assert list(erp.find_orders("70001", wanted.ordered_on)) == []
    made = erp.create_order(wanted)
    for found in (
        [erp.order(made.id)],
        erp.find_orders("70001", wanted.ordered_on),
        [one for one in whole(erp.orders_in(OrderStatus.OPEN)) if one.id == made.id],
        [one for one in whole(erp.orders_since(wanted.ordered_on)) if one.id == made.id],
    ):
        (one,) = found
        assert one is not None
        assert (one.id, one.external_number, one.status) == (made.id, "70001", OrderStatus.OPEN)
        assert (one.total, one.invoiced) == (wanted.total, False)
    items = erp.order_items(made.id)
    assert [(one.product_id, one.quantity, one.unit_price) for one in items] == [
        (one.product_id, one.quantity, one.unit_price) for one in wanted.items
    ]
    assert made.id not in {one.id for one in whole(erp.orders_in(OrderStatus.PICKING))}
    late = wanted.ordered_on + timedelta(days=30)
    assert made.id not in {one.id for one in whole(erp.orders_since(late))}
    assert erp.order("999999999") is None


def test_two_orders_of_one_number_are_both_told(account: AnyAccount) -> None:
    erp = account.open()
    wanted = order_draft(erp)
    made = {erp.create_order(wanted).id, erp.create_order(wanted).id}
    assert len(made) == 2
    assert {one.id for one in erp.find_orders("70001", wanted.ordered_on)} == made


def test_an_order_whose_answer_is_lost_is_found_by_its_number(account: AnyAccount) -> None:
    erp = account.open()
    wanted = order_draft(erp)
    with account.losing_answers(), pytest.raises(OutcomeUnknown):
        erp.create_order(wanted)
    assert len(erp.find_orders("70001", wanted.ordered_on)) == 1


def test_a_change_sets_only_what_it_names(account: AnyAccount) -> None:
    erp = account.open()
    order = erp.create_order(order_draft(erp))
    day = date(2026, 3, 9)
    for _ in range(2):
        erp.change_order(order, ErpOrderChange(expected_on=day))
    shown = now(erp, order)
    assert (shown.status, shown.expected_on, shown.delivered_on) == (OrderStatus.OPEN, day, None)
    for _ in range(2):
        erp.change_order(order, ErpOrderChange(status=OrderStatus.PICKING))
    shown = now(erp, order)
    assert (shown.status, shown.expected_on, shown.total) == (OrderStatus.PICKING, day, order.total)
    gone = replace(order, id="999999999", number="999999999")
    with pytest.raises(RecordProblem) as told:
        erp.change_order(gone, ErpOrderChange(status=OrderStatus.PICKING))
    assert told.value.key == "ecco.order_refused"


def test_papers_are_told_once_they_are_there(account: AnyAccount) -> None:
    erp = account.open()
    order = erp.create_order(order_draft(erp))
    shown = now(erp, order)
    assert erp.invoice(shown) is None and erp.tracking(shown) is None
    account.invoice(order.id, "AD710001370BR")
    shown = now(erp, order)
    assert (shown.status, shown.invoiced) == (OrderStatus.INVOICED, True)
    paper, followed = erp.invoice(shown), erp.tracking(shown)
    assert paper is not None and (paper.number, paper.key) == (shown.invoice_number, KEY)
    assert followed is not None and followed.code == "AD710001370BR"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("written", "asked"), [("CALC\u0327A-1", "CALÇA-1"), ("CALÇA-1", "CALC\u0327A-1"), ("AB;C-1", "AB;C-1")]
)
def test_a_product_is_found_by_its_code_however_it_is_spelled(
    sandbox: Sandbox, kind: str, written: str, asked: str
) -> None:
    erp = open_erp(sandbox, kind)
    product = next(each for each in whole(erp.products()) if each.active and each.sku)
    name = "Kit &amp; <b>x</b>\x1b[2J [/red] \u202eazul\u200b"
    sandbox.shop("change_erp_product", codigo=product.sku, changes={"codigo": written, "nome": name})
    (found,) = erp.products_by_sku(asked)
    assert found.id == product.id and same_sku(found.sku, asked)
    assert found.name == "Kit & <b>x</b>␛[2J [/red] \ufffdazul"
    together = erp.products_by_skus([asked]).get(asked, [found])
    assert [each.id for each in together] == [product.id]
