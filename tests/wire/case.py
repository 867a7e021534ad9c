"""A day on which runs go on while one connector's answers are struck in each, then good luck, then judgement.

What counts, looked at when good luck has lasted for two rounds of all automations:

- *lost*: a paid order is neither in the ERP nor on the list of what waits, or its total differs and it is not
  on the list;
- *doubled*: an order or product is there twice. Where the wire itself delivered a creation twice, nobody can
  keep the other side from making it twice: then it counts where nobody is told;
- *wrong*: a figure (stock, price, total, units), a situation, date, code or paper on either side is not as
  after the same day without faults, and the record is not on the list; a status that went back;
- *written*: during a struck run, a stock above what is there, or a price that neither side ever showed, was
  sent to the store, or something was sold out that is there. A figure (0, -1, 2^63) that the wire put in the
  place of another one is a lie that nobody can see: a stock may follow it down, never up;
- *bug*: the run ended as one, a record was set aside as one, or an exception is in the technical log;
- *shown*: a sentence shown to a person holds what only a programmer understands;
- *endless*: more than twenty times the calls of the same run without faults, and 300.

Not judged: texts (names, addresses) and an invoice's key that the wire replaced: nobody can see that either.
"""

import json
import logging
import random
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ecco_desktop.domain.runs import Run, RunState
from ecco_desktop.sandbox.world import Json
from ecco_desktop.words.sentences import line_text, sentence
from tests.e2e.test_bad_luck_everywhere import ORDER, shape
from tests.stateful.judge import everything
from tests.stateful.town import CARRIERS
from tests.wire.line import Endless, Strike
from tests.wire.place import Kept, Place, kept_day, place
from tests.wire.twists import FIGURES

STORES = ("woocommerce", "nuvemshop", "vtex")
OF_CARRIERS = "check_deliveries"
COUNTS = ("lost", "doubled", "wrong", "written", "bug", "shown", "endless")
# Hours from the tries to the first round of good luck, and on to the second: what a carrier could not say is
# asked again after some hours.
LATER = (0.05, 7.0)
_STRANGE = re.compile(
    r"Traceback|\bFile \"|\b[A-Z][A-Za-z]+(?:Error|Exception)\b|has no attribute|NoneType|<class '|Decimal\('"
)
_DOUBLED = re.compile(r"is in the ERP \d+ times|sells .* twice|^the ERP has ")
_LOST = re.compile(r"neither in the ERP|no list$")


@dataclass(frozen=True, slots=True)
class Try:
    """One automation runs while the answers of one connector are struck: the same try, the same strikes."""

    store: str
    connector: str
    automation: str
    kind: str
    seed: int = 1

    def line(self) -> str:
        """The command that repeats it alone."""
        return (
            f"python -m tests.wire --store {self.store} --connector {self.connector} "
            f"--automation {self.automation} --kind '{self.kind}' --seed {self.seed} --steps 1"
        )


@dataclass(slots=True)
class Found:
    """What a try came to: (count, what was seen), how often the wire struck and how."""

    tried: Try
    counts: list[tuple[str, str]] = field(default_factory=list)
    struck: int = 0
    what: str = ""
    # (call, field) whose values were of a wrong type.
    fields: set[tuple[str, str]] = field(default_factory=set)
    # Where no try does it alone: the line that repeats the day.
    together: str = ""

    def add(self, count: str, what: str) -> None:
        """One more, once each."""
        if (count, what) not in self.counts:
            self.counts.append((count, what))


@dataclass(slots=True)
class Day:
    """What the tries of one day came to, and how many records wait in the end that wait on no good day."""

    founds: list[Found] = field(default_factory=list)
    # Seen in the end, so that nobody knows yet which try it was.
    end: list[tuple[str, str]] = field(default_factory=list)
    waits: int = 0


def cells(*stores: str) -> list[tuple[str, str, str]]:
    """Every (store, connector, automation) of these stores that can be tried."""
    found = []
    for store in stores:
        for automation in ORDER:
            if automation == OF_CARRIERS:
                found += [(store, carrier, automation) for carrier in CARRIERS]
            else:
                found.append((store, store, automation))
            found.append((store, "eccosys", automation))
    return [cell for cell in found if _heard(cell[0], cell[2]).get(cell[1])]


@cache
def _folder() -> Path:
    """Where kept days stand for the length of the process."""
    kept = tempfile.TemporaryDirectory(prefix="ecco-days-")
    _open_folders.append(kept)
    return Path(kept.name)


_open_folders: list[Any] = []


@cache
def day(store: str) -> Kept:
    """The day all cases of a store begin from."""
    return kept_day(store, _folder())


@dataclass(frozen=True, slots=True)
class Good:
    """A day without faults: what both sides come to, what waits then, what each automation asked whom."""

    sides: Json
    waits: frozenset[tuple[str, str]]
    heard: dict[str, dict[str, list[str]]]


