"""Answers that get lost on demand."""

from ecco_desktop.domain.errors import OutcomeUnknown


class Losing:
    """`lose` says what happens to coming writes, one by one: "", "before" or "after" the work."""

    def __init__(self) -> None:
        self.lose: list[str] = []

    def luck(self) -> str:
        """What happens to this one."""
        return self.lose.pop(0) if self.lose else ""


def lost(host: str, connection: str) -> OutcomeUnknown:
    """Nobody knows whether it was done."""
    return OutcomeUnknown("http.outcome_unknown", host=host, connection=connection)
