"""Figures as they are typed: one number, or marks that make no number of them."""

from __future__ import annotations

import re

from pingkou_gui.spec.kinds import ParseError
from pingkou_gui.spec.text_kinds import half_width

_STORED = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
"""Figures as they are stored: nothing to squeeze."""
_UNSEEN = r"[\u200b\ufeff]+"
_BLANKS = r"\s+"
_LOOSE = r"(?<!\d) | (?!\d)"
"""A blank that parts no digits."""
_POINT = r"(?<=\d)[。．](?=\d)"
_RESPELT = r"(?<=\d)[。．，](?=\d)"
_GROUPED = r"(?<![\d.,' ])[1-9]\d{0,2}([,' ])\d{3}(?:\1\d{3})*(?![\d,' ])"
"""Thousands in groups of three, all parted by the same mark."""
_PARTED = r"\d([,' ])\d"
# Left as text: compiled when the first such figure is typed, not when the program starts.


def squeezed(text: str) -> str:
    """Return figures of a document without blanks, separators and full-width forms.

    Documents break a number over lines and blanks; a comma parts it only where it parts
    thousands, and stays where it does not.
    """
    if _STORED.fullmatch(text):
        return text
    return _joined(re.sub(_BLANKS, "", _spelt(text)))


def typed(text: str) -> str:
    """Return typed figures without separators and full-width forms.

    Raises:
        ParseError: Commas or blanks part the digits elsewhere than at the thousands.
    """
    if _STORED.fullmatch(text):
        return text
    plain = _joined(re.sub(_LOOSE, "", re.sub(_BLANKS, " ", _spelt(text))))
    parted = re.search(_PARTED, plain)
    if parted is None:
        return plain
    if parted[1] == " ":
        raise ParseError("中间有空格，是一个数就连着写，例如 1287.78")
    raise ParseError("里的逗号不在千位上，小数用点，例如 2.80")


def respelt(text: str) -> bool:
    """Return whether a Chinese mark stands between digits, so that it is said what it is read as.

    An input method writes 。 for the point; ， may have been meant for one.
    """
    return not text.isascii() and re.search(_RESPELT, text) is not None


def _spelt(text: str) -> str:
    seen = re.sub(_UNSEEN, "", text)
    if not seen.isascii():
        seen = half_width(re.sub(_POINT, ".", seen)).replace("−", "-")
    return seen.strip().lstrip("¥￥").lstrip()


def _joined(plain: str) -> str:
    found = re.sub(_GROUPED, lambda group: re.sub("[,' ]", "", group[0]), plain)
    if found.startswith("(") and found.endswith(")"):
        found = "-" + found[1:-1]
    return found
