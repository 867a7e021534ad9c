"""Ports that break at a chosen call: what a bug of ours, or of a library, looks like from a run."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

REPOSITORIES = (
    "connections",
    "tasks",
    "runs",
    "links",
    "bookmarks",
    "ledger",
    "pending",
    "memory",
    "settings",
    "notices",
    "figures",
)


class Luck:
    """Counts calls that runs make, by name, and breaks one of them. `broke` says which it was."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.broke = ""
        self._break_at = -1

    def start(self, break_at: int = -1) -> None:
        """Count from nothing; the call with this number breaks (none by default)."""
        self.calls, self.broke, self._break_at = [], "", break_at

    def count(self, name: str) -> None:
        """One more call; ZeroDivisionError where it is its turn. Other threads than a run's do not count."""
        if not threading.current_thread().name.startswith("lane-"):
            return
        self.calls.append(name)
        if len(self.calls) - 1 == self._break_at:
            self.broke = name
            raise ZeroDivisionError(f"a bug in {name}")


class Breaking:
    """A port whose methods may break; what they give back by pages breaks while it is read."""

    def __init__(self, real: Any, name: str, luck: Luck) -> None:
        self._real, self._name, self._luck = real, name, luck

    def __getattr__(self, attribute: str) -> Any:
        found = getattr(self._real, attribute)
        if self._name == "storage" and attribute in REPOSITORIES:
            return Breaking(found, attribute, self._luck)
        if not callable(found):
            return found
        return self._wrapped(found, f"{self._name}.{attribute}")

    def _wrapped(self, method: Callable[..., Any], name: str) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            self._luck.count(name)
            found = method(*args, **named)
            if name.startswith("connectors.open_"):
                return Breaking(found, name.removeprefix("connectors.open_"), self._luck)
            return self._paged(found, name) if hasattr(found, "__next__") else found

        return call

    def _paged(self, pages: Iterator[Any], name: str) -> Iterator[Any]:
        for page in pages:
            self._luck.count(f"{name}: page")
            yield page
