"""What a report is called: in the title of the window, and as a file."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING

from pingkou_gui.spec.pages.overview import Unit

if TYPE_CHECKING:
    from pingkou_gui.domain.facts import Facts

TITLE = "部门整体支出绩效自评报告"
PROGRAM = "绩效自评报告"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 80


def findings_title(number: int) -> str:
    """Return what the list of so many open findings is called in the switch: 检查 6."""
    return f"检查 {number}" if number else "检查"


def short_unit(facts: Facts) -> str:
    """Return the unit without county and 人民政府: 平口镇."""
    name, county = facts[Unit.name] or "", facts[Unit.county] or ""
    short = name.removeprefix(county).removesuffix("人民政府")
    return short or name


def report_title(facts: Facts) -> str:
    """Return the report's title as far as unit and year are known."""
    year = facts[Unit.year]
    return f"{short_unit(facts)} {f'{year}年度' if year else ''}{TITLE}".strip()


def file_name(facts: Facts, suffix: str = ".docx") -> str:
    """Return a name for a file of the report that every system takes."""
    year = facts[Unit.year]
    unit = facts[Unit.name] or ""
    stem = f"{unit}{f'{year}年度' if year else ''}{TITLE}"
    return _NOT_IN_NAMES.sub("", stem)[-_LONGEST:].strip(". ") + suffix


def local_time(stored: str, *, day: bool = False) -> str:
    """Return a stored moment (ISO 8601, UTC) by the local clock, with the day if not today."""
    try:
        local = datetime.fromisoformat(stored).astimezone()
    except ValueError:
        return ""
    today = local.date() == datetime.now().astimezone().date()
    clock = f"{local:%H:%M}"
    return clock if today and not day else f"{local.year}年{local.month}月{local.day}日 {clock}"
