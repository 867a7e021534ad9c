"""A shop that lives: people on both sides, bad luck, kills, copies, and tasks in any order.

Each rule is one step. `Tale` counts them over all examples, so that a fault can be told after how many steps
it was caught. At the quiet end nothing goes wrong any more, every task runs thrice, both sides are judged.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import time_machine
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from ecco_desktop.app import rescue
from ecco_desktop.connectors.stores.vtex.feed_calls import REGULAR
from ecco_desktop.domain.brake import is_held
from ecco_desktop.domain.errors import EccoProblem
from ecco_desktop.domain.runs import Run, RunState, Trigger
from ecco_desktop.sandbox.day import do
from ecco_desktop.sandbox.past import code_of
from ecco_desktop.sandbox.world import Json
from ecco_desktop.storage import rescue as storage_rescue
from tests.stateful.installing import install
from tests.stateful.judge import Judge
from tests.stateful.program import Program, in_one_thread
from tests.stateful.town import START, Shop, Town, later, sandbox
from tests.stateful.wire import Fault, Killed, Wire, on_wire

OFTEN = ("import_orders",) * 6 + ("sync_stock",) * 4 + ("sync_order_status",) * 3
TASKS = (
    *OFTEN,
    "sync_cancelled_orders",
    "check_pending_payments",
    "send_deliveries",
    "check_deliveries",
    "update_logistics_status",
    "push_products",
    "push_prices",
    "import_new_products",
    "install_catalog",
    "check_stock_limits",
)
# Where a fault strikes: the look-up of an order, its creation, the ERP, a store, any write, anything.
PLACES = (
    ("numeroOC=", "GET /eccosys/api/pedidos"),
    ("POST /eccosys/api/pedidos",),
    ("/eccosys/",),
    ("/woocommerce/", "/nuvemshop/", "/vtex/"),
    ("PUT ", "POST ", "PATCH "),
    ("",),
)
LOOK_UP, MADE = PLACES[0], "POST /eccosys/api/pedidos"
# Bad luck that comes together: the answer to a creation is lost, and the look-ups that follow say nothing.
TOGETHER = [
    [Fault(lost, (MADE,)), Fault(silent, LOOK_UP, times)]
    for lost, silent, times in (
        ("timeout after", "[]", 40),
        ("cut after", "false", 40),
        ("half", "nothing", 40),
        ("page after", "[null]", 40),
    )
]
KINDS = (
    "cut", "cut after", "timeout", "timeout after", "refused", "half", "500", "500 page", "429", "page",
    "page after", "404 page", "[]", "[]", "false", "[null]", "{}", "nothing", "204", "cached", "cached",
)  # fmt: skip
small = st.integers(0, 30)
faults = st.builds(
    Fault, st.sampled_from(KINDS), st.sampled_from(PLACES), st.sampled_from((1, 1, 1, 2, 3, 6, 40))
)
luck = st.one_of(st.lists(faults, min_size=1, max_size=2), st.sampled_from(TOGETHER))
calls = st.integers(1, 16)
MOST_DAYS = 20.0
# Steps between two quiet ends: each is as long as forty steps.
QUIET_AFTER = 30


@dataclass(slots=True)
class Tale:
    """What all examples came to."""

    steps: int = 0
    examples: int = 0
    runs: int = 0
    told: dict[str, int] = field(default_factory=dict)
    # Only what both sides come to counts, not how the program keeps its own books.
    ends_alone: bool = False
    caught: str = ""
    caught_after: int = 0

    def tell(self, what: str) -> None:
        """One more of it."""
        self.told[what] = self.told.get(what, 0) + 1


class Broken(AssertionError):
    """A promise that was not kept."""


class ShopLife(RuleBasedStateMachine):
    """`kinds` are the stores of the ERP; `tale` is told of every step."""

    def __init__(self, kinds: tuple[str, ...], tale: Tale) -> None:
        super().__init__()
        self.tale, self.kinds = tale, kinds
        self.broken: list[str] = []
        self.shown: dict[str, dict[str, Any]] = {}
        tale.examples += 1
        self.patches = ExitStack()
        self.clock = self.patches.enter_context(time_machine.travel(START, tick=False))
        self.days = 0.0
        self.folder = Path(self.patches.enter_context(tempfile.TemporaryDirectory(prefix="ecco-life-")))
        self.wire = Wire()
        self.patches.enter_context(on_wire(self.wire))
        self.patches.enter_context(in_one_thread(self._pass))
        self.patches.enter_context(mock.patch.object(storage_rescue, "_opened_by_others", return_value=False))
        self.town = Town(kinds)
        for order in self.town.erp["orders"].values():
            order["_past"] = True
        for shop in self.town.shops:
            self.wire.apps[shop.net] = sandbox(shop.kind, shop.place).app
        self.wire.listener = self._heard
        self.judge = Judge(self.town)
        self.copied = False
        self.living: set[str] = set()
        self.started = 0
        self.disturbed = False
        self.erp_backup = self.town.keep_erp()
        self.over = False
        self.lived = 0
        self.data = self.folder / "data"
        self.program = self._started(self.data)
        self._install()
        self.tasks = self.program.tasks()

    # -- the beginning and the end --

    def _pass(self, seconds: float) -> None:
        self.clock.shift(seconds)
        self.days += seconds / 86400

    def _started(self, folder: Path) -> Program:
        self.started += 1
        return Program(folder, f"{self.started}:{self.started}.00", self.living, self.town.hello())

    def _install(self) -> None:
        kept = _INSTALLED.get(self.kinds)
        if kept is None:
            kept = _INSTALLED[self.kinds] = self._installed()
        self.program.close()
        shutil.rmtree(self.data)
        shutil.copytree(kept, self.data)
        self.program = self._started(self.data)

    def _installed(self) -> Path:
        """A folder with everything configured, to copy from."""
        install(self.program, self.town)
        self.program.application.services.keeping.make()
        self.program.storage.finish()
        folder = Path(tempfile.mkdtemp(prefix="ecco-installed-"))
        shutil.copytree(self.data, folder / "data")
        return folder / "data"

    def teardown(self) -> None:
        """The quiet end, where nothing broke before it."""
        try:
            if not self.over:
                self._quiet_end()
        finally:
            self.program.die()
            self.patches.close()

    # -- promises --

    def _must_be_none(self, found: Iterable[str]) -> None:
        broken = list(found)
        if broken:
            self.over = True
            if not self.tale.caught:
                self.tale.caught, self.tale.caught_after = broken[0], self.tale.steps
            raise Broken("; ".join(broken[:6]))

    def _step(self, what: str) -> None:
        self.tale.steps += 1
        self.lived += 1
        self.tale.tell(what)

    def _heard(self, method: str, url: str, body: bytes) -> None:
        """After each request: who an ERP order was made for; nothing raised above what there is."""
        path = url.split("?", maxsplit=1)[0]
        if method == "GET":
            return
        if "/eccosys/" in path:
            self.town.name_new()
        for shop in self.town.shops:
            if f"//{shop.net}/" in url:
                self.broken += self.judge.wrote(shop, path)
            before, self.shown[shop.name] = self.shown.get(shop.name, {}), _shown(shop)
            own = f"//{shop.net}/" in url and "/orders" not in path and "/eccosys/" not in path
            if own and not self.disturbed:
                self.broken += self.judge.raised(shop, before)

    # -- one run --

    def _run(self, program: Program, automation: str, store: str, trigger: Trigger) -> Run | None:
        """A run and what is looked at after it; Killed goes through."""
        task_id = self._task(automation, store)
        self.tale.runs += 1
        self.shown = {shop.name: _shown(shop) for shop in self.town.shops}
        self.broken = []
        run = program.run(task_id, trigger)
        if run is not None:
            self.tale.tell(f"run {run.state.value}")
            if run.error_key == "run.bug":
                self.broken.append(f"{automation} hit a bug")
            self._must_be_none([*self.broken, *self.judge.ran(program, run), *self.judge.always()])
            if is_held(run.error_key):
                with_brake = partial(program.application.services.tasks.confirm_brake, task_id)
                _quietly(with_brake)
        return run

    def _task(self, automation: str, store: str) -> int:
        return self.tasks.get((automation, store)) or self.tasks[automation, "Correios"]

    def _shop(self, place: int) -> Shop:
        return self.town.shops[place % len(self.town.shops)]

    def _quiet_end(self) -> None:
        self.wire.calm()
        self.disturbed = False
        # What a copied folder took of a feed of VTEX is found when its list is compared, every three hours.
        for seconds in (180, 180, REGULAR.total_seconds() if self.copied else 180):
            self._pass(seconds)
            for automation, place in self.tasks:
                self._run(self.program, automation, place, Trigger.PERSON)
        self._must_be_none(self.judge.at_the_end(self.program))

    # -- rules: the store --

    @rule(
        place=small,
        status=st.sampled_from(("processing",) * 4 + ("pending", "on-hold")),
        many=st.integers(1, 2),
    )
    def buy(self, place: int, status: str, many: int) -> None:
        """Somebody buys."""
        self._step("buy")
        for _ in range(many):
            self.town.buy(self._shop(place), status)

    @rule(place=small, which=small, deed=st.sampled_from(
        ("pay", "pay", "cancel", "delete", "refund", "refund part", "trash", "lines", "address", "ahead",
         "complete")
    ))  # fmt: skip
    def the_store(self, place: int, which: int, deed: str) -> None:
        """Somebody in the store does something to an order."""
        self._step(f"store: {deed}")
        self._in_store(self._shop(place), which, deed)

    def _in_store(self, shop: Shop, which: int, deed: str) -> None:
        living = self.town.living(shop)
        if not living:
            return
        order = living[-1 - which % len(living)]
        given: Json = {"id": order["id"]}
        paid = order["status"] in ("processing", "on-hold")
        if shop.kind == "vtex" and deed in ("lines", "address", "refund part", "delete", "complete"):
            return
        if deed == "pay" and order["status"] in ("pending", "on-hold"):
            do(shop.world, "pay_order", given)
        elif deed == "complete" and order["status"] == "processing":
            do(shop.world, "set_order_status", {**given, "status": "completed"})
        elif deed == "cancel":
            do(shop.world, "cancel_order", given)
        elif deed == "delete":
            do(shop.world, "delete_order", given)
        elif deed == "trash" and shop.kind == "woocommerce":
            do(shop.world, "trash_order", given)
        elif deed == "refund" and paid:
            do(shop.world, "refund_order", given)
        elif deed == "refund part" and paid and not order["refunds"]:
            do(shop.world, "refund_order", {**given, "amount": "1.00"})
        elif deed == "lines":
            do(shop.world, "edit_lines", {**given, "quantity": 1 + which % 4})
        elif deed == "address":
            do(shop.world, "edit_address", {**given, "street": f"Rua {which}"})
        elif deed == "ahead":
            order["date_modified_gmt"] = later(3)

    # -- rules: the ERP --

    @rule(
        which=small,
        deed=st.sampled_from(("on", "on", "on", "cancel", "telephone", "stock", "stock", "price")),
    )
    def the_erp(self, which: int, deed: str) -> None:
        """Somebody in the ERP does something."""
        self._step(f"ERP: {deed}")
        self._in_erp(which, deed)

    def _in_erp(self, which: int, deed: str) -> None:
        orders = list(self.town.erp["orders"].values())
        order = orders[-1 - which % len(orders)]
        products = [one for one in self.town.erp["products"].values() if one["codigo"] != "DUP-0001"]
        product = products[which % len(products)]
        if deed == "on":
            self._move_on(order, which)
        elif deed == "cancel" and order["situacao"] in ("-1", "0", "3"):
            self.town.world.set_status(order, "2")
        elif deed == "telephone":
            self._by_telephone(product, order["data"])
        elif deed == "stock":
            product["estoqueReal"] = max(0, product["reservado"]) + which
            product.pop("_uncounted", None)
        elif deed == "price":
            product["preco"] = product["precoDe"] = f"{float(product['preco']) + which:.2f}"

    def _move_on(self, order: Json, which: int) -> None:
        status = order["situacao"]
        if status in ("-1", "0"):
            self.town.world.set_status(order, "0" if status == "-1" else "3")
        elif status == "3":
            posted = later(-1)
            story = ("transit", "delivered", "out")[which % 3]
            given = {"id": order["id"], "code": code_of(500 + len(self.town.world.parcels)), "story": story}
            do(self.town.world, "invoice_order", {**given, "posted": posted})
        elif status == "1":
            self.town.world.set_status(order, "D")
            order["dataEntrega"] = later(0)[:10]

    def _by_telephone(self, product: Json, day: str) -> None:
        """A sale that no store knows; it takes the next id."""
        world = self.town.world
        order = {
            "id": str(world.next_id("erp_order")), "numeroPedido": str(world.next_id("number")),
            "numeroDaOrdemDeCompra": "", "idContato": "480011001", "data": day, "situacao": "0",
            "dataPagamento": "0000-00-00 00:00:00", "dataFaturamento": "0000-00-00",
            "dataEntrega": "0000-00-00",
            "situacaoSecundaria": "0", "totalVenda": product["preco"], "transportador": "Correios",
            "codigoRastreamento": "", "idNotaFiscalRef": "0", "numeroNotaFiscal": None, "_Parcelas": [],
            "_uid": "", "_Itens": [{"id": "1", "idProduto": product["id"], "codigo": product["codigo"],
                                    "quantidade": "1.0000", "valor": product["preco"]}],
        }  # fmt: skip
        world.add_erp_order(order)

    # -- rules: the program --

    @rule(
        automation=st.sampled_from(TASKS),
        place=small,
        trigger=st.sampled_from((Trigger.SCHEDULE, Trigger.SCHEDULE, Trigger.PERSON)),
    )
    def run(self, automation: str, place: int, trigger: Trigger) -> None:
        """A task runs, and nothing goes wrong."""
        self._step(f"run {automation}")
        self.disturbed = False
        self._run(self.program, automation, self._shop(place).name, trigger)

    @rule(automation=st.sampled_from(TASKS), place=small, bad=luck)
    def run_in_bad_luck(self, automation: str, place: int, bad: list[Fault]) -> None:
        """A task runs, and some of its calls go wrong."""
        self._step("run in bad luck")
        self.disturbed = False
        self.wire.faults = [replace(one) for one in bad]
        self._run(self.program, automation, self._shop(place).name, Trigger.PERSON)
        self.wire.calm()

    @rule(automation=st.sampled_from(TASKS), place=small, number=calls, deed=st.sampled_from(
        ("buy", "pay", "cancel", "lines", "on", "on", "stock", "cancel in ERP", "delete")
    ))  # fmt: skip
    def run_meanwhile(self, automation: str, place: int, number: int, deed: str) -> None:
        """A task runs, and people do not wait for its end."""
        self._step("run meanwhile")
        shop = self._shop(place)
        if deed == "buy":
            act: Callable[[], Any] = partial(self.town.buy, shop, "processing")
        elif deed in ("on", "stock", "cancel in ERP"):
            act = partial(self._in_erp, number, deed.removesuffix(" in ERP"))
        else:
            act = partial(self._in_store, shop, number // 4, deed)
        self.disturbed = True
        self.wire.at[self.wire.calls + number, "before"] = act
        self._run(self.program, automation, shop.name, Trigger.SCHEDULE)
        self.wire.calm()

    @rule(
        automation=st.sampled_from(TASKS),
        place=small,
        number=calls,
        when=st.sampled_from(("before", "after", "made", "made", "data")),
        bad=st.one_of(st.none(), faults, st.sampled_from([pair[1] for pair in TOGETHER])),
    )
    def killed(self, automation: str, place: int, number: int, when: str, bad: Fault | None) -> None:
        """The program dies in a run: at a call, before or after its work, or at a statement of its database.

        It is started again, and then more may go wrong.
        """
        self._step("killed")
        self.disturbed = False
        self.wire.calm()
        if when == "data":
            self.program.cut.left = number * 6
        elif when == "made":
            self.wire.after[MADE] = self._kill
        else:
            self.wire.at[self.wire.calls + number, when] = self._kill
        try:
            self._run(self.program, automation, self._shop(place).name, Trigger.PERSON)
        except Killed:
            self._again_in(bad)
        self.program.cut.left = -1
        self.wire.calm()

    def _kill(self) -> None:
        self.program.cut.dead = True
        raise Killed

    def _again_in(self, bad: Fault | None) -> None:
        self.program.die()
        self.wire.calm()
        self.tale.tell("died")
        if bad is not None:
            self.wire.faults = [replace(bad)]
        self.program = self._started(self.data)
        for task_id in self.program.recover():
            automation, place = next(named for named, known in self.tasks.items() if known == task_id)
            self._run(self.program, automation, place, Trigger.SCHEDULE)

    @rule(first=st.sampled_from(OFTEN), second=st.sampled_from(OFTEN), place=small, number=calls)
    def a_second_program(self, first: str, second: str, place: int, number: int) -> None:
        """Another program is started on the same folder in the middle of a run, and runs a task."""
        self._step("second program")
        store = self._shop(place).name
        self.disturbed = True
        broken: list[str] = []

        def act() -> None:
            open_now = {run.id for run, _ in self.program.storage.runs.open_runs()}
            other = self._started(self.data)
            other.recover()
            still = {run.id for run, _ in self.program.storage.runs.open_runs()}
            broken.extend(f"living run {one} was declared over" for one in open_now - still)
            other.run(self._task(second, store), Trigger.PERSON)
            other.close()

        self.wire.at[self.wire.calls + number, "before"] = act
        run = self._run(self.program, first, store, Trigger.PERSON)
        self.wire.calm()
        if run is not None and run.state is RunState.INTERRUPTED:
            broken.append("a living run ended as interrupted")
        if not self.tale.ends_alone:
            self._must_be_none(broken)

    @rule(minutes=st.sampled_from((1, 3, 11, 11, 31, 70, 26 * 60)))
    def time_passes(self, minutes: int) -> None:
        """Nothing happens for so long."""
        self._step("time")
        if self.days + minutes / 1440 < MOST_DAYS:
            self._pass(minutes * 60)

    @rule(which=small, answer=st.sampled_from(("retry", "retry", "ignore")))
    def a_person_answers(self, which: int, answer: str) -> None:
        """Somebody looks at the list."""
        self._step(f"answer: {answer}")
        pending = self.program.application.services.pending
        records = self.program.storage.pending.waiting()
        if not records:
            return
        record = records[which % len(records)]
        if answer == "retry":
            pending.retry([one.id for one in records])
            return
        pending.ignore([record.id])
        self._answered(record)

    def _answered(self, record: Any) -> None:
        for shop in self.town.shops:
            found = self.program.storage.connections.find(shop.name)
            order = shop.orders.get(record.record_id)
            if order is not None and found is not None and found.id == record.connection_id:
                self.judge.answered.add(order["order_key"])

    # -- rules: copies --

    @rule(
        what=st.sampled_from(("restarted", "kept", "kept", "restored", "copied folder")),
        automation=st.sampled_from(OFTEN),
        place=small,
    )
    def the_data(self, what: str, automation: str, place: int) -> None:
        """It is closed and opened, copied, put back to a copy; or the folder goes to a second computer."""
        self._step(f"data: {what}")
        store = self._shop(place).name
        self.disturbed = False
        if what == "kept":
            self.program.application.services.keeping.make()
        elif what == "restarted":
            self._reopened()
            self._run(self.program, automation, store, Trigger.SCHEDULE)
        elif what == "restored":
            self.program.close()
            service = rescue(self.data)
            service.restore(service.candidates()[0])
            self.program = self._started(self.data)
            self.program.recover()
        else:
            self._on_a_copy(automation, store)

    def _reopened(self) -> None:
        self.program.close()
        self.program = self._started(self.data)
        if self.program.recover():
            self._must_be_none(["a program that was closed in order left a run open"])

    def _on_a_copy(self, automation: str, store: str) -> None:
        """A task runs on the second computer, while none runs on the first."""
        self.copied = True
        copy = self.folder / "copy"
        if not copy.exists():
            self.program.close()
            shutil.copytree(self.data, copy)
            self.program = self._started(self.data)
        other = self._started(copy)
        self._run(other, automation, store, Trigger.PERSON)
        other.close()

    @rule(what=st.sampled_from(("store anew", "store anew", "ERP kept", "ERP restored")), place=small)
    def disaster(self, what: str, place: int) -> None:
        """A store begins anew, and gives out its ids and numbers again; the ERP is put back to its backup."""
        self._step(what)
        if what == "store anew":
            shop = self._shop(place)
            if shop.kind == "vtex":
                # VTEX is no program that a shop installs: it never gives an id out twice.
                return
            # An order is proved by its instant too, and nobody installs a store in the minute of a sale.
            self._pass(180)
            self.town.install_anew(shop)
            self.judge.anew = True
            self.town.buy(shop, "processing")
        elif what == "ERP kept":
            self.erp_backup = self.town.keep_erp()
        else:
            self.town.restore_erp(self.erp_backup)
            self.judge.erp_restored = True

    @precondition(lambda self: self.lived > QUIET_AFTER)
    @rule()
    def quiet(self) -> None:
        """Nothing goes wrong for a while: both sides are judged, and life goes on."""
        self._step("quiet")
        self.lived = 0
        self._quiet_end()


_INSTALLED: dict[tuple[str, ...], Path] = {}


def _shown(shop: Shop) -> dict[str, Any]:
    return {str(row["id"]): row["stock_quantity"] for row in shop.rows}


def _quietly(act: Callable[[], Any]) -> None:
    try:
        act()
    except EccoProblem:
        return
