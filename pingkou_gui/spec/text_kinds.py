"""Words, choices and days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from pingkou_gui.spec.kinds import Parsed, ParseError

if TYPE_CHECKING:
    from pingkou_gui.spec.values import Nil

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters and halves of characters: neither SQLite nor Word can hold them."""
_FULL_WIDTH = re.compile("[！-～\u3000]")

_DAY = r"(\d{4})[-./年]\s*(\d{1,2})[-./月]\s*(\d{1,2})日?|(\d{4})(\d{2})(\d{2})"
"""As text: compiled when the first day is typed, not when the program starts."""


def printable(text: str) -> tuple[str, str]:
    """Return the text without what cannot be printed, and a note where something was left out."""
    if text.isprintable():
        return text, ""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    kept = _UNPRINTABLE.sub("", plain)
    return kept, "已去掉看不见的控制字符" if kept != plain else ""


def half_width(text: str) -> str:
    """Return the text with full-width letters, digits and signs as half-width ones."""
    if text.isascii():
        return text
    return _FULL_WIDTH.sub(_half, text)


def _half(found: re.Match[str]) -> str:
    return " " if found[0] == "\u3000" else chr(ord(found[0]) - 0xFEE0)


@dataclass(frozen=True, slots=True)
class TextKind:
    """Words: one line, or paragraphs where `lines` is above 1. Blanks around them are dropped."""

    lines: int = 1
    """How many lines the editor shows at first."""

    @property
    def numeric(self) -> bool:
        """Words stand on the left."""
        return False

    def parse(self, text: str) -> Parsed[str]:
        """Return the words; line breaks in a one-line field become blanks."""
        kept = text.strip()
        if self.lines == 1:
            kept = re.sub(r"\s*\n\s*", " ", kept)
        return Parsed(kept or None)

    def show(self, value: str | Nil | None) -> str:
        """Return the words themselves."""
        return value if isinstance(value, str) else ""

    def dump(self, value: str | Nil) -> str:
        """Return the words themselves."""
        return value if isinstance(value, str) else value.value

    def load(self, text: str) -> str:
        """Return the words themselves."""
        return text


def _plain(text: str) -> str:
    return "".join(half_width(text).split())


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """One of a few; the codes are stored, the labels shown and typed."""

    options: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Other names of options by their codes: read wherever the label is, never shown."""

    @property
    def numeric(self) -> bool:
        """Choices stand on the left."""
        return False

    def label(self, code: str) -> str:
        """Return the label of a code, the code itself where it is none of ours."""
        return dict(self.options).get(code, code)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Every name with its code: codes, labels, other names."""
        codes = [(code, code) for code, _ in self.options]
        others = [(name, code) for code, names in self.others for name in names]
        return (*codes, *((label, code) for code, label in self.options), *others)

    def parse(self, text: str) -> Parsed[str]:
        """Return the code of a name; the beginning of just one label is enough."""
        wanted = _plain(text)
        if not wanted:
            return Parsed(None)
        exact = {code for name, code in self.names if wanted in (name, _plain(name))}
        near = exact or {code for code, label in self.options if _plain(label).startswith(wanted)}
        if len(near) != 1:
            known = [label for _, label in self.options]
            listed = "、".join(known[:3]) + ("等" if len(known) > 3 else "")
            raise ParseError(f"从{listed} {len(known)} 项里选")
        return Parsed(near.pop())

    def told_in(self, words: str) -> str:
        """Return the code of the one option that longer words name, empty where none or several."""
        plain = _plain(words)
        known = [pair for pair in self.names if pair[0] != pair[1] and _plain(pair[0]) in plain]
        found = {code for _, code in known}
        return found.pop() if len(found) == 1 else ""

    def show(self, value: str | Nil | None) -> str:
        """Return the label."""
        return self.label(value) if isinstance(value, str) else ""

    def dump(self, value: str | Nil) -> str:
        """Return the code."""
        return value if isinstance(value, str) else value.value

    def load(self, text: str) -> str:
        """Return the code; raises ParseError where it is none of ours."""
        if text not in dict(self.options):
            return self.parse(text).value  # type: ignore[return-value]  # never blank in a store
        return text


@dataclass(frozen=True, slots=True)
class DateKind:
    """A day."""

    @property
    def numeric(self) -> bool:
        """Days stand on the left."""
        return False

    def parse(self, text: str) -> Parsed[date]:
        """Return the day of `2024-3-15`, `2024.3.15`, `20240315` or `2024年3月15日`."""
        plain = half_width(text).strip()
        if not plain:
            return Parsed(None)
        found = re.fullmatch(_DAY, plain.replace(" ", ""))
        if not found:
            raise ParseError("写成年月日，例如 2024年3月15日")
        try:
            return Parsed(date(*(int(part) for part in found.groups() if part)))
        except ValueError:
            raise ParseError("没有这一天，写成年月日，例如 2024年3月15日") from None

    def show(self, value: date | Nil | None) -> str:
        """Return the day as GB/T 9704 prints it: Arabic figures, no leading zero."""
        return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else ""

    def dump(self, value: date | Nil) -> str:
        """Return the day by ISO 8601."""
        return value.isoformat() if isinstance(value, date) else value.value

    def load(self, text: str) -> date:
        """Return the stored day."""
        found = self.parse(text).value
        if not isinstance(found, date):
            raise ParseError("写成年月日，例如 2024年3月15日")
        return found
