"""A product link is proved by what store and ERP call their sides before anything travels over it."""

import ast
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ecco_desktop
from ecco_desktop.domain.links import Link, LinkKind, bears, erp_mark, is_same_product, store_mark
from ecco_desktop.domain.pending import PendingState
from ecco_desktop.domain.products import ErpProduct, Price
from ecco_desktop.domain.runs import Run, RunState, Trigger
from ecco_desktop.domain.stock import ItemOutcome, StockChange, StockLevel
from ecco_desktop.services.pending import PendingService, Solution
from tests.fakes.app import FakeShop
from tests.fakes.orders import store_order
from tests.unit.jobs.test_sync_stock import level

OLD = Decimal(500)


def product(key: str, sku: str, **changes: object) -> ErpProduct:
    known = ErpProduct(key, sku, "", f"Produto {sku}", True, price=Decimal("10.00"))
    return replace(known, **changes)  # type: ignore[arg-type]


def tied(shop: FakeShop, *pairs: tuple[str, str]) -> None:
    """Links as an earlier version made them: without their proof."""
    shop.storage.links.save([Link(shop.loja.id, LinkKind.PRODUCT, erp, ref, "?") for ref, erp in pairs])


def shop_of(shop: FakeShop, skus: dict[str, str], erp: dict[str, str], count: int = 7) -> None:
    """A store and an ERP by id → SKU; each ERP product has another number in stock."""
    for ref, sku in skus.items():
        shop.store.add(ref, sku, int(OLD))
        shop.store.asks[ref] = Price(Decimal("99.00"))
    shop.erp.levels = [level(key, sku, count + n, count + n) for n, (key, sku) in enumerate(erp.items())]
    shop.erp.catalog = [product(key, sku, price=Decimal(50 + n)) for n, (key, sku) in enumerate(erp.items())]


def quantities(shop: FakeShop) -> dict[str, Decimal | None]:
    return {ref: item.quantity for ref, item in shop.store.items.items()}


def waiting(shop: FakeShop) -> dict[str, str]:
    return {record.record_id: record.cause for record in shop.storage.pending.waiting()}


def renamed(shop: FakeShop, ref: str, sku: str) -> None:
    item = shop.store.items[ref]
    shop.store.items[ref] = replace(item, product=replace(item.product, sku=sku))


def ran(shop: FakeShop, automation: str, trigger: Trigger = Trigger.SCHEDULE) -> Run:
    if automation not in {task.automation for task in shop.storage.tasks.all()}:
        shop.tasks.create(automation, "Loja", None, {})
    return shop.run(automation, trigger)


REFS = [str(n) for n in range(1, 31)]


def test_another_shop_behind_the_links_gets_no_number(shop: FakeShop) -> None:
    shop_of(shop, {ref: f"B{ref}" for ref in REFS}, {f"e{ref}": f"A{ref}" for ref in REFS})
    tied(shop, *((ref, f"e{ref}") for ref in REFS))
    for automation in ("sync_stock", "push_prices"):
        for trigger in (Trigger.SCHEDULE, Trigger.PERSON):
            ran(shop, automation, trigger)
    assert shop.store.writes == []
    assert set(quantities(shop).values()) == {OLD}
    assert waiting(shop) == dict.fromkeys(REFS, "link.other_product")
    states = {record.state for record in shop.storage.pending.waiting()}
    assert states == {PendingState.NEEDS_PERSON}


def test_ids_given_anew_lead_by_sku_to_each_products_own_number(shop: FakeShop) -> None:
    turned = dict(zip(REFS, [*REFS[7:], *REFS[:7]], strict=True))
    shop_of(shop, {ref: f"A{turned[ref]}" for ref in REFS}, {f"e{ref}": f"A{ref}" for ref in REFS})
    tied(shop, *((ref, f"e{ref}") for ref in REFS))
    ran(shop, "sync_stock")
    own = {one.sku: one.available for one in shop.erp.levels}
    assert quantities(shop) == {ref: own[f"A{turned[ref]}"] for ref in REFS}
    assert waiting(shop) == {}
    assert ran(shop, "push_prices").tally.failed == 0
    prices = {f"A{ref}": Decimal(50 + n) for n, ref in enumerate(REFS)}
    assert {ref: shop.store.asks[ref].price for ref in REFS} == {
        ref: prices[f"A{turned[ref]}"] for ref in REFS
    }


def test_a_product_that_was_deleted_and_made_again(shop: FakeShop) -> None:
    shop_of(shop, {"1": "A"}, {"e1": "A"})
    ran(shop, "sync_stock")
    shop.store.items.clear()
    shop.store.add("90", "A", 1)
    ended = ran(shop, "sync_stock", Trigger.PERSON)
    assert quantities(shop) == {"90": 7}
    assert (ended.state, waiting(shop)) == (RunState.SUCCEEDED, {})


