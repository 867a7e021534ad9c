"""What every part of the WooCommerce adapter shares: the site, batches, and paging that trusts nobody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from ecco_desktop.connectors.http.client import Answer
from ecco_desktop.connectors.shared.currency import Money
from ecco_desktop.connectors.shared.paging import Paging, Place
from ecco_desktop.connectors.shared.records import Row, text
from ecco_desktop.connectors.shared.sizes import Size
from ecco_desktop.connectors.stores.woocommerce.refusals import message
from ecco_desktop.connectors.stores.woocommerce.site import TOO_LARGE, Site
from ecco_desktop.domain.amounts import is_count
from ecco_desktop.domain.chunks import chunks
from ecco_desktop.domain.errors import OutcomeUnknown, TransientProblem
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.ports.at_once import at_once
from ecco_desktop.ports.store import BatchRefused

# More than 100 a page is refused.
PAGE = 100


@dataclass
class Calls:
    """A site and how it is read."""

    site: Site
    page_size: Size
    batch_size: Size
    names: Mapping[str, str]
    # Calls that may be under way at a time, where their order does not matter.
    threads: int = 1
    # Products seen without a count of any kind, by ref.
    off: set[str] = field(default_factory=set, init=False)
    money: Money = field(init=False)

    def __post_init__(self) -> None:
        self.money = Money(self._currency)

    def _currency(self) -> str:
        """What the store sells in; "" where its version does not say."""
        answer = self.site.get("/data/currencies/current", {"_fields": "code"})
        return text(answer.json(), "code") if answer.status < 400 else ""

    def pages(
        self, path: str, query: Mapping[str, str], first_page: int = 1, *, ahead: bool = False
    ) -> Iterator[Answer]:
        """Pages by ascending id to the end of the list (see `Paging`); none where the address is gone.

        The Link header repeats OAuth parameters: not followed. With `ahead`, the next pages are under way
        while one is worked through.
        """
        paging = Paging(self.site.host, (first_page - 1) * PAGE, counted=first_page == 1)
        for answer in self._answers(path, query, paging, self.threads if ahead else 1):
            if answer.status == 404:
                # The parent was deleted while the list was read.
                return
            if answer.status >= 400:
                raise self.site.refusal(answer)
            rows = self.rows(answer)
            more = paging.more(rows, len(rows), total_of(answer))
            if rows or not paging.read:
                yield answer
            if not more:
                return

    def _answers(self, path: str, query: Mapping[str, str], paging: Paging, threads: int) -> Iterator[Answer]:
        """Pages without an end. A page that is too much for the host is asked for in smaller ones."""
        place = Place(paging.read, PAGE)
        while True:
            size = self.page_size.value
            try:
                for answer in self._numbered(path, query, place.resized(size, paging), size, threads):
                    before = paging.read
                    yield answer
                    place.took(paging.read - before)
            except TransientProblem as problem:
                if not self.page_size.too_much(problem):
                    raise

    def _numbered(
        self, path: str, query: Mapping[str, str], first: int, size: int, threads: int
    ) -> Iterator[Answer]:
        """Pages of one size; ahead of time only those that the first one says are there."""

        def page(number: int) -> Answer:
            place = {"per_page": str(size), "page": str(number), "orderby": "id", "order": "asc"}
            return self.site.get(path, {**query, **place})

        answer = page(first)
        yield answer
        said = answer.headers.get("X-WP-TotalPages", "")
        known = max(first, int(said) if is_count(said) else 0)
        yield from at_once(range(first + 1, known + 1), page, threads)
        yield from map(page, count(known + 1))

    def rows(self, answer: Answer) -> list[Row]:
        """The records of a list. What refuses to give it says why in its own words."""
        if answer.status >= 400:
            raise self.site.refusal(answer)
        body = answer.json()
        if not isinstance(body, list):
            raise TransientProblem("http.not_json", host=self.site.host, connection=self.site.connection)
        return [row for row in body if isinstance(row, Mapping)]

    def _included(self, products: Sequence[StoreProduct], fields: str) -> Iterator[tuple[str, Row]]:
        """The rows of these products only, as (parent id or "", row), in few calls."""
        simple = [product.product_id for product in products if not product.variation_id]
        yield from self._chosen("/products", simple, "", fields)
        parents = dict.fromkeys(product.product_id for product in products if product.variation_id)
        for parent in parents:
            ids = [p.variation_id for p in products if p.product_id == parent and p.variation_id]
            yield from self._chosen(f"/products/{parent}/variations", ids, parent, fields)

    def _chosen(self, path: str, ids: Sequence[str], parent: str, fields: str) -> Iterator[tuple[str, Row]]:
        for some in chunks(ids, PAGE):
            query = {"include": ",".join(some), "_fields": fields}
            for answer in self.pages(path, query if parent else query | {"status": "any"}):
                for row in self.rows(answer):
                    yield parent, row

    def _write_batch(self, product: StoreProduct, body: object) -> object:
        """The answer of a batch; `product` is any of it. BatchRefused where it is refused as a whole."""
        parent = product.product_id if product.variation_id else ""
        path = f"/products/{parent}/variations/batch" if parent else "/products/batch"
        try:
            answer = self.site.post(path, body)
        except OutcomeUnknown as problem:
            self.batch_size.too_much(problem)
            raise
        if answer.status == TOO_LARGE:
            self.batch_size.shrink()
        if answer.status >= 400:
            raise BatchRefused("store.item_refused", detail=message(answer))
        return answer.json()

    def _lost(self) -> OutcomeUnknown:
        return OutcomeUnknown("http.outcome_unknown", host=self.site.host, connection=self.site.connection)


def total_of(answer: Answer) -> int | None:
    """How many rows there are in all, where the store says so."""
    said = answer.headers.get("X-WP-Total", "")
    return int(said) if is_count(said) else None
