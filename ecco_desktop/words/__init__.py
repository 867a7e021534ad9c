"""Every word for people, marked where it stands: Portuguese in the source, other languages from gettext."""

from ecco_desktop.words.speech import N_, Words, _, ngettext

__all__ = ["N_", "Words", "_", "ngettext"]
