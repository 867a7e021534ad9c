"""What all that pretends has in hand: the real side, which is read, and what is remembered."""

from typing import Generic, TypeVar

Real = TypeVar("Real")
Kept = TypeVar("Kept")


class Pretending(Generic[Real, Kept]):
    """Reads the real side; what would be written there is kept, and never sent."""

    def __init__(self, real: Real, kept: Kept) -> None:
        self._real = real
        self._kept = kept
