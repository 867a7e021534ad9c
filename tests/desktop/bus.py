"""The private session bus: small services of ours on it, and a way to ask others."""

import os
import socket
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection
from jeepney.wrappers import unwrap_msg

WAIT_SECONDS = 10.0
PROPERTIES = "org.freedesktop.DBus.Properties"
# What a method of a service gets (who asks, what with), and what it answers (signature, values).
Method = Callable[..., tuple[str | None, tuple[Any, ...]]]


class Service:
    """Answers calls on the session bus in a thread of its own."""

    def __init__(self, name: str, path: str, interface: str) -> None:
        self._connection = open_dbus_connection("SESSION")
        self._emitter = DBusAddress(path, interface=interface)
        self.methods: dict[str, Method] = {"Get": self._get, "GetAll": self._get_all}
        self.properties: dict[str, tuple[str, Any]] = {}
        Proxy(message_bus, self._connection).RequestName(name)
        self._thread = threading.Thread(target=self._serve, name=name, daemon=True)
        self._thread.start()

    def emit(self, signal: str, signature: str, *values: Any) -> None:
        """Tell everyone."""
        self._connection.send(new_signal(self._emitter, signal, signature, values))

    def close(self) -> None:
        """Leave the bus."""
        with suppress(OSError):
            self._connection.sock.shutdown(socket.SHUT_RDWR)
        self._thread.join(WAIT_SECONDS)

    def _serve(self) -> None:
        with closing(self._connection), suppress(OSError):
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._connection.send(self._answer(message))

    def _answer(self, call: Message) -> Message:
        fields = call.header.fields
        method = self.methods.get(fields[HeaderFields.member])
        if method is None:
            return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod")
        signature, values = method(fields[HeaderFields.sender], *call.body)
        return new_method_return(call, signature, values)

    def _get(self, _sender: str, _interface: str, name: str) -> tuple[str, tuple[Any, ...]]:
        return "v", (self.properties[name],)

    def _get_all(self, _sender: str, _interface: str) -> tuple[str, tuple[Any, ...]]:
        return "a{sv}", (self.properties,)


class Watcher(Service):
    """The place beside the clock: knows which icons there are."""

    def __init__(self) -> None:
        self.items: list[tuple[str, str]] = []
        interface = "org.kde.StatusNotifierWatcher"
        super().__init__(interface, "/StatusNotifierWatcher", interface)
        self.properties = {
            "IsStatusNotifierHostRegistered": ("b", True),
            "ProtocolVersion": ("i", 0),
            "RegisteredStatusNotifierItems": ("as", []),
        }
        self.methods |= {"RegisterStatusNotifierItem": self._item, "RegisterStatusNotifierHost": _nothing}

    def _item(self, sender: str, service: str) -> tuple[None, tuple[()]]:
        self.items.append((sender, service))
        return None, ()


class Notices(Service):
    """A notification server that keeps what it was asked to show."""

    def __init__(self) -> None:
        self.shown: list[dict[str, Any]] = []
        interface = "org.freedesktop.Notifications"
        super().__init__(interface, "/org/freedesktop/Notifications", interface)
        self.methods |= {
            "GetCapabilities": lambda _sender: ("as", (["actions", "body", "body-markup"],)),
            "GetServerInformation": lambda _sender: ("ssss", ("ours", "tests", "1", "1.2")),
            "Notify": self._notify,
            "CloseNotification": _nothing,
        }

    def click(self, number: int) -> None:
        """As desktops do: the click, and the end of what was clicked."""
        self.emit("ActionInvoked", "us", number, "default")
        self.emit("NotificationClosed", "uu", number, 2)

    def _notify(self, _sender: str, *told: Any) -> tuple[str, tuple[int]]:
        names = ("app", "replaces", "icon", "title", "body", "actions", "hints", "lasts")
        self.shown.append(dict(zip(names, told, strict=True)))
        return "u", (told[1] or len(self.shown),)


def _nothing(*_asked: Any) -> tuple[None, tuple[()]]:
    return None, ()


class Peer:
    """Somebody else on a bus, who asks and waits: never in the thread of the window that answers."""

    def __init__(self, connection: DBusConnection | None = None) -> None:
        self._connection = connection or open_dbus_connection("SESSION")

    def ask(
        self, name: str, path: str, interface: str, method: str, signature: str | None = None, *values: Any
    ) -> Any:
        """Call a method; its only answer, or all of them."""
        call = new_method_call(DBusAddress(path, name, interface), method, signature, values)
        answers = unwrap_msg(self._connection.send_and_get_reply(call, timeout=WAIT_SECONDS))
        return answers[0] if len(answers) == 1 else answers

    def close(self) -> None:
        """Leave the bus."""
        self._connection.close()

    def read(self, name: str, path: str, interface: str, what: str) -> Any:
        """A property."""
        return self.ask(name, path, PROPERTIES, "Get", "ss", interface, what)[1]


def accessibility_bus() -> Peer:
    """Somebody on the bus of the screen readers."""
    with closing(Peer()) as peer:
        address = peer.ask("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
    return Peer(open_dbus_connection(address))


def on_a_desktop() -> bool:
    """Whether these tests have a desktop of their own (tools/desktop_test.sh)."""
    return os.environ.get("ECCO_DESKTOP") == "1"
