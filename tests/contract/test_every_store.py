"""What every store connector must do, whatever its platform: one suite, run unchanged on each.

The shop at the other end is the sandbox's, whose truth judges. A connector that is in the registry is
tested here; nothing of it is named. The fake store is one platform more, so that what stands on it stands on
the same promises; what only a wire can do is marked `over_http`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Capability, Manifest, Role
from ecco_desktop.domain.errors import (
    Cancelled,
    EccoProblem,
    OutcomeUnknown,
    RecordProblem,
    SetupProblem,
    TransientProblem,
)
from ecco_desktop.domain.links import same_sku
from ecco_desktop.domain.orders import CarrierLink, Invoice, OrderStatus, StoreOrder, Tracking, totals_of
from ecco_desktop.domain.products import Price, PriceChange, ProductSheet, StoreProduct
from ecco_desktop.domain.shipping import carrier_for, way_key
from ecco_desktop.domain.stock import ItemOutcome, StockChange
from ecco_desktop.jobs.registry import automation_infos
from ecco_desktop.jobs.run.notebook import LooseNotes
from ecco_desktop.ports.store import BatchRefused, Store
from ecco_desktop.words.sentences import SENTENCES
from tests.contract.shops import FAKE, AnyShop, MemoryShop, Shop
from tests.fakes.system import FakeCancel
from tests.platforms import PLATFORMS
from tests.support import Sandbox, form_of, running_sandbox

pytestmark = pytest.mark.sandbox

STORES = [manifest for manifest in Registry().manifests() if manifest.role is Role.STORE]


# What only a platform on a wire can do: refuse a key, answer nonsense, be in the way.
over_http = pytest.mark.parametrize("world", STORES, indirect=True, ids=lambda manifest: manifest.kind)


@pytest.fixture(scope="module", params=[*STORES, FAKE], ids=lambda manifest: manifest.kind)
def world(request: pytest.FixtureRequest) -> Iterator[tuple[Sandbox | None, Manifest]]:
    manifest: Manifest = request.param
    if manifest is FAKE:
        yield None, manifest
        return
    with running_sandbox("--store", manifest.kind, "--orders", "60", "--products", "60") as sandbox:
        yield sandbox, manifest


@pytest.fixture
def shop(world: tuple[Sandbox | None, Manifest]) -> AnyShop:
    sandbox, manifest = world
    if sandbox is None:
        return MemoryShop()
    sandbox.post("reset")
    return Shop(sandbox, manifest)


def orders_of(store: Store, since: datetime | None) -> list[Any]:
    return [order for page in store.orders_changed(since) for order in page.orders]


def products_of(store: Store) -> dict[str, StoreProduct]:
    """Everything that is sold, by SKU."""
    items = [item.product for page in store.stock() for item in page.items]
    return {product.sku: product for product in items if product.sku}


def sold(shop: AnyShop, store: Store, count: int) -> list[StoreProduct]:
    """Some things the store counts the stock of; of one SKU each."""
    managed = [
        item.product for page in store.stock() for item in page.items if item.managed and item.product.sku
    ]
    unique = [product for product in managed if product.sku != "DUP-0001"]
    assert len(unique) >= count
    return unique[:count]


def done_or_told(work: Callable[[], Any]) -> Any:
    """What it came to, or the problem it was told as; any other exception fails the test."""
    try:
        return work()
    except EccoProblem as problem:
        return problem


def write_all(store: Store, changes: Sequence[StockChange]) -> list[ItemOutcome]:
    return [outcome for group in store.stock_groups(changes) for outcome in store.write_stock(group)]


# -- what is declared --


@pytest.mark.parametrize("manifest", STORES, ids=lambda manifest: manifest.kind)
def test_what_is_declared_makes_sense(manifest: Manifest) -> None:
    known = {info.key for info in automation_infos() if info.role is Role.STORE}
    assert manifest.automations <= known
    words = {choice.word: choice for choice in manifest.statuses}
    assert manifest.cancelled and manifest.cancelled <= manifest.dead
    for status, word in manifest.outgoing:
        assert word in words and words[word].settable, f"{status} is sent as {word}, which cannot be set"
    outgoing = dict(manifest.outgoing)
    assert outgoing.get(OrderStatus.CANCELLED) in manifest.cancelled
    assert Capability.CANCEL_TO_STORE in manifest.capabilities
    assert all(choice.label.strip() for choice in manifest.statuses)
    for key, sentence in manifest.sentences:
        # A short form of the kind is enough ("woo." for WooCommerce), so long as it is nobody else's.
        assert manifest.kind.startswith(key.split(".")[0]) and SENTENCES[key] == sentence
    assert {"brake_zero_percent", "requests_per_minute", "timeout"} <= {f.key for f in manifest.fields}
    assert manifest.kind in PLATFORMS, "the scenario tests know nothing of it (tests/platforms)"


# -- the connection --


@over_http
def test_a_good_key_is_proven_and_a_wrong_one_told(shop: Shop) -> None:
    assert shop.open().test().name
    for key in shop.manifest.secret_keys:
        with pytest.raises(SetupProblem) as caught:
            shop.open(**{key: "wrong-0123456789"}).test()
        assert caught.value.key == "http.credentials"
        assert "wrong-0123456789" not in repr(caught.value)


@over_http
def test_a_missing_secret_is_told_before_anything_is_sent(shop: Shop) -> None:
    for key in shop.manifest.secret_keys:
        with pytest.raises(SetupProblem) as caught:
            shop.open(**{key: ""})
        assert caught.value.key == "connection.secret_missing"
    assert shop.counter.calls == 0


def test_a_stop_is_heard(shop: AnyShop) -> None:
    cancel = FakeCancel()
    store = shop.open(cancel)
    cancel.requested = True
    with pytest.raises(Cancelled):
        list(store.orders_changed(None))


# -- orders --


def test_every_order_comes_once_and_adds_up(shop: AnyShop) -> None:
    store = shop.open()
    pages = list(store.orders_changed(None))
    found = {order.id: order for page in pages for order in page.orders}
    assert len(found) == sum(len(page.orders) for page in pages), "an order came twice"
    truth = shop.truth
    wanted = {key: row for key, row in truth["orders"].items() if row["status"] in shop.imports}
    assert set(wanted) <= set(found)
    assert pages[-1].until is not None
    untils = [page.until for page in pages if page.until]
    assert untils == sorted(untils) and untils[-1] <= datetime.now(UTC)
    for key, row in wanted.items():
        order = found[key]
        assert order.number == row["number"]
        if key not in truth["bad_orders"]:
            assert isinstance(order, StoreOrder)
            assert totals_of(order).total == order.total == Decimal(row["total"])
            assert order.status in {choice.word for choice in shop.manifest.statuses}
            assert order.modified_at.tzinfo and order.created_at.tzinfo
            skus = [line.sku for line in order.lines]
            assert skus == [line["sku"] for line in row["line_items"]]
            assert order.delivery.city == row["shipping"]["city"] and len(order.delivery.postcode) == 8
            assert re.fullmatch(r"[A-Z]{2}", order.delivery.state)
            assert order.shipping_reference == row["shipping_lines"][0]["method_title"]


def test_a_bookmark_misses_nothing_and_brings_only_what_moved(shop: AnyShop) -> None:
    store = shop.open()
    until = [page.until for page in store.orders_changed(None) if page.until][-1]
    fresh = shop.new_order("processing")
    old = next(key for key, row in shop.truth["orders"].items() if row["status"] == "processing")
    shop.cancel_order(old)
    # As the jobs do: a little before the bookmark, for clocks differ.
    since = until - timedelta(minutes=2)
    again = {order.id: order for order in orders_of(shop.open(), since)}
    assert fresh in again and old in again
    assert again[old].status in shop.manifest.cancelled
    assert len(again) <= 4
    states = {
        state.id: state for page in shop.open().states_changed(since) for state in page if state.id in again
    }
    assert states[old].status in shop.manifest.cancelled and states[fresh].paid


def test_what_is_read_again_is_the_same(shop: AnyShop) -> None:
    store = shop.open()
    listed = {order.id: order for order in orders_of(store, None) if isinstance(order, StoreOrder)}
    some = list(listed)[:3]
    for order_id in some:
        again = store.order(order_id)
        assert isinstance(again, StoreOrder)
        assert (again.status, again.total, again.lines) == (
            listed[order_id].status,
            listed[order_id].total,
            listed[order_id].lines,
        )
    states = {state.id: state for state in store.order_states([*some, "999999999"])}
    assert set(states) == set(some)
    assert all(states[key].status == listed[key].status for key in some)
    assert store.order("999999999") is None


def test_the_ways_of_sending_are_those_of_its_orders_each_once(shop: AnyShop) -> None:
    store = shop.open()
    methods = store.delivery_methods()
    keys = [way_key(one.title, one.method) for one in methods]
    assert len(set(keys)) == len(keys)
    assert all(one.title or one.method for one in methods)
    # What is switched off is offered to nobody.
    assert "Motoboy" not in {one.title for one in methods}
    links = [CarrierLink(one.title, "1", "Uma", str(at), method=one.method) for at, one in enumerate(methods)]
    orders = [order for order in orders_of(store, None) if isinstance(order, StoreOrder)]
    # A link for each serves the orders that come: nothing else is needed.
    ways = [(order.shipping_reference, order.shipping_method) for order in orders]
    served = [way for way in ways if carrier_for(*way, links)]
    assert served and len(served) >= len(orders) // 2
    # Asked again nothing is used up, and nothing was written.
    assert store.delivery_methods() == methods


def test_an_order_is_cancelled_once_and_for_good(shop: AnyShop) -> None:
    store = shop.open()
    order_id = next(k for k, row in shop.truth["orders"].items() if row["status"] == "processing")
    word = dict(shop.manifest.outgoing)[OrderStatus.CANCELLED]
    store.set_status(order_id, word)
    assert shop.truth["orders"][order_id]["status"] == "cancelled"
    before = shop.written("order status written")
    store.set_status(order_id, word)
    assert shop.truth["orders"][order_id]["refunds"] == []
    after = shop.written("order status written")
    assert after - before <= 1
    state = store.order_states([order_id])[0]
    assert state.status in shop.manifest.cancelled


def test_papers_and_delivery_go_once_and_in_order(shop: AnyShop) -> None:
    store = shop.open()
    order_id = next(k for k, row in shop.truth["orders"].items() if row["status"] == "processing")
    invoice = Invoice(
        "004711", "1", "3" * 44, date(2026, 3, 2), Decimal(shop.truth["orders"][order_id]["total"])
    )
    tracking = Tracking("AD710001370BR", "Correios", "https://rastreio.example/AD710001370BR")
    for _ in range(2):
        store.send_invoice(order_id, invoice)
        store.send_tracking(order_id, tracking)
        store.send_delivery_step(order_id, "Postado", date(2026, 3, 3))
    invoices, codes, steps = shop.papers(order_id)
    assert (invoices, codes) == ([("004711", "3" * 44)], ["AD710001370BR"])
    assert len(steps) <= 1
    word = dict(shop.manifest.outgoing)[OrderStatus.DELIVERED]
    store.set_status(order_id, word, date(2026, 3, 5))
    assert shop.truth["orders"][order_id]["status"] == "completed"
    before = shop.written("note written")
    store.set_status(order_id, word, date(2026, 3, 5))
    assert store.order_states([order_id])[0].status == word
    assert shop.went_back() == []
    assert shop.written("note written") == before


def test_an_order_the_store_has_not_is_refused_alone(shop: AnyShop) -> None:
    for word in {word for _, word in shop.manifest.outgoing}:
        with pytest.raises(RecordProblem):
            shop.open().set_status("999999999", word)


# -- stock --


def test_stock_is_read_whole_and_written_in_groups(shop: AnyShop) -> None:
    store = shop.open()
    pages = list(store.stock())
    items = {item.product.ref: item for page in pages for item in page.items}
    assert len(items) == sum(len(page.items) for page in pages)
    rows = [
        row
        for row in [*shop.truth["products"].values(), *shop.truth["variations"].values()]
        if row["type"] != "variable"
    ]
    assert len(items) == len(rows)
    shown = {item.product.sku: item for item in items.values() if item.product.sku}
    for row in rows:
        if row["sku"] and row["sku"] != "DUP-0001":
            item = shown[row["sku"]]
            assert item.managed is bool(row["manage_stock"])
            assert item.quantity == row["stock_quantity"]
            assert item.product.gtin == row["global_unique_id"]
    products = sold(shop, store, 30)
    changes = [StockChange(product, 100 + index) for index, product in enumerate(products)]
    outcomes = write_all(store, changes)
    assert [outcome.ok for outcome in outcomes] == [True] * len(changes)
    assert {outcome.ref for outcome in outcomes} == {change.product.ref for change in changes}
    for change in changes:
        assert shop.truth_of(change.product.sku)["stock_quantity"] == change.quantity
    again = {item.product.ref: item.quantity for item in shop.open().read_stock(products[:7])}
    assert again == {change.product.ref: change.quantity for change in changes[:7]}


def test_one_lost_product_spoils_no_other(shop: AnyShop) -> None:
    store = shop.open()
    product, other = sold(shop, store, 2)
    gone = StoreProduct("999999", "999998" if product.variation_id else "", "NADA", "", "Nada")
    outcomes: dict[str, ItemOutcome] = {}
    for group in store.stock_groups([StockChange(product, 5), StockChange(gone, 5), StockChange(other, 6)]):
        try:
            outcomes |= {outcome.ref: outcome for outcome in store.write_stock(group)}
        except BatchRefused:
            assert len(group) > 1 or group[0].product.ref == gone.ref
            for change in group:
                try:
                    outcomes |= {outcome.ref: outcome for outcome in store.write_stock([change])}
                except BatchRefused:
                    outcomes[change.product.ref] = ItemOutcome(
                        change.product.ref, False, "store.item_refused"
                    )
    assert outcomes[product.ref].ok and outcomes[other.ref].ok
    assert not outcomes[gone.ref].ok and outcomes[gone.ref].key in SENTENCES
    assert shop.truth_of(product.sku)["stock_quantity"] == 5
    assert gone.ref not in {item.product.ref for item in store.read_stock([product, gone])}


def test_a_lost_answer_is_never_a_success(shop: AnyShop) -> None:
    store = shop.open()
    product = sold(shop, store, 1)[0]
    group = next(iter(store.stock_groups([StockChange(product, 77)])))
    with shop.losing_answers():
        told = done_or_told(lambda: store.write_stock(group))
    if isinstance(told, EccoProblem):
        assert isinstance(told, OutcomeUnknown | TransientProblem)
    else:
        # A connector that sends item by item may tell each by itself.
        assert [outcome.ok for outcome in told] == [False] and told[0].key in SENTENCES


# -- prices --


def test_prices_are_read_and_written_with_their_promotion(shop: AnyShop) -> None:
    store = shop.open()
    prices = {item.product.ref: item.price for page in store.prices() for item in page}
    products = sold(shop, store, 12)
    assert all(prices[product.ref] is not None for product in products)
    row = shop.truth_of(products[0].sku)
    assert prices[products[0].ref] == Price(Decimal(row["regular_price"]))
    changes = [
        PriceChange(
            product, Price(Decimal("80.10"), Decimal("99.90")) if index % 2 else Price(Decimal("55.55"))
        )
        for index, product in enumerate(products)
    ]
    outcomes = [o for group in store.price_groups(changes) for o in store.write_prices(group)]
    assert all(outcome.ok for outcome in outcomes) and len(outcomes) == len(changes)
    for index, product in enumerate(products):
        row = shop.truth_of(product.sku)
        wanted = ("99.90", "80.10") if index % 2 else ("55.55", "")
        assert (row["regular_price"], row["sale_price"]) == wanted
    # A promotion ends.
    ended = [PriceChange(products[1], Price(Decimal("99.90")))]
    assert all(o.ok for group in store.price_groups(ended) for o in store.write_prices(group))
    assert shop.truth_of(products[1].sku)["sale_price"] == ""
    read = {item.product.ref: item.price for item in store.read_prices(products[:2])}
    assert read == {products[0].ref: Price(Decimal("55.55")), products[1].ref: Price(Decimal("99.90"))}


# -- catalog --


def test_the_catalog_comes_whole_from_any_page(shop: AnyShop) -> None:
    store = shop.open()
    pages = list(store.catalog())
    products = [product for page in pages for product in page.products]
    assert len({product.id for product in products}) == len(products) == len(shop.truth["products"])
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    variable = {row["sku"]: row for row in shop.truth["products"].values() if row["type"] == "variable"}
    for product in products:
        if product.sku in variable:
            own = variable[product.sku]
            rows = [row for row in shop.truth["variations"].values() if row["parent_id"] == own["id"]]
            assert product.variable and len(product.variations) == len(rows)
            assert {child.sku for child in product.variations} == {row["sku"] for row in rows}
            assert all(child.options for child in product.variations)
    sellable = {item.product.ref for page in store.stock() for item in page.items}
    refs = {
        ref
        for product in products
        for ref in (
            [f"{product.id}/{child.id}" for child in product.variations]
            if product.variable
            else [product.ref]
        )
    }
    assert refs == sellable, "the catalog and the stock must call a product by one ref"
    names = {category.name for category in store.categories()}
    assert {"Moda", "Camiseta"} <= names
    assert next(c for c in store.categories() if c.name == "Camiseta").parent_id
    if Capability.BRANDS in shop.manifest.capabilities:
        assert {brand.name for brand in store.brands()} >= {"Serra Azul"}
    if Capability.WAREHOUSES in shop.manifest.capabilities:
        assert store.warehouses()
    else:
        assert not store.warehouses()


def test_a_product_is_found_by_its_exact_sku_alone(shop: AnyShop) -> None:
    store = shop.open()
    for product in sold(shop, store, 2):
        found = store.product_by_sku(product.sku)
        assert found is not None and found.ref == product.ref
        assert store.product_by_sku(product.sku[:-1]) is None
    assert store.product_by_sku("NÃO/EXISTE 1") is None


def test_a_simple_product_is_made_hidden_with_no_stock_and_changed(shop: AnyShop) -> None:
    store = shop.open()
    category = next(c for c in store.categories() if c.name == "Camiseta")
    sheet = ProductSheet(
        "77", "NOVO-SIMPLES", "7890000000777", "Caneca de teste", False, "Texto", Decimal("0.350"),
        Decimal("39.90"), Decimal("49.90"), (category.id,),
    )  # fmt: skip
    made = store.create_product(sheet, ())
    row = shop.truth_of("NOVO-SIMPLES")
    assert (row["name"], row["global_unique_id"], row["status"]) == (
        "Caneca de teste",
        "7890000000777",
        "draft",
    )
    assert (row["manage_stock"], row["stock_quantity"]) == (True, 0)
    assert (row["regular_price"], row["sale_price"]) == ("49.90", "39.90")
    assert row["categories"] == [int(category.id)] and Decimal(row["weight"]) == Decimal("0.35")
    found = store.product_by_sku("NOVO-SIMPLES")
    assert found is not None and found.ref == made.ref
    shown = store.sheet(made)
    assert shown is not None and not shown.part and not shown.variable
    assert (shown.name, shown.gtin, shown.active) == (sheet.name, sheet.gtin, False)
    assert (shown.weight_kg, shown.category_ids) == (Decimal("0.350"), (category.id,))
    changed = ProductSheet(
        "77", "NOVO-SIMPLES", "7890000000999", "Outro nome", True, "Outro", Decimal("0.500")
    )
    store.update_product(made, changed, ["name", "gtin", "description", "weight", "active"])
    row = shop.truth_of("NOVO-SIMPLES")
    assert (row["name"], row["global_unique_id"], row["status"]) == ("Outro nome", "7890000000999", "publish")
    assert Decimal(row["weight"]) == Decimal("0.5") and row["categories"] == [int(category.id)]
    assert (row["regular_price"], row["sale_price"]) == ("49.90", "39.90")


def test_a_family_is_made_of_exactly_its_variations(shop: AnyShop) -> None:
    store = shop.open()
    category = next(c for c in store.categories() if c.name == "Camiseta")
    children = [
        ProductSheet(
            str(80 + index), f"FAM-1-{size}", "", f"Família {size}", True, "", Decimal("0.220"),
            Decimal("59.90"), None, (), (("Tamanho", size),),
        )
        for index, size in enumerate(("P", "M"))
    ]  # fmt: skip
    head = ProductSheet(
        "80", "FAM-1", "", "Família", True, "Texto", None, None, None, (category.id,), variable=True
    )
    parent = store.create_product(head, children)
    made = [store.create_variation(parent, child) for child in children]
    assert {one.product_id for one in made} == {parent.product_id} and len({one.ref for one in made}) == 2
    own = shop.truth_of("FAM-1-P")["parent_id"]
    rows = [row for row in shop.truth["variations"].values() if row["parent_id"] == own]
    assert sorted(row["sku"] for row in rows) == ["FAM-1-M", "FAM-1-P"]
    assert all((row["manage_stock"], row["stock_quantity"]) == (True, 0) for row in rows)
    assert all(row["regular_price"] == "59.90" for row in rows)
    options = [[(o["name"], o["option"]) for o in row["attributes"]] for row in rows]
    assert sorted(options) == [[("Tamanho", "M")], [("Tamanho", "P")]]
    product = next(p for page in store.catalog() for p in page.products if p.id == parent.product_id)
    assert product.variable and len(product.variations) == 2
    shown = store.sheet(made[0])
    assert shown is not None and shown.part and shown.options == (("Tamanho", "P"),)
    # One more size, later.
    third = ProductSheet(
        "83", "FAM-1-G", "", "Família G", True, options=(("Tamanho", "G"),), price=Decimal(60)
    )
    last = store.create_variation(parent, third)
    assert last.product_id == parent.product_id and shop.truth_of("FAM-1-G")["parent_id"] == own


# -- bad luck --


@over_http
@pytest.mark.parametrize("fault", ["500", "cut", "half", "html", "429"])
def test_no_answer_breaks_it(shop: Shop, fault: str) -> None:
    """Whatever comes back, it is one of the problems the jobs know, and says no secret."""
    shop.sandbox.post("faults", **{f"rate_{fault}": 1}, retry_after=0)
    store = shop.open()
    product = StoreProduct("101", "102", "X", "", "X")
    secrets = form_of(shop.sandbox, shop.manifest.kind)[1].values()
    works: tuple[Callable[[], Any], ...] = (
        lambda: list(store.orders_changed(None)),
        lambda: store.order("10001"),
        lambda: store.order_states(["10001"]),
        lambda: list(store.stock()),
        lambda: store.write_stock([StockChange(product, 1)]),
        lambda: store.write_prices([PriceChange(product, Price(Decimal(1)))]),
        lambda: list(store.catalog()),
        store.categories,
        lambda: store.product_by_sku("X"),
        store.test,
    )
    for work in works:
        told = done_or_told(work)
        if isinstance(told, EccoProblem):
            assert told.key in SENTENCES
            assert not any(secret in repr(told) for secret in secrets)
        else:
            # Each item may be told by itself; none may be told as done.
            assert told and not any(getattr(outcome, "ok", False) for outcome in told)
    shop.sandbox.post("faults")
    assert shop.open().test().name


@over_http
def test_a_few_refusals_change_nothing(shop: Shop) -> None:
    wanted = {(o.id, o.modified_at) for o in orders_of(shop.open(), None)}
    shop.notes = LooseNotes()
    shop.sandbox.post("faults", rate_429=0.1, rate_500=0.05, rate_cut=0.03, retry_after=0, seed=5)
    found: set[tuple[str, datetime | None]] = set()
    for _ in range(20):
        try:
            found = {(o.id, o.modified_at) for o in orders_of(shop.open(), None)}
            break
        except EccoProblem:
            continue
    shop.sandbox.post("faults")
    assert found == wanted


# -- what stores write --

HOSTILE = "Kit &amp; <b>x</b>\x1b[2J [/red] \u202eazul\u200b"
READ = "Kit & <b>x</b>␛[2J [/red] \ufffdazul"


SPELLINGS = [
    ("AB,C-1", "AB,C-1"),
    ("CALC\u0327A-2", "CALÇA-2"),
    ("CALÇA-3", "CALC\u0327A-3"),
    ("P&amp;B-4", "P&B-4"),
    ("P&B-5", "P&amp;B-5"),
]


@over_http
def test_a_product_is_found_by_its_code_however_the_store_spells_it(shop: Shop) -> None:
    products = sold(shop, shop.open(), len(SPELLINGS))
    for product, (written, _) in zip(products, SPELLINGS, strict=True):
        shop.sandbox.shop("change_store_product", sku=product.sku, changes={"sku": written})
    store = shop.open()
    for product, (_, asked) in zip(products, SPELLINGS, strict=True):
        found = store.product_by_sku(asked)
        assert found is not None and found.ref == product.ref, asked
        assert same_sku(found.sku, asked)
    assert store.product_by_sku("OUTRO,1") is None


@over_http
def test_a_variation_is_found_by_a_code_with_a_comma(shop: Shop) -> None:
    child = next(each for each in products_of(shop.open()).values() if each.variation_id and each.sku)
    found = shop.open().product_by_sku(child.sku)
    assert found is not None and found.ref == child.ref
    shop.sandbox.shop("change_store_product", sku=child.sku, changes={"sku": "P, azul"})
    found = shop.open().product_by_sku("P, azul")
    assert found is not None and found.ref == child.ref


@over_http
def test_what_a_store_calls_things_comes_in_without_codes_and_without_marks(shop: Shop) -> None:
    store = shop.open()
    simple = {row["sku"] for row in shop.truth["products"].values() if row["type"] == "simple"}
    product = next(each for sku, each in products_of(store).items() if sku in simple)
    shop.sandbox.shop("change_store_product", sku=product.sku, changes={"name": HOSTILE})
    store = shop.open()
    assert READ in [product.name for page in store.catalog() for product in page.products]
    order_id = shop.new_order(shop.imports[0])
    shop.sandbox.shop("edit_order", id=order_id, changes={"customer_note": "Um &amp; dois\nTrês\u202e"})
    order = next(each for each in orders_of(store, None) if each.id == order_id)
    assert order.note in ("Um & dois\nTrês\ufffd", "")
