"""Certificates that must not be trusted, made here: nothing is sent, the sentence says what to do."""

import os
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

from ecco_desktop.connectors.http import sessions
from ecco_desktop.connectors.http.auth import basic
from ecco_desktop.connectors.http.client import HttpClient
from ecco_desktop.connectors.http.sessions import new_session
from ecco_desktop.connectors.http.throttle import Allowance
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.connectors.shared.opening import open_client
from ecco_desktop.domain.connections import Connection, FieldKind, Manifest, Role
from ecco_desktop.domain.errors import OutcomeUnknown, SetupProblem, TransientProblem
from ecco_desktop.words.sentences import sentence
from tests.fakes.opening import opening
from tests.fakes.system import FakeCancel, FakeCounter
from tests.unit.http.test_client import client
from tests.unit.test_bound_keys import secrets_of, values_at

NOW = datetime.now(UTC)
DAY = timedelta(days=1)
GOOD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
Talk = Callable[[ssl.SSLSocket], None]


class Authority:
    """Signs certificates; the program trusts it for the length of a test."""

    def __init__(self, folder: Path, end: datetime = NOW + 900 * DAY) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Autoridade de teste")
        made = _builder(self._name, self._name, self._key, NOW - 900 * DAY, end)
        made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        self.file = folder / "authority.pem"
        self._signed = made.sign(self._key, hashes.SHA256())
        self.file.write_bytes(self._signed.public_bytes(serialization.Encoding.PEM))

    def der(self) -> Path:
        """As Windows writes it."""
        file = self.file.with_suffix(".cer")
        file.write_bytes(self._signed.public_bytes(serialization.Encoding.DER))
        return file

    def sign_through_another(self, begin: datetime, end: datetime) -> Path:
        """A certificate whose signer this authority signed, and which is not sent along."""
        between = Authority(self._folder / "between")
        between._name = _name("Intermediária de teste")
        return between.sign(begin, end)

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
def serving(certificate: Path | None, talk: Talk = answer, hang_up: int = 0) -> Iterator[Secure]:
    """A loopback server; without a certificate it speaks plain HTTP. It hangs up on the first so many."""
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
                if server.calls <= hang_up:
                    line.recv(65536)
                    continue
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
    assert problem.key == "http.tls_self_signed"
    assert "nada foi enviado" in words(problem) and "Certificado da autoridade" in words(problem)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_chain_without_what_ties_it_to_an_authority(authority: Authority, method: str) -> None:
    with serving(authority.sign_through_another(NOW - DAY, NOW + DAY)) as server:
        problem, _ = refused(server, method)
    assert problem.key == "http.tls_chain"
    assert "nada foi enviado" in words(problem) and "cadeia completa" in words(problem)


# -- the shop's own authority, named by the connection --


def opened(base: str, file: str, kind: str = "woocommerce") -> HttpClient:
    """A client as every connector opens it."""
    connection = Connection(1, "Loja", kind, Role.STORE, {"address": base, "authority": file})
    return open_client(opening(connection, {}), base, base, Allowance(6000), basic("a", "b"))


def test_the_shops_own_authority_is_believed_where_its_file_is_named(tmp_path: Path) -> None:
    own, other = Authority(tmp_path), Authority(tmp_path / "other")
    with serving(own.sign(NOW - DAY, NOW + DAY)) as server:
        assert opened(server.base, str(own.file)).request("GET", "/pedidos").json() == {}
        assert opened(server.base, str(own.der())).request("GET", "/pedidos").json() == {}
        for file in ("", str(other.file)):
            with pytest.raises(SetupProblem, match=r"http\.tls"):
                opened(server.base, file).request("GET", "/pedidos")
    assert len(server.heard) == 2


def test_a_path_that_windows_put_in_quotes_is_that_path(tmp_path: Path) -> None:
    own = Authority(tmp_path)
    with serving(own.sign(NOW - DAY, NOW + DAY)) as server:
        assert opened(server.base, f' "{own.file}" ').request("GET", "/pedidos").json() == {}


def test_what_stands_between_or_the_servers_own_certificate_may_be_named(tmp_path: Path) -> None:
    """Browsers export these as readily as the authority itself; whoever names one means it."""
    own = Authority(tmp_path)
    certificate = own.sign(NOW - DAY, NOW + DAY)
    with serving(certificate) as server:
        assert opened(server.base, str(certificate)).request("GET", "/pedidos").json() == {}
    elsewhere = own.sign(NOW - DAY, NOW + DAY, host="outra-loja.example")
    with serving(elsewhere) as server, pytest.raises(SetupProblem, match=r"http\.tls_host"):
        opened(server.base, str(elsewhere)).request("GET", "/pedidos")


