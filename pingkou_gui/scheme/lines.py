"""In which line of a TOML file a key stands; tomllib itself does not tell."""

from __future__ import annotations

import re
from functools import cached_property

Path = tuple[str | int, ...]

_NAME = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?$"
_KEY = rf"\s*({_DOTTED})\s*="
STRING = (
    r'"""(?:\\.|[^\\])*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)'
    r'|"(?:\\.|[^"\\\n])*+"?|\'[^\'\n]*+\'?|#[^\n]*+'
)
"""A string or a comment; one that is not closed runs to the end, so that time stays linear."""
_TOKEN = rf"{STRING}|[\[\]{{}}]|\n"


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in dotted.split("."))


def _starts(text: str) -> list[bool]:
    """Return for every line whether it begins outside all strings and brackets."""
    starts, depth = [True], 0
    for token in re.finditer(_TOKEN, text, re.DOTALL):
        word = token[0]
        if word == "\n":
            starts.append(not depth)
        elif word[0] in "\"'":
            starts += [False] * word.count("\n")
        elif word in "[{":
            depth += 1
        elif word in "]}":
            depth -= 1
    return starts


def _numbered(names: tuple[str, ...], counts: dict[Path, int]) -> Path:
    """Return the path of one more table of a list of that name."""
    index = counts.get(names, 0)
    counts[names] = index + 1
    return (*names, index)


class Lines:
    """The lines of the keys and tables of a TOML text."""

    def __init__(self, text: str) -> None:
        """Take the text; it is gone through when a line is asked for, which few schemes need."""
        self._text = text

    @cached_property
    def _found(self) -> dict[Path, int]:
        """Where each key and each table begins."""
        found: dict[Path, int] = {}
        counts: dict[Path, int] = {}
        at: Path = ()
        plain = self._text.replace("\r\n", "\n")
        for number, (line, fresh) in enumerate(
            zip(plain.split("\n"), _starts(plain), strict=False), 1
        ):
            if not fresh:
                continue
            if header := re.match(_HEADER, line):
                names = _names(header[2])
                found.setdefault(names, number)
                at = _numbered(names, counts) if header[1] == "[[" else names
                found.setdefault(at, number)
            elif key := re.match(_KEY, line):
                found.setdefault((*at, *_names(key[1])), number)
        return found

    def of(self, path: Path) -> int:
        """Return the line of a key or table, that of what holds it where it has none, else 0."""
        while path and path not in self._found:
            path = path[:-1]
        return self._found.get(path, 0)
