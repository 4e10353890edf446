"""Two numbers in a row before the same words: one typed, one given by the list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.finding import PROVED
from pingkou_gui.form.kinds import leading_number

if TYPE_CHECKING:
    from pingkou_gui.domain.reading.normal import Normal

_DEPTHS = (
    re.compile("[一二三四五六七八九十]+[、.]"),
    re.compile("（[一二三四五六七八九十]+）[、.]?"),
    re.compile("\\d+[、.]"),
    re.compile("（?\\d+）[、.]?"),
    re.compile("[①-⑳㉑-㉟㊱-㊿]"),
)
"""The numbers of a list from the outermost in."""
_FIRST = re.compile("[一1①]")
_SECOND = re.compile("[二2②]")
_SHOWN = 16


@check("一条只有一个编号", "NUMBERING", ground="标题序号")
def nothing_is_numbered_twice(case: Case) -> Findings:
    """（7）一、负责…: a list that opens inside another, （一）1.…2.…, is left alone."""
    for normal in case.reading.normals:
        if case.reading.source.paragraphs[normal.paragraph].is_cell:
            continue
        first = leading_number(normal.text)
        second = leading_number(normal.text[len(first) :]) if first else ""
        if not second or _opens_a_list(case, normal, first.strip(), second.strip()):
            continue
        end = len(first) + len(second)
        yield case.finding(
            "NUMBERING",
            normal.span(0, min(len(normal.text), end + _SHOWN)),
            f"“{first.strip()}”后面又有“{second.strip()}”，编号印了两次",
            first.strip(),
            certainty=PROVED,
        )


def _opens_a_list(case: Case, normal: Normal, outer: str, inner: str) -> bool:
    """Return whether the second number is the first of a list inside the other one's words."""
    depth = _depth(inner)
    if depth <= _depth(outer) or not _FIRST.search(inner):
        return False
    following = _following(case, normal.paragraph, _depth(outer))
    return any(
        _SECOND.search(found[0]) and len(found[0]) == len(inner)
        for text in (normal.text, *following)
        for found in _DEPTHS[depth].finditer(text)
    )


def _following(case: Case, paragraph: int, outer: int) -> list[str]:
    """Return the paragraphs up to the next number that stands as far out."""
    found = []
    for normal in case.reading.normals[paragraph + 1 :]:
        number = leading_number(normal.text).strip()
        if number and _depth(number) <= outer:
            break
        found.append(normal.text)
    return found


def _depth(number: str) -> int:
    depths = (at for at, style in enumerate(_DEPTHS) if style.fullmatch(number))
    return next(depths, len(_DEPTHS))


CHECKS = (nothing_is_numbered_twice,)
