"""Sale orders: as a store has them, as the ERP takes them, and what their totals must be."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal
from enum import StrEnum

from ecco_desktop.domain.amounts import CENT, cents, counted
from ecco_desktop.domain.errors import RecordProblem
from ecco_desktop.domain.marks import Mark

ZERO = Decimal(0)


class OrderStatus(StrEnum):
    """A status of the ERP, in our words. OTHER is a code this program does not know."""

    PAYMENT_PENDING = "payment_pending"
    PAYMENT_REVIEW = "payment_review"
    OPEN = "open"
    PICKING = "picking"
    INVOICED = "invoiced"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    OTHER = "other"


class PaymentKind(StrEnum):
    """Means of payment, as the Brazilian invoice (NF-e) tells them apart."""

    CASH = "cash"
    CREDIT_CARD = "credit_card"
    DEBIT_CARD = "debit_card"
    BOLETO = "boleto"
    PIX = "pix"
    TRANSFER = "transfer"
    ON_DELIVERY = "on_delivery"
    GIFT_CARD = "gift_card"
    NONE = "none"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Address:
    """A Brazilian address; `state` is the two-letter UF, `postcode` eight digits."""

    recipient: str = ""
    street: str = ""
    number: str = ""
    complement: str = ""
    neighborhood: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = "BR"


@dataclass(frozen=True, slots=True)
class Customer:
    """Who bought. `document` is a cleaned CPF or CNPJ, or empty where the store has none."""

    name: str
    document: str
    company: bool = False
    email: str = ""
    phone: str = ""
    mobile: str = ""
    state_registration: str = ""
    address: Address = field(default_factory=Address)


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of a store order. `product_ref` is the outside id used in links (see StoreProduct.ref).

    `subtotal` is before and `total` after discounts; both are for the whole quantity. `own` is the line's id
    in the order, "" for a part told inside its kit; `part_of` is the `own` of the kit it is a part of (see
    `kits`), and `worth` what it would cost by itself, where the store tells.
    """

    product_ref: str
    sku: str
    gtin: str
    title: str
    quantity: Decimal
    subtotal: Decimal
    total: Decimal
    own: str = ""
    part_of: str = ""
    worth: Decimal = ZERO

    @property
    def key(self) -> str:
        """Names the line in its order by all it says and costs: an edited line is another one."""
        told = (self.own, self.product_ref, self.sku, self.gtin, self.title, self.quantity, self.price)
        return hashlib.sha256("|".join(map(str, told)).encode()).hexdigest()[:16]

    @property
    def is_sold(self) -> bool:
        """Whether it is a line at all: an edited order keeps those that are down to nothing for nothing."""
        return bool(self.quantity or self.subtotal or self.total)

    @property
    def price(self) -> Decimal:
        """What the line costs before discounts: a total raised above its subtotal is its price."""
        return max(self.subtotal, self.total)

    @property
    def items(self) -> list[tuple[Decimal, Decimal]]:
        """The line as (quantity, unit price) pairs; see `split_units`."""
        return split_units(self.quantity, self.price)


@dataclass(frozen=True, slots=True)
class StoreOrder:
    """An order as a store has it. Instants are UTC; `status` is the platform's own word.

    `fees` are the amounts beside lines and freight: negative ones are discounts (Pix), positive
    ones surcharges (gift wrap). `shipping_reference` is what carrier links are made from. `total` is what
    was left to pay after `prepaid` (gift cards, credit in the shop: money, no discount); `gift_card` is what
    such a card paid of it, where the platform counts it among the payments. `refunded` was given back since;
    None where a part was and nobody tells how much.
    """

    id: str
    number: str
    status: str
    paid: bool
    created_at: datetime
    modified_at: datetime
    paid_at: datetime | None
    currency: str
    customer: Customer
    delivery: Address
    lines: tuple[OrderLine, ...]
    shipping_total: Decimal
    fees: tuple[Decimal, ...]
    total: Decimal
    payment: PaymentKind
    payment_title: str
    shipping_reference: str
    note: str = ""
    # The platform's own id of the way of sending, which stays where its title changes; "" where it has none.
    shipping_method: str = ""
    # What the store took from its own stock for this order: (product ref, whole units).
    held: tuple[tuple[str, int], ...] = ()
    prepaid: Decimal = ZERO
    gift_card: Decimal = ZERO
    refunded: Decimal | None = ZERO

    @property
    def personal(self) -> tuple[str, ...]:
        """What tells who the buyer is, and where: no log or report repeats it."""
        buyer = self.customer
        people = (buyer.name, self.delivery.recipient, buyer.document, buyer.email, buyer.phone, buyer.mobile)
        return tuple(filter(None, (*people, self.delivery.street, buyer.address.street)))


@dataclass(frozen=True, slots=True)
class CarrierLink:
    """A shipping reference of a store tied to a carrier of the ERP.

    Eccosys links the carrier only if both `carrier_id` and `form_id` are sent. `method` is the platform's id
    of the way of sending; a link without one holds for every way with that title.
    """

    reference: str
    carrier_id: str
    carrier_name: str
    form_id: str
    carrier_code: str = ""
    method: str = ""


@dataclass(frozen=True, slots=True)
class ErpOrderItem:
    """One item as the ERP takes it; `quantity` times `unit_price`, rounded to the cent, is its amount."""

    product_id: str
    sku: str
    title: str
    quantity: Decimal
    unit_price: Decimal


