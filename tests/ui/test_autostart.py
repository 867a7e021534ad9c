"""Starting with the session: each system's own rules take the entry apart, and each folder has its own."""

import os
import plistlib
import shlex
import shutil
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecco_desktop.domain.errors import SetupProblem
from ecco_desktop.ui import entries
from ecco_desktop.ui.autostart import Mended, command, is_on, mend, switch

pytestmark = pytest.mark.skipif(os.name == "nt", reason="writes the user's Run key on Windows")

NASTY = [
    "100%festa",
    "%USERPROFILE%",
    "Loja da Maria & Cia",
    'diz "oi"',
    "d'água",
    "preço $HOME `id`",
    "barra\\no fim\\",
    "~/*?#|<>;(x)",
    "ação São João ✓ 店",
    "dois  espaços ",
    "linha\nnova\te tab",
    "%%f %F %u",
    "^festa^",
    "\\s\\n\\\\",
]
NAMES = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)
HARD = st.text(st.sampled_from(" \"\\%$`'\n\t^&ação" + string.ascii_letters), max_size=20)


# -- each system's rules, written again from their own texts --


def as_a_desktop_does(value: str) -> list[str]:
    """The Desktop Entry Specification: escapes of a value, then quotes, then field codes."""
    plain, at = "", 0
    while at < len(value):
        if value[at] == "\\":
            plain += {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}[value[at + 1]]
            at += 2
        else:
            assert value[at] not in "\n\t\r", "a value is one line"
            plain, at = plain + value[at], at + 1
    parts, at = [], 0
    while at < len(plain):
        assert plain[at] == '"', "a part with reserved characters is quoted"
        part, at = "", at + 1
        while plain[at] != '"':
            if plain[at] == "\\":
                assert plain[at + 1] in '"`$\\', "no other character is escaped inside quotes"
                at += 1
            else:
                assert plain[at] not in "`$", "these must be escaped inside quotes"
            part, at = part + plain[at], at + 1
        parts.append(part)
        at += 1
        assert plain[at : at + 1] in ("", " ")
        at += 1
    for part in parts:
        assert not part.replace("%%", "").count("%"), "a lone % is a field code"
    return [part.replace("%%", "%") for part in parts]


def as_windows_does(line: str) -> list[str]:
    """CommandLineToArgvW, after its description: 2n backslashes and a quote, 2n+1 and a quote, others."""
    parts: list[str] = []
    part, quoted, began, slashes = "", False, False, 0
    for letter in line + " ":
        if letter == "\\":
            slashes, began = slashes + 1, True
            continue
        if letter == '"':
            part += "\\" * (slashes // 2)
            if slashes % 2:
                part += '"'
            else:
                quoted = not quoted
            began, slashes = True, 0
            continue
        part, slashes = part + "\\" * slashes, 0
        if letter in " \t" and not quoted:
            if began:
                parts.append(part)
            part, began = "", False
        else:
            part, began = part + letter, True
    assert not quoted, "a quote stays open"
    return parts


@pytest.mark.parametrize("name", NASTY)
def test_each_system_starts_the_folder_that_was_meant(name: str) -> None:
    parts = command(Path("/home/maria") / name)
    assert as_a_desktop_does(entries.desktop_exec(parts)) == parts
    assert as_windows_does(entries.windows_line(parts)) == parts
    assert plistlib.loads(entries.property_list("br.ecco", parts))["ProgramArguments"] == parts


@given(st.lists(NAMES | HARD, min_size=1, max_size=4))
def test_any_name_comes_back_as_it_was(parts: list[str]) -> None:
    assert as_a_desktop_does(entries.desktop_exec(parts)) == parts
    assert entries.read_desktop_exec(entries.desktop_exec(parts)) == parts
    assert as_windows_does(entries.windows_line(parts)) == parts
    assert entries.read_windows_line(entries.windows_line(parts)) == parts


@given(HARD)
def test_a_line_that_is_none_is_read_as_windows_reads_it_or_as_nothing(line: str) -> None:
    found = entries.read_windows_line(line)
    if line.count('"') % 2 == 0 and "\\" not in line:
        assert found == as_windows_does(line)
    assert isinstance(entries.read_desktop_exec(line), list)
    assert entries.read_property_list(line.encode()) == []


# -- the entries of this computer --


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))


def folder(tmp_path: Path, *names: str) -> Path:
    made = tmp_path.joinpath(*names)
    made.mkdir(parents=True)
    (made / "ecco.sqlite3").touch()
    return made


def written(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "config" / "autostart").glob("*"))


