"""Checks of what running text counts against the rows of a table, or the names that a sentence behind lists."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from pingkou_gui.text.reasoning.finding import Case, Findings, check, check_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reading.grids import Grid, TableCell
    from pingkou_gui.text.reasoning.finding import Match, TextFinding, Told

_FAMILIES = (
    ("小学", "完小", "中学", "学校", "教学点", "校区", "初中", "高中"), ("村", "社区", "居委会"), ("幼儿园", "教学点"),
    ("乡", "镇", "街道"), ("卫生院", "卫生室", "医院", "卫生服务中心"), ("水库", "山塘"), ("股", "科", "室", "办", "站", "所", "中心"),
)  # fmt: skip
"""Bodies and places of one kind, by what their names end with."""
_TOTAL = re.compile("合计|总计|小计|共计")
_NUMBER = re.compile("[\\d,.]{1,15}%?")
_LEAST_ROWS = 3
_COUNTED = re.compile(
    "(?P<whole>全[县市区镇乡校部]|覆盖|涉及|下?辖|共有|下设|惠及|分布在)[^，。；\\d]{0,6}(?P<count>\\d{1,3})(?P<measure>[个所家座])(?P<noun>[一-鿿]{1,6}?)(?=[，。；（、）]|$)"
)


@check("正文说几个，表里就有几行", "COUNT", ground="计数")
def as_many_rows_as_counted(case: Case) -> Findings:
    """覆盖全乡6所小学 over a table of five schools and their total."""
    tables = [(family, len(rows)) for grid in case.reading.grids for family, rows in _bodies(grid)]
    for normal in case.reading.running if tables else ():
        for match in _COUNTED.finditer(normal.text):
            alike = [n for family, n in tables if match["noun"].endswith(family)]
            said = int(match["count"])
            if len(alike) == 1 and said != alike[0] and abs(said - alike[0]) <= _NEAR:
                yield _asked(case, normal, match, alike[0])


_NEAR = 2


def _bodies(grid: Grid) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield the kind and the names of the rows of a table that lists bodies of one kind, and their total."""
    labels = [label for row in grid.rows if (label := _label(row))]
    if not any(_TOTAL.fullmatch(label) for label in labels):
        return
    names = [label for label in labels if not _TOTAL.search(label)]
    for family in _FAMILIES:
        if len(set(names)) == len(names) >= _LEAST_ROWS and all(n.endswith(family) for n in names):
            yield family, names


def _label(row: tuple[TableCell, ...]) -> str:
    """Return the name of a row of figures; '' for another row."""
    words = [cell.text for cell in row if cell.text and not _NUMBER.fullmatch(cell.text)]
    figures = any(_NUMBER.fullmatch(cell.text) for cell in row[1:])
    return words[0] if words and figures else ""


def _asked(case: Case, normal: Normal, match: re.Match[str], right: int) -> TextFinding:
    words = f"{right}{match['measure']}"
    message = f"这里写{match['count']}{match['measure']}{match['noun']}，表里列的是{words}；核对数目，或补全表"
    return case.question("COUNT", normal.span(*match.span()), message, words)


# ---- of so much and more -------------------------------------------------------------------------------

_OF_SO_MUCH = re.compile(
    "(?P<least>\\d{1,6})万元(?:及)?以上的?(?:重点)?项目(?:共|共有|有|为)?(?P<count>\\d{1,3})(?P<measure>个)(?P<noun>)"
)
_AMOUNT = re.compile("\\d{1,3}(?:,\\d{3})*(?:\\.\\d+)?|\\d+(?:\\.\\d+)?")
_TEN_THOUSAND = Decimal(10_000)


@check("多少万元以上的项目有几个，表里就有几个", "COUNT", ground="计数")
def as_many_projects_of_so_much(case: Case) -> Findings:
    """预算50万元以上的项目4个 over a table with five of them."""
    grids = [grid for grid in case.reading.grids if _lists_projects(grid)]
    for normal in case.reading.running if len(grids) == 1 else ():
        for match in _OF_SO_MUCH.finditer(normal.text):
            amounts = _first_amounts(grids[0])
            least = Decimal(match["least"])
            ways = [sum(a >= least * unit for a in amounts) for unit in (1, _TEN_THOUSAND)]
            right = max(ways)
            if right and int(match["count"]) not in ways and max(amounts) < least * _TEN_THOUSAND:
                yield _asked(case, normal, match, right)


