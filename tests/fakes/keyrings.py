"""Keyrings as computers have them: good ones, and ones that lose, garble or show what they are given."""

import keyring.backend
import keyring.errors


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