@cache
def good(store: str) -> Good:
    """The good day of a store."""
    heard: dict[str, dict[str, list[str]]] = {}
    with place(store, day(store)) as here:
        for automation in ORDER:
            here.line.heard = heard[automation] = {}
            _all(here.round([automation]))
        for hours in LATER:
            _all(here.round(hours=hours))
        here.town.name_new()
        assert not (found := list(here.judge.at_the_end(here.program))), found
        waits = frozenset((one.automation, one.label) for one in everything(here.program))
        return Good(_shape(here), waits, heard)


def _heard(store: str, automation: str) -> dict[str, list[str]]:
    return good(store).heard[automation]


def play(tries: list[Try]) -> Day:
    """The tries of one store, one after another, then good luck and judgement."""
    store = tries[0].store
    usual = good(store)
    played, end = Day(), Found(tries[0])
    with place(store, day(store)) as here, _bugs() as bugs:
        for one in tries:
            bugs.found = Found(one)
            played.founds.append(bugs.found)
            if not _struck(here, one, bugs.found):
                # Nothing of that program may run on.
                return played
        bugs.found = end
        here.line.calm()
        for hours in LATER:
            for run in here.round(hours=hours):
                _look_at(here, run, end)
        doubles = any(found.tried.kind == "delivered twice" and found.struck for found in played.founds)
        _judge(here, end, usual.sides, doubles=doubles)
        played.end = end.counts
        played.waits = len({(one.automation, one.label) for one in everything(here.program)} - usual.waits)
    return played


def _struck(here: Place, one: Try, found: Found) -> bool:
    """The runs of a try; False where they did not end."""
    rng = random.Random(f"{one.seed} {one.store} {one.connector} {one.automation} {one.kind}")
    here.line.calm()
    strike = here.line.strike = _strike(one, rng)
    if strike is None:
        return True
    here.line.listener = _Watch(here, found).heard
    calls = sum(len(heard) for heard in _heard(one.store, one.automation).values())
    here.line.limit = 20 * calls + 300
    try:
        for _ in range(rng.choice((1, 1, 2))):
            for run in here.runs(one.automation, CARRIERS.get(one.connector, "")):
                _look_at(here, run, found)
    except Endless:
        found.add("endless", f"more than {here.line.limit} calls")
        return False
    finally:
        here.line.listener = _nothing
        found.struck, found.fields = strike.met, {(c, f) for c, known in strike.fields.items() for f in known}
        fields = ", ".join(sorted(f for _, f in found.fields)[:6])
        found.what = f"{strike.how}, {strike.what} {fields}"
    return True


def _nothing(_method: str, _url: str, _body: bytes, _answer: bytes) -> None:
    """Nobody listens."""


def _strike(case: Try, rng: random.Random) -> Strike | None:
    """What is done; None where this automation asks the connector nothing of the kind."""
    calls = _heard(case.store, case.automation)[case.connector]
    how = rng.choice(("once", "once", "once", "often", "often", "always"))
    strike = Strike(case.connector, case.kind, how, rng, many=rng.choice((1, 1, 4)), rows=rng.random() < 0.5)
    writes = [number for number, call in enumerate(calls, 1) if not call.startswith("GET ")]
    if case.kind == "delivered twice" and not writes:
        return None
    aims = writes and (case.kind == "delivered twice" or rng.random() < 0.3)
    # Earlier rather than later: a run on the same day may ask less than it did then.
    strike.at = rng.choice(writes) if aims else 1 + int(len(calls) * rng.random() ** 2)
    return strike


def _all(runs: Iterator[Run]) -> None:
    for _ in runs:
        pass


# -- looking --


def _look_at(here: Place, run: Run, found: Found) -> None:
    """After each run: no fault of the program, and what is said can be read."""
    if run.error_key == "run.bug":
        found.add("bug", "the run ended as a bug")
    if run.state is RunState.SUCCEEDED and run.tally.failed:
        found.add("wrong", "green with failures")
    texts = [sentence(run.error_key, run.error_values)] if run.error_key else []
    lines = here.program.log(run)
    for line in lines:
        if line.key == "record.bug":
            found.add("bug", f"{line.text}")
        else:
            texts += [line_text(line), line.text]
    records = [one for one in everything(here.program) if one.cause != "record.bug"]
    texts += [sentence(one.cause, _values(one)) for one in records]
    for text in texts:
        if strange := _STRANGE.search(text):
            found.add("shown", f"{strange[0]}: {text[:120]}")


def _values(record: Any) -> dict[str, str]:
    read: dict[str, str] = json.loads(record.values) if isinstance(record.values, str) else record.values
    return read