@pytest.mark.parametrize("side", ["store", "erp"])
def test_a_sku_that_one_side_renames_is_asked_about(shop: FakeShop, side: str) -> None:
    shop_of(shop, {"1": "A", "2": "C"}, {"e1": "A", "e2": "C"})
    ran(shop, "sync_stock")
    if side == "store":
        renamed(shop, "1", "NOVO")
    else:
        shop.erp.levels[0] = replace(shop.erp.levels[0], sku="NOVO")
        shop.erp.catalog[0] = replace(shop.erp.catalog[0], sku="NOVO")
    for place, known in enumerate(shop.erp.levels):
        shop.erp.levels[place] = replace(known, available=Decimal(3), physical=Decimal(3))
    before = len(shop.store.writes)
    # On the schedule the ERP's side is noticed at once, the store's when it is read again.
    ran(shop, "sync_stock", Trigger.SCHEDULE if side == "erp" else Trigger.PERSON)
    assert quantities(shop) == {"1": 7, "2": 3}
    assert shop.store.writes[before:] == [["2"]]
    assert waiting(shop) == {"1": "link.other_product"}
    shop.clock.move(600)
    ran(shop, "sync_stock")
    assert quantities(shop)["1"] == 7
    # Trying again is no answer; saying that it is one product is.
    pending = PendingService(shop.storage, shop.clock, shop.deeds)
    [group] = pending.groups()
    assert group.solution is Solution.SAME_PRODUCT
    pending.retry(group.ids)
    ran(shop, "sync_stock", Trigger.PERSON)
    assert quantities(shop)["1"] == 7
    [group] = pending.groups()
    assert pending.same_product(group.ids) == 1
    ran(shop, "sync_stock", Trigger.PERSON)
    assert quantities(shop)["1"] == 3
    assert waiting(shop) == {}
    # The pair is the proof from now on, and no call more is made for it.
    shop.erp.levels[0] = replace(shop.erp.levels[0], available=Decimal(2), physical=Decimal(2))
    ran(shop, "sync_stock")
    assert quantities(shop)["1"] == 2


def test_a_rename_that_is_taken_back_solves_itself(shop: FakeShop) -> None:
    shop_of(shop, {"1": "A"}, {"e1": "A"})
    ran(shop, "sync_stock")
    renamed(shop, "1", "B")
    ran(shop, "sync_stock", Trigger.PERSON)
    assert waiting(shop) == {"1": "link.other_product"}
    renamed(shop, "1", "A")
    shop.erp.levels = [level("e1", "A", 2, 2)]
    shop.clock.move(4000)
    ran(shop, "sync_stock")
    assert (quantities(shop), waiting(shop)) == ({"1": 2}, {})


def test_the_erp_is_put_back_between_two_readings(shop: FakeShop) -> None:
    shop_of(shop, {ref: f"A{ref}" for ref in REFS}, {f"e{ref}": f"A{ref}" for ref in REFS})
    ran(shop, "sync_stock")
    reads = shop.store.stock_reads
    # Ids given anew: each id is the next one's product now.
    shop.erp.levels = [
        replace(one, product_id=other.product_id)
        for one, other in zip(shop.erp.levels, [*shop.erp.levels[1:], shop.erp.levels[0]], strict=True)
    ]
    before = quantities(shop)
    ran(shop, "sync_stock")
    assert quantities(shop) == before
    assert shop.store.stock_reads == reads + 1
    shop.erp.levels = [_one_less(one) for one in shop.erp.levels]
    ran(shop, "sync_stock")
    assert quantities(shop) == {ref: shown - 1 for ref, shown in before.items() if shown is not None}
    assert shop.store.stock_reads == reads + 1, "the links are proved; nothing more is read"


def test_what_is_asked_about_is_not_read_again_and_again(shop: FakeShop) -> None:
    shop_of(shop, {"1": "A", "2": "C"}, {"e1": "A", "e2": "C"})
    ran(shop, "sync_stock")
    shop.erp.levels[0] = replace(shop.erp.levels[0], sku="NOVO")
    ran(shop, "sync_stock")
    reads = shop.store.stock_reads
    ran(shop, "sync_stock")
    assert shop.store.stock_reads == reads


