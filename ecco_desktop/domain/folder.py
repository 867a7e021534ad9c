"""Whether a data folder is where it belongs."""

from enum import StrEnum


class Place(StrEnum):
    """What a data folder is here: its home, a place it was copied to, a copy that a person called one, or
    not known for the moment (the keyring that would tell is locked)."""

    HOME = "home"
    ELSEWHERE = "elsewhere"
    COPY = "copy"
    UNKNOWN = "unknown"


# Why nothing runs there, by key.
REFUSALS = {
    Place.ELSEWHERE: "folder.elsewhere",
    Place.COPY: "folder.copy",
    Place.UNKNOWN: "folder.unknown",
}
