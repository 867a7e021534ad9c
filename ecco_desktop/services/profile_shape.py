"""What a profile may hold: its shape is looked at, whole, before anything of it is used.

A profile travels by mail and by stick, so anybody may have written it. Every text, list and number has a
bound here; what a connector, an automation or a preference knows closer (a field's own bounds) is asked of
it.
"""

import errno
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from ecco_desktop.domain.bounds import shown
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.orders import CarrierLink, OrderStatus
from ecco_desktop.domain.plain_json import parsed
from ecco_desktop.domain.recurrence import Recurrence, from_facts
from ecco_desktop.paths import read_small
from ecco_desktop.words.disk import disk_words

FORMAT = 1
LARGEST_BYTES = 2_000_000
CONNECTIONS, TASKS, LINKS, ENTRIES, HOURS = 100, 500, 2000, 500, 96
NAME, VALUE, NOTE, SECRET = 200, 4000, 20_000, 20_000
SEAL = ("how", "cost", "salt", "sealed")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ConnectionShape:
    """A connection as a profile has it; its values are yet to be looked at by its connector."""

    name: str
    kind: str
    values: dict[str, str]
    situations: dict[str, OrderStatus | None]
    outgoing: dict[OrderStatus, str]
    carrier_links: list[CarrierLink]


@dataclass(frozen=True, slots=True)
class TaskShape:
    """A task as a profile has it; its options are yet to be read by its automation."""

    automation: str
    connection: str
    active: bool
    recurrence: Recurrence | None
    options: dict[str, str]
    note: str


@dataclass(frozen=True, slots=True)
class ProfileShape:
    """A profile whose shape was looked at. `secrets` is what was sealed, by the names of `SEAL`."""

    connections: list[ConnectionShape]
    tasks: list[TaskShape]
    preferences: dict[str, str]
    secrets: dict[str, str] = field(default_factory=dict)