def test_a_pair_tied_by_barcode_holds_while_neither_side_changes(shop: FakeShop) -> None:
    shop.store.add("1", "", 1, gtin="0012345678905")
    shop.erp.levels = [level("e1", "A", 4, 4)]
    shop.erp.catalog = [product("e1", "A", gtin="12345678905")]
    tied(shop, ("1", "e1"))
    ran(shop, "sync_stock")
    assert (quantities(shop), waiting(shop)) == ({"1": 4}, {})
    known = shop.storage.links.marks(shop.loja.id, LinkKind.PRODUCT)["1"]
    assert known == ("e1", store_mark("", "12345678905"), "A")
    item = shop.store.items["1"]
    shop.store.items["1"] = replace(item, product=replace(item.product, gtin="7891234567895"))
    shop.erp.levels = [level("e1", "A", 9, 9)]
    ran(shop, "sync_stock", Trigger.PERSON)
    assert (quantities(shop), waiting(shop)) == ({"1": 4}, {"1": "link.other_product"})


def test_a_sheet_goes_only_to_the_product_that_was_linked(shop: FakeShop) -> None:
    shop_of(shop, {"1": "B", "2": "A2"}, {"e1": "A", "e2": "A2"})
    tied(shop, ("1", "e1"), ("2", "e2"))
    names = {item.product.ref: item.product.name for item in shop.store.items.values()}
    ran(shop, "push_products", Trigger.PERSON)
    shown = {ref: shop.store.sheet(item.product) for ref, item in shop.store.items.items()}
    assert {ref: sheet.name for ref, sheet in shown.items() if sheet} == names | {"2": "Produto A2"}
    assert waiting(shop) == {"e1": "link.other_product"}


@pytest.mark.parametrize("there", [True, False])
def test_an_order_line_gets_the_product_its_own_sku_names(shop: FakeShop, there: bool) -> None:
    """Ref 11 was linked to e9; the line says CAM-P, which is another product of the ERP, or none."""
    shop.erp.catalog = [product("e9", "OUTRO"), *([product("1890", "CAM-P")] if there else [])]
    tied(shop, ("11", "e9"))
    shop.store.orders["1"] = store_order("1")
    ran(shop, "import_orders")
    if there:
        [made] = shop.erp.drafts
        assert [item.product_id for item in made.items] == ["1890"]
    else:
        assert shop.erp.orders == []
        assert set(waiting(shop).values()) == {"order.product_other"}


def test_an_order_line_minds_that_the_erp_gave_the_id_to_another_product(shop: FakeShop) -> None:
    shop.erp.catalog = [product("1890", "CAM-P")]
    shop.store.orders["1"] = store_order("1")
    ran(shop, "import_orders")
    # The ERP is put back: 1890 is another product now, and the shirt is 77.
    shop.erp.catalog = [product("1890", "MEIA"), product("77", "CAM-P")]
    shop.store.orders["2"] = store_order("2")
    ran(shop, "import_orders")
    assert [item.product_id for item in shop.erp.drafts[-1].items] == ["77"]


def _one_less(one: StockLevel) -> StockLevel:
    """A piece was sold; more at once would be held by the brake."""
    assert one.available is not None
    return replace(one, available=one.available - 1)


