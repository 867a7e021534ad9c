"""ERP products as sheets for a store, their fingerprints, and what differs from what the store shows."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ecco_desktop.domain.codes import bar_code, same_gtin
from ecco_desktop.domain.products import CatalogProduct, ErpProduct, ProductSheet, store_ref
from ecco_desktop.jobs.run.facts import AfterRestore, Fact

# What the ledger calls what is sent of a product.
FIELDS = {
    "name": "nome",
    "gtin": "GTIN",
    "description": "descrição",
    "weight": "peso",
    "categories": "categorias",
    "active": "ativo",
}
NO_WEIGHT = "0.000 kg"


def sheet_of(product: ErpProduct, category_ids: tuple[str, ...], *, variable: bool) -> ProductSheet:
    """What the ERP says of a product."""
    return ProductSheet(
        erp_id=product.id,
        sku=product.sku,
        gtin=product.gtin,
        name=product.name,
        active=product.active,
        description=product.description,
        weight_kg=product.weight_kg,
        price=product.price,
        list_price=product.promoted_from,
        category_ids=category_ids,
        options=product.attributes,
        variable=variable,
    )


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What was sent of a product. Without a digest it only says whether it was active; no sheet is so."""

    digest: str
    active: bool

    @classmethod
    def read(cls, text: str) -> "Fingerprint":
        """From what is kept."""
        digest, _, active = text.rpartition("|")
        return cls(digest, {"a": True, "i": False}[active])

    def text(self) -> str:
        """As it is kept."""
        return f"{self.digest}|{'a' if self.active else 'i'}"

    def outdated(self) -> "Fingerprint":
        """After a restore another sheet may have been sent since."""
        return replace(self, digest="")


PUSHED = Fact("pushed", Fingerprint.text, Fingerprint.read, AfterRestore.DOUBTED, Fingerprint.outdated)


def fingerprint(sheet: ProductSheet) -> Fingerprint:
    """It changes when something this automation sends changes."""
    parts = (sheet.name, sheet.gtin, sheet.description, str(sheet.weight_kg), ",".join(sheet.category_ids))
    return Fingerprint(hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:24], sheet.active)


def is_current(before: Fingerprint | None) -> bool:
    """Whether a fingerprint speaks of what the store shows: something was sent, and no restore came after."""
    return before is not None and bool(before.digest)


def differing(sheet: ProductSheet, shown: ProductSheet, *, was_inactive: bool) -> list[tuple[str, str, str]]:
    """The fields to send, with what the store shows and what it will: (field, before, after).

    What the ERP leaves empty is not sent. A store hides products for reasons of its own, so one is
    shown again only where it was this program that hid it.
    """
    found: list[tuple[str, str, str]] = []
    if not shown.part and sheet.name and sheet.name != shown.name:
        found.append(("name", shown.name, sheet.name))
    if bar_code(sheet.gtin) and not same_gtin(sheet.gtin, shown.gtin):
        found.append(("gtin", shown.gtin, sheet.gtin))
    if sheet.description and sheet.description != shown.description and not shown.part:
        found.append(("description", short(shown.description), short(sheet.description)))
    if sheet.weight_kg is not None and sheet.weight_kg != shown.weight_kg:
        found.append(("weight", _weight(shown), _weight(sheet)))
    if sheet.category_ids and not shown.part and not set(sheet.category_ids) <= set(shown.category_ids):
        found.append(("categories", ", ".join(shown.category_ids), ", ".join(together(sheet, shown))))
    hide, show = shown.active and not sheet.active, sheet.active and not shown.active and was_inactive
    if hide or show:
        found.append(("active", "ativo" if hide else "inativo", "inativo" if hide else "ativo"))
    return found


def together(sheet: ProductSheet, shown: ProductSheet) -> tuple[str, ...]:
    """The store's categories with ours among them: a list is replaced whole, and theirs must stay."""
    return tuple(dict.fromkeys([*shown.category_ids, *sheet.category_ids]))


def shown_sheets(products: Sequence[CatalogProduct]) -> dict[str, ProductSheet]:
    """What a page of the store's catalog shows, by store ref."""
    found: dict[str, ProductSheet] = {}
    for product in products:
        found[product.ref] = ProductSheet(
            "",
            product.sku,
            product.gtin,
            product.name,
            product.active,
            product.description,
            product.weight_kg,
            product.price,
            product.list_price,
            product.category_ids,
            (),
            product.variable,
        )
        for child in product.variations:
            found[store_ref(product.id, child.id)] = ProductSheet(
                "",
                child.sku,
                child.gtin,
                product.name,
                child.active,
                "",
                child.weight_kg,
                child.price,
                child.list_price,
                (),
                child.options,
                part=True,
            )
    return found


def categories_of(product: ErpProduct, links: Mapping[str, str]) -> tuple[str, ...]:
    """The store's categories of a product: the deepest one linked to its place in the ERP's tree."""
    found = [links[each] for each in product.department_ids if each in links]
    return tuple(found[-1:])


def short(text: str) -> str:
    """Long texts cut for the ledger."""
    return text if len(text) <= 60 else text[:59] + "…"


def _weight(sheet: ProductSheet) -> str:
    return "" if sheet.weight_kg is None else f"{sheet.weight_kg:.3f} kg"