@dataclass(frozen=True, slots=True)
class ErpOrderDraft:
    """An order ready to be created in the ERP; its totals agree to the cent (see `totals_of`)."""

    external_number: str
    ordered_on: date
    paid_at: datetime | None
    status: OrderStatus
    customer: Customer
    delivery: Address
    items: tuple[ErpOrderItem, ...]
    products_total: Decimal
    discount: Decimal
    freight: Decimal
    total: Decimal
    carrier: CarrierLink
    payment: PaymentKind
    payment_title: str
    channel_id: str
    note: str
    # Of the total, what was paid by gift card; the rest by `payment`.
    prepaid: Decimal = ZERO
    # What the ERP order shall be known by again, whatever else becomes of it.
    mark: Mark | None = None

    def made(self, order_id: str, number: str) -> "ErpOrder":
        """What the ERP has once it took the draft under this id and number."""
        return ErpOrder(
            id=order_id,
            number=number,
            external_number=self.external_number,
            status=self.status,
            status_text="",
            ordered_on=self.ordered_on,
            total=self.total,
            marks=(self.mark,) if self.mark else (),
        )


@dataclass(frozen=True, slots=True)
class ErpOrder:
    """An order as the ERP has it; `status_text` is the ERP's own word, for codes we do not know."""

    id: str
    number: str
    external_number: str
    status: OrderStatus
    status_text: str
    ordered_on: date | None
    total: Decimal | None
    invoiced: bool = False
    invoice_number: str = ""
    carrier_name: str = ""
    tracking_code: str = ""
    dispatched: bool = False
    expected_on: date | None = None
    delivered_on: date | None = None
    # The buyer's, where the ERP shows it beside the order; the buyer's record, where it shows only that.
    document: str = ""
    contact_id: str = ""
    # Ours, where the ERP shows the note they stand in.
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class ErpOrderChange:
    """What to change of an ERP order; None leaves a field as it is. Days are the ERP's local ones."""

    status: OrderStatus | None = None
    dispatched: bool | None = None
    expected_on: date | None = None
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Invoice:
    """The invoice (NF-e) of an order; `key` has 44 characters, `issued_on` is a Brazilian day."""

    number: str
    series: str = ""
    key: str = ""
    issued_on: date | None = None
    total: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Tracking:
    """How a parcel is followed; `url` may be empty."""

    code: str
    carrier: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class StoreOrderState:
    """Where a store order stands. `dead`: cancelled, failed or expired there. `modified_at` is UTC."""

    id: str
    number: str
    status: str
    paid: bool
    modified_at: datetime | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """What an order adds up to: products - discount + freight = total.

    `spread` are the cents the store charged more (or less, below zero) than its own lines add up to;
    `prepaid` is the part of the total that a gift card paid.
    """

    products: Decimal
    discount: Decimal
    freight: Decimal
    total: Decimal
    spread: Decimal = ZERO
    prepaid: Decimal = ZERO


def totals_of(order: StoreOrder) -> Totals:
    """The totals the ERP shall get; RecordProblem where what the store charged lies further from its lines
    than rounding explains: a cent for each line, fee, and the freight.

    Surcharges travel in the freight: the ERP has no field of its own for them. So does what is left of cents,
    where the discount has no room for it.
    """
    products = sum((cents(count * unit) for line in order.lines for count, unit in line.items), ZERO)
    discount = cents(products - sum((line.total for line in order.lines), ZERO))
    discount -= cents(sum((fee for fee in order.fees if fee < 0), ZERO))
    freight = cents(order.shipping_total + sum((fee for fee in order.fees if fee > 0), ZERO))
    ours = products - discount + freight
    room = CENT * (len(order.lines) + len(order.fees) + 1)
    # What some plug-ins call a gift card went off the lines already, as a discount: then it is no payment.
    prepaid = order.prepaid if abs(order.total - ours) > room else ZERO
    total = order.total + prepaid
    spread = total - ours
    if abs(spread) > room:
        missing = abs(spread)
        raise RecordProblem("order.totals", order=order.number, store=total, ours=ours, missing=missing)
    if spread > discount:
        freight += spread
    else:
        discount -= spread
    return Totals(products, discount, freight, total, spread, prepaid + min(order.gift_card, order.total))


def split_units(quantity: Decimal, amount: Decimal) -> list[tuple[Decimal, Decimal]]:
    """`amount` as (quantity, unit price) pairs in whole cents whose products add up to it exactly.

    Three units for 100.00 become two at 33.33 and one at 33.34. A fraction of a unit that does not divide
    gets the next price above at which it does, within ten cents, else the next one: what it is too much is a
    discount (see `totals_of`). ValueError for no quantity or a negative amount.
    """
    if quantity <= 0 or amount < 0:
        raise ValueError("quantity and amount must be positive")
    unit = cents(amount / quantity)
    if unit * quantity == amount:
        return [(quantity, unit)]
    low = (amount / quantity // CENT) * CENT
    if quantity != quantity.to_integral_value():
        dearer = [low + CENT * step for step in range(1, 11)]
        return [(quantity, next((each for each in dearer if _divides(quantity, each)), dearer[0]))]
    dearer_units = (amount - low * quantity) / CENT
    return [(quantity - dearer_units, low), (dearer_units, low + CENT)]


def _divides(quantity: Decimal, unit: Decimal) -> bool:
    return cents(quantity * unit) == quantity * unit


def held_units(quantity: Decimal | None) -> int:
    """Whole units that a line holds in the store: a part of one holds it whole, and so does a line (None)
    that does not say how many.
    """
    if quantity is None:
        return 1
    if quantity <= 0:
        return 0
    return max(1, int(counted(quantity).to_integral_value(ROUND_CEILING)))
