"""A command as an entry of each system holds it: written by that system's own rules, and read back.

Linux: the Desktop Entry Specification ("The Exec key", and the escapes of every value); it is not a shell.
Windows: what CommandLineToArgvW takes apart. macOS: a property list.
"""

import plistlib
import re
import shlex
from collections.abc import Iterator, Sequence

EXEC = re.compile(r"^Exec=(.*)$", re.MULTILINE)
# Inside double quotes these are told by a backslash before them.
_ESCAPED = re.compile(r'(["`$\\])')
_VALUE_ESCAPES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
_DESKTOP_PART = re.compile(r'"((?:[^"\\]|\\.)*)"|(\S+)', re.DOTALL)


def desktop_exec(parts: Sequence[str]) -> str:
    """The value of `Exec`; every part is quoted, `%` is no field code."""
    quoted = " ".join('"' + _ESCAPED.sub(r"\\\1", part).replace("%", "%%") + '"' for part in parts)
    # Then as any value of the file: its own backslashes and line ends.
    for letter, character in (("\\", "\\"), ("n", "\n"), ("t", "\t"), ("r", "\r")):
        quoted = quoted.replace(character, f"\\{letter}")
    return quoted


def read_desktop_exec(value: str) -> list[str]:
    """The parts of an `Exec` value; also of one an earlier version wrote, which quoted as a shell does."""
    if not value.startswith('"'):
        try:
            return shlex.split(value)
        except ValueError:
            return []
    plain = re.sub(r"\\(.)", lambda found: _VALUE_ESCAPES.get(found[1], found[0]), value)
    parts = []
    for quoted, bare in _DESKTOP_PART.findall(plain):
        part = re.sub(r'\\(["`$\\])', r"\1", quoted) if quoted else bare
        parts.append(part.replace("%%", "%"))
    return parts


def windows_line(parts: Sequence[str]) -> str:
    """A command line; every part is quoted, and a backslash before a quotation mark counts double."""
    return " ".join('"' + re.sub(r'(\\*)("|\Z)', _doubled, part) + '"' for part in parts)


def _doubled(found: re.Match[str]) -> str:
    return found[1] * 2 + ('\\"' if found[2] else "")


def read_windows_line(line: str) -> list[str]:
    """The parts of a command line."""
    return list(_windows_parts(line))


def _windows_parts(line: str) -> Iterator[str]:
    part, inside, open_ = "", False, False
    place = 0
    while place < len(line):
        slashes = len(line) - place - len(line[place:].lstrip("\\"))
        after = line[place + slashes : place + slashes + 1]
        if slashes:
            place += slashes
            open_ = True
            part += "\\" * (slashes // 2 if after == '"' else slashes)
            if after == '"' and slashes % 2:
                part, place = part + '"', place + 1
            continue
        if after == '"':
            inside, open_ = not inside, True
        elif after in " \t" and not inside:
            if open_:
                yield part
            part, open_ = "", False
        else:
            part, open_ = part + after, True
        place += 1
    if open_:
        yield part


def property_list(label: str, parts: Sequence[str]) -> bytes:
    """A launch agent; ValueError where a part cannot be told in XML."""
    return plistlib.dumps({"Label": label, "ProgramArguments": list(parts), "RunAtLoad": True})


def read_property_list(text: bytes) -> list[str]:
    """The parts of a launch agent; none where it is none."""
    try:
        found = plistlib.loads(text)
    except (ValueError, plistlib.InvalidFileException, LookupError):
        return []
    parts = found.get("ProgramArguments", []) if isinstance(found, dict) else []
    return [str(part) for part in parts]
