"""Finding the label behind a tracking code: in the notebook, else in the list of labels, newest first."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from ecco_desktop.connectors.carriers.melhorenvio.mapping import codes, made_at, plain_code, time_limit
from ecco_desktop.connectors.shared.records import Row, text
from ecco_desktop.ports.connectors import Notebook

# A label's own id, in capitals: some shops keep it as the tracking code.
UUID = r"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}"
UUIDS, DAYS, BACK = "uuids", "days", "back"
# Nobody asks about older parcels: carriers are given up on after 45 days of silence.
OLDEST = timedelta(days=60)
MOST_PAGES = 100


@dataclass(slots=True)
class Labels:
    """The labels of an account by the codes of their parcels. `page` gives one page of them, from 1."""

    notes: Notebook
    page: Callable[[int], Sequence[Row]]
    zone: tzinfo
    now: Callable[[], datetime]
    days: dict[str, int] = field(default_factory=dict)

    def of(self, wanted: Sequence[str]) -> dict[str, str]:
        """Each code's label id; those that no label of the last weeks has are left out.

        What was found once is not looked for again.
        """
        found = {code: known for code in wanted if (known := self._known(plain_code(code)))}
        missing = {plain_code(code): code for code in wanted if code not in found}
        for row in self._rows() if missing else ():
            for code in codes(row) & missing.keys():
                found[missing.pop(code)] = self._kept(code, row)
            if not missing:
                break
        return found

    def time_limit(self, label: str) -> int:
        """The working days a label allows; 0 where its list never said."""
        if label not in self.days:
            kept = self.notes.get(DAYS, label) or ""
            self.days[label] = int(kept) if kept.isdecimal() else 0
        return self.days[label]

    def came_back(self, label: str) -> bool:
        """Whether a return had begun at an earlier reading."""
        return self.notes.get(BACK, label) is not None

    def comes_back(self, label: str) -> None:
        """A return has begun."""
        self.notes.keep(BACK, {label: self.now().isoformat()})

    def forget(self, wanted: Sequence[str]) -> None:
        """These codes have other labels now, or none: look for them again next time."""
        self.notes.forget(UUIDS, [plain_code(code) for code in wanted])

    # -- inside --

    def _known(self, code: str) -> str | None:
        return code.lower() if re.fullmatch(UUID, code) else self.notes.get(UUIDS, code)

    def _kept(self, code: str, row: Row) -> str:
        label = text(row, "id")
        self.days[label] = time_limit(row)
        self.notes.keep(DAYS, {label: str(self.days[label])})
        # Last, for it is what spares the search.
        self.notes.keep(UUIDS, {code: label})
        return label

    def _rows(self) -> Iterator[Row]:
        """Newest first, until they are too old, end, or a page comes twice (its number was not heeded)."""
        bound = self.now() - OLDEST
        before: Sequence[Row] = ()
        for number in range(1, MOST_PAGES + 1):
            rows = [row for row in self.page(number) if text(row, "id")]
            if not rows or rows == before:
                return
            yield from rows
            if self._past(rows, bound):
                return
            before = rows

    def _past(self, rows: Sequence[Row], bound: datetime) -> bool:
        """Whether what follows is too old; never where the list turns out to be oldest first."""
        first, last = made_at(rows[0], self.zone), made_at(rows[-1], self.zone)
        return first is not None and last is not None and last <= first and last < bound
