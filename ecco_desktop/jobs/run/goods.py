"""The one door to the links of products: each is proved by what both sides call it before it is used."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from ecco_desktop.domain import foreign
from ecco_desktop.domain.codes import same_gtin
from ecco_desktop.domain.errors import NeedsPerson
from ecco_desktop.domain.links import (
    GTIN,
    Link,
    LinkKind,
    ProductMarks,
    ProvedLink,
    bears,
    erp_mark,
    is_same_product,
    same_sku,
    store_mark,
)
from ecco_desktop.domain.products import StoreProduct
from ecco_desktop.domain.stock import StockLevel
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import AfterRestore, text_fact
from ecco_desktop.jobs.run.questions import ask

# By ref: links that the last reading did not prove. Nobody sends over them until a reading does.
DOUBTED = text_fact("product_doubted", AfterRestore.FORGOTTEN)
# By ref: "store SKU, ERP SKU" that a person said are one product.
SAME = text_fact("product_same")
# The cause under which a doubted link waits for a person.
OTHER = "link.other_product"
# The answer to a write told of another product than was written to.
ANSWERED_OTHER = "link.answered_other"


def pair(store: str, erp: str) -> str:
    """Two codes as a person's answer is kept."""
    return f"{store.strip()}\x1f{erp.strip()}".casefold()


