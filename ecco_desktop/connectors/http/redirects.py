"""Where a server sends a request on to, and what that says of the address in the connection."""

from urllib.parse import SplitResult, urljoin, urlsplit

from ecco_desktop.domain.errors import SetupProblem

MAX_REDIRECTS = 5
STATUSES = (301, 302, 303, 307, 308)


class RedirectLoop(SetupProblem):
    """The server sends a request round in circles: `rounds` is 1 where it leads to itself."""


def target(method: str, url: str, location: str, base: str, connection: str, visited: set[str]) -> str:
    """Where a redirect leads; only a GET on the very same server is followed. SetupProblem elsewhere: nothing
    was sent there, no key either.
    """
    here = urlsplit(url)
    try:
        there = urlsplit(urljoin(url, location))
    except ValueError:
        # No address at all: then it leads nowhere.
        there = here
    host = here.hostname or ""
    told = {
        "host": host,
        "target": there.hostname or "?",
        "here": f"{here.scheme}://{_place(here)}",
        "address": _address(here, there, base),
        "connection": connection,
    }
    if (here.scheme, here.netloc) != (there.scheme, there.netloc):
        raise SetupProblem(_kind(here, there), **told)
    if method not in ("GET", "HEAD"):
        raise SetupProblem("http.redirect_path", **told | {"path": there.path})
    place = f"{there.path.rstrip('/')}?{unsigned(there.query)}"
    if place in visited or len(visited) >= MAX_REDIRECTS:
        raise RedirectLoop("http.redirect_loop", **told | {"rounds": str(len(visited))})
    visited.add(place)
    return f"{there.scheme}://{there.netloc}{there.path}?{unsigned(there.query)}"


def unsigned(query: str) -> str:
    """A query without OAuth parameters: a redirected request is signed anew."""
    return "&".join(part for part in query.split("&") if part and not part.startswith("oauth_"))


def _kind(here: SplitResult, there: SplitResult) -> str:
    """The same site by another spelling, the same one without its lock, or somebody else."""
    if _bare(here) != _bare(there):
        return "http.redirect"
    return (
        "http.redirect_down" if (here.scheme, there.scheme) == ("https", "http") else "http.redirect_spelling"
    )


def _bare(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.")


def _address(here: SplitResult, there: SplitResult, base: str) -> str:
    """What to write into the connection: the target without what this program added to the address."""
    added = here.path.removeprefix(urlsplit(base).path).rstrip("/")
    path = there.path.rstrip("/")
    path = path.removesuffix(added) if added and path.endswith(added) else ""
    return f"{there.scheme}://{_place(there)}{path}"


def _place(parts: SplitResult) -> str:
    """Host and port, without the user and password that an address may hold."""
    return parts.netloc.rpartition("@")[2]
