"""Proxies count where somebody chose them; nothing on this computer goes through one."""

import base64
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecco_desktop.app import Application, wire
from ecco_desktop.connectors.http.client import HttpClient
from ecco_desktop.connectors.http.sessions import new_session
from ecco_desktop.domain.errors import SetupProblem, TransientProblem
from ecco_desktop.domain.network import DIRECT, ProxyUse, Route, is_here, proxy_address
from ecco_desktop.storage.database import open_storage
from ecco_desktop.storage.secrets import MemorySecrets
from ecco_desktop.storage.surroundings import SystemSurroundings
from ecco_desktop.words.sentences import sentence
from tests.unit.http.test_client import client

PASSWORD = "PLANTED-proxy-password-01"
VARIABLES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")
GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"


class Line:
    """A loopback listener: what it is asked, and what it answers."""

    def __init__(self, answer: bytes = GOOD) -> None:
        self.heard: list[bytes] = []
        self.answer = answer
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with suppress(OSError), line:
                line.settimeout(5)
                self.heard.append(line.recv(65536))
                line.sendall(self.answer)

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()


@pytest.fixture
def proxy() -> Iterator[Line]:
    made = Line()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*VARIABLES, "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


def through(base: str, route: Route) -> HttpClient:
    made = client(base)
    made._connect = lambda: new_session(base, route)
    return made


def test_what_stands_in_the_environment_has_no_say(
    proxy: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = Line()
    for name in VARIABLES:
        monkeypatch.setenv(name, proxy.address)
    (tmp_path / "netrc").write_text(f"machine 127.0.0.1 login joao password {PASSWORD}\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "gone.pem"))
    assert client(server.address).request("GET", "/x").json() == {}
    assert SystemSurroundings(tmp_path).time_at(server.address) is None
    server.close()
    assert proxy.heard == [] and len(server.heard) == 2
    assert base64.b64encode(f"joao:{PASSWORD}".encode()) not in b"".join(server.heard)
    with pytest.raises((SetupProblem, TransientProblem)):
        client("http://nowhere.invalid").request("GET", "/x")
    assert proxy.heard == []


@pytest.mark.parametrize("use", list(ProxyUse))
def test_nothing_on_this_computer_goes_through_one(
    use: ProxyUse, proxy: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.setenv(name, proxy.address)
    server = Line()
    assert through(server.address, Route(use, proxy.address)).request("GET", "/x").json() == {}
    server.close()
    assert proxy.heard == []


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST.",
        "loja.localhost",
        "127.0.0.1",
        "127.9.9.9",
        "::1",
        "::ffff:127.0.0.1",
        "0.0.0.0",
        "127.1",
        "0",
        "0x7f.0.0.1",
        "2130706433",
        "１２７.0.0.1",
        "localhost.localdomain",
        "localhost6",
        "ip6-localhost",
    ],
)
def test_this_computer_by_all_its_names(host: str) -> None:
    assert is_here(host)
    url = f"https://[{host}]:9" if ":" in host else f"https://{host}:9"
    assert Route(ProxyUse.ADDRESS, "http://proxy.example:3128").proxy_for(url) is None


@pytest.mark.parametrize(
    "host", ["localhost.example", "127.0.0.1.example", "10.1", "cafe", "10.0.0.1", "loja.com.br", "::2"]
)
def test_others_are_others(host: str) -> None:
    assert not is_here(host)


def test_the_one_that_was_chosen_is_used_with_its_login(proxy: Line) -> None:
    route = Route(ProxyUse.ADDRESS, proxy.address, "joão", f"{PASSWORD}@:/€")
    assert PASSWORD not in repr(route)
    assert through("http://loja.example", route).request("GET", "/x").json() == {}
    (heard,) = proxy.heard
    assert heard.startswith(b"GET http://loja.example/x HTTP/1.1")
    login = base64.b64encode(f"joão:{PASSWORD}@:/€".encode())
    assert b"Proxy-Authorization: Basic " + login in heard


def test_the_systems_is_used_where_that_was_chosen(proxy: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.address)
    monkeypatch.setenv("NO_PROXY", "interno.example")
    system = Route(ProxyUse.SYSTEM)
    assert through("http://loja.example", system).request("GET", "/x").json() == {}
    assert system.proxy_for("http://interno.example") is None
    assert system.proxy_for("https://loja.example") is None
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    with pytest.raises(SetupProblem, match=r"network\.proxy_kind"):
        through("https://loja.example", system).request("GET", "/x")


@pytest.mark.parametrize(
    ("answer", "kind", "key"),
    [
        (
            b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
            SetupProblem,
            "http.proxy_login",
        ),
        (b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n", TransientProblem, "http.proxy"),
        (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", SetupProblem, "http.proxy_refused"),
        (b"HTTP/1.1 405 Method Not Allowed\r\n\r\n", SetupProblem, "http.proxy_refused"),
    ],
)
def test_a_proxy_that_says_no_has_its_own_sentence(
    answer: bytes, kind: type[Exception], key: str, proxy: Line
) -> None:
    """Nothing reached the server, so even what must not be sent twice may be tried again."""
    proxy.answer = answer
    made = through("https://loja.example", Route(ProxyUse.ADDRESS, proxy.address))
    with pytest.raises(kind, match=key.replace(".", r"\.")) as caught:
        made.request("POST", "/pedidos", json={})
    assert proxy.heard[0].startswith(b"CONNECT loja.example:443")
    assert "Ajustes" in sentence(key, caught.value.values)  # type: ignore[attr-defined]


def test_a_login_that_a_proxy_wants_for_a_plain_address_is_no_refusal_of_the_key(proxy: Line) -> None:
    proxy.answer = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
    made = through("http://loja.example", Route(ProxyUse.ADDRESS, proxy.address))
    with pytest.raises(SetupProblem, match=r"http\.proxy_login"):
        made.request("POST", "/pedidos", json={})


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("proxy.example:3128", "http://proxy.example:3128"),
        (" HTTPS://Proxy.Example/ ", "https://proxy.example"),
        ("http://[::1]:3128", "http://[::1]:3128"),
    ],
)
def test_how_a_proxy_is_written(typed: str, kept: str) -> None:
    assert proxy_address(typed) == kept


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("http://joao:pw@proxy.example:3128", "network.proxy_login"),
        ("joao@proxy.example", "network.proxy_login"),
        ("socks5://proxy.example", "network.proxy_kind"),
        ("", "network.proxy_address"),
        ("http://", "network.proxy_address"),
        ("http://proxy.example:porta", "network.proxy_address"),
        ("http://proxy.example:99999", "network.proxy_address"),
        ("http://proxy.example/pac", "network.proxy_address"),
        ("http://pro xy", "network.proxy_address"),
        ("http://joao:p#pw@proxy.example:3128", "network.proxy_login"),
        ("jo/ao:pw@proxy.example", "network.proxy_login"),
        ("http://proxy.example:0", "network.proxy_address"),
        ("http://proxy..example", "network.proxy_address"),
        ("http://pro\u200bxy:3128", "network.proxy_address"),
        ("proxy,3128", "network.proxy_address"),
    ],
)
def test_what_is_no_proxy_is_refused_with_a_sentence(typed: str, key: str) -> None:
    with pytest.raises(SetupProblem) as caught:
        proxy_address(typed)
    assert caught.value.key == key
    assert "pw" not in sentence(key, caught.value.values)


