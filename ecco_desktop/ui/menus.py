"""Menus that are filled anew."""

from PySide6.QtWidgets import QMenu


def emptied(menu: QMenu) -> QMenu:
    """The menu without its entries; menus in it go too, which `clear` alone would keep for good."""
    menu.clear()
    for inner in menu.findChildren(QMenu):
        inner.deleteLater()
    return menu
