"""Who may speak to the sandbox: it listens on this computer only, and a browser is on this computer too.

A page that somebody looks at can have its own name answered with 127.0.0.1 (DNS rebinding), and can post a
form anywhere. So a request must name this server in `Host`, must not come from another page, and whatever
belongs to the control needs the token that was told to who started the sandbox. The keys of the pretended
platforms are no secrets: they follow from the seed.
"""

import hmac
import json
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import flask
from flask import Flask, Response
from werkzeug.wrappers import Request

from ecco_desktop.sandbox.eccosys import answer

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LOOPBACK = "127.0.0.1"
OWN_NAMES = (LOOPBACK, "localhost", "[::1]")
CONTROL = "/_sandbox"
TOKEN_HEADER = "X-Sandbox-Token"  # noqa: S105 - the header's name
# What browsers say of a request that no other page made.
_OWN_FETCHES = ("", "same-origin", "none")


class Door:
    """`token` opens the control; `opens_for` says under which names the server is reached."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(24)
        self._names: set[str] = set()

    def opens_for(self, port: int) -> None:
        """The server is reached on this port of this computer (its own, or that of a proxy before it)."""
        self._names.update(f"{name}:{port}" for name in OWN_NAMES)

    def install(self, app: Flask) -> None:
        """Stand before `app`: what is refused never reaches a route of it."""
        inner = app.wsgi_app

        def guarded(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
            why = self._refusal(Request(environ))
            return inner(environ, start_response) if not why else _no(why)(environ, start_response)

        app.wsgi_app = guarded  # type: ignore[method-assign]  # as Flask says to
        app.add_url_rule(f"{CONTROL}/door", view_func=self._open, methods=["POST"])

    def _open(self) -> Response:
        self.opens_for(int(flask.request.get_json(force=True).get("port", 0)))
        return answer({"ok": True})

    def _refusal(self, request: Request) -> str:
        """Why a request is not answered; empty where it is."""
        if request.headers.get("Host", "").casefold() not in self._names:
            return "unknown Host"
        if self._is_another_page(request):
            return "another page asks"
        given = request.headers.get(TOKEN_HEADER, "")
        if request.path.startswith(CONTROL) and not hmac.compare_digest(given.encode(), self.token.encode()):
            return f"{TOKEN_HEADER} is missing"
        return ""

    def _is_another_page(self, request: Request) -> bool:
        """Whether a browser says that it asks for a page which is not this server's."""
        if request.headers.get("Sec-Fetch-Site", "") not in _OWN_FETCHES:
            return True
        for name in ("Origin", "Referer"):
            said = request.headers.get(name)
            if said is not None and _place(said) not in self._names:
                return True
        return False


def _no(why: str) -> Response:
    return Response(json.dumps({"error": why}), 403, content_type="application/json")


def _place(address: str) -> str:
    """Host and port of an address; nothing where it has none ("null" is what sandboxed frames say)."""
    try:
        return urlsplit(address).netloc.casefold()
    except ValueError:
        return ""