def read_profile(path: Path) -> ProfileShape:
    """The profile in a file; SetupProblem("profile.…") where it cannot be read, or is not what we write."""
    try:
        raw = read_small(path, LARGEST_BYTES, follow=True)
    except OSError as error:
        key = "profile.large" if error.errno == errno.EFBIG else "profile.read"
        raise SetupProblem(key, detail=disk_words(error), most=LARGEST_BYTES // 1_000_000) from error
    try:
        whole = parsed(raw, longest=LARGEST_BYTES, things=LARGEST_BYTES // 8)
    except ValueError:
        raise SetupProblem("profile.unreadable") from None
    if not isinstance(whole, dict) or type(whole.get("ecco_profile")) is not int or whole["ecco_profile"] < 1:
        raise SetupProblem("profile.not_one")
    if whole["ecco_profile"] > FORMAT:
        raise SetupProblem("profile.newer")
    if whole.get("checksum") != checksum(whole):
        raise SetupProblem("profile.damaged")
    return _profile(Part(whole, ""))


def checksum(whole: Mapping[str, Any]) -> str:
    """Tells a profile that was changed by accident; it keeps nobody from writing one."""
    kept = {key: value for key, value in whole.items() if key != "checksum"}
    return hashlib.sha256(json.dumps(kept, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def read_secrets(text: str) -> dict[str, dict[str, str]]:
    """What was sealed: by connection, by field; SetupProblem where it is none of ours."""
    try:
        whole = parsed(text, depth=2, longest=SECRET)
    except ValueError:
        raise SetupProblem("profile.unreadable") from None
    part = Part({"secrets": whole}, "").part("secrets")
    return {name: part.texts(name, SECRET) for name in part.names(CONNECTIONS)}


class Part:
    """One object of a profile; whatever is asked of it has the type asked for, or is a SetupProblem."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            wrong(where or "{}")
        self._value: dict[str, object] = value
        self._where = where

    def has(self, key: str) -> bool:
        """Whether something stands there."""
        return self._value.get(key) is not None

    def names(self, most: int) -> list[str]:
        """Its keys."""
        if len(self._value) > most:
            wrong(self._where)
        return [_plain(key, NAME, self._where) for key in self._value]

    def text(self, key: str, longest: int = NAME) -> str:
        """A text."""
        return _plain(self._value.get(key), longest, self.where(key))

    def flag(self, key: str) -> bool:
        """Yes or no."""
        value = self._value.get(key)
        return value if isinstance(value, bool) else wrong(self.where(key))

    def part(self, key: str) -> "Part":
        """An object; an empty one where there is none."""
        return Part(self._value.get(key, {}), self.where(key))

    def texts(self, key: str, longest: int = VALUE) -> dict[str, str]:
        """An object of texts; an empty one where there is none."""
        part = self.part(key)
        return {name: part.text(name, longest) for name in part.names(ENTRIES)}

    def rows(self, key: str, most: int, *, needed: bool = False) -> Iterator["Part"]:
        """A list of objects; an empty one where there is none, and where that is allowed."""
        rows = self._value.get(key) if needed else self._value.get(key, [])
        if not isinstance(rows, list) or len(rows) > most:
            wrong(self.where(key))
        for number, row in enumerate(rows, 1):
            yield Part(row, f"{self.where(key)}[{number}]")

    def read(self, key: str, how: Callable[[Any], T]) -> T:
        """What `how` makes of it; its ValueError, TypeError or KeyError is ours."""
        try:
            return how(self._value.get(key))
        except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
            wrong(self.where(key))

    def named(self, key: str, how: Callable[[str], T]) -> T:
        """What `how` makes of a key itself."""
        try:
            return how(key)
        except ValueError:
            wrong(self.where(key))

    def where(self, key: str) -> str:
        """How a person finds the place."""
        return f"{self._where}.{key}".strip(".")


def wrong(where: str) -> NoReturn:
    """Say where a profile is not what we write."""
    raise SetupProblem("profile.shape", where=shown(where.encode("ascii", "replace").decode()))


def _plain(value: object, longest: int, where: str) -> str:
    if not isinstance(value, str) or len(value) > longest or any(ord(char) < 32 for char in value):
        wrong(where)
    return value


def _profile(whole: Part) -> ProfileShape:
    connections = [_connection(row) for row in whole.rows("connections", CONNECTIONS, needed=True)]
    names = [one.name.casefold() for one in connections]
    if len(set(names)) != len(names):
        wrong("connections.name")
    tasks = [_task(row) for row in whole.rows("tasks", TASKS, needed=True)]
    places = {(task.automation, task.connection.casefold()) for task in tasks}
    known = {one.name for one in connections}
    if len(places) != len(tasks) or any(task.connection not in known for task in tasks):
        wrong("tasks.connection")
    sealed = whole.part("secrets")
    secrets = {key: sealed.text(key, LARGEST_BYTES) for key in SEAL if sealed.names(ENTRIES)}
    return ProfileShape(connections, tasks, whole.texts("preferences"), secrets)


def _connection(one: Part) -> ConnectionShape:
    name = one.text("name").strip() or wrong(one.where("name"))
    situations, outgoing = one.part("situations"), one.part("outgoing")
    return ConnectionShape(
        name,
        one.text("kind"),
        one.texts("values"),
        {word: situations.read(word, _status) for word in situations.names(ENTRIES)},
        {outgoing.named(word, OrderStatus): outgoing.text(word) for word in outgoing.names(ENTRIES)},
        [_link(link) for link in one.rows("carrier_links", LINKS)],
    )


def _link(link: Part) -> CarrierLink:
    return CarrierLink(
        reference=link.text("reference", VALUE),
        carrier_id=link.text("carrier_id"),
        carrier_name=link.text("carrier_name"),
        form_id=link.text("form_id"),
        carrier_code=link.text("carrier_code"),
        # Profiles of earlier versions have links by title alone.
        method=link.text("method") if link.has("method") else "",
    )


def _status(value: str | None) -> OrderStatus | None:
    return None if value is None else OrderStatus(value)


def _task(one: Part) -> TaskShape:
    return TaskShape(
        one.text("automation"),
        one.text("connection").strip(),
        one.flag("active"),
        one.read("recurrence", _recurrence),
        one.texts("options"),
        one.read("note", _note),
    )


def _note(value: object) -> str:
    """Free words of a person, of several lines; profiles of earlier versions have none."""
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > NOTE:
        raise ValueError("no note")
    return value


def _recurrence(facts: object) -> Recurrence | None:
    if facts is None:
        return None
    if not isinstance(facts, dict):
        raise TypeError("no recurrence")
    every, days, window = facts.get("every"), facts.get("weekdays", []), facts.get("window")
    hours = [*facts.get("at", []), *(window or [])]
    sound = (
        (every is None or type(every) in (int, float))
        and all(type(day) is int for day in days)
        and isinstance(facts.get("at", []), list)
        and (window is None or (isinstance(window, list) and len(window) == 2))
        and len(hours) <= HOURS
        and type(facts.get("jitter", 0)) is int
    )
    found = from_facts(facts) if sound else None
    # The floor is the ERP's; a profile of the demo may go lower there.
    if found is None or found.problem(0.05):
        raise ValueError("a recurrence that cannot be kept")
    return found
