"""What is installed in a shop: the wheel carries its resources, and the program finds them there."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ("ecco_desktop", "resources", "docs/manual", "docs/pictures")
FILES = ("pyproject.toml", "README.md", "LICENSE", "tools/hatch_build.py")
# One of each kind, as the program asks for it.
ASKED = ("icons", "styles", "translations", "manual", "pictures")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources without anything that was compiled before."""
    place = tmp_path_factory.mktemp("wheel")
    tree = place / "tree"
    for name in SOURCES:
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    for name in FILES:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tree / name)
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(place / "dist")]
    done = subprocess.run(build, cwd=tree, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = (place / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as kept:
        kept.extractall(place / "unpacked")
    shutil.rmtree(tree)
    return place / "unpacked"


def names(folder: Path) -> set[str]:
    """What stands in a folder, below it too; translations by what they are compiled to."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_resource_is_in_it_and_the_translations_are_compiled(unpacked: Path) -> None:
    inside = unpacked / "ecco_desktop" / "resources"
    for name in ASKED:
        source = ROOT / ("docs" if name in ("manual", "pictures") else "resources") / name
        wanted = {each for each in names(source) if not each.endswith(".mo")}
        assert wanted and wanted <= names(inside / name), name
    assert (inside / "translations/en/LC_MESSAGES/ecco.mo").stat().st_size > 1000


def test_the_program_finds_them_where_it_was_installed(unpacked: Path, tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from ecco_desktop.paths import resource\n"
        "from ecco_desktop.words import _, speech\n"
        "for name in sys.argv[2:]: print(resource(name))\n"
        "speech.speak('en'); print(_('Recorrência'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(unpacked), *ASKED],
        cwd=tmp_path,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    *found, told = done.stdout.splitlines()
    assert found == [str(unpacked / "ecco_desktop" / "resources" / name) for name in ASKED]
    assert told == "Recurrence"
