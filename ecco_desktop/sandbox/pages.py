"""How servers bend what a list is asked for: a maximum of their own, or one page for every question."""

from flask import g


def bend(settings: dict[str, object]) -> None:
    """For this request: `page_max` rows a page at the most; `page_one` answers page 1 whatever is asked."""
    g.page_max, g.page_one = settings.get("page_max"), bool(settings.get("page_one"))


def numbered(per_page: int, page: int) -> tuple[int, int]:
    """Rows a page and the number of the page, as the server takes them."""
    limit = g.get("page_max")
    return min(per_page, int(limit)) if limit else per_page, 1 if g.get("page_one") else page


def offset(first: int, count: int) -> tuple[int, int]:
    """The first row and how many, as the server takes them."""
    limit = g.get("page_max")
    return 0 if g.get("page_one") else first, min(count, int(limit)) if limit else count
