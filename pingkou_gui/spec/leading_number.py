"""A number written before words that get one from the program: 一、 （一） 1. （1） 1） ①."""

from __future__ import annotations

import re
from functools import cache

_ONES = "一二三四五六七八九"
_CHINESE = f"(?:[{_ONES}]?十[{_ONES}]?|[{_ONES}])"
_MARK = (
    rf"\s*(?:[（(]\s*(?:{_CHINESE}|\d{{1,2}})\s*[）)][、.．]?"
    rf"|{_CHINESE}[、.．]|\d{{1,2}}(?:、|[.．](?!\d(?!\d{{3}}年))|[）)])"
    r"|[①-⑳㉑-㉟㊱-㊿])\s*"
)
# 一、二级公路 and 1、2号楼 name two things of a kind: the first of them is no number of a list.
_KINDS = "级季期类号组批标层楼线产次月日年栋区队所桥村"
_TOGETHER = rf"(?!(?:{_CHINESE}|\d{{1,2}})[至到、和及]?[{_KINDS}])"


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern; compiled when the first words are read, not when the program starts."""
    return re.compile(_MARK + _TOGETHER + r"(?=\S)")


def leading_number(text: str) -> str:
    """Return the number that words begin with, empty where they have none or nothing else."""
    found = _pattern().match(text)
    return found[0] if found else ""


def without_number(text: str) -> str:
    """Return the words without the numbers before them."""
    while number := leading_number(text):
        text = text[len(number) :]
    return text