def _shape(here: Place) -> Json:
    found: Json = shape(here.town.world.state, here.shop.facts)
    # An invoice's key may come later than its number: nobody sees that the wire took it away.
    found["papers"] = {key: ([n for n, _ in told], steps) for key, (told, steps) in found["papers"].items()}
    if here.kind == "vtex":
        # What is below zero is offered as nothing, however far below it is.
        goods = found["store products"]
        found["store products"] = {key: (max(0, row[0] or 0), *row[1:]) for key, row in goods.items()}
    return found


def _judge(here: Place, found: Found, wanted: Json, *, doubles: bool) -> None:
    here.town.name_new()
    if doubles and _told_of_doubles(here):
        # What the second copies hold is theirs until a person cancels them, which the notice asks for.
        return
    for line in here.judge.at_the_end(here.program):
        lost = "lost" if _LOST.search(line) else "wrong"
        found.add("doubled" if _DOUBLED.search(line) else lost, line)
    labels = {one.label for one in everything(here.program)}
    labels |= {one.record_id for one in everything(here.program)}
    now = _shape(here)
    if doubles:
        # What the wire delivered twice is there twice: a platform takes an event as often as it comes.
        now["papers"] = {
            key: (told, list(dict.fromkeys(steps))) for key, (told, steps) in now["papers"].items()
        }
    for part, kept in wanted.items():
        for key in sorted({*kept, *now[part]}):
            if kept.get(key) == now[part].get(key) or key in labels:
                continue
            if part == "erp products" and (kept.get(key) or "")[1:] == (now[part].get(key) or "")[1:]:
                # Its name alone.
                continue
            found.add("wrong", f"{part} {key}: {now[part].get(key)}, not {kept.get(key)}")


def _told_of_doubles(here: Place) -> bool:
    return any(
        line.key == "order.doubled_outside"
        for task_id in here.tasks.values()
        for line in here.program.storage.runs.log(task_id, limit=10_000)
    )


@dataclass(slots=True)
class _Watch:
    """Sees what the struck run writes."""

    here: Place
    found: Found
    before: dict[str, Any] = field(default_factory=dict)
    prices: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.before = self._stock()
        for row in self.here.shop.rows:
            product = self.here.town.product_of(row)
            known = {row["regular_price"], row["sale_price"]}
            known |= {str(product[name]) for name in ("preco", "precoDe")} if product else set()
            self.prices[str(row["id"])] = known

    def heard(self, method: str, url: str, _body: bytes, _answer: bytes) -> None:
        """After each request that reached the sandbox."""
        if method == "GET":
            return
        town, shop = self.here.town, self.here.shop
        path = url.partition("?")[0]
        if "/eccosys/" in path:
            town.name_new()
            return
        before, self.before = self.before, self._stock()
        if "/orders" in path:
            return
        for line in self.here.judge.raised(shop, before):
            self.found.add("written", line)
        if self.found.tried.kind.removeprefix("type ") not in FIGURES:
            self._sold_out(before)
        for row in shop.rows:
            known = self.prices.get(str(row["id"]))
            for name in ("regular_price", "sale_price"):
                if known is not None and row[name] and not _among(row[name], known):
                    self.found.add(
                        "written", f"{name} {row[name]} of {row['sku']}, known are {sorted(known)}"
                    )

    def _sold_out(self, before: dict[str, Any]) -> None:
        held = self.here.town.held()
        for row in self.here.shop.rows:
            product, was = self.here.town.product_of(row), before.get(str(row["id"]))
            if product is None or row["stock_quantity"] != 0 or not was or was < 0:
                continue
            if (most := self.here.town.world.available(product) - held.get(product["id"], 0)) > 0:
                self.found.add("written", f"{row['sku']} was sold out, there are {most}")

    def _stock(self) -> dict[str, Any]:
        return {str(row["id"]): row["stock_quantity"] for row in self.here.shop.rows}


def _among(price: str, known: set[str]) -> bool:
    return any(float(price) == float(one) for one in known if one)


class _Listener(logging.Handler):
    """Exceptions that reach the technical log count against what is tried now."""

    found: Found | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """One line of the log."""
        if self.found is None or not record.exc_info or record.exc_info[1] is None:
            return
        error = record.exc_info[1]
        step = error.__traceback__
        while step is not None and step.tb_next is not None:
            step = step.tb_next
        where = f"{step.tb_frame.f_code.co_qualname}:{step.tb_lineno}" if step else "?"
        self.found.add("bug", f"{record.getMessage()}: {type(error).__name__} in {where}: {str(error)[:80]}")


@contextmanager
def _bugs() -> Iterator[_Listener]:
    """Listen to the technical log."""
    listener, log = _Listener(), logging.getLogger("ecco_desktop")
    log.addHandler(listener)
    spread, log.propagate = log.propagate, False
    try:
        yield listener
    finally:
        log.propagate = spread
        log.removeHandler(listener)
