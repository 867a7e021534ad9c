"""What the program is made of: known weaknesses of the locked packages, and a bill of materials.

    python tools/supply.py audit   asks an advisory service about every line of requirements.lock
    python tools/supply.py sbom    writes build/sbom.json (CycloneDX) and lists the licences

Both use the tools of the extra `audit`, in an environment of their own (build/supply): what looks at the
program must not become part of it. Exit codes of audit: 0 nothing known, 1 something is, 3 nobody could
be asked, which is not the same as nothing known.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
import venv
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.lock"
OWN = ROOT / "build" / "supply"
SBOM = ROOT / "build" / "sbom.json"
CLEAN, WEAK, UNASKED = 0, 1, 3
# Read in the packages themselves: their metadata names none, or is another system's and not here.
BY_HAND = {"peewee": "MIT (by its licence file)", "pywin32-ctypes": "BSD-3-Clause"}
Ask = Callable[[Sequence[str]], "subprocess.CompletedProcess[str]"]


def locked(lock: Path = LOCK) -> list[Requirement]:
    """Every line of the lock file."""
    lines = (line.strip() for line in lock.read_text(encoding="utf-8").splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("#")]


def version_of(requirement: Requirement) -> str:
    """The one version a line of the lock allows."""
    (only,) = requirement.specifier
    return only.version


# -- known weaknesses --


def audit(ask: Ask, lock: Path = LOCK) -> int:
    """Ask about all of it, after one package has shown that somebody answers; what to tell goes to stdout."""
    wanted = locked(lock)
    first = next(each for each in wanted if each.name == "requests")
    with tempfile.TemporaryDirectory() as folder:
        alone = Path(folder) / "one.txt"
        alone.write_text(f"{first.name}=={version_of(first)}\n", encoding="utf-8")
        answered, _ = _answers(ask, alone)
    if not answered:
        print("Nobody could be asked: no advisory service is reachable from here, so NOTHING WAS AUDITED.")
        print("Run `make audit` again on a computer with the whole internet.")
        return UNASKED
    answered, weak = _answers(ask, lock)
    for name, found in sorted(weak.items()):
        print(f"{name}: {', '.join(found)}")
    here = {canonicalize_name(each.name) for each in wanted if not each.marker or each.marker.evaluate()}
    unasked = sorted(here - answered)
    if unasked:
        print(f"Not audited, the service does not know them: {', '.join(unasked)}")
    print(f"{len(answered)} packages audited, {len(weak)} with known weaknesses.")
    if weak:
        return WEAK
    return UNASKED if unasked else CLEAN


def _answers(ask: Ask, requirements: Path) -> tuple[set[str], dict[str, list[str]]]:
    """The packages somebody answered for, and the weak ones. Both services are tried.

    pip-audit itself says "no known vulnerabilities" and exits with 0 where it found nobody to ask.
    """
    for service in ("pypi", "osv"):
        done = ask(["-r", str(requirements), "-s", service])
        try:
            rows = json.loads(done.stdout)["dependencies"]
        except (ValueError, KeyError):
            continue
        known = [row for row in rows if "skip_reason" not in row]
        if known:
            weak = {
                f"{row['name']} {row['version']}": [one["id"] for one in row["vulns"]]
                for row in known
                if row["vulns"]
            }
            return {canonicalize_name(row["name"]) for row in known}, weak
    return set(), {}


def pip_audit(words: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """The real one; nothing is installed or resolved, the lock says it all."""
    fixed = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "-f", "json"]
    return subprocess.run(
        [str(_own("pip-audit")), *words, *fixed], capture_output=True, text=True, check=False, timeout=600
    )


# -- the bill of materials --


def sbom() -> int:
    """Write it from the environment the lock made, which knows the licences; 1 where that is another."""
    SBOM.parent.mkdir(exist_ok=True)
    made = subprocess.run(
        [
            str(_own("cyclonedx-py")),
            "environment",
            "--pyproject",
            str(ROOT / "pyproject.toml"),
            "--output-reproducible",
            "--of",
            "JSON",
            "-o",
            "-",
            sys.executable,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    bill, wrong = trimmed(json.loads(made.stdout), locked())
    SBOM.write_text(json.dumps(bill, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for component in bill["components"]:
        print(f"{component['name']} {component['version']}: {licence_of(component)}")
    for words in wrong:
        print(words)
    print(f"{len(bill['components'])} components in {SBOM.relative_to(ROOT)}")
    return WEAK if wrong else CLEAN


def trimmed(bill: dict[str, Any], wanted: Sequence[Requirement]) -> tuple[dict[str, Any], list[str]]:
    """The bill with what is locked and nothing else (no pip, no tools), and where it is not as locked."""
    there = {canonicalize_name(each["name"]): each for each in bill.get("components", [])}
    kept: dict[str, Any] = {}
    wrong = []
    for each in wanted:
        name, version = canonicalize_name(each.name), version_of(each)
        here = each.marker is None or each.marker.evaluate(dict(default_environment()))
        found = there.get(name) if here else None
        if found is not None and found["version"] == version:
            kept[found["bom-ref"]] = found
        elif here:
            seen = found["version"] if found else "nothing"
            wrong.append(f"{name} is locked at {version}, but the environment has {seen}: set it up again")
        else:
            ref = f"{name}=={version}"
            purl = f"pkg:pypi/{name}@{version}"
            # Another system's, or another Python's: of the same family where that is here.
            family = {"licenses": there[name].get("licenses", [])} if name in there else {}
            kept[ref] = {"type": "library", "bom-ref": ref, "name": name, "version": version, "purl": purl}
            kept[ref] |= family
    refs = {*kept, bill.get("metadata", {}).get("component", {}).get("bom-ref")}
    ties = [
        {**tie, "dependsOn": [ref for ref in tie.get("dependsOn", []) if ref in refs]}
        for tie in bill.get("dependencies", [])
        if tie["ref"] in refs
    ]
    components = sorted(kept.values(), key=lambda each: (each["name"].casefold(), each["version"]))
    return {**bill, "components": components, "dependencies": ties}, wrong


def licence_of(component: dict[str, Any]) -> str:
    """The licence as the package declares it, a classifier where it says no more."""
    found = []
    for each in component.get("licenses", []):
        inner = each.get("license", {})
        found.append(each.get("expression") or inner.get("id") or inner.get("name") or "")
    names = (words.rpartition(" :: ")[2] for words in found if len(words) < 80)
    told = list(dict.fromkeys(filter(None, names)))
    if told:
        return " · ".join(told)
    return BY_HAND.get(canonicalize_name(component["name"]), "? (another system's; its metadata is not here)")


def _own(tool: str) -> Path:
    """A tool of the extra `audit`, installed where it is not there yet."""
    place = OWN / ("Scripts" if sys.platform == "win32" else "bin")
    found = place / (f"{tool}.exe" if sys.platform == "win32" else tool)
    if not found.exists():
        venv.create(OWN, with_pip=True)
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
        tools = project["project"]["optional-dependencies"]["audit"]
        subprocess.run([str(place / "python"), "-m", "pip", "install", "--quiet", *tools], check=True)
    return found


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) > 1 else ""
    if what not in ("audit", "sbom"):
        sys.exit(__doc__)
    sys.exit(audit(pip_audit) if what == "audit" else sbom())
