"""Where this computer keeps secrets: its keyring, or a file sealed with a passphrase where it has none."""

from collections.abc import Mapping
from enum import StrEnum

# Asked for on a terminal or in the window; where there is neither, it stands in this variable.
PASSPHRASE_VARIABLE = "ECCO_PASSPHRASE"  # noqa: S105 - the name of a variable
SHORTEST_PASSPHRASE = 8
# A secret in a variable: ECCO_SECRET_<number of the connection>_<FIELD>, or ECCO_SECRET_<FIELD>.
SECRET_VARIABLE = "ECCO_SECRET_"  # noqa: S105 - the name of a variable


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment for a program that has no need of keys."""
    return {
        name: value
        for name, value in environment.items()
        if name != PASSPHRASE_VARIABLE and not name.startswith(SECRET_VARIABLE)
    }


class VaultState(StrEnum):
    """NOT_NEEDED: the keyring keeps the secrets. NEW: no keyring, and no passphrase chosen yet.

    LOCKED: the file is there and waits for its passphrase. OPEN: secrets can be read and kept.
    """

    NOT_NEEDED = "not_needed"
    NEW = "new"
    LOCKED = "locked"
    OPEN = "open"
