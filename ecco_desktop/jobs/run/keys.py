"""The secrets of a connection, for the address it leads to and for no other."""

from collections.abc import Mapping

from ecco_desktop.domain.connections import Connection, Manifest
from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.ports.storage import SecretStore

ELSEWHERE = "secrets.elsewhere"


def keys_of(secrets: SecretStore, connection: Connection, manifest: Manifest) -> Mapping[str, str]:
    """What is kept for it, by field; SetupProblem("secrets.elsewhere") where one was kept for another
    address: somebody changed the address past the form."""
    there = manifest.destination(connection.values)
    try:
        found = {key: secrets.get(connection.id, key, there) for key in sorted(manifest.secret_keys)}
    except SetupProblem as problem:
        if problem.key != ELSEWHERE:
            raise
        raise SetupProblem(ELSEWHERE, **{**problem.values, "connection": connection.name}) from None
    return {key: value for key, value in found.items() if value}
