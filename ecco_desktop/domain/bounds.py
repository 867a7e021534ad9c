"""Numbers and hours as people type them: the one reader of forms, of the command line and of profiles."""

import re
from dataclasses import dataclass
from datetime import time

from ecco_desktop.domain import foreign
from ecco_desktop.domain.amounts import is_count

# Of what nobody should have to read in a sentence.
LONGEST_TOLD = 40
_HOUR = re.compile(r"([0-9]{1,2}):([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Bounds:
    """The whole numbers from `least` to `most`, both among them."""

    least: int
    most: int

    def read(self, text: str) -> int:
        """The number of a text in plain digits, outer spaces aside; ValueError for anything else."""
        bare = text.strip()
        if not is_count(bare) or not self.least <= int(bare) <= self.most:
            raise ValueError(f"no whole number from {self.least} to {self.most}: {shown(text)!r}")
        return int(bare)

    def within(self, text: str, usual: int) -> int:
        """What is kept, brought within: earlier versions let more through. `usual` where it is no number."""
        bare = text.strip()
        number = int(bare) if is_count(bare) else usual
        return usual if number < self.least else min(number, self.most)


# What ids of rows can be (SQLite).
ROW_IDS = Bounds(1, 2**63 - 1)


def hour(text: str) -> time:
    """An hour of the day as "8:30" or "08:30"; ValueError for anything else."""
    found = _HOUR.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(f"no hour: {shown(text)!r}")
    return time(int(found[1]), int(found[2]))


def shown(text: str) -> str:
    """So much of a text as a sentence can repeat, its marks visible."""
    return foreign.cut(foreign.shown(text[: 2 * LONGEST_TOLD]), LONGEST_TOLD)
