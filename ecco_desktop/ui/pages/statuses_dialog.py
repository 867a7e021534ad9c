"""The status map of one store, beside the orders that wait for it."""

from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from ecco_desktop.domain.connections import Connection
from ecco_desktop.services.all import Services
from ecco_desktop.ui import theme
from ecco_desktop.ui.background import Background
from ecco_desktop.ui.dialog import Dialog
from ecco_desktop.ui.pages.store_maps import StatusesTab
from ecco_desktop.words import _


class StatusesDialog(Dialog):
    """A choice is kept as it is made; closing lets the orders in."""

    def __init__(
        self, store: Connection, services: Services, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Situações"))
        self.statuses = StatusesTab(background, services, self)
        self.statuses.set_locked(False)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(self.statuses, 1)
        layout.addWidget(close)
        self.resize(theme.px(760), theme.px(520))
        manifests = {one.kind: one for one in services.connections.kinds()}
        self.statuses.show_store(store, manifests[store.kind])
