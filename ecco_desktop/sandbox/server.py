"""The server: both APIs, the control routes, faults, latency and rate."""

import json
import logging
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from flask import Flask, Response, request
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from ecco_desktop.sandbox.control import control
from ecco_desktop.sandbox.day import DayClock
from ecco_desktop.sandbox.door import CONTROL, LOOPBACK, Door
from ecco_desktop.sandbox.eccosys import answer
from ecco_desktop.sandbox.faults import Faults
from ecco_desktop.sandbox.platforms import PLATFORMS
from ecco_desktop.sandbox.seed import keys, make_state
from ecco_desktop.sandbox.world import World, save

SAVE_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    """How a sandbox is started. `rate` is requests a minute and account, 0 for no limit.

    `store` is the kind of platform the shop sells on.
    """

    port: int = 0
    seed: int = 1
    products: int = 320
    orders: int = 120
    past: int = 0
    latency_ms: int = 0
    rate: int = 0
    day: bool = False
    state_file: Path | None = None
    store: str = "woocommerce"


class Rate:
    """A plain window of a minute for each account."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._seen: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def full(self, account: str) -> bool:
        """Count one more request; whether it is one too many."""
        if not self._per_minute:
            return False
        now = time.monotonic()
        with self._lock:
            recent = [moment for moment in self._seen.get(account, []) if now - moment < 60]
            self._seen[account] = recent
            if len(recent) >= self._per_minute:
                return True
            recent.append(now)
            return False


class Quiet(WSGIRequestHandler):
    """Keeps connections open and says nothing."""

    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's name
        """Say nothing."""


class Sandbox:
    """A running sandbox."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.world = World(_first_state(settings))
        self.faults = Faults()
        self.day = DayClock(self.world)
        self.door = Door()
        self.app = self._app()
        # Never on another address than this computer's own: there is no setting for it.
        self._server: BaseWSGIServer = make_server(
            LOOPBACK, settings.port, self.app, threaded=True, request_handler=Quiet
        )
        self.door.opens_for(self.port)
        self._ended = threading.Event()
        self._ending = threading.Lock()

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._server.server_port

    def hello(self) -> str:
        """The one line a starter reads: the token, and for each platform the fields of a connection to it."""
        base = f"http://{LOOPBACK}:{self.port}"
        kept = keys(self.world.state["seed"])
        return json.dumps(
            {
                "port": self.port,
                "token": self.door.token,
                "base": base,
                "store": self.world.state["store"]["kind"],
                **{each.kind: each.form(base, kept) for each in PLATFORMS},
                "control": f"{base}{CONTROL}",
            }
        )

    def serve(self) -> None:
        """Answer until `end` is called from another thread."""
        threading.Thread(target=self._keep_saving, daemon=True).start()
        self.day.turn(on=self.settings.day)
        self._server.serve_forever()
        self._server.server_close()

    def end(self) -> None:
        """Stop and save; of several calls, at once too, the first does it."""
        with self._ending:
            if self._ended.is_set():
                return
            self._ended.set()
        self.day.turn(on=False)
        self._save()
        self._server.shutdown()

    def _app(self) -> Flask:
        app = Flask("sandbox", static_folder=None)
        logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
        self.door.install(app)
        rate = Rate(self.settings.rate)
        by_kind = {each.kind: each for each in PLATFORMS}

        @app.before_request
        def arrive() -> Response | None:
            if request.path.startswith(CONTROL):
                return None
            account = request.path.split("/")[1]
            method = by_kind[account].method(request.method, request.path) if account in by_kind else "?"
            self.world.count(f"{account} {method}")
            if self.settings.latency_ms:
                time.sleep(self.settings.latency_ms / 1000)
            if rate.full(account):
                return answer({"erro": "Limite de requisições por minuto atingido"}, 429)
            return None

        self.faults.install(app)
        size = {
            "seed": self.settings.seed,
            "products": self.settings.products,
            "orders": self.settings.orders,
            "past": self.settings.past,
            "store": self.world.state["store"],
        }
        app.register_blueprint(control(self.world, self.faults, self.day, size))
        for each in PLATFORMS:
            app.register_blueprint(each.routes(self.world))
        return app

    def _keep_saving(self) -> None:
        while not self._ended.wait(SAVE_SECONDS):
            if self.world.dirty:
                self._save()

    def _save(self) -> None:
        if self.settings.state_file is not None:
            save(self.world, self.settings.state_file)


def _first_state(settings: Settings) -> dict[str, object]:
    if settings.state_file is not None and settings.state_file.exists():
        state: dict[str, object] = json.loads(settings.state_file.read_text(encoding="utf-8"))
        return state
    platform = next(each for each in PLATFORMS if each.kind == settings.store)
    store = {"kind": platform.kind, "taking": platform.taking, "suffix": platform.suffix}
    return make_state(settings.seed, settings.products, settings.orders, settings.past, store)
