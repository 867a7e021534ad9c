"""A list to choose from."""

from ecco_desktop.ui.forms.named import NamedBox


class Choice(NamedBox):
    """The one that forms, pages and dialogs use."""
