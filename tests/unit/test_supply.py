"""`make audit` and `make sbom`: nobody asked is never taken for nothing known, and the bill is the lock."""

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools.supply import CLEAN, UNASKED, WEAK, audit, licence_of, locked, trimmed, version_of


class Service:
    """An advisory service, through pip-audit's answer."""

    def __init__(
        self, known: Sequence[str] = (), weak: Sequence[str] = (), up: Sequence[str] = ("pypi",)
    ) -> None:
        self.known, self.weak, self.up = set(known), set(weak), up
        self.asked: list[tuple[str, int]] = []

    def __call__(self, words: Sequence[str]) -> "subprocess.CompletedProcess[str]":
        path, service = Path(words[1]), words[3]
        lines = [each for each in path.read_text(encoding="utf-8").splitlines() if each.strip()]
        self.asked.append((service, len(lines)))
        if service not in self.up:
            return subprocess.CompletedProcess(words, 1, "", "Traceback: no such host")
        rows: list[dict[str, object]] = []
        for line in lines:
            name, _, version = line.partition(";")[0].strip().partition("==")
            if name in self.known:
                found = [{"id": "PYSEC-1"}] if name in self.weak else []
                rows.append({"name": name, "version": version, "vulns": found})
            else:
                rows.append({"name": name, "version": version, "skip_reason": "not found"})
        return subprocess.CompletedProcess(words, 0, json.dumps({"dependencies": rows}), "")


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    path = tmp_path / "requirements.lock"
    path.write_text("flask==1.0\nrequests==2.34.2\nwindows-only==1.0 ; sys_platform == 'nowhere'\n")
    return path


def test_nobody_to_ask_is_told_and_is_no_success(lock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for service in (Service(up=()), Service(known=(), up=("pypi", "osv"))):
        assert audit(service, lock) == UNASKED
        assert "NOTHING WAS AUDITED" in capsys.readouterr().out
        assert {count for _, count in service.asked} == {1}, (
            "one package shows it; the rest is not asked in vain"
        )


def test_known_weaknesses_are_named(lock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(Service(known=("flask", "requests"), weak=("flask",)), lock) == WEAK
    said = capsys.readouterr().out
    assert "flask 1.0: PYSEC-1" in said and "2 packages audited, 1 with known" in said


def test_all_well_only_where_all_were_asked_about(lock: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audit(Service(known=("flask", "requests"), up=("osv",)), lock) == CLEAN
    assert audit(Service(known=("requests",)), lock) == UNASKED
    assert "Not audited, the service does not know them: flask" in capsys.readouterr().out


def test_the_lock_pins_each_package_to_one_version() -> None:
    wanted = locked()
    assert len(wanted) > 50
    assert all(version_of(each) for each in wanted)
    names = {each.name for each in wanted}
    assert {"pip-audit", "cyclonedx-bom"} & names == set(), "what looks at the program is no part of it"


def test_the_bill_holds_what_is_locked_and_nothing_else() -> None:
    there = [
        {"name": "Flask", "version": "1.0", "bom-ref": "f"},
        {"name": "pip", "version": "9", "bom-ref": "p"},
        {"name": "requests", "version": "1.0", "bom-ref": "r"},
    ]
    ties = [{"ref": "root", "dependsOn": ["f", "p"]}, {"ref": "p"}]
    bill = {"metadata": {"component": {"bom-ref": "root"}}, "components": there, "dependencies": ties}
    wanted = [
        Requirement("flask==1.0"),
        Requirement("requests==2.0"),
        Requirement("x==1 ; os_name == 'none'"),
    ]
    kept, wrong = trimmed(bill, wanted)
    assert [(each["name"], each["version"]) for each in kept["components"]] == [("Flask", "1.0"), ("x", "1")]
    assert kept["dependencies"] == [{"ref": "root", "dependsOn": ["f"]}]
    assert wrong == ["requests is locked at 2.0, but the environment has 1.0: set it up again"]


@pytest.mark.parametrize(
    ("licences", "said"),
    [
        ([{"expression": "MIT"}], "MIT"),
        ([{"license": {"id": "Apache-2.0"}}, {"license": {"name": "x" * 500}}], "Apache-2.0"),
        ([{"license": {"name": "License :: OSI Approved :: BSD License"}}], "BSD License"),
        ([], "?"),
    ],
)
def test_licences_are_listed(licences: list[dict[str, object]], said: str) -> None:
    assert licence_of({"name": "anything", "licenses": licences}).startswith(said)
