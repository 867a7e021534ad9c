"""Numbers as outside systems write them, read without guessing."""

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

CENT = Decimal("0.01")
# No price, quantity or total is larger; what is, is a mistake. Two of them multiplied still fit cents.
LARGEST = Decimal(10) ** 12
LARGEST_WHOLE = int(LARGEST)
SMALLEST_EXPONENT = -15
# Nothing is sold by less.
_FINEST = Decimal("0.000001")
# No id and no count is longer; Python refuses to read what is very much longer.
LONGEST_COUNT = 30
# With all the blanks and marks around it.
LONGEST_NUMBER = 100
# An amount of so few characters is neither too large nor too small.
_USUAL = 12
# Most quantities are one of these: they are one object each, however many products a shop has.
_SMALL = tuple(map(Decimal, range(1000)))


def parse_decimal(value: object) -> Decimal | None:
    """The number in `value`, or None where there is none; ValueError where it is no number.

    Of `,` and `.` the one that comes last is the decimal mark, the other is dropped:
    "1.234,56" and "1,234.56" are both 1234.56 (Eccosys: `desconto` is Brazilian text).
    A mark that comes more than once groups thousands: "1.234.567" is 1234567.
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int) and 0 <= value < len(_SMALL):
        return _SMALL[value]
    if isinstance(value, int) and -LARGEST_WHOLE <= value <= LARGEST_WHOLE:
        return Decimal(value)
    if isinstance(value, int | float | Decimal):
        return _finite(str(value), value)
    if not isinstance(value, str) or len(value) > LONGEST_NUMBER:
        raise ValueError(f"not a number: {type(value).__name__}")
    return _of_text(value)


def _of_text(value: str) -> Decimal | None:
    if len(value) <= _USUAL:
        whole, _, part = value.partition(".")
        if whole.isdecimal() and (part.isdecimal() or part == ""):
            # "12.50", as nearly every amount is written: nothing else can be meant by it.
            return Decimal(value)
    text = value.strip().removeprefix("R$").strip()
    if not text:
        return None
    return _finite(_plain(text), value)


def _plain(text: str) -> str:
    mark = "," if text.rfind(",") > text.rfind(".") else "."
    text = text.replace("." if mark == "," else ",", "")
    if text.count(mark) > 1:
        return text.replace(mark, "")
    return text.replace(mark, ".")


def _finite(text: str, original: object) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"not a number: {original!r}") from None
    # copy_abs and not abs: arithmetic overflows on what is only to be turned away.
    if not number.is_finite() or number.copy_abs() > LARGEST:
        raise ValueError(f"not a number of this world: {original!r}")
    return number if not number or number.adjusted() > SMALLEST_EXPONENT else Decimal(0)


def is_count(text: str) -> bool:
    """Whether a text is a whole number as systems write it: plain digits ("²" is one too), not endless."""
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_COUNT


def plain_number(value: Decimal | None) -> str:
    """A number without trailing zeros and never as "1E+2"; nothing for None."""
    return "" if value is None else f"{value.normalize():f}"


def counted(quantity: Decimal) -> Decimal:
    """A quantity without what sums of binary fractions leave behind: 3.0000000000000004 is 3."""
    rounded = quantity.quantize(_FINEST, ROUND_HALF_UP)
    return quantity if rounded == quantity else rounded.normalize()


def cents(amount: Decimal) -> Decimal:
    """`amount` rounded half up to two places: how Brazilian money is written."""
    return amount.quantize(CENT, ROUND_HALF_UP)
