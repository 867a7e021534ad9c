"""What came back from a request, read with care: data, noise around it, or a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from ecco_desktop.connectors.http.body import parsed
from ecco_desktop.connectors.http.noise import MARKS, source_of
from ecco_desktop.connectors.http.pages import page_problem, spoken_for
from ecco_desktop.domain import instants
from ecco_desktop.domain.errors import EccoProblem, OutcomeUnknown
from ecco_desktop.ports.asides import aside


@dataclass(frozen=True)
class Answer:
    """What came back: every 2xx, and every 4xx but 429. Names of headers in any letter case.

    Its body is read once, however often it is asked for: who gets it must not change it. `wrote` says that
    it answers something that was to be done, not a question.
    """

    status: int
    headers: Mapping[str, str]
    text: str
    host: str = ""
    connection: str = ""
    wrote: bool = False

    @property
    def is_json(self) -> bool:
        """Whether the body can be read as JSON."""
        return self._read[0]

    @property
    def is_page(self) -> bool:
        """Whether it is a web page, and no data behind the noise of one."""
        return self.text.lstrip(MARKS).startswith("<") and not self.is_json

    def spoken_for(self) -> EccoProblem | None:
        """What is proved by who signs it (a firewall, a hosting company), whatever it answers to."""
        return spoken_for(self.status, self.headers, self.text, self.host, self.connection)

    def page_problem(self) -> EccoProblem:
        """What to say of a page in the place of data."""
        return page_problem(self.status, self.headers, self.text, self.host, self.connection)

    def json(self) -> object:
        """The body. Where it is a page or half an answer: OutcomeUnknown after something that was to be
        done and was not refused, what the page says (TransientProblem) after a question.
        """
        readable, value = self._read
        if readable:
            return value
        if self.wrote and self.status < 400:
            raise OutcomeUnknown("http.outcome_unknown", host=self.host, connection=self.connection)
        raise self.page_problem()

    @property
    def at(self) -> datetime | None:
        """The other side's own clock (UTC) when it answered; None where it does not tell."""
        return instants.read(self.headers.get("Date"))

    @cached_property
    def _read(self) -> tuple[bool, object]:
        try:
            value, noise = parsed(self.text)
        except ValueError:
            return False, None
        if noise:
            aside("http.noise", connection=self.connection, host=self.host, source=source_of(noise))
        return True, value
