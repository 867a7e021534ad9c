"""The JSON behind what a server printed beside it: warnings of PHP, comments, marks, words of a plug-in."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

# Byte-order marks, blanks and zero bytes around a JSON text mean nothing.
MARKS = "\ufeff\u200b\x00 \t\r\n"
# All attempts together may look at so many times the text, and begin so often.
_EFFORT = 3
_TRIES = 2000

_PHP = r"(?:fatal error|parse error|warning|notice|deprecated|strict standards)"
_NEXT = re.compile(rf"<!--|<script\b|<style\b|<b>{_PHP}</b>:|(?:php )?{_PHP}:|[\[{{]", re.IGNORECASE)
_MESSAGE = re.compile(rf"{_PHP}(?:</b>)?:", re.IGNORECASE)
_LINE = re.compile(r"on line (?:<b>)?\d+", re.IGNORECASE)
_ENDS = {"<!--": "-->", "<script": "</script>", "<style": "</style>"}
_PAGE = re.compile(r"<!doctype|<html|<head\b|<body\b", re.IGNORECASE)
_SOURCE = re.compile(r"wp-content[/\\](?:mu-)?(?:plugins|themes)[/\\]([\w.-]{1,60})")
_PLAIN = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Found:
    """A value (an object or a list), where it stood, and whether it stood apart from what is around it."""

    value: object
    start: int
    end: int
    before: bool
    after: bool


def behind(text: str) -> tuple[object, str]:
    """The one JSON value in a noisy text, and the noise; ValueError where there is none, or no telling which.

    Never a part of a larger value that broke off or has noise inside: where something that began like JSON
    does not end like it, nothing is believed. Whole web pages hold JSON of their own, and are no answer.
    """
    found = list(_candidates(text))
    chosen = [one for one in found if one.before and one.after]
    if not chosen and len(found) == 1 and (found[0].before or found[0].after):
        # A word printed right before it. "[0]" of a message stands like that, too, and holds no records.
        value = found[0].value
        first = value[0] if isinstance(value, list) and value else value
        chosen = found if first and isinstance(first, dict) else []
    if len(chosen) != 1:
        raise ValueError("no JSON, or several")
    noise = f"{text[: chosen[0].start]}{text[chosen[0].end :]}".strip(MARKS)
    if _PAGE.search(noise):
        raise ValueError("a page")
    return chosen[0].value, noise


def source_of(noise: str) -> str:
    """Who made the noise: the plug-in or theme it names, else its kind; never its words (who knows whose)."""
    named = _SOURCE.search(noise)
    if named:
        return named[1]
    return "PHP" if _MESSAGE.search(noise) else "HTML" if "<" in noise else "?"


def _candidates(text: str) -> Iterator[Found]:
    """Values in their order; ValueError where something began like JSON and broke, or it is all too much."""
    at, effort, tries, end = 0, len(text) * _EFFORT, 0, len(text.rstrip(MARKS))
    hopeless: set[str] = set()
    while match := _NEXT.search(text, at):
        opener = match[0].casefold()
        if opener not in ("[", "{"):
            at = _past(text, match, opener, hopeless)
            continue
        start, tries = match.start(), tries + 1
        if tries > _TRIES or effort <= 0:
            raise ValueError("too noisy")
        try:
            value, at = _PLAIN.raw_decode(text, start)
        except json.JSONDecodeError as error:
            effort -= error.pos - start
            at = start + 1
            # Real data has names; "[0 => …" and "{closure}" of a message have none. What ends with the text
            # broke off.
            if '"' in text[start + 1 : error.pos + 1] or error.pos >= end:
                raise
        except RecursionError:
            raise ValueError("nested deeper than any answer") from None
        else:
            effort -= at - start
            yield Found(value, start, at, _apart_before(text, start), _apart_after(text, at, value))


def _past(text: str, match: re.Match[str], opener: str, hopeless: set[str]) -> int:
    """Where a comment, a script or a message of PHP ends; just behind its beginning where it never does."""
    kind = _ENDS.get(opener, "")
    if kind in hopeless:
        return match.end()
    if kind:
        end = text.find(kind, match.end())
        end = end + len(kind) if end >= 0 else -1
    else:
        line = _LINE.search(text, match.end())
        end = line.end() if line else -1
    if end < 0:
        hopeless.add(kind)
        return match.end()
    return end


def _apart_before(text: str, start: int) -> bool:
    """Whether a value begins the text or a line, or follows a tag."""
    head = text[max(0, start - 200) : start].rstrip(" \t")
    return not head or head[-1] in "\r\n>\ufeff\u200b\x00"


def _apart_after(text: str, end: int, value: object) -> bool:
    """Whether a value ends the text or a line, or a tag follows; nothing but tags may follow an empty one,
    for that one proves that there is nothing.
    """
    tail = text[end : end + 200].lstrip(" \t" if value else MARKS)
    return not tail or tail[0] in "\r\n<\ufeff\u200b\x00"
