"""Texts sealed with a passphrase: scrypt makes the key, Fernet (AES and a seal) keeps the text."""

import base64
import os
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from ecco_desktop.domain.bounds import Bounds
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.ports.storage import Sealer

# About 100 ms and 64 MB on a shop's PC: dear for who guesses, cheap for who knows.
COST = 2**16
COSTS = Bounds(2, 2**24)
SHORTEST, SALT_BYTES = 8, 16
HOW = "scrypt-fernet"


class Passphrase(Sealer):
    """See ports.storage.Sealer."""

    def seal(self, passphrase: str, text: str) -> Mapping[str, str]:
        """The sealed text with its salt; SetupProblem where the passphrase is too short."""
        if len(passphrase) < SHORTEST:
            raise SetupProblem("profile.passphrase_short", count=SHORTEST)
        salt = os.urandom(SALT_BYTES)
        sealed = _box(passphrase, salt, COST).encrypt(text.encode())
        return {"how": HOW, "cost": str(COST), "salt": _text(salt), "sealed": sealed.decode()}

    def open(self, passphrase: str, sealed: Mapping[str, str]) -> str:
        # Looked at whole before a key is derived: that costs whom opens it memory and time.
        try:
            salt, cost = base64.b64decode(sealed["salt"], validate=True), COSTS.read(sealed["cost"])
            sound = sealed["how"] == HOW and len(salt) == SALT_BYTES and not cost & (cost - 1)
            if not sound or cost > COST * 2:
                raise SetupProblem("profile.unreadable")
            box, token = _box(passphrase, salt, cost), sealed["sealed"].encode("ascii")
            return box.decrypt(token).decode()
        except InvalidToken:
            raise SetupProblem("profile.passphrase") from None
        except (KeyError, ValueError, TypeError, AttributeError):
            raise SetupProblem("profile.unreadable") from None


def _box(passphrase: str, salt: bytes, cost: int) -> Fernet:
    key = Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode())
    return Fernet(base64.urlsafe_b64encode(key))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
