"""Options (size, colour) of variations that the ERP was not given yet; what becomes of a damaged note."""

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from ecco_desktop.domain.errors import NeedsPerson
from ecco_desktop.domain.products import CatalogProduct, Pairs, store_ref
from ecco_desktop.jobs.run.context import RunContext
from ecco_desktop.jobs.run.facts import Fact


@dataclass(frozen=True, slots=True)
class OptionsDue:
    """A variation that was made, or is about to be, and whose options the ERP was not given yet."""

    sku: str
    options: Pairs

    @classmethod
    def of(cls, text: str) -> "OptionsDue":
        """From what is kept."""
        sku, options = json.loads(text)
        return cls(str(sku), tuple((str(name), str(value)) for name, value in options))

    def text(self) -> str:
        """As it is kept."""
        return json.dumps([self.sku, self.options])


OPTIONS_DUE = Fact("options_due", OptionsDue.text, OptionsDue.of)


@dataclass(slots=True)
class UnreadOptions:
    """Variations whose note cannot be read: the catalog says once more what their options are."""

    ctx: RunContext
    refs: set[str] = field(default_factory=set)

    def rest(self) -> Mapping[str, OptionsDue]:
        """The notes that can be read, by ref; the others are awaited from the catalog."""
        found, self.refs = OPTIONS_DUE.split(self.ctx.storage.memory, self.ctx.connection.id)
        return found

    def seen(
        self, product: CatalogProduct, known: Collection[str], give: Callable[[str, str, Pairs], None]
    ) -> None:
        """Have the ERP given the options of such variations, as the store shows them now."""
        for child in product.variations if self.refs else ():
            ref = store_ref(product.id, child.id)
            if ref not in self.refs or ref not in known:
                continue
            self.refs.discard(ref)
            if not self.ctx.is_due(_record(ref)):
                continue
            with self.ctx.record(_record(ref), child.sku):
                give(ref, child.sku, child.options)
                self.ctx.tally.warnings += 1
                self.ctx.log.warning("product.options_again", child.sku, sku=child.sku)

    def left(self, known: Collection[str]) -> None:
        """After the whole catalog: what the store shows no more waits for a person."""
        for ref in sorted(self.refs & set(known)):
            self.ctx.fail(_record(ref), ref, NeedsPerson("product.options_unread", ref=ref))
        self.ctx.forget_facts(OPTIONS_DUE, sorted(self.refs))


def _record(ref: str) -> str:
    return f"options:{ref}"