def _lists_projects(grid: Grid) -> bool:
    return any(cell.text in {"项目名称", "项目"} for row in grid.rows[:2] for cell in row)


def _first_amounts(grid: Grid) -> list[Decimal]:
    """Return the first amount behind the name in each row of projects."""
    found = []
    for row in grid.rows:
        label = _label(row)
        if not label or _TOTAL.search(label):
            continue
        at = next(n for n, cell in enumerate(row) if cell.text == label)
        amount = next((c.text for c in row[at + 1 :] if _AMOUNT.fullmatch(c.text)), "")
        if amount:
            found.append(Decimal(amount.replace(",", "")))
    return found


_NAMES = re.compile(
    "[。；](?P<noun>[一-鿿][一-鿿（）()\\d]{2,12}?)(?:分别)?[为是]：?(?P<names>[一-鿿（）]+(?:、[一-鿿（）]+)+)(?=[。；]|$)"
)


@check_each(_NAMES, "前一句说几个，后一句就列几个", "COUNT", ground="计数")
def as_many_names_as_the_sentence_before_counts(case: Case, normal: Normal, match: Match) -> Told:
    """改造2座小型泵站和6处水塘。小型泵站为：上湾泵站、下湾泵站、石桥泵站。: three of two."""
    counted = re.compile(
        f"(?P<count>\\d{{1,2}})(?P<measure>[个座所处家条项名]){re.escape(match['noun'])}(?=[，。；、和及与])"
    )
    before = list(counted.finditer(normal.text, 0, match.start() + 1))
    listed = match["names"].count("、") + 1
    if len(before) != 1 or re.search("[和及与等]", match["names"]):
        return None
    said = int(before[0]["count"])
    if said == listed or abs(said - listed) > _NEAR:
        return None
    right = f"{listed}{before[0]['measure']}"
    message = f"这里写{before[0].group()}，后面列出的是{listed}{before[0]['measure']}；核对数目，或补全名单"
    return case.question("COUNT", normal.span(*before[0].span()), message, right)


_ROW_NUMBER = "序号"
_LEAST_NUMBERED = 3


@check("表里的序号依次编号", "NUMBERING", ground="标题序号")
def rows_are_numbered_in_order(case: Case) -> Findings:
    """1, 2, 3, 5, 6 under 序号: one leap in a table that else counts on; several leaps are a choice of rows."""
    for grid in case.reading.grids:
        numbered = _numbered_rows(grid)
        leaps = [(a, b) for a, b in pairwise(numbered) if _leaps(int(a.text), int(b.text))]
        if len(numbered) < _LEAST_NUMBERED or numbered[0].text != "1" or len(leaps) != 1:
            continue
        [(before, after)] = leaps
        right = int(before.text) + 1
        if int(after.text) < right:
            continue
        gap = "、".join(str(n) for n in range(right, int(after.text))[:_MOST_NAMED])
        message = (
            f"表里的序号{before.text}之后是{after.text}，缺{gap}；核对是漏了一行，还是序号写错"
        )
        yield case.question("NUMBERING", after.span, message, f"补上{gap}，或依次改号")


_MOST_NAMED = 3


def _leaps(before: int, after: int) -> bool:
    """Whether a number does not go on: it neither follows, nor begins anew, nor stands for the same row."""
    return after not in {before, before + 1, 1}


def _numbered_rows(grid: Grid) -> list[TableCell]:
    """Return the numbers of the rows of a table under its head 序号, in their order."""
    head = next((c for row in grid.rows[:2] for c in row if c.text == _ROW_NUMBER), None)
    if head is None:
        return []
    column = (c for row in grid.rows for c in row if c.column == head.column and c is not head)
    return [cell for cell in column if cell.text.isdecimal()]


LAST_CHECKS = (
    rows_are_numbered_in_order,
    as_many_rows_as_counted,
    as_many_projects_of_so_much,
    as_many_names_as_the_sentence_before_counts,
)
