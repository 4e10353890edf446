"""Half-width marks in Chinese text: where they stand, and the marks that belong there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.finding import WORDING, Edit, Severity
from pingkou_gui.domain.reading.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_HALF = re.compile(
    "(?<=[一-鿿”）])[,;:?!(](?=[一-鿿“（])|\\((?=[一-鿿]{1,30}\\))|(?<=[%一-鿿])[,;](?=[一-鿿])"
)
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_AROUND = 6
_TOLD = 3


@check("中文用全角标点", "FORMAT", ground="GB/T 15834")
def marks_are_full_width(case: Case) -> Findings:
    """Half-width brackets, commas and colons in Chinese text: told once, with their number."""
    edits = tuple(
        edit
        for at, paragraph in enumerate(case.reading.source.paragraphs)
        if not paragraph.is_cell
        for edit in _edits(paragraph.text, at)
    )
    if not edits:
        return
    spot = edits[0].span
    text = case.reading.source.paragraphs[spot.paragraph].text
    places = tuple(dict.fromkeys(edit.span.paragraph for edit in edits))
    where = "、".join(dict.fromkeys(case.reading.named(place) for place in places[:_TOLD]))
    more = "等" if len(places) > _TOLD else ""
    message = f"中文里夹着半角标点，共{len(edits)}处（{where}{more}）；改为全角"
    yield case.finding(
        "FORMAT", spot, message, "全角标点", severity=Severity.HINT, certainty=WORDING,
        quote=text[max(0, spot.start - _AROUND) : spot.end + _AROUND],
        edits=edits, deed="半角标点改为全角",
    )  # fmt: skip


def _edits(text: str, paragraph: int) -> Iterator[Edit]:
    """Yield the marks to be widened; with an opening bracket the one that closes it."""
    wide, before = text, ""
    while wide != before:  # a mark made wide may show its neighbour to be half-width
        before = wide
        wide = _widened(wide)
    for at, (old, new) in enumerate(zip(text, wide, strict=True)):
        if old != new:
            yield Edit(Span(paragraph, at, at + 1), new)


def _widened(text: str) -> str:
    marks = list(text)
    closing = _closing(text)
    for match in _HALF.finditer(text):
        marks[match.start()] = _FULL[match.group()]
        end = closing.get(match.start())
        if end is not None:
            marks[end] = _FULL[text[end]]
    return "".join(marks)


def _closing(text: str) -> dict[int, int]:
    """Return for every opening half-width bracket where a half-width one closes it."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, mark in enumerate(text):
        if mark in "(（":
            opened.append(at)
        elif mark in ")）" and opened:
            start = opened.pop()
            if mark == ")":
                found[start] = at
    return found


CHECKS = (marks_are_full_width,)
