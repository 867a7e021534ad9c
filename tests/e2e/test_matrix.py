"""What each connector can do, tried: the table of docs/manual/matriz.md is what these runs came to.

A cell says yes only where the automation ran over that connector here, ended well and had something to
read. `make matrix` writes the table anew; without it the test compares.
"""

import os
from decimal import Decimal
from pathlib import Path

import pytest

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Capability, Connection, Manifest, Role
from ecco_desktop.domain.products import Price, PriceChange
from ecco_desktop.domain.runs import RunState
from ecco_desktop.domain.stock import StockChange
from ecco_desktop.jobs.registry import automation_infos
from ecco_desktop.jobs.run.notebook import LooseNotes
from ecco_desktop.ports.connectors import Opening
from ecco_desktop.words.labels import ORDER_STATUSES
from tests.e2e.test_bad_luck_everywhere import BOTH, ORDER
from tests.e2e.test_carriers import connect, ship
from tests.fakes.system import FakeCancel, FakeCounter
from tests.parcels import CARRIERS, CODES, tell
from tests.support import Sandbox, form_of, install, install_all, run, running_sandbox

TABLE = Path(__file__).parents[2] / "docs" / "manual" / "matriz.md"
MANY = 100
MANIFESTS = Registry().manifests()
STORES = [manifest for manifest in MANIFESTS if manifest.role is Role.STORE]
PRICE = Price(Decimal("12.34"))
YES, NO = "sim", "—"
# What only the other automations leave something to do for.
FED_BY_OTHERS = {"send_deliveries", "check_pending_payments", "sync_cancelled_orders"}


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """(connector, automation) → yes or no, by running it."""
    found: dict[tuple[str, str], str] = {}
    for manifest in STORES:
        size = ("--orders", "24", "--products", "60", "--past", "16")
        with running_sandbox("--store", manifest.kind, *size) as sandbox:
            shop = install_all(tmp_path_factory.mktemp(manifest.kind), sandbox, sync_cancelled_orders=BOTH)
            for automation in ORDER:
                if automation not in manifest.automations:
                    continue
                ended = run(shop, automation)
                good = ended.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS)
                read = ended.tally.read or automation in FED_BY_OTHERS
                found[manifest.kind, automation] = YES if good and read else ended.state.value
            shop.close()
    for manifest in CARRIERS:
        with running_sandbox("--orders", "8", "--products", "20") as sandbox:
            shop = install(tmp_path_factory.mktemp(manifest.kind), sandbox)
            run(shop, "import_orders")
            connect(shop, sandbox, manifest.kind)
            ship(sandbox, manifest.name, 0, "delivered", CODES[manifest.kind](1))
            ended = run(shop, "check_deliveries")
            good = ended.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS)
            found[manifest.kind, "check_deliveries"] = YES if good and ended.tally.read else ended.state.value
            shop.close()
    return found


def opening_of(sandbox: Sandbox, manifest: Manifest, counter: FakeCounter) -> Opening:
    values, secrets = form_of(sandbox, manifest.kind)
    connection = Connection(1, manifest.name, manifest.kind, manifest.role, values)
    return Opening(connection, secrets, FakeCancel(), counter, LooseNotes())


def calls_for_many(manifest: Manifest) -> tuple[int, int]:
    """Calls for a hundred stock changes, and for a hundred prices."""
    with running_sandbox("--store", manifest.kind, "--orders", "0", "--products", "160") as sandbox:
        counter = FakeCounter()
        store = Registry().open_store(opening_of(sandbox, manifest, counter))
        known = [item.product for page in store.stock() for item in page.items if item.managed]
        # By SKU: a store may tell its products first and their variations after all of them.
        chosen = sorted((each for each in known if each.sku), key=lambda each: each.sku)[:MANY]
        assert len(chosen) == MANY
        counter.calls = 0
        for stock_group in store.stock_groups([StockChange(each, 3) for each in chosen]):
            assert all(outcome.ok for outcome in store.write_stock(stock_group))
        stock, counter.calls = counter.calls, 0
        for group in store.price_groups([PriceChange(each, PRICE) for each in chosen]):
            assert all(outcome.ok for outcome in store.write_prices(group))
        return stock, counter.calls


