"""The technician's PIN: locks the screens that configure. It keeps honest hands off, not burglars out."""

import hashlib
import hmac
import math
import os
from dataclasses import replace

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.domain.notices import Who
from ecco_desktop.domain.settings import PinState
from ecco_desktop.ports.storage import PinStore
from ecco_desktop.ports.system import Clock
from ecco_desktop.services.deeds import Deeds

SHORTEST, LONGEST = 4, 32
# scrypt: 16 MB and some tens of milliseconds a try.
_COST = {"n": 2**14, "r": 8, "p": 1}


class TechnicianService:
    """Unlocked while a technician works. Call it off the UI thread: each try takes a while by design."""

    def __init__(self, store: PinStore, clock: Clock, deeds: Deeds) -> None:
        self._store = store
        self._clock = clock
        self._deeds = deeds
        self._unlocked = False

    def has_pin(self) -> bool:
        """Whether a PIN is set; without one the screens are open."""
        return self._store.read() is not None

    @property
    def unlocked(self) -> bool:
        """Whether a technician unlocked the screens since they were last locked."""
        return self._unlocked

    def may_configure(self) -> bool:
        """Whether the screens may be changed now."""
        return self._unlocked or not self.has_pin()

    def unlock(self, pin: str) -> None:
        """Open the screens; SetupProblem where the PIN is wrong, or too many were and one must wait."""
        with self._store.alone():
            state = self._store.read()
            if state is not None:
                self._try(state, pin)
        self._unlocked = True
        self._deeds.actor.who = Who.TECHNICIAN

    def lock(self) -> None:
        """Close the screens again."""
        self._unlocked = False
        self._deeds.actor.who = Who.OWNER

    def set_pin(self, pin: str) -> None:
        """Set or change the PIN; the screens must be open. SetupProblem where it cannot be used."""
        if not self.may_configure():
            raise SetupProblem("pin.locked")
        if not (SHORTEST <= len(pin) <= LONGEST) or not (pin.isascii() and pin.isdecimal()):
            raise SetupProblem("pin.shape", shortest=SHORTEST, longest=LONGEST)
        salt = os.urandom(16).hex()
        state = PinState(salt, _digest(pin, salt))
        with self._store.alone():
            # Another window may have set one while this one was open.
            if not self.may_configure():
                raise SetupProblem("pin.locked")
            self._store.write(state)
        self._unlocked = True
        self._deeds.actor.who = Who.TECHNICIAN
        self._deeds.note("deed.pin_set")

    def remove_pin(self) -> None:
        """Leave the screens open to everyone; they must be open now."""
        if not self.may_configure():
            raise SetupProblem("pin.locked")
        self._store.delete()
        self._deeds.note("deed.pin_removed")

    def _try(self, state: PinState, pin: str) -> None:
        """One try, counted before it is looked at; the store is ours alone meanwhile."""
        now, steady = self._clock.now(), self._clock.monotonic()
        if state.damaged:
            raise SetupProblem("pin.damaged", file=self._store.place)
        if state.is_ahead(now, steady):
            # The pause begins anew: neither does a clock set back open, nor does it lock out for days.
            state = replace(state, last_wrong_at=now, steady=steady)
            self._store.write(state)
        if wait := state.wait_seconds(now, steady):
            raise SetupProblem("pin.wait", seconds=math.ceil(wait))
        # On disk first: whatever ends the program now, and however many try at once, this was a try.
        self._store.write(replace(state, wrong=state.wrong + 1, last_wrong_at=now, steady=steady))
        if not hmac.compare_digest(_digest(pin, state.salt), state.digest):
            raise SetupProblem("pin.wrong")
        self._store.write(replace(state, wrong=0, last_wrong_at=None, steady=None))


def _digest(pin: str, salt: str) -> str:
    return hashlib.scrypt(
        pin.encode("utf-8", "surrogatepass"), salt=bytes.fromhex(salt), dklen=32, **_COST
    ).hex()
