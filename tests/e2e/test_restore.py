"""Damage, a copy put in its place, and the work going on: nothing lost, nothing doubled, stock right."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ecco_desktop.app import rescue
from ecco_desktop.domain.links import LinkKind
from ecco_desktop.domain.recurrence import Recurrence
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.ports.storage import StorageProblem
from ecco_desktop.storage.database import FILE, open_storage
from tests.platforms import PLATFORMS
from tests.support import (
    Sandbox,
    install,
    install_all,
    lines,
    open_installation,
    run,
    running_sandbox,
    wanted,
    writes,
)


@pytest.fixture(params=sorted(PLATFORMS))
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with running_sandbox("--store", request.param, "--orders", "60", "--products", "80") as made:
        yield made


def damage(folder: Path) -> None:
    """The disk gives other bytes back than it was given, in the middle of the file."""
    path = folder / FILE
    with path.open("rb+") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 2 * 4096))


def restored(folder: Path) -> None:
    """As a person does it: the newest sound copy."""
    with pytest.raises(StorageProblem, match=r"storage\.damaged"):
        open_storage(folder)
    service = rescue(folder)
    assert not service.is_sound()
    assert service.restore(service.candidates()[0]) is not None


def sold_alone(sandbox: Sandbox) -> list[dict[str, Any]]:
    """ERP products that the store sells under the same SKU, with some in stock."""
    state = sandbox.get("state")
    woo = state["woocommerce"]
    skus = {row["sku"] for row in woo["variations"].values()} - {"", "DUP-0001"}
    return [
        one
        for one in state["eccosys"]["products"].values()
        if one["codigo"] in skus
        and one["situacao"] == "A"
        and not one.get("sem_disponivel")
        and int(one["estoqueReal"]) - int(one["reservado"]) > 3
    ]


def test_orders_imported_after_the_copy_are_found_again_and_none_is_doubled(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    first = install(tmp_path, sandbox)
    run(first, "import_orders")
    run(first, "sync_stock")
    first.services.keeping.make()
    # After the copy: more orders, one of them gone again in the store, and other stock.
    later = [sandbox.shop("new_order", status="processing") for _ in range(5)]
    assert run(first, "import_orders", Trigger.SCHEDULE).tally.created == 5
    sandbox.shop("set_order_status", id=later[0]["id"], status="cancelled")
    run(first, "sync_stock")
    links = first.storage.links.all(2, LinkKind.ORDER)
    before = sandbox.get("checks")["orders"]
    first.close()

    damage(tmp_path)
    restored(tmp_path)
    again = open_installation(tmp_path, sandbox)
    assert len(again.storage.links.all(2, LinkKind.ORDER)) == len(links) - 5
    told = again.services.alerts.newest()[0]
    assert told.title == "Dados restaurados" and "Nada duplica" in told.body
    newer = sandbox.shop("new_order", status="processing")
    done = run(again, "import_orders", Trigger.SCHEDULE)
    assert done.state in (RunState.SUCCEEDED, RunState.WITH_WARNINGS)
    assert done.tally.created == 1
    assert lines(again, done).count("order.found") == 5
    # The cancelled one too: its cancellation must reach the ERP.
    assert again.storage.links.all(2, LinkKind.ORDER).items() >= links.items()
    found = sandbox.get("checks")
    assert found["duplicates"] == []
    assert set(found["orders"]) == set(before) | {newer["number"]} >= wanted(sandbox)
    run(again, "sync_stock", Trigger.SCHEDULE)
    assert sandbox.get("checks")["stock_differences"] == []
    # Once it has caught up, nothing of the restore is left.
    quiet = writes(sandbox)
    run(again, "import_orders", Trigger.SCHEDULE)
    assert "stock.waits_for_orders" not in lines(again, run(again, "sync_stock", Trigger.SCHEDULE))
    assert writes(sandbox) == quiet
    again.close()


def test_stock_that_went_there_and_back_since_the_copy_is_not_taken_for_sent(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    product = sold_alone(sandbox)[0]
    sku, reserved = product["codigo"], int(product["reservado"])
    first = install(tmp_path, sandbox)
    run(first, "import_orders")
    sandbox.shop("set_erp_stock", codigo=sku, estoqueReal=reserved + 3)
    run(first, "sync_stock")
    first.services.keeping.make()
    sandbox.shop("set_erp_stock", codigo=sku, estoqueReal=reserved + 30)
    run(first, "sync_stock", Trigger.SCHEDULE)
    first.close()
    # The copy says 3 was sent last, the ERP says 3, and the store shows 30.
    sandbox.shop("set_erp_stock", codigo=sku, estoqueReal=reserved + 3)
    assert sku in str(sandbox.get("checks")["stock_differences"])
    damage(tmp_path)
    restored(tmp_path)
    again = open_installation(tmp_path, sandbox)
    run(again, "sync_stock", Trigger.SCHEDULE)
    assert sandbox.get("checks")["stock_differences"] == []
    again.close()


def test_stock_only_goes_down_until_the_orders_since_the_copy_are_in(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    up, down = sold_alone(sandbox)[:2]
    first = install(tmp_path, sandbox)
    run(first, "import_orders")
    run(first, "sync_stock")
    first.services.keeping.make()
    first.close()
    damage(tmp_path)
    restored(tmp_path)
    for product, change in ((up, 5), (down, -1)):
        level = int(product["estoqueReal"]) + change
        sandbox.shop("set_erp_stock", codigo=product["codigo"], estoqueReal=level)
    again = open_installation(tmp_path, sandbox)
    view = next(v for v in again.services.tasks.list() if v.task.automation == "import_orders")
    again.storage.tasks.update(replace(view.task, active=True, recurrence=Recurrence(every_minutes=10)))
    early = run(again, "sync_stock", Trigger.SCHEDULE)
    assert "stock.waits_for_orders" in lines(again, early)
    left = str(sandbox.get("checks")["stock_differences"])
    assert up["codigo"] in left and down["codigo"] not in left
    run(again, "import_orders", Trigger.SCHEDULE)
    run(again, "sync_stock", Trigger.SCHEDULE)
    assert sandbox.get("checks")["stock_differences"] == []
    again.close()


def test_begun_anew_the_orders_that_are_in_the_erp_are_only_linked(sandbox: Sandbox, tmp_path: Path) -> None:
    first = install(tmp_path, sandbox)
    imported = run(first, "import_orders").tally.created
    first.close()
    damage(tmp_path)
    with pytest.raises(StorageProblem, match=r"storage\.damaged"):
        open_storage(tmp_path)
    aside = rescue(tmp_path).begin_anew()
    assert aside is not None and aside.exists()
    again = install(tmp_path, sandbox)
    assert again.services.alerts.newest()[0].title == "Dados novos"
    done = run(again, "import_orders")
    assert done.tally.created == 0
    assert lines(again, done).count("order.found") == imported
    assert sandbox.get("checks")["duplicates"] == []
    again.close()


def test_a_restore_is_told_and_acted_on_however_often_the_start_is_cut(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ecco_desktop.services.keeping import KeepingService

    first = install(tmp_path, sandbox)
    first.services.keeping.make()
    first.close()
    service = rescue(tmp_path)
    assert service.restore(service.candidates()[0]) is not None
    with monkeypatch.context() as patch:
        patch.setattr(KeepingService, "_distrust", _cut)
        with pytest.raises(KeyboardInterrupt):
            open_installation(tmp_path, sandbox)
    again = open_installation(tmp_path, sandbox)
    assert [one.title for one in again.services.alerts.newest()] == ["Dados restaurados"]
    again.close()
    once_more = open_installation(tmp_path, sandbox)
    assert len(once_more.services.alerts.newest()) == 1
    assert once_more.services.deeds.newest()[0].at <= datetime.now(UTC)
    once_more.close()


def _cut(*_: object) -> None:
    raise KeyboardInterrupt


def test_a_product_that_changed_there_and_back_since_the_copy_is_shown_right(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    def named(name: str) -> None:
        sandbox.shop("change_erp_product", codigo=code, changes={"nome": name})

    def shown() -> set[str]:
        rows = sandbox.get("state?part=woocommerce.products").values()
        return {row["name"] for row in rows if row["sku"] == code}

    first = install_all(tmp_path, sandbox)
    run(first, "sync_stock")
    state = sandbox.get("state")
    skus = {row["sku"] for row in state["woocommerce"]["products"].values() if row["type"] == "simple"}
    code = next(
        one["codigo"]
        for one in state["eccosys"]["products"].values()
        if one["codigo"] in skus - {"DUP-0001"} and one["situacao"] == "A"
    )
    named("Primeiro")
    run(first, "push_products")
    first.services.keeping.make()
    named("Segundo")
    run(first, "push_products")
    assert shown() == {"Segundo"}
    first.close()
    named("Primeiro")
    damage(tmp_path)
    restored(tmp_path)
    again = open_installation(tmp_path, sandbox)
    run(again, "push_products", Trigger.SCHEDULE)
    assert shown() == {"Primeiro"}
    again.close()
