"""What a check-up of the installation found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """GOOD; WATCH: works, but a person should know; FAILED: does not work."""

    GOOD = "good"
    WATCH = "watch"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what it is, and what was found as a text key with its values.

    `subject` tells one connection from the next. Values hold no secret and no customer's data.
    """

    name: str
    verdict: Verdict
    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Checkup:
    """All that was found, in the order it was looked at, and the versions of what runs here."""

    checks: tuple[Check, ...]
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Whether nothing failed."""
        return all(check.verdict is not Verdict.FAILED for check in self.checks)

    @property
    def watched(self) -> Sequence[Check]:
        """What works, and a person should know of."""
        return [check for check in self.checks if check.verdict is Verdict.WATCH]

    @property
    def failed(self) -> Sequence[Check]:
        """What does not work."""
        return [check for check in self.checks if check.verdict is Verdict.FAILED]
