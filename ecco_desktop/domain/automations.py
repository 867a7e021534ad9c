"""What an automation declares of itself."""

from dataclasses import dataclass
from enum import StrEnum

from ecco_desktop.domain.connections import Capability, Role
from ecco_desktop.domain.options import Option, Options
from ecco_desktop.domain.steps import Step


class Duty(StrEnum):
    """What the rest of the program counts on one automation for, whichever it is."""

    ORDERS_IN = "orders_in"
    PRODUCTS_IN = "products_in"
    STOCK_OUT = "stock_out"
    CANCELLATIONS = "cancellations"


class Records(StrEnum):
    """What the records of an automation are."""

    ORDERS = "orders"
    PRODUCTS = "products"


@dataclass(frozen=True, slots=True)
class Direction:
    """One way a question names: the option that chooses it, and what the platform must be able to do."""

    option: str
    words: str
    needs: Capability


@dataclass(frozen=True, slots=True)
class Question:
    """What a person is asked before such a task is switched on: a text key, with `ways` put in."""

    key: str
    ways: tuple[Direction, ...]


@dataclass(frozen=True, slots=True)
class AutomationInfo:
    """An automation as the screens show it, and all that is special about it.

    Nobody but its own file and the registry names an automation: what differs is declared here.
    """

    key: str
    name: str
    flow: str
    summary: str
    # False: it runs once, when it was booked, never by a schedule.
    recurrent: bool = True
    # False: it cannot be started by hand, only switched on.
    startable: bool = True
    records: Records = Records.ORDERS
    # What a task can be told.
    chooses: type[Options] = Options
    # What the task is made on; the others of its run are found by the runner.
    role: Role = Role.STORE
    # It changes the store's own data: the guide has it simulated, and switched on after a person's look.
    writes_store: bool = False
    # Such a run may not be short and writes masses of numbers: it can be given back.
    undoable: bool = False
    # A run on a store opens every carrier too, and asks each about its parcels.
    asks_carriers: bool = False
    # What others count on it for; one automation bears a duty.
    duty: Duty | None = None
    # What it could not do waits on the list of the automation that bears this duty, which tries again.
    waits_with: Duty | None = None
    # Asked before it is switched on.
    question: Question | None = None
    # The guide offers it ticked: what a shop wants first.
    suggested: bool = False
    # How often the guide has it run.
    usual_minutes: float = 30.0
    # Whether each run looks at all there is: one that finds nothing where there was something is not green.
    compares_all: bool = False
    # What it is made of, in its order, where each can be run by itself.
    steps: tuple[Step, ...] = ()
    # Options with which the demo shows more than the defaults do.
    demo_options: tuple[tuple[str, str], ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        """Its options, as the screens show them."""
        return self.chooses.declared()
