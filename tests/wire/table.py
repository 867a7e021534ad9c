"""What many tries came to, as Markdown."""

from collections import Counter
from dataclasses import dataclass, field

from tests.wire.case import COUNTS, Found
from tests.wire.twists import FAMILIES


@dataclass(slots=True)
class Table:
    """Tries that struck nothing are counted apart: they prove nothing."""

    tried: Counter[tuple[str, str]] = field(default_factory=Counter)
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    families: Counter[tuple[str, str]] = field(default_factory=Counter)
    answers: int = 0
    # (call, field, wrong value).
    values: set[tuple[str, str, str]] = field(default_factory=set)
    idle: int = 0
    broken: int = 0

    def add(self, found: Found) -> None:
        """One more try."""
        case = found.tried
        if not found.struck:
            self.idle += 1
            return
        family = next(name for name, kinds in FAMILIES.items() if case.kind in kinds)
        self.tried[case.connector, case.automation] += 1
        self.families[family, "tried"] += 1
        self.answers += found.struck
        self.values |= {(call, name, case.kind) for call, name in found.fields}
        self.broken += bool(found.counts)
        for count in {count for count, _ in found.counts}:
            self.counts[case.connector, case.automation, count] += 1
            self.families[family, count] += 1

    @property
    def done(self) -> int:
        """How many tries there were."""
        return sum(self.tried.values()) + self.idle

    def summary(self) -> str:
        """In one line."""
        return (
            f"{self.done} tries, {self.answers} answers struck, {len(self.values)} fields × wrong values, "
            f"{self.idle} tries struck none, {self.broken} broke a promise"
        )

    def markdown(self) -> str:
        """By connector and automation, then by family of faults."""
        lines = [f"{self.summary()}.", "", _row("Connector", "Automation", "tries", *COUNTS)]
        lines.append(_ruler(len(COUNTS) + 3))
        for connector, automation in sorted(self.tried):
            counted = [self.counts[connector, automation, count] for count in COUNTS]
            lines.append(_row(connector, automation, self.tried[connector, automation], *counted))
        lines += ["", _row("Faults", "tries", *COUNTS), _ruler(len(COUNTS) + 2)]
        for family in FAMILIES:
            counted = [self.families[family, count] for count in COUNTS]
            lines.append(_row(family, self.families[family, "tried"], *counted))
        return "\n".join([*lines, ""])


def _row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _ruler(count: int) -> str:
    return "|" + "---|" * count
