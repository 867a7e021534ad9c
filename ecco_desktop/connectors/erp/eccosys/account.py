"""One Eccosys account: its address, its sign-in, and its answers read by status first, then by body."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ecco_desktop.clock import ZONE
from ecco_desktop.connectors.erp.eccosys.manifest import LABEL
from ecco_desktop.connectors.erp.eccosys.shapes import Row, found_in, written
from ecco_desktop.connectors.http.client import Answer, HttpClient
from ecco_desktop.connectors.shared import opening
from ecco_desktop.domain.connections import Connection
from ecco_desktop.domain.errors import RecordProblem, SetupProblem, TransientProblem
from ecco_desktop.domain.foreign import brief
from ecco_desktop.ports.connectors import Opening

EXAMPLE = "minhaloja"
_SHOWN = 60


def base_address(value: str, connection: Connection) -> str:
    """The API's address from an account name or from a whole address (see `opening.base_address`)."""
    entered = value.strip().rstrip("/")
    if LABEL.fullmatch(entered.casefold()):
        return f"https://{entered.casefold()}.eccosys.com.br/api"
    address = opening.base_address(value, connection, EXAMPLE)
    return address if address.endswith("/api") else f"{address}/api"


def sign_in(
    account: Opening, style: str, now: Callable[[], datetime] | None = None
) -> Callable[[], dict[str, str]]:
    """The headers of a request, made anew for each: a signature is good for one Brazilian day.

    SetupProblem("connection.secret_missing") where the keyring lacks what the chosen way needs.
    """
    if style != "signature":
        prefix, token = "" if style == "raw" else "Bearer ", opening.secret(account, "token")
        return lambda: {"Authorization": prefix + token}
    key, word = opening.secret(account, "apikey"), opening.secret(account, "secret")

    def signed() -> dict[str, str]:
        today = (now() if now else datetime.now(ZONE)).astimezone(ZONE)
        # MD5 is the account's own rule (Eccosys, legacy sign-in), not our choice.
        digest = hashlib.md5(f"{word}:{today:%d-%m-%Y}".encode(), usedforsecurity=False).hexdigest()
        return {"apikey": key, "signature": digest}

    return signed


@dataclass(slots=True)
class Account:
    """Sends requests and gives back bodies; None stands for "nothing there"."""

    client: HttpClient
    host: str
    connection: str

    def read(self, path: str, timeout: float | None = None, **query: object) -> object:
        """The body of a GET; None for 404, an empty body or a JSON string (Eccosys: no rows)."""
        words = {f"${key}": str(value) for key, value in query.items()}
        answer = self.client.request("GET", path, query=words, timeout=timeout)
        self._signed_in(answer)
        if answer.status == 404 and answer.text.strip() and not answer.is_json:
            # Any web server says that of an address it does not know: no proof of anything.
            raise answer.page_problem()
        if answer.status == 404 or (answer.status < 300 and not answer.text.strip()):
            return None
        if answer.status >= 400:
            raise SetupProblem("http.refused", host=self.host, status=answer.status, detail=_short(answer))
        self._not_a_page(answer)
        body = answer.json()
        return None if isinstance(body, str) else body

    def rows(
        self, path: str, timeout: float | None = None, *, past: bool = False, **query: object
    ) -> list[Row]:
        """The rows of a list, none where the ERP says so; TransientProblem where it says neither.

        Eccosys says "no rows" by 404 with JSON (products, orders), by a JSON text that says so (orders of a
        status), and past the end (`past`) by an empty list or body (each seen in clients that work).
        """
        words = {f"${key}": str(value) for key, value in query.items()}
        answer = self.client.request("GET", path, query=words, timeout=timeout)
        found = self._told(answer)
        if found is None and past:
            body = answer.text.strip()
            found = [] if body in ("", "[]") and answer.status < 300 else None
        if found is None:
            raise TransientProblem("ecco.unclear", what=path.partition("?")[0][:_SHOWN])
        return found

    def look_up(self, path: str, label: str) -> list[Row]:
        """The rows of a look-up that decides whether something is made: proof, or it waits.

        RecordProblem("ecco.unclear", for `label`) where the answer is neither rows nor one of the shapes
        that say "none": nothing may be concluded from it.
        """
        found = self._told(self.client.request("GET", path))
        if found is None:
            raise RecordProblem("ecco.unclear", what=label)
        return found

    def _told(self, answer: Answer) -> list[Row] | None:
        """Rows, none ([]), or unknown (None)."""
        self._signed_in(answer)
        if answer.status == 404:
            return [] if answer.is_json or not answer.text.strip() else None
        if answer.status >= 400:
            raise SetupProblem("http.refused", host=self.host, status=answer.status, detail=_short(answer))
        if not answer.text.strip():
            return None
        self._not_a_page(answer)
        return found_in(answer.json())

    def create(self, path: str, body: object, key: str, **values: str) -> object:
        """The body of a POST that creates; RecordProblem(`key`) where it is refused as a whole."""
        answer = self.client.request("POST", path, json=body, idempotent=False)
        self._signed_in(answer)
        if answer.status >= 400:
            raise RecordProblem(key, detail=_short(answer), **values)
        return answer.json() if answer.is_json else answer.text

    def change(self, method: str, path: str, body: object, key: str, **values: str) -> bool:
        """A write of absolute values, safe to repeat; RecordProblem(`key`) where the ERP refuses it.

        Whether the ERP said that it was done; False where its answer says nothing of it.
        """
        answer = self.client.request(method, path, json=body, idempotent=True)
        self._signed_in(answer)
        if answer.status >= 400:
            raise RecordProblem(key, detail=_short(answer), **values)
        if not answer.text.strip():
            return False
        self._not_a_page(answer)
        told = written(answer.json())
        if told is not None and not told.ok:
            raise RecordProblem(key, detail=(told.refused or ("sem explicação",))[0], **values)
        return told is not None

    def _signed_in(self, answer: Answer) -> None:
        """What is refused: by a page of a firewall, or (Eccosys: 401 and 403 alike) by the ERP itself."""
        if answer.status < 400:
            return
        if (spoken := answer.spoken_for()) is not None:
            raise spoken
        if answer.status == 406 or (answer.status == 403 and answer.is_page and not _asks_password(answer)):
            raise answer.page_problem()
        if answer.status in (401, 403):
            raise SetupProblem("http.credentials", host=self.host, connection=self.connection)

    def _not_a_page(self, answer: Answer) -> None:
        """A 200 with HTML: the login page where it asks for a password, trouble otherwise."""
        if answer.is_json:
            return
        if _asks_password(answer):
            raise SetupProblem("http.credentials", host=self.host, connection=self.connection)
        answer.json()


def _asks_password(answer: Answer) -> bool:
    return 'type="password"' in answer.text.casefold().replace("'", '"')


def _short(answer: Answer) -> str:
    return brief(answer.text) or "sem explicação"
