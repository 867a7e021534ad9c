"""Loads what is wanted later, off the UI thread, once the window is shown: opening a page is instant then."""

import gc
import importlib

# Young objects are looked through less often than by default, all of them rarely.
GARBAGE = (10_000, 20, 50)
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
    """Load the pages and dialogs; nothing is made of them.

    Then what is loaded for good is taken out of the garbage collector's sight: looking through all of it
    held every thread, the window too, for a tenth of a second (measured).
    """
    for name in MODULES:
        importlib.import_module(name)
    gc.freeze()
    gc.set_threshold(*GARBAGE)
