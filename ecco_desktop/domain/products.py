"""Products as the ERP and as a store have them."""

from dataclasses import dataclass
from decimal import Decimal

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ErpProduct:
    """A product that can be sold. `parent_id` is empty for a simple product or a parent."""

    id: str
    sku: str
    gtin: str
    name: str
    active: bool
    parent_id: str = ""
    price: Decimal | None = None
    list_price: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    online: bool = True
    weight_kg: Decimal | None = None
    description: str = ""
    department_ids: tuple[str, ...] = ()
    brand_id: str = ""
    # Only a single read tells them: name and value of each attribute, and whether it was such a read.
    attributes: Pairs = ()
    detailed: bool = False

    @property
    def promoted_from(self) -> Decimal | None:
        """The "de" of a "de/por"; None where it is not above what is asked for now."""
        if self.price is None or self.list_price is None or self.list_price <= self.price:
            return None
        return self.list_price


@dataclass(frozen=True, slots=True)
class StoreProduct:
    """Something a store sells: a simple product, or one variation of a product."""

    product_id: str
    variation_id: str
    sku: str
    gtin: str
    name: str

    @property
    def ref(self) -> str:
        """The outside id kept in links: "12" for a simple product, "12/34" for variation 34 of 12."""
        # As `store_ref`; asked several times of every product of a shop.
        return f"{self.product_id}/{self.variation_id}" if self.variation_id else self.product_id


def ref_parts(ref: str) -> tuple[str, str]:
    """Product and variation of an outside id, the other way round than `store_ref`."""
    product_id, _, variation_id = ref.partition("/")
    return product_id, variation_id


def store_ref(product_id: str, variation_id: str = "") -> str:
    """The outside id of a product or of one of its variations."""
    return f"{product_id}/{variation_id}" if variation_id else product_id


@dataclass(frozen=True, slots=True)
class ErpProductDraft:
    """A product to be created in the ERP; the SKU is ours to choose and must be new there."""

    sku: str
    name: str
    gtin: str = ""
    price: Decimal | None = None
    list_price: Decimal | None = None
    weight_kg: Decimal | None = None
    description: str = ""
    active: bool = True
    parent_id: str = ""
    department_ids: tuple[str, ...] = ()
    brand_id: str = ""

    def made(self, product_id: str) -> ErpProduct:
        """The product it becomes under this id."""
        return ErpProduct(
            id=product_id,
            sku=self.sku,
            gtin=self.gtin,
            name=self.name,
            active=self.active,
            parent_id=self.parent_id,
            price=self.price,
            list_price=self.list_price,
            weight_kg=self.weight_kg,
            description=self.description,
            department_ids=self.department_ids,
            brand_id=self.brand_id,
        )


@dataclass(frozen=True, slots=True)
class Category:
    """A node of a category tree, on either side; `parent_id` is empty at the top."""

    id: str
    name: str
    parent_id: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A characteristic products vary by, with its options as (id, name)."""

    id: str
    name: str
    options: Pairs = ()


@dataclass(frozen=True, slots=True)
class Brand:
    """A brand, on either side."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A place a store keeps stock in; `active` where orders are served from it."""

    id: str
    name: str
    active: bool = True


@dataclass(frozen=True, slots=True)
class CatalogVariation:
    """One variation of a store product; `options` are (attribute name, value)."""

    id: str
    sku: str
    gtin: str
    options: Pairs = ()
    price: Decimal | None = None
    list_price: Decimal | None = None
    weight_kg: Decimal | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class CatalogProduct:
    """A store product whole, as the catalog import reads it. Prices in reais, weight in kilograms.

    `variation_id` is filled where a platform sells a simple product too as a variation of itself.
    """

    id: str
    sku: str
    gtin: str
    name: str
    variable: bool
    price: Decimal | None = None
    list_price: Decimal | None = None
    weight_kg: Decimal | None = None
    description: str = ""
    active: bool = True
    category_ids: tuple[str, ...] = ()
    brand: str = ""
    attributes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    images: int = 0
    variations: tuple[CatalogVariation, ...] = ()
    variation_id: str = ""

    @property
    def ref(self) -> str:
        """The outside id kept in links, as `StoreProduct.ref`."""
        return store_ref(self.id, self.variation_id)


@dataclass(frozen=True, slots=True)
class ProductSheet:
    """What the ERP says of a product that goes to a store; variations are sheets of their own.

    `options` are (attribute, value) of a variation; `category_ids` are the store's. A sheet of what a
    store shows says by `part` whether it is one variation of a product: then name, description and
    categories are its parent's.
    """

    erp_id: str
    sku: str
    gtin: str
    name: str
    active: bool
    description: str = ""
    weight_kg: Decimal | None = None
    price: Decimal | None = None
    list_price: Decimal | None = None
    category_ids: tuple[str, ...] = ()
    options: Pairs = ()
    variable: bool = False
    part: bool = False


@dataclass(frozen=True, slots=True)
class Price:
    """What a product costs: `price` is asked for now, `list_price` is the "de" of a "de/por"."""

    price: Decimal
    list_price: Decimal | None = None


@dataclass(frozen=True, slots=True)
class StorePrice:
    """What a store asks for one product; None where it says nothing that can be read."""

    product: StoreProduct
    price: Price | None


@dataclass(frozen=True, slots=True)
class PriceChange:
    """One price to set in a store. Absolute, never a difference."""

    product: StoreProduct
    price: Price
