"""How much of an allowed rate is used while there is work: ten requests a second, a slow store."""

import time

from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import Connection, Role
from ecco_desktop.jobs.run.notebook import LooseNotes
from ecco_desktop.ports.connectors import Opening
from tests.fakes.system import FakeCancel, FakeCounter
from tests.support import form_of, running_sandbox
from tools.bench.rows import Row

# The platforms' limit and the field a technician fills count a minute: two whole ones are watched.
RATE, MINUTES, PRODUCTS = 10, 2, 20_000
LATENCY = "60"
# A hair less than a minute: a call is noted a moment after its turn was given out.
WINDOW = 59.9


class RealCancel(FakeCancel):
    """Nobody stops; waits are real."""

    def wait(self, seconds: float) -> None:
        """Wait so long."""
        time.sleep(max(0.0, seconds))


class TimedCounter(FakeCounter):
    """Keeps when each call was made."""

    def __init__(self) -> None:
        self.at: list[float] = []

    def count_call(self) -> None:
        """One more."""
        self.calls += 1
        self.at.append(time.perf_counter())


def used() -> list[Row]:
    """A store read to its end, page after page."""
    with running_sandbox("--latency-ms", LATENCY, "--products", str(PRODUCTS), "--orders", "0") as sandbox:
        values, secrets = form_of(sandbox, "woocommerce")
        values["requests_per_minute"] = str(RATE * 60)
        counter = TimedCounter()
        connection = Connection(1, "Loja", "woocommerce", Role.STORE, values)
        opening = Opening(connection, secrets, RealCancel(), counter, LooseNotes())
        store = Registry().open_store(opening)
        end = time.perf_counter() + MINUTES * 60
        while time.perf_counter() < end:
            for _ in store.stock():
                if time.perf_counter() >= end:
                    break
    within = [at for at in counter.at if at < counter.at[0] + MINUTES * 60]
    share = len(within) / (RATE * 60 * MINUTES) * 100
    most = max(sum(at <= other < at + WINDOW for other in counter.at) for at in counter.at)
    return [
        Row(
            f"Limite de {RATE * 60} chamadas por minuto usado, {MINUTES} minutos, {LATENCY} ms cada",
            f"{share:.1f} %; no máximo {most} em 60 s",
            f"95 %, nunca mais de {RATE * 60}",
            share >= 95 and most <= RATE * 60,
            f"uma por vez, espera e resposta somadas: {100 / (1 + RATE * int(LATENCY) / 1000):.0f} %",
        )
    ]


MEASURES = (used,)
