"""What an automation declares of itself."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ecco_desktop.domain.connections import Role


class OptionKind(StrEnum):
    """How an option of an automation is asked for and checked."""

    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """One option of an automation on one task; words are Portuguese."""

    key: str
    label: str
    kind: OptionKind
    default: str = ""
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class AutomationInfo:
    """An automation as the screens show it: `recurrent` False runs once, never by a schedule."""

    key: str
    name: str
    flow: str
    summary: str
    recurrent: bool = True
    startable: bool = True
    options: tuple[Option, ...] = ()
    # What the task is made on; the others of its run are found by the runner.
    role: Role = Role.STORE
    # Such a run may not be short and writes masses of numbers: it can be given back.
    undoable: bool = False

    def problem(self, options: dict[str, str]) -> tuple[str, dict[str, str]] | None:
        """The first option that cannot be used, as a text key with values; None where all can."""
        known = {option.key: option for option in self.options}
        for key, value in options.items():
            if key not in known:
                return "option.unknown", {"option": key, "known": ", ".join(known)}
            if not _fits(known[key], value):
                return "option.value", {"option": known[key].label, "value": value}
        return None


def _fits(option: Option, value: str) -> bool:
    if option.kind is OptionKind.CHOICE:
        return value in {choice for choice, _ in option.choices}
    if option.kind is OptionKind.NUMBER:
        return value.isdigit() and int(value) >= option.minimum
    if option.kind is OptionKind.DATE:
        return _is_date(value)
    return True


def _is_date(value: str) -> bool:
    if not value:
        return True
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