def test_a_named_authority_excuses_no_other_fault(tmp_path: Path) -> None:
    own = Authority(tmp_path)
    for certificate, key in (
        (own.sign(NOW - 30 * DAY, NOW - DAY), "http.tls_date"),
        (own.sign(NOW - DAY, NOW + DAY, host="outra-loja.example"), "http.tls_host"),
        (own.sign(NOW - DAY, NOW + DAY, by_itself=True), "http.tls_self_signed"),
    ):
        with serving(certificate) as server, pytest.raises(SetupProblem) as caught:
            opened(server.base, str(own.file)).request("POST", "/pedidos", json={})
        assert (caught.value.key, server.heard) == (key, [])


def test_the_systems_store_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where this system keeps it is what its variable says; Windows and macOS are asked by truststore."""
    own = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(own.file))
    monkeypatch.setattr(sessions, "_contexts", {})
    with serving(own.sign(NOW - DAY, NOW + DAY)) as server:
        assert client(server.base).request("GET", "/pedidos").json() == {}


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (None, "certificate.read"),
        (b"", "certificate.none"),
        (b"isto nao e um certificado", "certificate.none"),
        (b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "certificate.none"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "certificate.none"),
        (b"\x30" * 2_000_000, "certificate.none"),
    ],
    ids=["gone", "empty", "text", "broken", "a key", "huge"],
)
def test_a_file_that_is_no_authority_has_its_own_sentence(
    content: bytes | None, key: str, tmp_path: Path
) -> None:
    file = tmp_path / "autoridade.pem"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SetupProblem) as caught:
        opened("https://loja.example", str(file))
    assert caught.value.key == key
    assert "“Loja”" in words(caught.value) and "autoridade.pem" in words(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_what_is_no_file_is_no_authority_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (str(tmp_path), str(tmp_path / "pipe"), "a\0b.pem"):
        with pytest.raises(SetupProblem) as caught:
            opened("https://loja.example", place)
        assert caught.value.key == "certificate.read"
        assert "não é um arquivo comum" in words(caught.value)


def test_an_authority_that_is_over_has_its_own_sentence(tmp_path: Path) -> None:
    over = Authority(tmp_path, end=NOW - DAY)
    with pytest.raises(SetupProblem) as caught:
        opened("https://loja.example", str(over.file))
    assert caught.value.key == "certificate.expired"
    assert f"{NOW - DAY:%d/%m/%Y}" in words(caught.value)


@pytest.mark.parametrize("manifest", Registry().manifests(), ids=lambda manifest: manifest.kind)
def test_every_connector_has_the_field_and_looks_at_the_file(manifest: Manifest, tmp_path: Path) -> None:
    assert next(field for field in manifest.fields if field.key == "authority").kind is FieldKind.FILE
    values = values_at(manifest, "https://a.example") | {"authority": str(tmp_path / "gone.pem")}
    connection = Connection(1, "Loja", manifest.kind, manifest.role, values)
    open_it = {Role.ERP: Registry().open_erp, Role.STORE: Registry().open_store}
    with pytest.raises(SetupProblem, match=r"certificate\.read"):
        open_it.get(manifest.role, Registry().open_carrier)(opening(connection, secrets_of(manifest)))


def test_one_context_serves_all_that_believe_the_same_and_is_made_when_it_is_needed(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "_contexts", {})
    new_session("http://127.0.0.1:1")
    assert sessions._contexts == {}
    for _ in range(3):
        new_session("https://loja.example")
    assert len(sessions._contexts) == 1
    context = next(iter(sessions._contexts.values()))
    assert context.verify_mode is ssl.CERT_REQUIRED and context.check_hostname


def test_an_address_that_speaks_no_tls(authority: Authority) -> None:
    """No certificate was seen: nobody is sent to renew one."""
    with serving(None) as server:
        problem, _ = refused(server, "POST")
    assert problem.key == "http.tls_none"
    assert "certificado" not in words(problem) and "porta" in words(problem)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_hangs_up_before_a_word_is_said_is_asked_again(authority: Authority, method: str) -> None:
    """A balancer that is busy, a line that broke: no verdict on a certificate, and nothing was sent."""
    certificate = authority.sign(NOW - DAY, NOW + DAY)
    with serving(certificate, hang_up=2) as server:
        made = client(server.base, FakeCancel())
        # No body: this server reads once, and to close on what it did not read breaks the line.
        assert made.request(method, "/pedidos", idempotent=False).status == 200
    assert server.calls == 3 and len(server.heard) == 1


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
