"""A shop in the middle of a day, kept to begin from again and again: every automation finds work in it."""

import copy
import logging
import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import time_machine

from ecco_desktop.domain.brake import is_held
from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.domain.runs import Run, Trigger
from ecco_desktop.sandbox.day import do
from ecco_desktop.sandbox.past import code_of
from ecco_desktop.sandbox.seed import add_erp, add_store
from ecco_desktop.sandbox.world import Json
from ecco_desktop.storage import rescue as storage_rescue
from tests.e2e.test_bad_luck_everywhere import ORDER
from tests.stateful.installing import install
from tests.stateful.judge import Judge
from tests.stateful.program import Program, in_one_thread
from tests.stateful.town import CARRIERS, START, Shop, Town, later, sandbox
from tests.stateful.wire import Wire
from tests.wire.line import Line, on_line

# The catalog is installed once: by the run that is tried.
BEFORE = [automation for automation in ORDER if automation != "install_catalog"]
CODES = {
    "Correios": code_of,
    "Melhor Envio": lambda number: f"ME{number:06d}QABBR",
    "Jadlog": lambda number: f"11{number:012d}",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """Both sides' state, the data folder and the instant (Unix seconds) at which a day is kept."""

    state: Json
    numbers: dict[str, str]
    folder: Path
    at: float


@dataclass(slots=True)
class Place:
    """A town of one store, its program and the line between them; use as a context."""

    kind: str
    folder: Path
    town: Town
    line: Line
    clock: Any
    living: set[str] = field(default_factory=set)
    started: int = 0
    program: Program = field(init=False)
    tasks: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def shop(self) -> Shop:
        """The store."""
        return self.town.shops[0]

    @property
    def judge(self) -> Judge:
        """Judges what both sides came to."""
        return Judge(self.town)

    def start(self) -> None:
        """The program, on its folder."""
        self.started += 1
        owner = f"{self.started}:{self.started}.00"
        self.program = Program(self.folder / "data", owner, self.living, self.town.hello())
        self.tasks = self.program.tasks()

    def runs(self, automation: str, carrier: str = "") -> Iterator[Run]:
        """A run of each task of an automation (of one carrier's alone), asked for by a person.

        What a limit holds back is confirmed: a person looked at it.
        """
        for (key, place), task_id in self.tasks.items():
            if key != automation or (carrier and place != carrier):
                continue
            once = automation == "install_catalog"
            run = self.program.run(task_id, Trigger.SCHEDULE if once else Trigger.PERSON)
            if run is None:
                continue
            yield run
            if is_held(run.error_key):
                try:
                    self.program.application.services.tasks.confirm_brake(task_id)
                except EccoProblem:
                    continue

    def round(self, automations: Iterable[str] = ORDER, hours: float = 0.05) -> Iterator[Run]:
        """Every automation, in an order in which a day goes, some time later."""
        self.clock.shift(hours * 3600)
        for automation in automations:
            yield from self.runs(automation)


@contextmanager
def place(kind: str, kept: Kept | None = None) -> Iterator[Place]:
    """The town as it was kept; a new one with everything configured where nothing is."""
    with ExitStack() as stack:
        at = datetime.fromtimestamp(kept.at, UTC) if kept else START
        clock = stack.enter_context(time_machine.travel(at, tick=False))
        line = Line(Wire())
        stack.enter_context(on_line(line))
        stack.enter_context(in_one_thread(clock.shift))
        stack.enter_context(mock.patch.object(storage_rescue, "_opened_by_others", return_value=False))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ecco-wire-")))
        town = Town((kind,))
        made = Place(kind, folder, town, line, clock)
        line.wire.apps[town.shops[0].net] = sandbox(kind, 0).app
        if kept is None:
            for order in town.erp["orders"].values():
                order["_past"] = True
            made.start()
            install(made.program, town, tuple(CARRIERS))
            made.tasks = made.program.tasks()
        else:
            town.world.load(copy.deepcopy(kept.state))
            town.world.tokens = 0
            town.shops[0].numbers = dict(kept.numbers)
            shutil.copytree(kept.folder, folder / "data")
            made.start()
        try:
            yield made
        finally:
            made.program.die()


def kept_day(kind: str, folder: Path) -> Kept:
    """Live until there is work for every automation, and keep that moment in `folder`."""
    with _quietly(), place(kind) as here:
        for _ in range(2):
            _each(here.round(BEFORE))
        _live(here)
        state = copy.deepcopy(here.town.world.state)
        numbers = dict(here.shop.numbers)
        here.program.close()
        kept = folder / f"kept-{kind}"
        shutil.copytree(here.folder / "data", kept)
        return Kept(state, numbers, kept, datetime.now(UTC).timestamp())


def _live(here: Place) -> None:
    """Orders in every state on both sides, parcels with each carrier, changed goods and numbers."""
    town, shop = here.town, here.shop
    act = partial(do, shop.world)
    made = [town.buy(shop, "processing") for _ in range(12)]
    waiting = [town.buy(shop, "pending") for _ in range(2)]
    held = town.buy(shop, "on-hold")
    _each(here.round(BEFORE))
    town.name_new()
    inside = [town.made_for(order["order_key"])[0] for order in made if town.made_for(order["order_key"])]
    stories = ("delivered", "transit", "delivered", "transit", "delivered", "transit")
    carriers = [*CODES, *CODES]
    for number, (order, story, carrier) in enumerate(zip(inside, stories, carriers, strict=False)):
        code = CODES[carrier](900 + number)
        act("invoice_order", {"id": order["id"], "story": story, "code": code, "posted": later(-6)})
        act("edit_erp_order", {"id": order["id"], "changes": {"transportador": carrier}})
    town.world.set_status(inside[6], "3")
    town.world.set_status(inside[7], "2")
    # Those went out some time ago, and their invoice and code are in the store.
    _each(here.round(BEFORE))
    town.world.set_status(inside[8], "1")
    act(
        "invoice_order",
        {"id": inside[8]["id"], "story": "transit", "code": code_of(950), "posted": later(-1)},
    )
    act("cancel_order", {"id": made[9]["id"]})
    act("pay_order", {"id": waiting[0]["id"]})
    act("pay_order", {"id": held["id"]})
    town.world.set_status(inside[10], "-1")
    for order in (inside[0], inside[3]):
        town.world.set_status(order, "D")
        order["dataEntrega"] = later(0)[:10]
    for parcel in town.world.parcels.values():
        parcel["story"] = "delivered"
    for number, product in enumerate(town.erp["products"].values()):
        if product["codigo"] != "DUP-0001" and number % 2:
            product["estoqueReal"] += 3 + number
            product.pop("_uncounted", None)
            product["preco"] = product["precoDe"] = f"{float(product['preco']) + 1 + number:.2f}"
    _new_goods(town)
    here.clock.shift(3600)
    for status in ("processing", "processing", "processing", "pending"):
        town.buy(shop, status)


def _new_goods(town: Town) -> None:
    """What only one side sells yet, and a name that changed."""
    state, rng = town.world.state, random.Random(5)
    made = add_erp(state, "NOVO-ERP-1", "Caneca Nova", "31.50", 12, rng)
    made["_modified"] = later(0)
    old = next(row for row in town.shops[0].rows if row["type"] == "simple")
    own = add_store(state, "NOVO-LOJA-1", "Garrafa Nova", "45.90", "", 4, later(0))
    own |= {name: value for name, value in old.items() if name not in own}
    for product in list(town.erp["products"].values())[:2]:
        product["nome"] += " Nova"
        product["peso"] = "0.750"
    town.reindex()


def _each(runs: Iterator[Run]) -> None:
    for _ in runs:
        pass


@contextmanager
def _quietly() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
