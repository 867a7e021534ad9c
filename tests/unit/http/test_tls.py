"""Certificates that must not be trusted, made here: nothing is sent, the sentence says what to do."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
import requests.adapters
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from ecco_desktop.connectors.http.client import HttpClient
from ecco_desktop.domain.errors import OutcomeUnknown, SetupProblem, TransientProblem
from ecco_desktop.words.sentences import sentence
from tests.fakes.system import FakeCancel, FakeCounter
from tests.unit.http.test_client import client

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
Talk = Callable[[ssl.SSLSocket], None]


class Authority:
    """Signs certificates; the program trusts it for the length of a test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Autoridade de teste")
        made = _builder(self._name, self._name, self._key, NOW - 900 * DAY, NOW + 900 * DAY)
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        self.file = folder / "authority.pem"
        self.file.write_bytes(made.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))

    def sign(
        self, begin: datetime, end: datetime, *, host: str = "localhost", by_itself: bool = False
    ) -> Path:
        """A certificate with its key, in one file."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer, signer = (_name(host), key) if by_itself else (self._name, self._key)
        names: list[x509.GeneralName] = [x509.DNSName(host)]
        if host == "localhost":
            names.append(x509.IPAddress(ip_address("127.0.0.1")))
        made = _builder(_name(host), issuer, key, begin, end)
        made = made.add_extension(x509.SubjectAlternativeName(names), critical=False)
        secret = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file = self._folder / f"{host}-{begin:%Y%m%d}-{by_itself}.pem"
        signed = made.sign(signer, hashes.SHA256())
        file.write_bytes(secret + signed.public_bytes(serialization.Encoding.PEM))
        return file


def _name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, begin: datetime, end: datetime
) -> x509.CertificateBuilder:
    made = x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=key.public_key())
    return made.serial_number(x509.random_serial_number()).not_valid_before(begin).not_valid_after(end)


@dataclass
class Secure:
    """A server that speaks TLS: how often it was called, and what it was sent."""

    port: int
    calls: int = 0
    heard: list[bytes] = field(default_factory=list)

    @property
    def base(self) -> str:
        """Its address."""
        return f"https://127.0.0.1:{self.port}"


def answer(line: ssl.SSLSocket) -> None:
    line.sendall(GOOD)


def noise(line: ssl.SSLSocket) -> None:
    """Bytes that are no TLS, as a broken box on the way sends them, after the request has arrived."""
    with socket.socket(fileno=line.detach()) as bare:
        bare.sendall(b"this is no record of TLS at all")


@contextmanager
def serving(certificate: Path | None, talk: Talk = answer) -> Iterator[Secure]:
    """A loopback server; without a certificate it speaks plain HTTP."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    if certificate:
        context.load_cert_chain(certificate)
    listener = socket.create_server(("127.0.0.1", 0))
    server = Secure(listener.getsockname()[1])

    def serve() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            server.calls += 1
            with suppress(OSError), line:
                line.settimeout(5)
                if certificate is None:
                    line.recv(65536)
                    line.sendall(GOOD)
                    continue
                with context.wrap_socket(line, server_side=True) as secure:
                    if heard := secure.recv(65536):
                        server.heard.append(heard)
                        talk(secure)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    made = Authority(tmp_path)
    monkeypatch.setattr(requests.adapters, "DEFAULT_CA_BUNDLE_PATH", str(made.file))
    return made


def refused(server: Secure, method: str) -> tuple[SetupProblem, HttpClient]:
    """The problem of one request: it was tried once, nothing was waited for, and nothing was heard."""
    counter, cancel = FakeCounter(), FakeCancel()
    made = client(server.base, cancel, counter)
    with pytest.raises(SetupProblem) as caught:
        made.request(method, "/pedidos", json=None if method == "GET" else {"cliente": "Ana"})
    assert (counter.calls, cancel.waits, server.calls, server.heard) == (1, [], 1, [])
    return caught.value, made


def words(problem: SetupProblem) -> str:
    return sentence(problem.key, problem.values)


def test_a_certificate_that_holds_is_spoken_to(authority: Authority) -> None:
    with serving(authority.sign(NOW - DAY, NOW + DAY)) as server:
        assert client(server.base).request("GET", "/pedidos").json() == {}
    assert len(server.heard) == 1


@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
@pytest.mark.parametrize(
    ("begin", "end"),
    [(NOW - 30 * DAY, NOW - DAY), (NOW + 300 * DAY, NOW + 600 * DAY)],
    ids=["over", "not yet"],
)
def test_an_expired_or_early_one_hints_at_the_date(
    authority: Authority, method: str, begin: datetime, end: datetime
) -> None:
    with serving(authority.sign(begin, end)) as server:
        problem, _ = refused(server, method)
    assert problem.key == "http.tls_date"
    assert "nada foi enviado" in words(problem) and "data e a hora do computador" in words(problem)
    assert f"{datetime.now().astimezone():%d/%m/%Y}" in words(problem)


def test_a_clock_far_off_shows_in_the_sentence(authority: Authority) -> None:
    """OpenSSL goes by the system's clock: the certificate stands for the skew, the words for today."""
    with (
        serving(authority.sign(NOW - 30 * DAY, NOW - DAY)) as server,
        time_machine.travel(datetime(2039, 5, 6, 15, 0, tzinfo=UTC), tick=True),
    ):
        problem, _ = refused(server, "GET")
    assert "06/05/2039" in words(problem)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_certificate_of_another_host(authority: Authority, method: str) -> None:
    with serving(authority.sign(NOW - DAY, NOW + DAY, host="outra-loja.example")) as server:
        problem, _ = refused(server, method)
    assert problem.key == "http.tls_host"
    assert "outro endereço" in words(problem) and "“Loja”" in words(problem)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_one_that_nobody_vouches_for(authority: Authority, method: str) -> None:
    with serving(authority.sign(NOW - DAY, NOW + DAY, by_itself=True)) as server:
        problem, _ = refused(server, method)
    assert problem.key == "http.tls"
    assert "nada foi enviado" in words(problem)


def test_an_address_that_speaks_no_tls(authority: Authority) -> None:
    with serving(None) as server:
        problem, _ = refused(server, "POST")
    assert problem.key == "http.tls"


def test_what_breaks_after_the_request_is_sent_may_have_been_done(authority: Authority) -> None:
    """An order whose answer is garbled may be in the ERP: it must not count as “nothing was sent”."""
    with serving(authority.sign(NOW - DAY, NOW + DAY), noise) as server:
        with pytest.raises(OutcomeUnknown):
            client(server.base).request("POST", "/pedidos", json={"numero": "1"})
        assert len(server.heard) == 1
        counter = FakeCounter()
        with pytest.raises(TransientProblem, match=r"http\.cut"):
            client(server.base, counter=counter).request("GET", "/pedidos")
        assert counter.calls > 1


def test_ten_requests_of_one_run_are_ten_calls(authority: Authority) -> None:
    """No storm: a bad certificate is never tried again by itself, whatever the client did before."""
    with serving(authority.sign(NOW - 30 * DAY, NOW - DAY)) as server:
        _, made = refused(server, "GET")
        for _ in range(9):
            with pytest.raises(SetupProblem):
                made.request("GET", "/pedidos")
    assert (server.calls, server.heard) == (10, [])
