"""Widths of the official fonts, for a layout on a machine that has none of them.

The Chinese fonts of a report set every character on a full square, and figures and letters are in
Times New Roman, whose widths are those of the metric-compatible free fonts. With these a layout
needs neither Qt nor a font file: the written file is verified on it anywhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LATIN = "Times New Roman"
_PLAIN = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 "
    "500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 "
    "722 722 556 722 667 556 611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 "
    "444 333 500 500 278 278 500 278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 "
    "200 480 541"
)
_BOLD = (
    "250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 500 500 500 500 "
    "500 500 500 333 333 570 570 570 500 930 722 667 722 722 667 611 778 778 389 500 778 667 944 "
    "722 778 611 778 722 556 667 722 722 1000 722 722 667 333 278 333 581 500 333 500 556 444 556 "
    "444 333 500 556 278 333 556 278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 "
    "220 394 520"
)
"""Thousandths of the size, from the blank (U+0020) to the tilde (U+007E)."""
_SIGNS = {"·": 0.25, "×": 0.564, "±": 0.549, "÷": 0.549, "°": 0.4}
_QUOTES = {"“": 0.444, "”": 0.444, "‘": 0.333, "’": 0.333}
_FIRST, _HALF, _WHOLE = 0x20, 0.5, 1.0


class _Widths(dict[str, float]):
    """Widths by character; one that is not listed takes a full square, or half of one."""

    def __init__(self, known: Mapping[str, float], ascii_width: float) -> None:
        super().__init__(known)
        self._ascii = ascii_width

    def __missing__(self, character: str) -> float:
        return self._ascii if character.isascii() else _WHOLE


def _table(widths: str) -> dict[str, float]:
    listed = {chr(_FIRST + n): int(width) / 1000 for n, width in enumerate(widths.split())}
    return {**listed, **_SIGNS, **_QUOTES, "\n": 0.0, "\t": 0.0}


class OfficialWidths:
    """`FontMetrics` of the fonts that the standard's reports are set in."""

    def __init__(self) -> None:
        """Know the widths by heart."""
        self._latin = {False: _Widths(_table(_PLAIN), _HALF), True: _Widths(_table(_BOLD), _HALF)}
        self._chinese = _Widths({"\n": 0.0, "\t": 0.0}, _HALF)

    def advances(self, family: str, *, bold: bool) -> Mapping[str, float]:
        """Return the advance of every character in em; every font but Times counts as Chinese."""
        return self._latin[bold] if family == _LATIN else self._chinese

    def extent(self, family: str, *, bold: bool) -> tuple[float, float]:  # noqa: ARG002
        """Return the reach above and below the baseline in em; it moves no line."""
        return (0.891, 0.216) if family == _LATIN else (0.859, 0.141)
