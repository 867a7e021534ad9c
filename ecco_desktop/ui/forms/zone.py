"""The zone of the schedule, chosen: the computer's, Brazil's, then the others."""

from zoneinfo import available_timezones

from PySide6.QtWidgets import QComboBox, QWidget

from ecco_desktop.clock import computer_zone, known_zone, offset_words
from ecco_desktop.words import _
from ecco_desktop.words.phrases import PLACES, place


class ZoneBox(QComboBox):
    """Its data are keys of tzdata; empty is the computer's own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Fuso dos horários"))
        # Six hundred names: as wide as there is room for, not as the longest.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def show_zone(self, chosen: str) -> None:
        """Show this one; one that is unknown here is shown as it is kept."""
        if not self.count():
            self._fill()
        own = computer_zone()
        self.setItemText(0, _("O deste computador ({0})").format(_told(own.key)))
        if chosen and self.findData(chosen) < 0:
            self.addItem(chosen, chosen)
        self.setCurrentIndex(self.findData(chosen))

    def _fill(self) -> None:
        self.addItem("", "")
        for key in PLACES:
            self.addItem(_told(key), key)
        self.insertSeparator(self.count())
        for key in sorted(available_timezones() - set(PLACES)):
            if "/" in key and not key.startswith(("Etc/", "posix/", "right/")):
                self.addItem(key, key)


def _told(key: str) -> str:
    zone = known_zone(key)
    return f"{place(key)}, {offset_words(zone)}" if zone is not None else key
