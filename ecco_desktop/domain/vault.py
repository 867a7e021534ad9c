"""Where this computer keeps secrets: its keyring, or a file sealed with a passphrase where it has none."""

from enum import StrEnum

# Asked for on a terminal or in the window; where there is neither, it stands in this variable.
PASSPHRASE_VARIABLE = "ECCO_PASSPHRASE"  # noqa: S105 - the name of a variable
SHORTEST_PASSPHRASE = 8


class VaultState(StrEnum):
    """NOT_NEEDED: the keyring keeps the secrets. NEW: no keyring, and no passphrase chosen yet.

    LOCKED: the file is there and waits for its passphrase. OPEN: secrets can be read and kept.
    """

    NOT_NEEDED = "not_needed"
    NEW = "new"
    LOCKED = "locked"
    OPEN = "open"
