"""Opening connectors as the program does, with fake surroundings."""

from collections.abc import Mapping

from ecco_desktop.domain.connections import Connection
from ecco_desktop.jobs.run.notebook import LooseNotes
from ecco_desktop.ports.connectors import Notebook, Opening
from ecco_desktop.ports.system import CallCounter, CancelToken
from tests.fakes.system import FakeCancel, FakeCounter


def opening(
    connection: Connection,
    secrets: Mapping[str, str],
    cancel: CancelToken | None = None,
    counter: CallCounter | None = None,
    notes: Notebook | None = None,
) -> Opening:
    """What a connector gets; notes are kept in memory where none are given."""
    return Opening(
        connection, secrets, cancel or FakeCancel(), counter or FakeCounter(), notes or LooseNotes()
    )
