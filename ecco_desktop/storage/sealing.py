"""Texts sealed with a passphrase: scrypt makes the key, Fernet (AES and a seal) keeps the text."""

import base64
import os
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.ports.storage import Sealer

# About 100 ms and 64 MB on a shop's PC: dear for who guesses, cheap for who knows.
COST = 2**16
SHORTEST = 8


class Passphrase(Sealer):
    """See ports.storage.Sealer."""

    def seal(self, passphrase: str, text: str) -> Mapping[str, str]:
        """The sealed text with its salt; SetupProblem where the passphrase is too short."""
        if len(passphrase) < SHORTEST:
            raise SetupProblem("profile.passphrase_short", count=SHORTEST)
        salt = os.urandom(16)
        sealed = _box(passphrase, salt, COST).encrypt(text.encode())
        return {"how": "scrypt-fernet", "cost": str(COST), "salt": _text(salt), "sealed": sealed.decode()}

    def open(self, passphrase: str, sealed: Mapping[str, str]) -> str:
        try:
            salt, cost = base64.b64decode(sealed["salt"], validate=True), int(sealed["cost"])
            if cost > COST * 16 or cost < 2 or cost & (cost - 1):
                raise SetupProblem("profile.unreadable")
            return _box(passphrase, salt, cost).decrypt(sealed["sealed"].encode()).decode()
        except InvalidToken:
            raise SetupProblem("profile.passphrase") from None
        except (KeyError, ValueError):
            raise SetupProblem("profile.unreadable") from None


def _box(passphrase: str, salt: bytes, cost: int) -> Fernet:
    key = Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(passphrase.encode())
    return Fernet(base64.urlsafe_b64encode(key))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
