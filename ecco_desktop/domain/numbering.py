"""Whether two stores can give their orders one number in the ERP."""


def may_meet(one: str, other: str) -> bool:
    """Whether a number after the prefix `one` can be a number after the prefix `other`.

    It cannot where neither begins with the other, and where what one has more holds a letter: stores number
    in digits and marks. Letter case and outer spaces tell nothing apart: nor do they for people.
    """
    short, long = sorted((one.strip().casefold(), other.strip().casefold()), key=len)
    more = long.removeprefix(short)
    return long.startswith(short) and not any(char.isalpha() for char in more)
