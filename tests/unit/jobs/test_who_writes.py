"""Which automations change a store's own data is what they declare; the guide starts none of these."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

import ecco_desktop
from ecco_desktop.domain.ledger import ChangeKind, ChangeOutcome
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.jobs.registry import AUTOMATIONS
from ecco_desktop.jobs.run.automation import Automation
from tests.fakes.app import WAIT, FakeShop
from tests.unit.jobs.test_import_orders import stocked
from tests.unit.jobs.test_sync_stock import filled

ROOT = Path(ecco_desktop.__file__).parent.parent
WRITES = re.compile(r"\.store\.(set_|send_|write_|create_|update_)")
ENDED = (RunState.SUCCEEDED, RunState.WITH_WARNINGS)
Place = tuple[str, str]


@cache
def parsed(module: str) -> tuple[dict[str, ast.AST], dict[str, Place]]:
    """The definitions of a module of the trade, and where the names come from that it imports."""
    path = ROOT / f"{module.replace('.', '/')}.py"
    if not path.exists() or not module.startswith(
        ("ecco_desktop.jobs.orders", "ecco_desktop.jobs.products", "ecco_desktop.jobs.numbers")
    ):
        return {}, {}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    came = {
        alias.asname or alias.name: (node.module or "", alias.name)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return dict(own), came


def reached(start: Place) -> set[Place]:
    """Every definition that may be used from there."""
    found, todo = {start}, [start]
    while todo:
        module, name = todo.pop()
        own, came = parsed(module)
        if name not in own:
            continue
        for node in ast.walk(own[name]):
            if not isinstance(node, ast.Name):
                continue
            place = (module, node.id) if node.id in own else came.get(node.id)
            if place is not None and place not in found:
                found.add(place)
                todo.append(place)
    return found


def writes(known: Automation) -> bool:
    """Whether a run of it may call a method of the store that changes something."""
    used = reached((known.run.__module__, known.run.__name__))
    bodies = (ast.unparse(own[name]) for module, name in used if name in (own := parsed(module)[0]))
    return any(WRITES.search(body) for body in bodies)


@pytest.mark.parametrize("known", AUTOMATIONS, ids=lambda known: known.info.key)
def test_an_automation_declares_whether_it_writes_to_the_store(known: Automation) -> None:
    assert known.info.writes_store is writes(known)


def touched(shop: FakeShop) -> tuple[object, ...]:
    """All that was ever written to the store."""
    store = shop.store
    prices, sheets = dict(store.asks), dict(store.sheets)
    told = dict(store.invoices), dict(store.codes), dict(store.steps)
    return prices, sheets, list(store.writes), list(store.moves), told


def test_the_first_tasks_write_nothing_to_a_store_before_a_person_looked(shop: FakeShop) -> None:
    for task in shop.storage.tasks.all():
        shop.tasks.delete(task.id)
    stocked(shop, "1")
    filled(shop)
    before = touched(shop)
    offers = [offer for offer in shop.tasks.offers() if not offer.why and offer.automation.recurrent]
    begun = shop.tasks.begin(offers)
    assert shop.runner.wait_idle(WAIT)
    tasks = {task.id: task for task in shop.storage.tasks.all()}
    infos = {info.key: info for info in shop.tasks.automations()}
    for task in tasks.values():
        assert task.active is not infos[task.automation].writes_store, task.name
        assert (task.id in begun.simulations) is infos[task.automation].writes_store, task.name
    for task_id, run_id in begun.simulations.items():
        run = shop.storage.runs.get(run_id)
        assert run is not None and run.state in ENDED, tasks[task_id].name
        assert run.trigger is Trigger.SIMULATION
    assert touched(shop) == before
    assert not begun.refused
    # What a person looks at is there.
    assert len(shop.storage.ledger.changes(kind=ChangeKind.STOCK, outcome=ChangeOutcome.SIMULATED)) == 10
