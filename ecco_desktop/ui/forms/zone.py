"""The zone of the schedule, chosen: the computer's, Brazil's, then the others."""

from dataclasses import dataclass
from zoneinfo import available_timezones

from PySide6.QtWidgets import QWidget

from ecco_desktop.clock import computer_zone, known_zone, offset_words
from ecco_desktop.ui.forms.choice import Choice
from ecco_desktop.words import _
from ecco_desktop.words.phrases import PLACES, place


@dataclass(frozen=True, slots=True)
class Zones:
    """What there is to choose from: the computer's own in words, then words and key of each."""

    own: str
    brazil: tuple[tuple[str, str], ...]
    others: tuple[str, ...]


def read_zones() -> Zones:
    """Read them from tzdata; off the UI thread: on some systems that is six hundred files."""
    others = (key for key in available_timezones() - set(PLACES) if "/" in key)
    return Zones(
        _told(computer_zone().key),
        tuple((_told(key), key) for key in PLACES),
        tuple(sorted(key for key in others if not key.startswith(("Etc/", "posix/", "right/")))),
    )


class ZoneBox(Choice):
    """Its data are keys of tzdata; empty is the computer's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Fuso dos horários"))
        # As wide as there is room for, not as the longest name.
        self.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def show_zone(self, zones: Zones, chosen: str) -> None:
        """Show this one; one that is unknown here is shown as it is kept."""
        if not self.count():
            self.addItem("", "")
            for words, key in zones.brazil:
                self.addItem(words, key)
            self.insertSeparator(self.count())
            for key in zones.others:
                self.addItem(key, key)
        self.setItemText(0, _("O deste computador ({0})").format(zones.own))
        if self.findData(chosen) < 0:
            self.addItem(chosen, chosen)
        self.setCurrentIndex(self.findData(chosen))


def _told(key: str) -> str:
    zone = known_zone(key)
    return f"{place(key)}, {offset_words(zone)}" if zone is not None else key