@pytest.mark.parametrize("automation", ["sync_stock", "push_prices"])
@pytest.mark.parametrize("strangers", [1, 4])
def test_an_answer_that_names_another_product_is_a_failure(
    shop: FakeShop, automation: str, strangers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store is another one by the time of the write: its answer tells."""
    shop_of(shop, {ref: f"A{ref}" for ref in REFS[:12]}, {f"e{ref}": f"A{ref}" for ref in REFS[:12]})
    written: list[str] = []

    def write(changes: list[StockChange]) -> list[ItemOutcome]:
        written.extend(change.product.ref for change in changes)
        return [
            ItemOutcome(c.product.ref, True, sku=f"Z{n}" if n < strangers else c.product.sku.lower())
            for n, c in enumerate(changes)
        ]

    ran(shop, "sync_stock")
    shop.erp.levels = [_one_less(one) for one in shop.erp.levels]
    name = "write_stock" if automation == "sync_stock" else "write_prices"
    monkeypatch.setattr(shop.store, name, write)
    ended = ran(shop, automation)
    assert set(waiting(shop).values()) == {"link.answered_other"}
    if strangers == 4:
        assert (ended.state, ended.error_key) == (RunState.FAILED, "link.another_shop")
        assert len(written) == 4, "one group tells; no other is sent"
    else:
        assert ended.tally.failed == 3
        written.clear()
        ran(shop, "sync_stock")
        assert not {record for record, cause in waiting(shop).items() if record in written}


def test_what_was_written_is_given_back_to_the_same_product_only(shop: FakeShop) -> None:
    shop_of(shop, {"1": "A", "2": "C"}, {"e1": "A", "e2": "C"})
    first = ran(shop, "sync_stock")
    renamed(shop, "1", "Z")
    shop.tasks.undo(first.id)
    assert shop.runner.wait_idle(20)
    assert quantities(shop) == {"1": 7, "2": OLD}


def test_only_the_door_gives_out_proved_links() -> None:
    """`ProvedLink` is what carries numbers, sheets and order lines: nobody else may make one."""
    root = Path(ecco_desktop.__file__).parent
    makers = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ProvedLink"
    }
    assert makers == {"jobs/run/goods.py"}


# -- the rule --

codes = st.sampled_from(["", "A", "a ", "B", "C"])
gtins = st.sampled_from(["", "12345678905", "0012345678905", "7891234567895"])


@given(codes, gtins, codes, codes, gtins, codes)
def test_a_link_holds_while_nothing_changed_or_both_sides_agree(
    store: str, gtin: str, erp: str, store_now: str, gtin_now: str, erp_now: str
) -> None:
    link = ("e", store_mark(store, gtin), erp_mark(erp))
    holds = is_same_product(link, store_now, gtin_now, erp_now)
    agree = bool(store_now.strip()) and store_now.strip().casefold() == erp_now.strip().casefold()
    same_erp = erp.strip().casefold() == erp_now.strip().casefold()
    same_store = store.strip().casefold() == store_now.strip().casefold()
    if agree:
        assert holds
    elif store.strip() or store_now.strip():
        assert holds == (same_erp and same_store)
    if holds and not agree:
        assert same_erp and same_store
    assert is_same_product(link, store, gtin, erp)
    assert bears(store_mark(store, gtin), store, gtin)
    # A link of an earlier version is proved by equal SKUs alone.
    assert is_same_product(("e", store, ""), store_now, gtin_now, erp_now) == agree


@given(
    st.permutations(range(6)),
    st.permutations(range(6)),
    st.sets(st.integers(0, 5)),
    st.booleans(),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_ids_are_given_anew_each_product_shows_its_own_number_or_none_of_ours(
    tmp_path_factory: pytest.TempPathFactory, refs: list[int], ids: list[int], foreign: set[int], proved: bool
) -> None:
    shop = FakeShop(tmp_path_factory.mktemp("shop"))
    try:
        shop_of(shop, {str(n): f"S{n}" for n in range(6)}, {f"e{n}": f"S{n}" for n in range(6)})
        if proved:
            ran(shop, "sync_stock")
        else:
            tied(shop, *((str(n), f"e{n}") for n in range(6)))
        for n in range(6):
            renamed(shop, str(n), f"X{n}" if n in foreign else f"S{refs[n]}")
        shop.erp.levels = [level(f"e{ids[n]}", f"S{n}", 20 + n, 20 + n) for n in range(6)]
        kept = quantities(shop)
        ran(shop, "sync_stock", Trigger.PERSON)
        for ref, item in shop.store.items.items():
            own = 20 + int(item.product.sku[1:]) if item.product.sku[0] == "S" else kept[ref]
            assert item.quantity == own
    finally:
        shop.close()


@pytest.mark.parametrize("imported", [True, False])
def test_variations_that_show_their_parents_sku_get_nobodys_number(shop: FakeShop, imported: bool) -> None:
    """WooCommerce does so where a variation has no SKU; the ERP's row of that SKU is the parent's."""
    for variation in ("11", "12", "13"):
        shop.store.add(f"1/{variation}", "A", int(OLD))
    shop.erp.levels, shop.erp.catalog = [level("e1", "A", 30, 30)], [product("e1", "A")]
    if imported:
        assert ran(shop, "import_new_products").tally.failed == 3
    ran(shop, "sync_stock", Trigger.PERSON)
    assert set(quantities(shop).values()) == {OLD}
    refs = dict.fromkeys(("1/11", "1/12", "1/13"), "stock.twice_in_store")
    assert waiting(shop) == refs
    # With SKUs of their own they are what these say.
    for number, ref in enumerate(refs):
        renamed(shop, ref, f"A-{number}")
        shop.erp.levels.append(level(f"e1{number}", f"A-{number}", number, number))
    ran(shop, "sync_stock", Trigger.PERSON)
    assert quantities(shop) == {"1/11": 0, "1/12": 1, "1/13": 2}


def test_variations_without_a_sku_are_known_by_their_barcodes(shop: FakeShop) -> None:
    codes = {"1/11": "7891000100103", "1/12": "7891000100110"}
    for number, (ref, code) in enumerate(codes.items()):
        shop.store.add(ref, "", int(OLD), gtin=code)
        shop.erp.levels.append(level(f"e{number}", f"E{number}", number + 3, number + 3))
        shop.erp.catalog.append(product(f"e{number}", f"E{number}", gtin=code))
    assert ran(shop, "import_new_products").tally.failed == 0
    ran(shop, "sync_stock", Trigger.PERSON)
    assert quantities(shop) == {"1/11": 3, "1/12": 4}