def started(file: Path) -> list[str]:
    line = next(line for line in file.read_text("utf-8").splitlines() if line.startswith("Exec="))
    return as_a_desktop_does(line.removeprefix("Exec="))


def old_entry(tmp_path: Path, data: Path) -> Path:
    """As the versions before wrote it: named by the last name of the folder, quoted as for a shell."""
    file = tmp_path / "config" / "autostart" / f"eccodesktop-{data.name}.desktop".casefold()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"[Desktop Entry]\nType=Application\nExec={shlex.join(command(data))}\n", "utf-8")
    return file


@pytest.mark.parametrize("name", NASTY[:7])
def test_a_folder_of_any_name_is_switched_on_and_off(tmp_path: Path, name: str) -> None:
    data = folder(tmp_path, name)
    assert not is_on(data)
    switch(data, on=True)
    switch(data, on=True)
    [file] = written(tmp_path)
    assert is_on(data) and started(file) == command(data)
    assert mend(data) is Mended.NOTHING
    switch(data, on=False)
    switch(data, on=False)
    assert not is_on(data) and not written(tmp_path)


def test_two_folders_of_one_name_have_each_their_entry(tmp_path: Path) -> None:
    one, other = folder(tmp_path, "a", "dados"), folder(tmp_path, "b", "dados")
    switch(one, on=True)
    assert not is_on(other)
    switch(other, on=True)
    assert [started(file)[-2] for file in written(tmp_path)] in (
        [str(one), str(other)],
        [str(other), str(one)],
    )
    switch(one, on=False)
    assert not is_on(one) and is_on(other)


def test_an_entry_of_an_earlier_version_is_found_and_replaced(tmp_path: Path) -> None:
    data, other = folder(tmp_path, "a", "100%festa"), folder(tmp_path, "b", "100%festa")
    old = old_entry(tmp_path, data)
    assert is_on(data) and not is_on(other), "it is the one whose folder it opens"
    assert mend(other) is Mended.NOTHING and old.exists()
    assert mend(data) is Mended.RENEWED
    assert not old.exists() and started(written(tmp_path)[0]) == command(data)
    old_entry(tmp_path, other)
    switch(other, on=False)
    assert len(written(tmp_path)) == 1 and is_on(data)


def test_a_folder_that_was_moved_takes_its_entry_along(tmp_path: Path) -> None:
    data, moved = folder(tmp_path, "antes"), tmp_path / "depois"
    switch(data, on=True)
    data.rename(moved)
    assert is_on(moved) and mend(moved) is Mended.RENEWED
    [file] = written(tmp_path)
    assert started(file) == command(moved) and mend(moved) is Mended.NOTHING


def test_a_copy_of_a_folder_leaves_the_entry_of_the_first_alone(tmp_path: Path) -> None:
    data, copy = folder(tmp_path, "loja"), tmp_path / "cópia"
    switch(data, on=True)
    shutil.copytree(data, copy)
    assert not is_on(copy) and mend(copy) is Mended.NOTHING
    switch(copy, on=True)
    assert is_on(data) and is_on(copy) and len(written(tmp_path)) == 2
    switch(copy, on=False)
    assert is_on(data)


def test_a_program_that_was_moved_is_told_and_put_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = folder(tmp_path, "loja")
    switch(data, on=True)
    monkeypatch.setattr("sys.executable", "/opt/nova versão/python")
    assert mend(data) is Mended.RENEWED
    assert started(written(tmp_path)[0])[0] == "/opt/nova versão/python"


def test_what_was_switched_off_in_the_systems_own_settings_is_off_and_stays_so(tmp_path: Path) -> None:
    data = folder(tmp_path, "loja")
    switch(data, on=True)
    [file] = written(tmp_path)
    file.write_text(file.read_text("utf-8") + "Hidden=true\n", "utf-8")
    assert not is_on(data) and mend(data) is Mended.NOTHING
    switch(data, on=True)
    assert is_on(data) and written(tmp_path) == [file]


def test_an_entry_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    data = folder(tmp_path, "loja")
    (tmp_path / "config").write_text("no folder")
    with pytest.raises(SetupProblem) as told:
        switch(data, on=True)
    assert told.value.key == "autostart.failed"
    (tmp_path / "config").unlink()
    strange = Path(os.fsdecode(os.fsencode(tmp_path) + b"/n\xe3o"))
    strange.mkdir()
    with pytest.raises(SetupProblem) as told:
        switch(strange, on=True)
    assert told.value.key == "autostart.failed"
