"""Whose folder, whose run (ports.ownership): a program holds its runs by a lease that it renews.

A number of a process proves nothing to another computer or container on the same folder. So a program is a
row with beats. Who looks counts, on its own clock, how long the beats have stood still; instants that two
computers wrote are never compared. A program that was stopped for so long (sleep, a stuck disk) finds its
row gone, and stops before it writes anything outside.
"""

import contextlib
import threading
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.folder import REFUSALS, Place
from ecco_desktop.ports.ownership import Home, Ownership
from ecco_desktop.ports.storage import OwnerState, Storage, StorageProblem
from ecco_desktop.ports.system import Clock, Processes

# Without a beat for so long, an owner is no more: its runs are interrupted and may begin anew.
LEASE_SECONDS = 30.0
# Before an outside write, the last beat that is surely on disk is no older; else one is written first.
PROOF_SECONDS = 5.0
# Where none can be written, so much of a lease may be used up before nothing goes outside any more.
TRUSTED_SECONDS = LEASE_SECONDS / 2
# A look counts for no more than this, however long the one before it lies back: who looks may have slept too.
LOOK_SECONDS = 10.0
MARK_SECONDS = 20.0


@dataclass(slots=True)
class Silence:
    """How long an owner's beats have stood still, by the clock of the one who looks."""

    beats: int
    at: float
    seconds: float = 0.0

    def look(self, beats: int, now: float) -> bool:
        """Whether it has been silent for a lease."""
        if beats != self.beats:
            self.beats, self.seconds = beats, 0.0
        else:
            self.seconds += min(max(0.0, now - self.at), LOOK_SECONDS)
        self.at = now
        return self.seconds >= LEASE_SECONDS


class Owner(Ownership):
    """This program, and what it sees of others."""

    def __init__(
        self, storage: Storage, processes: Processes, clock: Clock, home: Home | None = None
    ) -> None:
        self._storage = storage
        self._processes = processes
        self._clock = clock
        self._home = home
        self._lock = threading.RLock()
        self._token = ""
        self._proved = (0.0, 0.0)
        self._marked: float | None = None
        self._refusal = ""
        self._silences: dict[str, Silence] = {}

    def refusal(self) -> str:
        """The key of what `allow` says now; "" where it allows. A locked keyring, which lets one wait, is
        asked again by the next run that wants to begin."""
        if self._refusal != REFUSALS[Place.UNKNOWN]:
            with contextlib.suppress(SetupProblem):
                self.allow()
        return self._refusal

    def hold(self) -> str:
        with self._lock:
            self._mark()
            if self._token:
                self._renew()
            if not self._token:
                token = uuid.uuid4().hex
                self._storage.owners.add(token, self._processes.current(), self._clock.now())
                self._token, self._proved = token, self._moment()
            return self._token

    def allow(self) -> None:
        place = self._home.place() if self._home is not None else Place.HOME
        self._refusal = REFUSALS.get(place, "")
        if self._refusal:
            raise SetupProblem(self._refusal)

    def check(self, owner: str, *, outside: bool) -> None:
        self._storage.look()
        with self._lock:
            if owner == self._token and self._unproved() > PROOF_SECONDS:
                self._prove()
            if owner != self._token:
                raise SetupProblem("run.taken")
            if outside and self._refusal:
                raise SetupProblem(self._refusal)

    def beat(self) -> None:
        with self._lock:
            if self._token:
                self._renew()
            self._mark()
        # The runs hear of it before their next step.
        self.refusal()

    def over(self, owners: Collection[str]) -> Mapping[str, bool]:
        with self._lock:
            others = {owner for owner in owners if owner != self._token}
            for gone in self._silences.keys() - others:
                del self._silences[gone]
            found = {owner: self._is_over(owner) for owner in others}
            self._sweep(others)
            return found

    def leave(self) -> None:
        with self._lock:
            token, self._token = self._token, ""
            if token:
                self._storage.owners.leave(token)

    # -- inside; under the lock --

    def _renew(self) -> None:
        moment = self._moment()
        if self._storage.owners.beat(self._token, self._clock.now()):
            # Counted from before it was written: what others saw is no older.
            self._proved = moment
        else:
            self._token = ""

    def _prove(self) -> None:
        try:
            self._renew()
        except StorageProblem:
            if self._unproved() > TRUSTED_SECONDS:
                raise

    def _unproved(self) -> float:
        """Seconds since the last beat: the longer of two clocks, for one stands still while asleep."""
        wall, steady = self._moment()
        return max(abs(wall - self._proved[0]), steady - self._proved[1])

    def _moment(self) -> tuple[float, float]:
        return self._clock.now().timestamp(), self._clock.monotonic()

    def _mark(self) -> None:
        now = self._clock.monotonic()
        if self._marked is None or now - self._marked >= MARK_SECONDS:
            self._storage.look(leave_mark=True)
            self._marked = now
        else:
            self._storage.look()

    def _is_over(self, owner: str) -> bool:
        state = self._storage.owners.find(owner)
        if state is None:
            return True
        if self._processes.gone(state.process):
            self._storage.owners.leave(owner)
            return True
        return self._is_silent(state) and self._storage.owners.take(state)

    def _is_silent(self, state: OwnerState) -> bool:
        now = self._clock.monotonic()
        silence = self._silences.setdefault(state.token, Silence(state.beats, now))
        return silence.look(state.beats, now)

    def _sweep(self, busy: Collection[str]) -> None:
        """Rows of programs that died with nothing under way."""
        for state in self._storage.owners.all():
            idle = state.token != self._token and state.token not in busy
            if idle and self._processes.gone(state.process):
                self._storage.owners.leave(state.token)
