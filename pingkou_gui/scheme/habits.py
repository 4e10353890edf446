"""Titles, thresholds, phrases, regulations and page habits of a scheme."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from pingkou_gui.scheme.known import PHRASES, SLOTS, THRESHOLDS, TITLES
from pingkou_gui.scheme.model import Regulation
from pingkou_gui.scheme.page import PageHabits

if TYPE_CHECKING:
    from decimal import Decimal

    from pingkou_gui.scheme.table import Table

_SLOT = re.compile(r"\{([^{}]*)\}")
MARGIN_LEAST, MARGIN_MOST = 10, 60
"""mm; GB/T 9704-2012 has 37, 35, 28 and 26."""
_FONT_MOST = 40


def read_titles(file: Table) -> dict[str, str]:
    """Return the titles, each with the words in braces that it needs."""
    table = file.table("titles")
    titles = {}
    for key, needed in TITLES.items():
        title = titles[key] = table.text(key)
        slots = _SLOT.findall(title)
        for slot in slots:
            if slot not in SLOTS:
                table.fault(
                    key, f"标题里的 {{{slot}}} 程序不认识", "只能用 {year}、{unit}、{project}"
                )
        for slot in needed:
            if title and slot not in slots:
                table.fault(key, f"标题里缺少 {{{slot}}}", f"在该出现的地方写 {{{slot}}}")
        if re.search("[{}]", _SLOT.sub("", title)):
            table.fault(key, "标题里的花括号不成对", "写成 {year} 这样")
    table.close()
    return titles


def read_thresholds(file: Table) -> dict[str, Decimal]:
    """Return all thresholds, those that the file leaves out as they usually are."""
    table = file.table("thresholds", required=False)
    found = {t.key: table.number(t.key, t.least, t.most, default=t.default) for t in THRESHOLDS}
    table.close()
    return found


def read_phrases(file: Table) -> dict[str, tuple[str, ...]]:
    """Return the lists of phrases."""
    table = file.table("phrases", required=False)
    found = {key: table.texts(key) for key in PHRASES}
    table.close()
    return {key: phrases for key, phrases in found.items() if phrases}


def read_regulations(file: Table) -> tuple[Regulation, ...]:
    """Return the regulations that may be cited."""
    found = []
    for table in file.tables("regulation", required=False):
        regulation = Regulation(
            table.text("name"), table.text("number", required=False), table.texts("wrong")
        )
        if any(wrong in regulation.name for wrong in regulation.wrong):
            table.fault("wrong", f"错误写法也出现在正确名称“{regulation.name}”里", "删去这个写法")
        if re.search("[《》]", regulation.name):
            table.fault("name", "文件名称带了书名号", "删去《》")
        found.append(regulation)
    return tuple(found)


def read_page(file: Table) -> PageHabits:
    """Return the page habits; what the file leaves out is as GB/T 9704-2012 has it."""
    table, usual = file.table("page", required=False), PageHabits()
    found: dict[str, Any] = {"margins": _margins(table, usual.margins)}
    for habit in fields(PageHabits):
        default = getattr(usual, habit.name)
        if isinstance(default, bool):
            found[habit.name] = table.flag(habit.name, default=default)
        elif isinstance(default, str):
            font = table.text(habit.name, required=False, most=_FONT_MOST)
            found[habit.name] = font or default
    table.close()
    return PageHabits(**found)


def _margins(
    table: Table, usual: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    value = table.data.get("margins")
    table.seen.add("margins")
    if value is None:
        return usual
    if not isinstance(value, list) or len(value) != 4:
        table.fault(
            "margins", "margins 应是四个数", "写成 margins = [37, 35, 28, 26]，上、下、左、右"
        )
        return usual
    top, bottom, left, right = (
        float(table.checked("margins", item, MARGIN_LEAST, MARGIN_MOST)) for item in value
    )
    return top, bottom, left, right
