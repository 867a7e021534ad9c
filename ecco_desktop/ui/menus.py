"""Menus that are filled anew, and the buttons that open them."""

from PySide6.QtWidgets import QMenu, QToolButton, QWidget


class MenuButton(QToolButton):
    """Opens `entries`. Screen readers see the entries of a menu that hangs on a button of this kind; those of
    Qt's other kinds they do not see, even while the menu is open.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries = QMenu(self)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.setMenu(self.entries)
        self.clicked.connect(self.showMenu)


def emptied(menu: QMenu) -> QMenu:
    """The menu without its entries; menus in it go too, which `clear` alone would keep for good."""
    menu.clear()
    for inner in menu.findChildren(QMenu):
        inner.deleteLater()
    return menu
