"""In which line of a TOML file a key stands; tomllib itself does not tell."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_NAME = r"(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')"
_DOTTED = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_DOTTED})\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(rf"\s*({_DOTTED})\s*=")
STRING = (
    r'"""(?:\\.|[^\\])*?(?:"""|\Z)|\'\'\'.*?(?:\'\'\'|\Z)'
    r'|"(?:\\.|[^"\\\n])*+"?|\'[^\'\n]*+\'?|#[^\n]*+'
)
"""A string or a comment; one that is not closed runs to the end, so that time stays linear."""
_TOKEN = re.compile(rf"{STRING}|[\[\]{{}}]|\n", re.DOTALL)


def _names(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in dotted.split("."))


def _starts(text: str) -> list[bool]:
    """Return for every line whether it begins outside all strings and brackets."""
    starts, depth = [True], 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word == "\n":
            starts.append(depth <= 0)
        elif word[0] in "\"'":
            starts += [False] * word.count("\n")
        elif word[0] != "#":
            depth = _deeper(depth, word, text, token.start())
    return starts


def _deeper(depth: int, bracket: str, text: str, at: int) -> int:
    """Return the depth after a bracket; those of a table header do not count."""
    head = text[text.rfind("\n", 0, at) + 1 : at].lstrip()
    if depth == 0 and (not head or head[0] == "["):
        return 0
    return depth + (1 if bracket in "[{" else -1)


class Lines:
    """The lines of the keys and tables of a TOML text."""

    def __init__(self, text: str) -> None:
        """Note where each key and each table begins."""
        self._found: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}
        at: Path = ()
        plain = text.replace("\r\n", "\n")
        for number, (line, fresh) in enumerate(
            zip(plain.split("\n"), _starts(plain), strict=False), 1
        ):
            if not fresh:
                continue
            if header := _HEADER.match(line):
                at = self._table(_names(header[2]), number, listed=header[1] == "[[")
                self._found.setdefault(at, number)
            elif key := _KEY.match(line):
                self._found.setdefault((*at, *_names(key[1])), number)

    def _table(self, names: tuple[str, ...], number: int, *, listed: bool) -> Path:
        if not listed:
            return names
        index = self._counts.get(names, 0)
        self._counts[names] = index + 1
        self._found.setdefault(names, number)
        return (*names, index)

    def of(self, path: Path) -> int:
        """Return the line of a key or table, that of what holds it where it has none, else 0."""
        while path and path not in self._found:
            path = path[:-1]
        return self._found.get(path, 0)
