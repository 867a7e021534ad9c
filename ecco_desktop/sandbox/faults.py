"""Bad luck on demand: chosen shares of the answers are refused, late, broken or never come."""

import contextlib
import random
import re
import socket
import threading
import time
from typing import Any

from flask import Flask, Response, g, request

from ecco_desktop.sandbox.door import CONTROL
from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.pages import bend

RATES = (
    "429",
    "500",
    "cut",
    "timeout",
    "html",
    "half",
    "maintenance",
    "plain_permalinks",
    "deactivated",
    "noise",
    "refused",
)
# A warning of a plug-in before the data, on a server that shows such things.
NOISE = (
    '<br />\n<b>Warning</b>:  Undefined array key "[x]" in <b>/home/loja/public_html/wp-content/plugins/'
    "frete-facil/a.php</b> on line <b>12</b><br />\n"
)
# A 200 with this body, whatever was asked: "body:false", "body:[null]"; "body:" alone is a 204.
BODY = "body:"
HTML = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"
HOME = "<html><head><link href='/wp-content/themes/loja/style.css'></head><body>Loja</body></html>"


class Faults:
    """What goes wrong, and how often. Kinds before the work say no; kinds after it lose the answer."""

    def __init__(self) -> None:
        self.settings: dict[str, Any] = {}
        self._random = random.Random(1)
        self._lock = threading.Lock()

    def set(self, settings: dict[str, Any]) -> None:
        """Take these faults and no others; {} ends them all."""
        with self._lock:
            self.settings = dict(settings)
            self._random = random.Random(settings.get("seed", 1))

    def draw(self, path: str) -> tuple[str, bool]:
        """The fault of one request ("" for none), and whether it comes after the work."""
        with self._lock:
            if not self.settings or not re.search(self.settings.get("match", ""), path):
                return "", False
            for once in self.settings.get("once", []):
                if once.get("times", 1) > 0 and re.search(once.get("path", ""), path):
                    once["times"] = once.get("times", 1) - 1
                    return once["kind"], bool(once.get("after", False))
            drawn = self._random.random()
            for kind in RATES:
                drawn -= float(self.settings.get(f"rate_{kind}", 0))
                if drawn < 0:
                    return kind, self._random.random() < 0.5
        return "", False

    def install(self, app: Flask) -> None:
        """Put the faults before and after every request but those of the control."""
        app.before_request(self._before)
        app.after_request(self._after)

    def _before(self) -> Response | None:
        if request.path.startswith(CONTROL):
            return None
        bend(self.settings)
        kind, after = self.draw(f"{request.method} {request.path}")
        if not kind:
            return None
        if kind in ("half", "noise") or (kind in ("cut", "timeout", "html") and after):
            g.fault = kind
            return None
        return self._refuse(kind)

    def _refuse(self, kind: str) -> Response:
        refusals = {
            "429": self._too_many,
            "500": self._broken,
            "maintenance": _maintenance,
            "plain_permalinks": self._home,
            "deactivated": _deactivated,
            "html": _page,
            "refused": _refused,
        }
        if kind.startswith(BODY):
            # What stands after it, as JSON or not; nothing is a 204.
            said = kind.removeprefix(BODY)
            return Response(said, 200 if said else 204, content_type="application/json")
        return refusals[kind]() if kind in refusals else self._lose(kind, answer({}))

    def _too_many(self) -> Response:
        refused = answer({"erro": "Limite de requisições atingido"}, 429)
        refused.headers["Retry-After"] = str(self.settings.get("retry_after", 1))
        return refused

    def _broken(self) -> Response:
        if self._random.random() < 0.5:
            return Response(HTML, 500, content_type="text/html")
        body = {"code": "internal_server_error", "message": "Erro interno", "data": {"status": 500}}
        return answer(body, 500)

    def _home(self) -> Response:
        """A site with plain permalinks: GET goes round in circles, POST gets the home page."""
        if request.method != "GET":
            return Response(HOME, 200, content_type="text/html")
        query = request.query_string.decode()
        return Response("", 301, headers={"Location": f"{request.base_url.rstrip('/')}/?{query}"})

    def _after(self, response: Response) -> Response:
        kind = g.pop("fault", "")
        return self._lose(kind, response) if kind else response

    def _lose(self, kind: str, response: Response) -> Response:
        if kind == "html":
            return _page()
        if kind == "noise":
            if response.get_data():
                response.set_data(NOISE.encode() + response.get_data())
            return response
        if kind == "timeout":
            time.sleep(float(self.settings.get("timeout_seconds", 3)))
        if kind == "half":
            body = response.get_data()
            response.set_data(body[: len(body) // 2])
            response.headers["Content-Length"] = str(len(body))
            response.headers["Connection"] = "close"
            return response
        connection = request.environ.get("werkzeug.socket")
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        return response


def _page() -> Response:
    return Response(HTML, 200, content_type="text/html")


def _refused() -> Response:
    return answer({"code": "sem_motivo", "message": "Não autorizado"}, 401)


def _maintenance() -> Response:
    body = {
        "code": "wp_die",
        "message": "Briefly unavailable for scheduled maintenance. Check back in a minute.",
        "data": {"status": 503},
        "additional_errors": [],
    }
    refused = answer(body, 503)
    refused.headers["Retry-After"] = "600"
    return refused


def _deactivated() -> Response:
    return answer({"code": "rest_no_route", "message": "No route was found.", "data": {"status": 404}}, 404)
