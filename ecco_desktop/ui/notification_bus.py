"""The desktop's notification server, asked over D-Bus. Everything here waits: it is for a thread of its own.

Not by Qt's D-Bus, which cannot be told from Python that a number is unsigned, as servers want it.
"""

import select
import socket
from collections import deque
from collections.abc import Iterator
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, HeaderFields, MatchRule, message_bus, new_method_call
from jeepney.auth import AuthenticationError
from jeepney.io.blocking import Proxy, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from ecco_desktop.ui import texts, theme
from ecco_desktop.ui.notifier import NoBus, NotTaken, Server
from ecco_desktop.ui.plain import marked
from ecco_desktop.words import _

WAIT_SECONDS = 5.0
# The action of a click on the notice itself.
DEFAULT = "default"
_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_SERVER = DBusAddress(_PATH, bus_name=_NAME, interface=_NAME)
_NORMAL, _CRITICAL = ("y", 1), ("y", 2)
_UNTIL_CLOSED, _AS_USUAL = 0, -1


class NotificationBus(Server):
    """One connection to the session bus; NoBus where there is none. See Server."""

    def __init__(self) -> None:
        try:
            self._connection = open_dbus_connection("SESSION")
            signals = MatchRule(type="signal", interface=_NAME, path=_PATH)
            self._signals: deque[Any] = deque()
            self._connection.filter(signals, queue=self._signals)
            Proxy(message_bus, self._connection, timeout=WAIT_SECONDS).AddMatch(signals)
        except (OSError, KeyError, ValueError, RuntimeError, AuthenticationError, DBusErrorResponse) as error:
            raise NoBus from error

    def show(self, title: str, body: str, *, urgent: bool, instead_of: int) -> int:
        shown = marked(body) if "body-markup" in self._ask("GetCapabilities")[0] else body
        icon = (theme.ICONS / "logo.svg").as_uri()
        hints = {
            "urgency": _CRITICAL if urgent else _NORMAL,
            "image-path": ("s", icon),
            "desktop-entry": ("s", "ecco-desktop"),
        }
        lasts = _UNTIL_CLOSED if urgent else _AS_USUAL
        actions = [DEFAULT, _("Abrir")]
        told = (texts.APP, instead_of, icon, title, shown, actions, hints, lasts)
        return int(self._ask("Notify", "susssasa{sv}i", told)[0])

    def heard(self, ear: socket.socket) -> Iterator[tuple[str, int, str]]:
        # An answer may have brought signals along, and nothing is left to wake up for.
        self._read()
        if not self._signals:
            select.select([self._connection.sock, ear], [], [])
            self._read()
        while self._signals:
            message = self._signals.popleft()
            number, *rest = message.body
            yield message.header.fields[HeaderFields.member], number, str(rest[0])

    def close(self) -> None:
        self._connection.close()

    # -- inside --

    def _read(self) -> None:
        try:
            while True:
                self._connection.recv_messages(timeout=0)
        except TimeoutError:
            return
        except OSError as error:
            raise NoBus from error

    def _ask(self, method: str, signature: str | None = None, values: tuple[object, ...] = ()) -> Any:
        call = new_method_call(_SERVER, method, signature, values)
        try:
            answer = self._connection.send_and_get_reply(call, timeout=WAIT_SECONDS)
            return unwrap_msg(answer)
        except (DBusErrorResponse, TimeoutError) as error:
            raise NotTaken from error
        except OSError as error:
            raise NoBus from error
