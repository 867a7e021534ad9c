"""What every part of the Nuvemshop adapter shares: requests, what refusals mean, and careful paging."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from ecco_desktop.connectors.http.client import Answer, HttpClient
from ecco_desktop.connectors.shared.currency import Money
from ecco_desktop.connectors.shared.paging import Paging, Place
from ecco_desktop.connectors.shared.records import Row, listed, text, verbatim, whole
from ecco_desktop.connectors.shared.sizes import Size
from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.errors import EccoProblem, OutcomeUnknown, SetupProblem, TransientProblem
from ecco_desktop.domain.foreign import brief, read

# Nuvemshop: more is refused.
PAGE = 200
# What is read of the store itself.
STORE = "id,name,plan_name,main_currency"
SHIPMENTS = "/fulfillment-orders"
NO_SCOPE = "nuvemshop.fulfilment_scope"
# A refusal may name every field of a product; more is not told.
_FIELDS, _FIELD = 10, 60
_ENVELOPE = ("code", "message", "description", "error")


@dataclass(frozen=True, slots=True)
class Options:
    """What a connection chose: the location stock is kept at ("" where there is one), and who is told."""

    location: str = ""
    batch: int = 50
    at_once: int = 1
    notify: bool = False
    cancel_email: bool = False
    restock: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of a list, its `number` in pages of PAGE rows; `last` says that there are no more.

    `at` is the store's clock (UTC).
    """

    number: int
    rows: tuple[Row, ...]
    total: int | None
    last: bool
    at: datetime | None


@dataclass
class Calls:
    """A store and how it is spoken to."""

    client: HttpClient
    connection: str
    options: Options
    size: Size
    money: Money = field(init=False)

    def __post_init__(self) -> None:
        self.money = Money(lambda: text(self._one("/store", {"fields": STORE}), "main_currency"))

    def _get(self, path: str, query: Mapping[str, str] | None = None) -> Answer:
        """The answer of a GET: a 2xx with JSON, or a 404 of the API itself."""
        answer = self.client.request("GET", path, query=query)
        self._check(answer, path)
        if answer.status >= 400 and answer.status != 404:
            raise self._refusal(answer)
        if not answer.is_json:
            raise self._no_api(answer)
        return answer

    def _send(self, method: str, path: str, body: object, *, idempotent: bool = True) -> Answer:
        """The answer of a write: a 2xx, or a 4xx of the API itself."""
        answer = self.client.request(method, path, json=body, idempotent=idempotent)
        self._check(answer, path)
        return answer

    def _one(self, path: str, query: Mapping[str, str] | None = None) -> Row | None:
        """One record; None where the store has it no more."""
        answer = self._get(path, query)
        if answer.status == 404:
            return None
        body = answer.json()
        if not isinstance(body, Mapping) or not body:
            # Only a 404 says that there is none.
            raise TransientProblem("store.unclear", what=path)
        return body

    def _record(self, path: str, own: str, query: Mapping[str, str] | None = None) -> Row | None:
        """As `_one`, of the record with the id `own`; TransientProblem where it is another's."""
        row = self._one(path, query)
        if row is not None and whole(row, "id") != own:
            raise TransientProblem("store.unclear", what=path)
        return row

    def _pages(self, path: str, query: Mapping[str, str], first: int = 1) -> Iterator[Page]:
        """Numbered pages to the last.

        Nuvemshop: a page beyond the end answers 404, and so does an empty list. A store may give fewer
        rows a page than it was asked for, so what was read is counted against `X-Total-Count`. A page that is
        too much for it is asked for in smaller ones. The number of a page says from where on to read again.
        """
        paging = Paging(self.client.host, (first - 1) * PAGE, counted=first == 1)
        place, read = Place(paging.read, PAGE), paging.read
        number, size = place.resized(self.size.value, paging), self.size.value
        while True:
            asked = {**query, "page": str(number), "per_page": str(size)}
            try:
                answer = self._get(path, asked)
            except TransientProblem as problem:
                if not self.size.too_much(problem):
                    raise
                size = self.size.value
                number = place.resized(size, paging)
                continue
            before = paging.read
            page = self._page(answer, first + (before - read) // PAGE, paging)
            yield page
            if page.last:
                return
            place.took(paging.read - before)
            number += 1

    def _page(self, answer: Answer, number: int, paging: Paging) -> Page:
        if answer.status == 404:
            return Page(number, (), None, True, answer.at)
        body = answer.json()
        if not isinstance(body, list):
            raise TransientProblem("http.not_json", host=self.client.host, connection=self.connection)
        counted = answer.headers.get("X-Total-Count", "")
        total = int(counted) if is_count(counted) else None
        rows = listed(body)
        return Page(number, tuple(rows), total, not paging.more(rows, len(body), total), answer.at)

    def _refusal(self, answer: Answer) -> SetupProblem:
        """A 4xx that this program cannot do anything about."""
        return SetupProblem(
            "http.refused", host=self.client.host, status=answer.status, detail=message(answer)
        )

    def _lost(self) -> OutcomeUnknown:
        return OutcomeUnknown("http.outcome_unknown", host=self.client.host, connection=self.connection)

    def _check(self, answer: Answer, path: str) -> None:
        """What no call can go on from."""
        if answer.status < 400:
            return
        if (spoken := answer.spoken_for()) is not None:
            raise spoken
        if not answer.is_json:
            raise self._no_api(answer)
        if answer.status == 401:
            raise SetupProblem("http.credentials", host=self.client.host, connection=self.connection)
        if answer.status == 402:
            raise SetupProblem("nuvemshop.suspended", connection=self.connection)
        if answer.status == 403:
            raise self._forbidden(answer, path)

    def _forbidden(self, answer: Answer, path: str) -> SetupProblem:
        """Nuvemshop: 403 is a scope the app does not have; shipments have one of their own."""
        if SHIPMENTS in path:
            return SetupProblem(NO_SCOPE, connection=self.connection)
        return SetupProblem("http.permission", connection=self.connection, detail=message(answer))

    def _no_api(self, answer: Answer) -> EccoProblem:
        """A page instead of data: a wrong address for good, anything else for a while."""
        if answer.status == 404:
            return self._refusal(answer)
        return answer.page_problem()


def message(answer: Answer) -> str:
    """What the store said, short.

    Nuvemshop: `{"error": …}`, an envelope with a description, `{field: [messages]}`, or a mixture.
    """
    body = answer.json() if answer.is_json else None
    parts = [verbatim(body, "description", "error", "message")]
    parts += [f"{field}: {told}" for field, told in field_errors(body).items()]
    return brief(" ".join(part for part in parts if part)) or "sem explicação"


def field_errors(body: object) -> dict[str, str]:
    """The fields a refusal names, and what it says of each."""
    if not isinstance(body, Mapping):
        return {}
    return {
        read(str(field), _FIELD): brief(", ".join(map(str, told)) if isinstance(told, list) else told)
        for field, told in islice(body.items(), _FIELDS)
        if field not in _ENVELOPE and isinstance(told, list | str)
    }
