"""Loads what is wanted later, off the UI thread, once the window is shown: opening a page is instant then."""

import importlib

MODULES = (
    "ecco_desktop.ui.pages.pending",
    "ecco_desktop.ui.pages.orders",
    "ecco_desktop.ui.pages.stock",
    "ecco_desktop.ui.pages.reports",
    "ecco_desktop.ui.pages.connections",
    "ecco_desktop.ui.pages.settings",
    "ecco_desktop.ui.pages.guide",
    "ecco_desktop.ui.dialogs.runs",
    "ecco_desktop.ui.dialogs.task",
    "ecco_desktop.ui.dialogs.changes",
    "ecco_desktop.ui.dialogs.brake",
    "ecco_desktop.ui.dialogs.notices",
    "ecco_desktop.ui.dialogs.manual",
)


def preload() -> None:
    """Load the pages and dialogs; nothing is made of them."""
    for name in MODULES:
        importlib.import_module(name)
