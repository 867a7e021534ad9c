"""Money of a WooCommerce order that stands beside its lines: taxes per rate, gift cards, refunds. Pure."""

from collections.abc import Mapping
from decimal import Decimal

from ecco_desktop.connectors.shared.records import Reader, Row, amount, rows, text
from ecco_desktop.domain.amounts import CENT, cents

ZERO = Decimal(0)
# Plug-ins that take a part of the order as paid, and lower its total: where each leaves the amount.
# Gift Cards (WooCommerce.com) and PW Gift Cards add rows to the order itself.
_ROWS = ("gift_cards", "pw_gift_cards_redeemed")
# YITH Gift Cards, Advanced Coupons (store credit), Account Funds: one amount in the metadata.
_META = ("_ywgc_applied_gift_cards_totals", "acfw_store_credits_order_paid", "_funds_used")
# Smart Coupons: an amount for each code.
_META_BY_CODE = ("smart_coupons_contribution",)
# YITH says here that it made a fee of the card: then it stands among the fees already.
_AS_FEE = "ywgc_gift_card_updated_as_fee"


def prepaid(reader: Reader, row: Row) -> Decimal:
    """What gift cards and credit in the shop paid, from where the usual plug-ins leave it.

    Where none says so: what coupons are worth beyond what they took off the lines. WooCommerce's own always
    go off the lines; those of plug-ins that go off the total are credit.
    """
    found = sum((reader.money(card, "amount") for name in _ROWS for card in reader.rows(name)), ZERO)
    kept = _kept(row)
    if not kept.get(_AS_FEE):
        found += sum((_one(kept.get(name)) for name in _META), ZERO)
        found += sum((_by_code(kept.get(name)) for name in _META_BY_CODE), ZERO)
    return max(ZERO, cents(found if found > 0 else _off_the_total(reader)))


def refunded(reader: Reader) -> Decimal | None:
    """What was given back: WooCommerce writes it below zero, a row for each time.

    None where a row tells no amount, or nothing: goods that came back without money are a refund too.
    """
    given = [amount(each.get("total")) for each in reader.rows("refunds")]
    if not all(given):
        return None
    return cents(sum((abs(each) for each in given if each), ZERO))


def taxes_beyond(reader: Reader, row: Row) -> Decimal:
    """What the order's taxes, one sum for each rate, are more than those of its lines.

    WooCommerce rounds once a rate and once a line. Nothing where the rates are not told, or where more than
    rounding lies between.
    """
    rates = reader.rows("tax_lines")
    if not rates:
        return ZERO
    parts = ("tax_total", "shipping_tax_total")
    told = sum((reader.money(rate, name) for rate in rates for name in parts), ZERO)
    lines = [*reader.rows("line_items"), *reader.rows("fee_lines")]
    ours = sum((reader.money(line, "total_tax") for line in lines), reader.money(row, "shipping_tax"))
    beyond = cents(told - ours)
    return beyond if abs(beyond) <= CENT * (len(lines) + 1) * len(rates) else ZERO


def _kept(row: Row) -> dict[str, object]:
    """Metadata by key, values as they are."""
    return {text(each, "key"): each.get("value") for each in rows(row, "meta_data")}


def _off_the_total(reader: Reader) -> Decimal:
    def sum_of(name: str, *fields: str) -> Decimal:
        return sum((reader.money(each, field) for each in reader.rows(name) for field in fields), ZERO)

    coupons = sum_of("coupon_lines", "discount", "discount_tax")
    before = sum_of("line_items", "subtotal", "subtotal_tax")
    return coupons - (before - sum_of("line_items", "total", "total_tax"))


def _one(value: object) -> Decimal:
    """An amount; Advanced Coupons keeps it in an object."""
    told = value.get("amount") if isinstance(value, Mapping) else value
    return amount(told) or ZERO


def _by_code(value: object) -> Decimal:
    if not isinstance(value, Mapping):
        return ZERO
    return sum((amount(each) or ZERO for each in value.values()), ZERO)
