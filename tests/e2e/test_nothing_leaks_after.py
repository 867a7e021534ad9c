"""Planted keys are looked for after what goes wrong with them, and in what a crash says."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from ecco_desktop.app import Application, build
from ecco_desktop.domain.connections import Which
from ecco_desktop.domain.errors import EccoProblem, SetupProblem
from ecco_desktop.domain.network import ProxyUse
from ecco_desktop.services import profile
from ecco_desktop.words.sentences import sentence
from tests.e2e.test_nothing_leaks import PASSPHRASES, leaks, recognisable, searched
from tests.fakes.keyrings import Forgetful, Garbling, MemoryKeyring

KEYS = {"consumer_key": "PLANTED-first-key-0123456789", "consumer_secret": "PLANTED-first-secret-0123456789"}
NEW = {key: value.replace("first", "second") for key, value in KEYS.items()}
PROXY = "PLANTED-proxy-password-0123456789"
LOGIN = "PLANTED-in-an-address-0123456789"
WANTED = recognisable([*KEYS.values(), *NEW.values(), PROXY, LOGIN, *PASSPHRASES])
pytestmark = pytest.mark.usefixtures("keys_in_a_file")
# Nobody listens there.
HERE, THERE = "http://127.0.0.1:9", "http://127.0.0.1:19"


def full_disk(_descriptor: int) -> None:
    raise OSError(28, "No space left on device")


def after_all_that_goes_wrong(application: Application, folder: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """What each refusal told."""
    services, told = application.services, []

    def refused(what: Callable[[], object]) -> None:
        with pytest.raises(EccoProblem) as caught:
            what()
        problem = caught.value
        told.extend([sentence(problem.key, problem.values), repr(problem), repr(problem.values)])

    connections = services.connections
    connections.add("woocommerce", "Loja", {"address": HERE}, KEYS)
    with patch.context() as patched:
        patched.setattr(os, "fsync", full_disk)
        refused(lambda: connections.update("Loja", {"address": HERE}, NEW))
    refused(lambda: connections.update("Loja", {"address": THERE}, {}, which=Which.SAME))
    refused(lambda: connections.update("Loja", {"address": f"http://joao:{LOGIN}@127.0.0.1:9"}, NEW))
    refused(lambda: connections.add("eccosys", "ERP", {"address": f"https://:{LOGIN}@erp.example"}, {}))
    refused(lambda: connections.network.save(ProxyUse.ADDRESS, f"http://joao:{LOGIN}@proxy.example"))
    connections.network.save(ProxyUse.ADDRESS, "proxy.example", "joao", PROXY)
    garbling = Garbling()
    garbling.on = True
    for kept in (Forgetful(), garbling):
        keyring.set_keyring(kept)
        with suppress(SetupProblem):
            services.vault.move()
        with suppress(SetupProblem):
            connections.update("Loja", {"address": HERE}, NEW)
    keyring.set_keyring(MemoryKeyring())
    assert services.vault.move()
    # A row that an earlier version kept, and one that somebody edited.
    there = connections.find("Loja")
    for address in (f"http://:{LOGIN}@127.0.0.1:9", THERE):
        with application.storage.transaction():
            application.storage.connections.update(replace(there, values={"address": address}))
        refused(lambda: connections.test(connections.find("Loja")))
        services.profile.export(folder / "perfil.ecco", PASSPHRASES[0])
        whole = json.loads((folder / "perfil.ecco").read_text(encoding="utf-8"))
        whole["connections"][0]["values"]["address"] = f"https://a:{LOGIN}@b.example"
        whole["checksum"] = profile._checksum(whole)
        (folder.parent / "bad.ecco").write_text(json.dumps(whole), encoding="utf-8")
        refused(lambda: services.profile.load(folder.parent / "bad.ecco", PASSPHRASES[0]))
        (folder.parent / "bad.ecco").unlink()
        services.bundle.write(folder / "pacote.zip", services.doctor.examine())
        told += [*map(repr, services.deeds.newest()), *map(repr, services.alerts.newest(100))]
        with application.storage.transaction():
            application.storage.connections.update(there)
    return told


def test_after_failed_writes_moves_and_changed_addresses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    application = build(tmp_path / "data", demo=False)
    try:
        told = after_all_that_goes_wrong(application, out, monkeypatch)
    finally:
        application.close(5)
    assert leaks("\n".join(told).encode(), WANTED) == set()
    assert searched(tmp_path, WANTED) == {}


CRASH = """
import sys, threading
from ecco_desktop import diagnostics
from ecco_desktop.domain.discretion import never_tell
from pathlib import Path

secret = sys.stdin.read()
diagnostics.begin(Path(sys.argv[1]))
diagnostics.tell_crashes()
never_tell(secret)

class Falls:
    def __del__(self):
        raise ValueError(f"in a finalizer: {secret}")

def fall():
    raise KeyError(f"in a thread: {secret}")

thread = threading.Thread(target=fall)
thread.start()
thread.join()
made = Falls()
del made
raise RuntimeError(f"in the end: {secret}") from OSError(secret)
"""


def test_what_a_crash_says_holds_no_key(tmp_path: Path) -> None:
    secret = KEYS["consumer_key"]
    done = subprocess.run(
        [sys.executable, "-c", CRASH, str(tmp_path)],
        input=secret.encode(),
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    log = (tmp_path / "logs" / "ecco-desktop.log").read_bytes()
    for place in (b"in a thread", b"in a finalizer", b"in the end"):
        assert place in done.stderr and place in log
    assert b"[hidden]" in done.stderr
    assert leaks(done.stdout + done.stderr, WANTED) == set()
    assert searched(tmp_path, WANTED) == {}


def test_the_program_tells_its_crashes_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from ecco_desktop import __main__, diagnostics

    called: list[str] = []
    monkeypatch.setattr(diagnostics, "tell_crashes", lambda: called.append("crashes"))
    monkeypatch.setattr("ecco_desktop.cli.main.run_cli", lambda _program: called.append("commands"))
    monkeypatch.setattr("ecco_desktop.words.speech.speak", lambda _language: None)
    __main__.main()
    assert called == ["crashes", "commands"]
