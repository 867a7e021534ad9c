"""Unmistakable secrets and buyers are planted; then all the program keeps, writes or says is searched."""

import base64
import io
import json
import os
import socket
import subprocess
import sys
import threading
import unicodedata
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import psutil
import pytest

from ecco_desktop.app import Application, build
from ecco_desktop.connectors.registry import Registry
from ecco_desktop.domain.connections import FieldKind, Manifest, Role
from ecco_desktop.domain.errors import EccoProblem, RecordProblem
from ecco_desktop.domain.products import ErpProduct
from ecco_desktop.domain.runs import RunState, Trigger
from ecco_desktop.jobs.orders import creation
from ecco_desktop.words.sentences import sentence
from tests.e2e.conftest import SEALED_WITH
from tests.e2e.test_bad_luck_everywhere import BOTH, ORDER
from tests.fakes.app import FakeShop
from tests.fakes.orders import store_order
from tests.platforms import PLATFORMS
from tests.support import CARRIERS, Sandbox, add_connection, form_of, run, running_sandbox

NAME = ("Zoraíde", "Quibungó Plantada")
STREET = "Travessa do Vazamento Improvável"
EMAIL = "zoraide.plantada@exemplo-plantado.com.br"
PHONES = ("(71) 98123-4567", "(71) 3123-4567")
CPF, CNPJ = "39053344705", "11444777000161"
BUYER = {
    "first_name": NAME[0],
    "last_name": NAME[1],
    "company": "Plantada Comércio Improvável Ltda",
    "email": EMAIL,
    "phone": PHONES[1],
    "cellphone": PHONES[0],
    "cpf": CPF,
    "cnpj": CNPJ,
    "address_1": STREET,
}
PASSPHRASES = ("senha do perfil plantada", SEALED_WITH)
# The sealed file is searched too: no keyring here.
pytestmark = pytest.mark.usefixtures("keys_in_a_file")