@dataclass(slots=True)
class Goods:
    """The product links of one connection. What is found out is on disk after `keep`."""

    ctx: RunContext
    marks: dict[str, ProductMarks]
    doubted: dict[str, str]
    said: Mapping[str, str]
    _proved: dict[str, Link] = field(default_factory=dict)
    _cleared: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, ctx: RunContext) -> "Goods":
        """As they are kept."""
        marks = ctx.storage.links.marks(ctx.connection.id, LinkKind.PRODUCT)
        return cls(ctx, marks, ctx.facts(DOUBTED), ctx.facts(SAME))

    def erp_id(self, ref: str) -> str:
        """What a ref is tied to, proved or not: to read it, never to write to it. "" where to nothing."""
        known = self.marks.get(ref)
        return known[0] if known else ""

    def is_unproved(self, ref: str) -> bool:
        """Whether a link is of an earlier version, and no reading has proved it."""
        return not self.marks[ref][2]

    # -- proving --

    def prove(self, product: StoreProduct, erp_sku: str, erp_gtin: str = "") -> ProvedLink | None:
        """The link of a product that both sides were asked about; None where one of them is another now.

        One of an earlier version, that no reading has proved, may have been tied by its bar code.
        """
        ref = product.ref
        known = self.marks.get(ref)
        if known is None:
            return None
        if (product.sku, erp_sku) == known[1:] and product.sku and erp_sku and ref not in self.doubted:
            # As it was proved last, and nearly always.
            return ProvedLink(ref, known[0], product.sku)
        fits = is_same_product(known, product.sku, product.gtin, erp_sku)
        fits = fits or self.said.get(ref) == pair(store_mark(product.sku, product.gtin), erp_sku)
        if not fits and not (self.is_unproved(ref) and same_gtin(product.gtin, erp_gtin)):
            return None
        return self._given(ref, known, product, erp_sku)

    def accept(self, product: StoreProduct, erp_sku: str) -> ProvedLink:
        """The link of a product that its variations prove; what it is called does next."""
        return self._given(product.ref, self.marks[product.ref], product, erp_sku)

    def is_trusted(self, ref: str, erp_sku: str) -> bool:
        """Whether the link of a ref carries: the store was asked about it earlier, the ERP now."""
        known = self.marks.get(ref)
        return known is not None and ref not in self.doubted and _is_still(known[2], erp_sku)

    def trusted(self, ref: str, erp_sku: str) -> ProvedLink | None:
        """That link."""
        if not self.is_trusted(ref, erp_sku):
            return None
        known = self.marks[ref]
        return ProvedLink(ref, known[0], _sku_of(known))

    def of_line(self, ref: str, sku: str, gtin: str, erp_skus: Mapping[str, str]) -> ProvedLink | None:
        """The link of a product as an order line shows it; `erp_skus` is what the ERP shows, by its id."""
        known = self.marks.get(ref)
        erp_sku = erp_skus.get(known[0]) if known else None
        if known is None or erp_sku is None:
            return None
        if same_sku(sku, erp_sku):
            return ProvedLink(ref, known[0], sku)
        found = self.trusted(ref, erp_sku)
        return found if bears(known[1], sku, gtin) else None

    def of_store(self, product: StoreProduct, key: str) -> ProvedLink | None:
        """The link of a product the store was asked about, whatever the ERP says: to give back what the store
        itself had. `key` is what it was called when it was written to."""
        known = self.marks.get(product.ref)
        if known is None or product.ref in self.doubted:
            return None
        fits = bears(known[1], product.sku, product.gtin) if known[2] else same_sku(product.sku, key)
        return ProvedLink(product.ref, known[0], product.sku) if fits else None

    def sku_in_store(self, ref: str) -> str:
        """What the store called it when it was read last; "" where nobody knows."""
        return _sku_of(self.marks.get(ref, ("", "", "")))

    def shaken(self, levels: Mapping[str, StockLevel]) -> Iterator[str]:
        """Refs of proved products that the ERP calls something else now (its rows by id), which no reading of
        the store has looked into yet."""
        for ref, (erp_id, _, erp) in self.marks.items():
            level = levels.get(erp_id)
            if level is None or not erp or erp == level.sku:
                continue
            if ref not in self.doubted and not _is_still(erp, level.sku):
                yield ref

    def doubt(self, ref: str, shown: str) -> None:
        """It carries nothing until a reading proves it; `shown` is what the store calls it."""
        if self.doubted.get(ref) != shown:
            self.doubted[ref] = shown
            self.ctx.keep_facts(DOUBTED, {ref: shown})

    def fail(self, record_id: str, product: StoreProduct, erp_sku: str) -> None:
        """Put a link that is not proved on the list, with what both sides show, and send nothing over it."""
        self.doubt(product.ref, store_mark(product.sku, product.gtin))
        record = self.ctx.pending.get(record_id)
        problem = self.problem(product, erp_sku)
        if record is not None and record.cause == OTHER and dict(record.values) == dict(problem.values):
            # Told already; nobody has answered.
            self.ctx.tally.skipped += 1
            return
        ask(self.ctx, record_id, product.sku or erp_sku or product.ref, problem)

    def problem(self, product: StoreProduct, erp_sku: str) -> NeedsPerson:
        """What is told of it."""
        _, store, erp = self.marks.get(product.ref, ("", "", ""))
        return NeedsPerson(
            OTHER,
            id=product.ref,
            shown=store_mark(product.sku, product.gtin) or "—",
            erp=erp_sku.strip() or "—",
            linked=f"{store or '?'} = {erp or '?'}",
        )

    def well(self, record_id: str) -> None:
        """It is proved: where it waited for a person because of that, it does so no more."""
        record = self.ctx.pending.get(record_id)
        if record is not None and record.cause in (OTHER, ANSWERED_OTHER):
            self.ctx.solve(record_id, record.label)

    def end(self) -> None:
        """The run saw all there is: what waits because of a link that is no more waits no longer."""
        gone = [
            record
            for record in self.ctx.pending.values()
            if record.cause == OTHER and record.values.get("id", "") not in self.marks
        ]
        for record in gone:
            self.ctx.solve(record.record_id, record.label)

    # -- linking --

    def link(
        self, ties: Sequence[tuple[StoreProduct, str, str]], proved: Set[str]
    ) -> list[tuple[StoreProduct, str]]:
        """Tie products to ERP products (id, SKU) that bear their codes, letting go of what they were tied to,
        and of links to those ERP products that are not `proved` (refs): their product is gone, or another.

        Those whose ERP product is tied to another one all the same come back with its ref.
        """
        if not ties:
            return []
        holders = {erp_id: ref for ref, (erp_id, _, _) in self.marks.items()}
        links = {
            product.ref: product_link(self.ctx.connection.id, product, erp_id, sku)
            for product, erp_id, sku in ties
        }
        stale = {holders[erp_id] for _, erp_id, _ in ties if erp_id in holders} - proved - links.keys()
        refused = self.ctx.storage.links.renew(list(links.values()), sorted(stale))
        clashes = {link.outside_id for link in refused}
        for ref in [*stale, *links]:
            self.marks.pop(ref, None)
        for ref, link in links.items():
            if ref not in clashes:
                self.marks[ref] = (link.erp_id, link.label, link.external_number)
                holders[link.erp_id] = ref
                if self.doubted.pop(ref, None) is not None:
                    self._cleared.add(ref)
        return [(product, holders[erp_id]) for product, erp_id, _ in ties if product.ref in clashes]

    def note(self, link: Link) -> ProvedLink:
        """A link that was saved just now: both sides of it were read, or made."""
        known = link.erp_id, link.label, link.external_number
        self.marks[link.outside_id] = known
        return ProvedLink(link.outside_id, link.erp_id, _sku_of(known))

    def keep(self) -> None:
        """Write down what was proved since the last time."""
        self.ctx.storage.links.prove_all(list(self._proved.values()))
        self._proved.clear()
        answered = [ref for ref in self._cleared if ref in self.said]
        self.ctx.forget_facts(DOUBTED, sorted(self._cleared))
        self.ctx.forget_facts(SAME, sorted(answered))
        self._cleared.clear()

    # -- inside --

    def _given(self, ref: str, known: ProductMarks, product: StoreProduct, erp_sku: str) -> ProvedLink:
        erp_id, store, _ = known
        fresh = (erp_id, store_mark(product.sku, product.gtin) or store, erp_mark(erp_sku))
        if fresh != known:
            self.marks[ref] = fresh
            self._proved[ref] = product_link(self.ctx.connection.id, product, erp_id, erp_sku)
        if self.doubted.pop(ref, None) is not None or ref in self.said:
            self._cleared.add(ref)
        return ProvedLink(ref, erp_id, product.sku.strip())


def product_link(connection_id: int, product: StoreProduct, erp_id: str, erp_sku: str) -> Link:
    """A link of two products that were both read just now, with its proof."""
    mark = store_mark(product.sku, product.gtin)
    return Link(connection_id, LinkKind.PRODUCT, erp_id, product.ref, mark, external_number=erp_mark(erp_sku))


def _is_still(known: str, erp_sku: str) -> bool:
    """Whether the ERP calls a proved product what it was called; asked of every product in every run."""
    if known == erp_sku:
        return bool(known)
    return bool(known) and foreign.key(known) == foreign.key(erp_mark(erp_sku))


def _sku_of(known: ProductMarks) -> str:
    return "" if known[1].startswith(GTIN) else known[1]
