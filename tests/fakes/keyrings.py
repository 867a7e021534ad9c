"""Keyrings as computers have them: good ones, and ones that lose, garble or show what they are given."""

from collections.abc import Mapping

import keyring.backend
import keyring.errors
from keyring.backends import SecretService


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring like Windows': it takes 1,280 characters. `fails_at`: the writes that do not come through."""

    # Only where a test asks for it: keyring takes the best of all classes there are for the system's.
    priority = -1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.writes = 0
        self.fails_at: frozenset[int] = frozenset()

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        assert len(password) <= 1280
        self.writes += 1
        if self.writes in self.fails_at:
            raise keyring.errors.PasswordSetError("half-way")
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise keyring.errors.PasswordDeleteError
        del self.kept[service, username]

    def holds(self, text: str) -> bool:
        """Whether a text stands in any entry."""
        return any(text in kept for kept in self.kept.values())


class Forgetful(MemoryKeyring):
    """Says yes, keeps nothing."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Lost."""


class ReadOnly(MemoryKeyring):
    """Gives out what somebody else keeps, as those of package registries do."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError

    def delete_password(self, service: str, username: str) -> None:
        raise NotImplementedError


class OfRegistry(ReadOnly):
    """keyrings.google-artifactregistry-auth."""


OfRegistry.__module__ = "keyrings.gauth"


class Garbling(MemoryKeyring):
    """Keeps the first 8 characters, once it is told to."""

    on = False

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password[:8] if self.on else password)


class PlaintextKeyring(MemoryKeyring):
    """As keyrings.alt has it: a file that anyone reads."""


class Alternative(MemoryKeyring):
    """Any other of that package."""


Alternative.__module__ = "keyrings.alt.file"


class Entry:
    """An entry of a Secret Service."""

    def __init__(self, label: str, attributes: Mapping[str, str], secret: str) -> None:
        self.label = label
        self.attributes = dict(attributes)
        self.secret = secret

    def get_secret(self) -> bytes:
        return self.secret.encode()

    def is_locked(self) -> bool:
        return False

    def set_label(self, label: str) -> None:
        self.label = label


class SecretCollection:
    """Entries as the Secret Service of Linux keeps them: found by attributes, shown under a label."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    @property
    def connection(self) -> "SecretCollection":
        return self

    def close(self) -> None:
        """A connection that was lent."""

    def create_item(self, label: str, attributes: Mapping[str, str], secret: str, replace: bool) -> None:
        assert replace
        self.entries = [one for one in self.entries if one.attributes != dict(attributes)]
        self.entries.append(Entry(label, attributes, secret))

    def search_items(self, wanted: Mapping[str, str]) -> list[Entry]:
        return [one for one in self.entries if wanted.items() <= one.attributes.items()]


class SecretServiceKeyring(SecretService.Keyring):
    """keyring's own, over such entries."""

    priority = -1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.collection = SecretCollection()

    def get_preferred_collection(self) -> SecretCollection:
        return self.collection

    def delete_password(self, service: str, username: str) -> None:
        gone = self.collection.search_items({"service": service, "username": username})
        if not gone:
            raise keyring.errors.PasswordDeleteError
        self.collection.entries.remove(gone[0])