def plain(text: str) -> str:
    """As the search column of the log writes it."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def shapes(text: str) -> set[bytes]:
    """How a text may stand in a file."""
    found = {text, text.upper(), text.casefold(), plain(text), json.dumps(text)[1:-1]}
    return {shape.encode(code) for shape in found for code in ("utf-8", "utf-16-le")} | {
        base64.b64encode(text.encode()).rstrip(b"=")[:-1]
    }


def needles(secrets: list[str]) -> dict[bytes, str]:
    """What is looked for, and what it is."""
    people = [" ".join(NAME), NAME[1], BUYER["company"], EMAIL, STREET, *PHONES]
    people += ["".join(c for c in phone if c.isdigit()) for phone in PHONES]
    documents = [CPF, "390.533.447-05", CNPJ, "11.444.777/0001-61"]
    return {shape: text for text in [*people, *documents, *secrets, *PASSPHRASES] for shape in shapes(text)}


def recognisable(secrets: list[str]) -> dict[bytes, str]:
    """As `needles`, without names: whoever made one up cannot be known here; keys and contacts can."""
    return {shape: text for shape, text in needles(secrets).items() if text not in (" ".join(NAME), NAME[1])}


def leaks(content: bytes, wanted: dict[bytes, str]) -> set[str]:
    return {text for shape, text in wanted.items() if shape in content}


def searched(folder: Path, wanted: dict[bytes, str]) -> dict[str, set[str]]:
    """File → what of it leaked, zips read through."""
    found = {}
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        content = path.read_bytes()
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as bundle:
                content += b"".join(bundle.read(name) for name in bundle.namelist())
        if hit := leaks(content, wanted):
            found[str(path.relative_to(folder))] = hit
    return found


def plant(sandbox: Sandbox) -> None:
    """Every order, good or bad, is bought by the same person."""
    woo = sandbox.get("state?part=woocommerce")
    for number, order in enumerate(woo["orders"].values()):
        for part in ("billing", "shipping"):
            kept = order[part]
            company = bool(kept.get("cnpj"))
            new = {key: value for key, value in BUYER.items() if kept.get(key)}
            new |= {"cpf": "" if company else kept.get("cpf") and CPF, "cnpj": CNPJ if company else ""}
            order[part] = {**kept, **{key: value for key, value in new.items() if key in kept}}
        order["customer_note"] = f"Entregar a {' '.join(NAME)}, {EMAIL}, CPF {CPF}"
        if number % 7 == 3 and order["billing"].get("cpf"):
            order["billing"]["cpf"] = CPF[:-1] + "9"
    sandbox.shop("set", woocommerce=woo)


def configure(application: Application, sandbox: Sandbox) -> list[str]:
    """Connections and a task of every automation; the secrets that were typed."""
    services = application.services
    typed: list[str] = []
    for kind, name in (("eccosys", "ERP"), (sandbox.hello["store"], "Loja"), ("correios", "Correios")):
        add_connection(application, sandbox, kind, name, timeout=1)
        typed += form_of(sandbox, kind)[1].values()
    store = services.connections.find("Loja")
    for reference, carrier in CARRIERS:
        services.links.link_carrier(store, reference, carrier)
    for info in services.tasks.automations():
        place = "Correios" if info.role is Role.CARRIER else "Loja"
        services.tasks.create(info.key, place, None, BOTH if info.key == "sync_cancelled_orders" else {})
    return typed


def _some_code(sandbox: Sandbox) -> str:
    """An ERP product that the store sells."""
    woo = sandbox.get("state?part=woocommerce")
    rows = [*woo["products"].values(), *woo["variations"].values()]
    sold = {row["sku"] for row in rows if row["manage_stock"] is True}
    products = sandbox.get("state?part=eccosys.products").values()
    codes = [row["codigo"] for row in products if row["situacao"] == "A" and not row.get("sem_disponivel")]
    return next(code for code in codes if code in sold and codes.count(code) == 1)


def write_everything(application: Application, folder: Path) -> None:
    """Whatever a person can have written."""
    services = application.services
    folder.mkdir()
    services.profile.export(folder / "aberto.ecco")
    services.profile.export(folder / "cifrado.ecco", PASSPHRASES[0])
    services.reports.export_stock(folder / "estoque.csv")
    for order in services.reports.orders(limit=5):
        services.reports.export_timeline(folder / f"{order.number}.csv", order.number)
    for view in services.tasks.list():
        services.history.export_log(view.task.id, folder / f"log-{view.task.id}.csv")
    services.bundle.write(folder / "pacote.zip", services.doctor.examine())
    told = [*services.alerts.newest(1000), *services.deeds.newest(), *services.pending.groups()]
    (folder / "told.txt").write_text("\n".join(map(repr, told)), encoding="utf-8")


@pytest.mark.parametrize("kind", sorted(PLATFORMS))
def test_after_days_of_good_and_bad_luck_nothing_is_found(kind: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    with running_sandbox("--store", kind, "--orders", "30", "--products", "40", "--past", "16") as sandbox:
        plant(sandbox)
        application = build(data, demo=False)
        secrets = configure(application, sandbox)
        wanted = needles(secrets)
        faults = {"rate_429": 0.05, "rate_500": 0.06, "rate_cut": 0.04, "rate_html": 0.03, "rate_half": 0.03}
        sandbox.post("faults", seed=3, retry_after=0, **faults)
        for automation in ORDER:
            run(application, automation)
        sandbox.post("faults")
        ended = [run(application, automation) for automation in ORDER]
        assert {one.state for one in ended} <= {RunState.SUCCEEDED, RunState.WITH_WARNINGS}
        services = application.services
        services.tasks.simulate([view.task.id for view in services.tasks.list()])
        assert application.runner.wait_idle(120)
        sandbox.shop("set_erp_stock", codigo=_some_code(sandbox), estoqueReal=77)
        stock = run(application, "sync_stock")
        assert stock.tally.updated
        services.tasks.undo(stock.id)
        assert application.runner.wait_idle(120)
        write_everything(application, tmp_path / "out")
        # While it works: the write-ahead log and the shared memory are there.
        assert (data / "ecco.sqlite3-wal").stat().st_size
        assert searched(tmp_path, wanted) == {}
        application.close(10.0)
        assert searched(tmp_path, wanted) == {}

        # The search itself finds what is there: the other side has all of it.
        other_side = json.dumps(sandbox.get("state"), ensure_ascii=False).encode()
        assert leaks(other_side, wanted) >= {NAME[1], EMAIL, STREET, CPF, CNPJ}
        imported = sandbox.get("checks")["orders"]
        assert imported, "the buyer's data did go where it belongs"
        assert any(path.stat().st_size > 500 for path in (tmp_path / "out").glob("*.csv"))


def test_no_secret_stands_on_a_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the program's own (environment, questions) nor that of the child it starts for the demo, which
    gets no key in its environment either."""
    given = ["PLANTED-key-in-the-environment-1", "PLANTED-key-in-the-environment-2"]
    monkeypatch.setenv("ECCO_SECRET_TOKEN", given[0])
    monkeypatch.setenv("ECCO_SECRET_7_TOKEN", given[1])
    application = build(tmp_path / "demo", demo=True)
    try:
        assert application.demo is not None
        hello = application.demo.hello
        secrets = [
            value
            for manifest in Registry().manifests()
            for key, value in dict(hello.get(manifest.kind, {})).items()
            if key in manifest.secret_keys
        ]
        assert len(secrets) > 3
        wanted = needles([*secrets, *given])
        children = psutil.Process().children(recursive=True)
        seen = [" ".join(child.cmdline()) for child in children]
        assert any("ecco_desktop.sandbox" in line for line in seen)
        around = [f"{name}={value}" for child in children for name, value in child.environ().items()]
        assert any(line.startswith("PATH=") for line in around)
        seen += around
        assert leaks("\n".join(seen).encode(), wanted) == set()
    finally:
        application.close(10.0)


