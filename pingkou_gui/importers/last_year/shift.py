"""Which year's column a report's figures belong to in the report they are read into."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Literal

from pingkou_gui.form.pages.overview import Unit

if TYPE_CHECKING:
    from pingkou_gui.report.report import Report

Years = Literal["auto", "this", "last"]


class Shift(Enum):
    """How the years of the text stand to the year of the report."""

    SAME = "same"
    """The same year: this year's figures stay this year's."""
    NEXT = "next"
    """The report is of the following year: this year's figures become last year's."""
    APART = "apart"
    """Neither: words can be carried, figures cannot."""


def shift_of(report: Report, year: int | None, years: Years) -> Shift:
    """Return the shift; a report without a year takes the year of the text."""
    if years != "auto":
        return Shift.SAME if years == "this" else Shift.NEXT
    mine = report[Unit.year.at()]
    if not isinstance(mine, int):
        return Shift.SAME
    if year is None:
        return Shift.APART
    return {0: Shift.SAME, 1: Shift.NEXT}.get(mine - year, Shift.APART)


def shift_note(shift: Shift, report: Report, year: int | None) -> str:
    """Return the sentence that tells the clerk what was done with the years."""
    mine = report[Unit.year.at()]
    named = f"{year}年度" if year else "没有写明年度"
    if shift is Shift.SAME:
        return f"这份报告是{named}的，数字读入本年各栏，上年数按增减额推算"
    if shift is Shift.NEXT:
        return f"这份报告是{named}的，它的本年数读入上年各栏，文字沿用待核"
    return f"这份报告{'是' if year else ''}{named}{'的' if year else ''}，不是{mine}年度或它的上一年，数字没有读入，只沿用文字"