@settings(max_examples=25)
@given(st.text(max_size=30))
def test_whatever_is_typed_is_kept_or_refused(typed: str) -> None:
    try:
        kept = proxy_address(typed)
    except SetupProblem:
        return
    assert proxy_address(kept) == kept


# -- the setting --


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    made = wire(tmp_path, open_storage(tmp_path), MemorySecrets(), floor=1)
    yield made
    made.close(5)


def test_the_setting_is_kept_its_password_among_the_keys(application: Application) -> None:
    network, route = application.services.connections.network, application.runner._connectors._route  # type: ignore[attr-defined]
    assert (network.read(), route()) == (DIRECT, DIRECT)
    network.save(ProxyUse.ADDRESS, "proxy.example:3128", "joao", PASSWORD)
    assert route() == Route(ProxyUse.ADDRESS, "http://proxy.example:3128", "joao", PASSWORD)
    assert PASSWORD not in repr(application.storage.settings.all(""))
    deeds = repr(application.services.deeds.newest())
    assert "proxy.example" in deeds and PASSWORD not in deeds
    network.save(ProxyUse.ADDRESS, "outro.example", "joao")
    with pytest.raises(SetupProblem, match=r"network\.proxy_password"):
        route()
    network.save(ProxyUse.NONE)
    assert route() == DIRECT


def test_a_refused_one_changes_nothing(application: Application) -> None:
    network = application.services.connections.network
    network.save(ProxyUse.SYSTEM)
    with pytest.raises(SetupProblem, match=r"network\.proxy_login"):
        network.save(ProxyUse.ADDRESS, f"http://a:{PASSWORD}@proxy.example")
    assert network.read() == Route(ProxyUse.SYSTEM)


def test_no_other_door_reads_the_environment() -> None:
    """What asks the web, in this program: the two places above."""
    package = Path(__file__).parents[3] / "ecco_desktop"
    asking = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if any(
            word in path.read_text(encoding="utf-8")
            for word in ("requests.Session()", "urlopen", "build_opener")
        )
    }
    assert {place for place in asking if not place.startswith("sandbox/")} == {
        "connectors/http/sessions.py",
        "storage/surroundings.py",
    }