# -- a server that repeats everything it was sent --


class _Echo(BaseHTTPRequestHandler):
    """Says no to everything, and repeats in its answer all that it was sent."""

    protocol_version = "HTTP/1.1"
    status = 400

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        sent = self.rfile.read(length).decode(errors="replace")
        buyer = f"{' '.join(NAME)} CPF 390.533.447-05 {EMAIL} {PHONES[0]}"
        # Connectors quote the beginning of what is said: the key stands there.
        usual = ("host", "accept", "accept-encoding", "connection", "content-length", "user-agent")
        keys = " ".join(value for name, value in self.headers.items() if name.casefold() not in usual)
        query = self.path.partition("?")[2]
        said = f"{keys.removeprefix('application/json; charset=utf-8')} {query} {sent} {buyer}"
        names = ("message", "error", "erro", "code", "detail", "description", "msg", "mensagem", "title")
        body: dict[str, Any] = dict.fromkeys(names, said)
        body |= {"errors": [said], "msgs": [said], "causa": said, "result": {"error": [{"erro": said}]}}
        content = json.dumps(body).encode()
        self.send_response_only(self.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = _answer

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def echo() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Echo)
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connector whose address cannot be set asks the internet: here there is none."""
    real = socket.getaddrinfo

    def known(host: Any, *more: Any, **named: Any) -> Any:
        if host not in ("127.0.0.1", "localhost", "::1"):
            raise socket.gaierror(-2, "Name or service not known")
        return real(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", known)


def planted(manifest: Manifest, base: str) -> tuple[dict[str, str], dict[str, str]]:
    """A form filled with what must not be seen again."""
    values: dict[str, str] = {}
    secrets: dict[str, str] = {}
    for field in manifest.fields:
        if field.kind is FieldKind.SECRET:
            secrets[field.key] = f"PLANTED-{manifest.kind}-{field.key}-0123456789abcdef"
        elif field.kind is FieldKind.ADDRESS:
            values[field.key] = f"{base}/x"
        elif field.kind is FieldKind.TEXT:
            values[field.key] = field.default or field.example or "12345"
        elif field.kind is FieldKind.NUMBER:
            values[field.key] = "600" if "minute" in field.key else field.default or "5"
    return values, secrets


@pytest.mark.parametrize("status", [400, 401, 403, 404, 422, 500])
@pytest.mark.parametrize("kind", [manifest.kind for manifest in Registry().manifests()])
def test_a_server_that_repeats_the_key_is_not_quoted(
    kind: str,
    status: int,
    echo: str,
    only_loopback: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_Echo, "status", status)
    application = build(tmp_path / "data", demo=False)
    connectors = Registry()
    manifest = connectors.manifest(kind)
    told: list[str] = []
    typed: list[str] = []
    kinds = dict.fromkeys(["eccosys", kind])
    try:
        for each in kinds:
            values, secrets = planted(connectors.manifest(each), echo)
            typed += secrets.values()
            try:
                application.services.connections.add(each, f"x {each}", values, secrets)
                application.services.connections.test(application.services.connections.find(f"x {each}"))
            except EccoProblem as problem:
                told += [
                    sentence(problem.key, problem.values),
                    str(problem),
                    repr(problem),
                    repr(problem.values),
                ]
        names = {one.name for one in application.services.connections.list()}
        if manifest.role is not Role.ERP and {f"x {each}" for each in kinds} <= names:
            for info in application.services.tasks.automations():
                if info.role is manifest.role and info.key in manifest.automations:
                    application.services.tasks.create(info.key, f"x {kind}", None, {})
                    run(application, info.key)
        write_everything(application, tmp_path / "out")
    finally:
        application.close(10.0)
    wanted = recognisable(typed)
    # To Eccosys 404 means "no rows".
    assert told or status == 404, "the server said no"
    assert leaks("\n".join(told).encode(), wanted) == set()
    assert searched(tmp_path, wanted) == {}


def test_an_erp_that_repeats_the_buyer_is_not_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(creation, "SETTLE_SECONDS", 0.0)
    shop = FakeShop(tmp_path)
    order = store_order("1001")
    buyer = order.customer
    assert buyer.name and buyer.document

    def refuse(_draft: object) -> None:
        said = f"Contato {buyer.name.upper()} ({buyer.document}, {EMAIL}, {PHONES[0]}) recusado: já existe"
        raise RecordProblem("ecco.refused", order="1001", detail=said)

    shop.erp.catalog = [ErpProduct("1890", "CAM-P", "789", "Camiseta", True)]
    monkeypatch.setattr(shop.erp, "create_order", refuse)
    shop.store.orders["1001"] = order
    ended = shop.run("import_orders", Trigger.PERSON)
    assert "ecco.refused" in shop.keys(ended)
    shop.close()
    wanted = {
        shape: text for text in (buyer.name, buyer.document, EMAIL, PHONES[0]) for shape in shapes(text)
    }
    assert searched(tmp_path, wanted) == {}


def test_a_bug_whose_message_holds_a_secret_is_logged_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exception texts and tracebacks go to the technical log and nowhere else."""
    data = tmp_path / "data"
    with running_sandbox("--orders", "12", "--products", "20") as sandbox:
        application = build(data, demo=False)
        secrets = configure(application, sandbox)

        def bug(*_: object, **__: object) -> None:
            raise KeyError(f"{secrets[0]} {CPF} {EMAIL} of {dict(enumerate(secrets))}")

        monkeypatch.setattr("ecco_desktop.jobs.numbers.sync_stock.run", bug)
        monkeypatch.setattr("ecco_desktop.connectors.http.client.HttpClient.request", bug)
        ended = run(application, "sync_stock")
        assert (ended.state, ended.error_key) == (RunState.FAILED, "run.bug")
        write = application.services.bundle.write
        from ecco_desktop.domain.checkup import Checkup

        write(tmp_path / "pacote.zip", Checkup(()))
        application.close(10.0)
    log = (data / "logs" / "ecco-desktop.log").read_text(encoding="utf-8")
    assert "KeyError" in log and "[hidden]" in log
    assert searched(tmp_path, needles(secrets)) == {}


def test_a_command_that_fails_says_nothing_secret(tmp_path: Path) -> None:
    """Standard output and error of the program while a server refuses its key and repeats it."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Echo)
    made.daemon_threads = True
    threading.Thread(target=made.serve_forever, daemon=True).start()
    secret = "PLANTED-token-on-the-command-line-1"
    environment = os.environ | {
        "ECCO_SECRET_TOKEN": secret,
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    said = b""
    try:
        address = f"address=http://127.0.0.1:{made.server_port}/eccosys/api"
        for words in (
            ("connections", "add", "eccosys", "ERP", "--set", address),
            ("connections", "test", "ERP"),
            ("doctor", "--json"),
            ("run", "--all"),
        ):
            done = subprocess.run(
                [sys.executable, "-m", "ecco_desktop", *words, "--data-dir", str(tmp_path)],
                env=environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=120,
                check=False,
            )
            said += done.stdout + done.stderr
    finally:
        made.shutdown()
        made.server_close()
    assert b"Traceback" not in said
    assert "•••".encode() in said, "the server did repeat it"
    assert leaks(said, recognisable([secret])) == set()
    assert searched(tmp_path, recognisable([secret])) == {}
