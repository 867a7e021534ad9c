"""A sandbox asked in this process: no socket, its own name and token."""

from werkzeug.test import Client

from ecco_desktop.sandbox.door import TOKEN_HEADER
from ecco_desktop.sandbox.server import Sandbox


class InsideClient(Client):
    """Asks as whoever started the sandbox does."""

    def __init__(self, sandbox: Sandbox) -> None:
        super().__init__(sandbox.app)
        self._own = {
            "base_url": f"http://127.0.0.1:{sandbox.port}",
            "environ_overrides": {f"HTTP_{TOKEN_HEADER.upper().replace('-', '_')}": sandbox.door.token},
        }

    def open(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]
        """As werkzeug's, at the sandbox's own address."""
        return super().open(*args, **{**self._own, **kwargs})  # type: ignore[arg-type]
