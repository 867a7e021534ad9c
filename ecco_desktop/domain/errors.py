"""The failure family: what went wrong, as a text key with values, never as prose."""

from collections.abc import Iterable, Mapping

from ecco_desktop.domain.discretion import OUTSIDE, discreet_values, without


class EccoProblem(Exception):
    """A failure we expect. `key` names a sentence in `words.sentences`, `values` fill it.

    Values never hold a token, a password, a document or a full customer name: what a server repeats of
    them is hidden here (see `discretion`).
    """

    def __init__(self, key: str, **values: object) -> None:
        self.key = key
        self.values: Mapping[str, str] = discreet_values(values)
        super().__init__(f"{key} {dict(self.values)}")

    def hide(self, words: Iterable[str]) -> None:
        """Take these words (a buyer's name) out of what somebody outside said."""
        known = tuple(words)
        self.values = {
            name: without(value, known) if name in OUTSIDE else value for name, value in self.values.items()
        }
        self.args = (f"{self.key} {dict(self.values)}",)


class SetupProblem(EccoProblem):
    """A person must act (token, address, mapping): the run ends and a notice goes out."""


class TransientProblem(EccoProblem):
    """Network, 429 or 5xx, after the client's own retries: the run fails until its next turn."""


class OutcomeUnknown(TransientProblem):
    """A write whose answer never came: it may or may not have been done. Settle it by reading."""


class RecordProblem(EccoProblem):
    """One order or one product is at fault: it goes to the pending list and the run goes on."""


class NeedsPerson(RecordProblem):
    """A record that trying again will not help: it waits for a person from the first time on."""


class Cancelled(Exception):
    """The person, or the end of the program, asked the run to stop. It ends quietly."""
