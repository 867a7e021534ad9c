"""What a task can be told: a dataclass of options for each automation, and the one reading of them.

A field made by `choice`, `flag`, `number`, `day` or `text` declares the option once: type, default, bounds,
words. Form, command line, profile and run read that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any, Self

from ecco_desktop.domain.bounds import Bounds, shown
from ecco_desktop.domain.errors import SetupProblem

_SPEC = "option"
YES, NO = "yes", "no"
USUAL_BOUNDS = Bounds(0, 1_000_000)


class OptionKind(StrEnum):
    """How an option is asked for and checked."""

    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """One option as screens show it; words are Portuguese, `default` is text as tasks keep it."""

    key: str
    label: str
    kind: OptionKind
    default: str = ""
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    bounds: Bounds = USUAL_BOUNDS


@dataclass(frozen=True, slots=True)
class _Spec:
    label: str
    kind: OptionKind
    help: str
    choices: tuple[tuple[str, str], ...] = ()
    bounds: Bounds = USUAL_BOUNDS


def choice(label: str, default: StrEnum, choices: tuple[tuple[StrEnum, str], ...], help: str = "") -> Any:  # noqa: A002
    """One of an enumeration."""
    told = tuple((str(value), words) for value, words in choices)
    return field(default=default, metadata={_SPEC: _Spec(label, OptionKind.CHOICE, help, told)})


def flag(label: str, default: bool, yes: str, no: str, help: str = "") -> Any:  # noqa: A002
    """Yes or no, in these words; what is usual stands first."""
    told = ((YES, yes), (NO, no)) if default else ((NO, no), (YES, yes))
    return field(default=default, metadata={_SPEC: _Spec(label, OptionKind.CHOICE, help, told)})


def number(label: str, default: int, bounds: Bounds = USUAL_BOUNDS, help: str = "") -> Any:  # noqa: A002
    """A whole number within its bounds."""
    return field(default=default, metadata={_SPEC: _Spec(label, OptionKind.NUMBER, help, bounds=bounds)})


def day(label: str, help: str = "") -> Any:  # noqa: A002
    """A day of the shop's calendar, or none."""
    return field(default=None, metadata={_SPEC: _Spec(label, OptionKind.DATE, help)})


def text(label: str, help: str = "") -> Any:  # noqa: A002
    """A few words, or none."""
    return field(default="", metadata={_SPEC: _Spec(label, OptionKind.TEXT, help)})


@dataclass(frozen=True, slots=True)
class Options:
    """The options of an automation that has none; the others add fields."""

    @classmethod
    def declared(cls) -> tuple[Option, ...]:
        """Every option, in the order of the form."""
        return tuple(
            Option(one.name, spec.label, spec.kind, _text(one.default), spec.help, spec.choices, spec.bounds)
            for one in fields(cls)
            for spec in [one.metadata[_SPEC]]
        )

    @classmethod
    def read(cls, values: Mapping[str, str]) -> Self:
        """What was chosen; what is left out is the default.

        SetupProblem("option.unknown", "option.value" or "option.number") for the first that cannot be used.
        """
        known = {one.name: one for one in fields(cls)}
        read: dict[str, Any] = {}
        for key, value in values.items():
            if key not in known:
                raise SetupProblem("option.unknown", option=key, known=", ".join(known))
            spec: _Spec = known[key].metadata[_SPEC]
            try:
                read[key] = _value(spec, known[key].default, value)
            except ValueError:
                raise _refused(spec, value) from None
        return cls(**read)


def _refused(spec: _Spec, value: str) -> SetupProblem:
    told = {"option": spec.label, "value": shown(value)}
    if spec.kind is not OptionKind.NUMBER:
        return SetupProblem("option.value", **told)
    return SetupProblem("option.number", **told, least=spec.bounds.least, most=spec.bounds.most)


def _text(default: Any) -> str:
    if isinstance(default, bool):
        return YES if default else NO
    return "" if default is None else str(default)


def _value(spec: _Spec, default: Any, value: str) -> Any:
    """The value of a text; ValueError where it does not fit."""
    if spec.kind is OptionKind.CHOICE:
        if value not in dict(spec.choices):
            raise ValueError(value)
        return value == YES if isinstance(default, bool) else type(default)(value)
    if spec.kind is OptionKind.NUMBER:
        return spec.bounds.read(value)
    if spec.kind is OptionKind.DATE:
        return date.fromisoformat(value) if value else None
    return value.strip()
