"""What a connector has to say beside its answers: told by the run under way, once each."""

from collections.abc import Callable
from contextvars import ContextVar

# Where the run of this thread takes such words; None where no run is under way (the test of a connection).
ASIDES: ContextVar[Callable[[str, dict[str, str]], None] | None] = ContextVar("asides", default=None)


def aside(key: str, **values: object) -> None:
    """Tell the run under way a sentence; nothing happens where there is none. Any thread of a run.

    Values hold no secret, as those of an EccoProblem. A run tells the same words once.
    """
    tell = ASIDES.get()
    if tell is not None:
        tell(key, {name: str(value) for name, value in values.items()})