def parcels_in_calls(manifest: Manifest) -> int:
    """Calls for a hundred parcels, the second time they are asked about."""
    with running_sandbox("--orders", "0", "--products", "20") as sandbox:
        counter = FakeCounter()
        carrier = Registry().open_carrier(opening_of(sandbox, manifest, counter))
        parcels = tell(sandbox, manifest.kind, *["transit"] * MANY)
        carrier.deliveries(parcels)
        counter.calls = 0
        carrier.deliveries(parcels)
        return counter.calls


def row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def ruler(count: int) -> str:
    return "|" + "---|" * count


def matrix(tried: dict[tuple[str, str], str]) -> list[str]:
    connectors = [*STORES, *CARRIERS]
    lines = [row("Automação", *(each.name for each in connectors)), ruler(len(connectors) + 1)]
    for info in automation_infos():
        cells = [tried.get((each.kind, info.key), NO) for each in connectors]
        lines.append(row(info.name, *cells))
    return lines


def store_table() -> list[str]:
    lines = [row("", *(each.name for each in STORES)), ruler(len(STORES) + 1)]
    calls = [calls_for_many(each) for each in STORES]

    def has(capability: Capability) -> list[str]:
        return [YES if capability in each.capabilities else NO for each in STORES]

    lines.append(row("Chamadas por minuto, de fábrica", *(each.requests_per_minute for each in STORES)))
    lines.append(row(f"Chamadas para {MANY} estoques", *(stock for stock, _ in calls)))
    lines.append(row(f"Chamadas para {MANY} preços", *(price for _, price in calls)))
    lines.append(row("Cancelamento da loja vai ao ERP", *has(Capability.CANCEL_FROM_STORE)))
    lines.append(row("Cancelamento do ERP vai à loja", *has(Capability.CANCEL_TO_STORE)))
    lines.append(row("Depósitos", *has(Capability.WAREHOUSES)))
    lines.append(row("Marcas", *has(Capability.BRANDS)))
    for status, label in ORDER_STATUSES.items():
        words = [dict(each.outgoing).get(status, NO) for each in STORES]
        if any(word != NO for word in words):
            lines.append(row(f"“{label}” no ERP vira na loja", *words))
    return lines


def carrier_table() -> list[str]:
    lines = [row("", *(each.name for each in CARRIERS)), ruler(len(CARRIERS) + 1)]
    lines.append(row("Chamadas por minuto, de fábrica", *(each.requests_per_minute for each in CARRIERS)))
    lines.append(row(f"Chamadas para {MANY} encomendas", *map(parcels_in_calls, CARRIERS)))
    return lines


def test_the_table_of_connectors_says_what_they_can(tried: dict[tuple[str, str], str]) -> None:
    for manifest in (*STORES, *CARRIERS):
        for automation in manifest.automations:
            assert tried[manifest.kind, automation] == YES, (manifest.kind, automation)
    text = "\n".join(
        [
            "# O que cada conector faz",
            "",
            "Esta página é escrita pelos testes (`make matrix`): “sim” está onde a automação rodou sobre o "
            "conector e",
            "terminou bem. Os números são medidos contra o ambiente de testes.",
            "",
            "## Automações",
            "",
            *matrix(tried),
            "",
            "## Lojas",
            "",
            *store_table(),
            "",
            "## Transportadoras",
            "",
            *carrier_table(),
            "",
        ]
    )
    if os.environ.get("ECCO_WRITE_DOCS"):
        TABLE.write_text(text, encoding="utf-8")
    assert TABLE.read_text(encoding="utf-8") == text, "run `make matrix`"
