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


# A refusal of what was asked for, and not of who asks: one record's number, code or text may be its cause.
_OF_WHAT_WAS_ASKED = ("400", "404", "409", "410", "414", "422")


def may_be_one_records(error: Exception) -> bool:
    """Whether a single record may be the cause that the other side gave no answer to it, or refused it.

    Where several in a row get none, it is the other side all the same (see SILENT_IN_A_ROW).
    """
    if isinstance(error, SetupProblem):
        return error.key == "http.refused" and error.values.get("status") in _OF_WHAT_WAS_ASKED
    return isinstance(error, TransientProblem | RecordProblem)


# One record without an answer is at fault itself; so many in a row, and it is the other side that is down.
SILENT_IN_A_ROW = 3


class Cancelled(Exception):
    """The person, or the end of the program, asked the run to stop. It ends quietly."""
