"""Whose workbook it is, and of which year."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pingkou_gui.spec.text_kinds import half_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pingkou_gui.importers.workbook.cells import Sheet

_OWNER = re.compile(
    r"(?:公开部门|公开单位|编制单位|编制部门|填报单位|填报部门|部门名称|单位名称|部门|单位)"
    r"(?:[(][^)]*[)])?[:：](.*)"
)
_MONEY = re.compile(r"[(]?(?:人民币)?(?:亿|百万|千|万)?元[)]?")
_YEAR_WORD = re.compile(r"(20\d\d)年度|(20\d\d)年(?!\d{1,2}月|初|末|底)")
_FILE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_ASIDE = re.compile(r"[(][^)]*[)]|\s|本级$|机关$|部门$")
_ROWS = 8


def owner_in(sheet: Sheet, top: int = 1) -> str:
    """Return the unit that a sheet names above its heads, empty where it names none."""
    for row in range(max(1, top - 2), top + _ROWS):
        for column in range(1, sheet.columns + 1):
            found = _OWNER.match(sheet[row, column].words)
            if not found:
                continue
            name = found[1] or sheet[row, column + 1].words
            name = re.split(r"(?:金额)?单位[:：]|20\d\d年", name)[0]
            if name and not _MONEY.fullmatch(name):
                return name
    return ""


def same_unit(first: str, second: str) -> bool:
    """Return whether both names mean one unit: the county may be left out."""
    one, other = (_ASIDE.sub("", half_width(name)) for name in (first, second))
    if min(len(one), len(other)) < 3:
        return one == other
    return one.endswith(other) or other.endswith(one)


def year_of(sheets: Iterable[Sheet], file_name: str) -> int | None:
    """Return the year of the accounts: what most sheets say, else the file's name."""
    counted = Counter(year for sheet in sheets for year in set(_years(sheet)))
    if counted:
        (best, times), *rest = counted.most_common(2)
        if rest and rest[0][1] == times:
            return None
        return best
    named = {int(found) for found in _FILE_YEAR.findall(file_name)}
    return named.pop() if len(named) == 1 else None


def _years(sheet: Sheet) -> Iterator[int]:
    """Yield the years in titles and unit lines; in heads of columns other years stand too."""
    for (row, _), cell in sheet.cells.items():
        if row <= _ROWS and cell.number is None and len(cell.words) < 60:
            if re.search(r"决算数|预算数|上年|月", cell.words):
                continue
            for found in _YEAR_WORD.finditer(cell.words):
                yield int(found[1] or found[2])
