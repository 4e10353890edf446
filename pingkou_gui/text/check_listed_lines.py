"""Check of numbered lists behind a count: five projects are named, and four lines follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.text.finding import LIKELY, Case, Findings, Severity, check
from pingkou_gui.text.outline import chinese_number, chinese_numeral

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pingkou_gui.text.source import Normal

_HEAD = re.compile(
    "(?<![\\d.一二三四五六七八九十第])(?P<count>\\d{1,2}|[两一二三四五六七八九十]{1,2})(?P<measure>个|项|类|条|处|点|件|大)(?!规定)(?P<noun>[^，。；：\\d]{0,12})"
    "(?:，(?:包括|分别(?:是|为|有)?|具体(?:是|为)?(?:如下)?|如下|即|有|为|是|主要(?:是|有|包括)))?：$"
)
_MARKS = (
    "[①-⑳]",
    "（\\d{1,2}）|（[一二三四五六七八九十]{1,2}）",
    "\\d{1,2}[、.．](?!\\d)",
)
"""How the items of a list are numbered; 一是…二是… is the matter of another check."""
_LIST_LINES = 24
_MOST = 20


@check("写几项就列几项", "COUNT", ground="计数")
def as_many_lines_as_counted(case: Case) -> Findings:
    """用于以下五个项目：①…②…③…④…: four are listed."""
    normals = case.reading.normals
    for at, normal in enumerate(normals):
        for place in _colons(normal.text):
            head = _HEAD.search(normal.text, max(0, place - 40), place + 1)
            if head is None:
                continue
            said = 2 if head["count"] == "两" else _number(head["count"])
            listed = _listed(normal.text[place + 1 :], normals[at + 1 : at + 1 + _LIST_LINES])
            if listed < 2 or listed == said or said > _MOST or said < 2:
                continue
            count = str(listed) if head["count"].isdigit() else _in_words(listed)
            words = f"{count}{head['measure']}{_NOUN_END.sub('', head['noun'])}"
            message = f"这里写{head['count']}{head['measure']}{head['noun']}，后面列了{listed}项；核对数目，或补上漏写的一项"
            yield case.finding(
                "COUNT", normal.span(head.start(), head.end() - 1), message, words,
                severity=Severity.REMINDER, certainty=LIKELY,
            )  # fmt: skip


def _colons(text: str) -> list[int]:
    return [at for at, mark in enumerate(text) if mark == "："]


def _number(text: str) -> int:
    return int(text) if text.isdigit() else chinese_number(text)


_NOUN_END = re.compile("(?:具体)?如下$|：$")


def _in_words(count: int) -> str:
    """Return a count in Chinese numerals as it stands before a measure word: 两 for 2."""
    return "两" if count == 2 else chinese_numeral(count)


def _listed(rest: str, lines: Sequence[Normal]) -> int:
    """Return how many items are numbered one after another from 1 on, behind the colon and below it."""
    texts = [rest, *(line.text for line in lines)] if rest else [line.text for line in lines]
    if not texts:
        return 0
    style = next((mark for mark in _MARKS if re.match(mark, texts[0])), None)
    if style is None:
        return 0
    wanted = 1
    for text in texts:
        begins = re.match(style, text)
        if begins is None or _order(begins.group()) != wanted:
            break
        for match in re.finditer(f"(?:^|(?<=[；。，、]))(?:{style})", text):
            if _order(match.group()) == wanted:
                wanted += 1
    return wanted - 1


def _order(mark: str) -> int:
    """Return the number that a mark of a list stands for."""
    if "①" <= mark[0] <= "⑳":
        return ord(mark[0]) - ord("①") + 1
    digits = re.search("\\d+", mark)
    if digits:
        return int(digits.group())
    words = re.search("[一二三四五六七八九十]+", mark)
    return chinese_number(words.group()) if words else 0


CHECKS = (as_many_lines_as_counted,)
