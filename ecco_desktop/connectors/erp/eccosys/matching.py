"""Whether an ERP order is the one a store number speaks of."""

import re

from ecco_desktop.domain.foreign import key

_LONG = 8


def same_number(kept: str, wanted: str) -> bool:
    """Equal without letter case and outer spaces; or, for 8 or more digits, equal in those alone.

    Eccosys: `numeroDaOrdemDeCompra` may carry a channel before the number or a part after "-".
    Short numbers are compared whole: "A-1001" and "B-1001" are two orders of two shops.
    """
    if key(kept) == key(wanted):
        return True
    digits = re.sub(r"\D", "", wanted)
    if len(digits) < _LONG or digits != wanted.strip():
        return False
    return digits in re.findall(r"\d+", kept)
