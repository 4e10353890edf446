"""Words carried over from last year's report that still name last year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pingkou_gui.domain.finding import Finding, Severity
from pingkou_gui.domain.proofread.years import last_year_named
from pingkou_gui.domain.reading import normalise
from pingkou_gui.spec.pages.overview import Unit
from pingkou_gui.spec.values import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.domain.report import Report
    from pingkou_gui.spec.values import Entry

STALE = "text.STALE_YEAR"
_AROUND = 12


def stale_years(report: Report) -> Iterator[Finding]:
    """Yield every carried text that tells of last year as if it were this one."""
    year = report[Unit.year.at()]
    if not isinstance(year, int):
        return
    for place in sorted(report.entries):
        text = _carried_words(report.entries[place])
        named = last_year_named(text, year)
        if named:
            first, end = named[0]
            told = f"沿用的文字里还写着{year - 1}年，核对后改写"
            more = f"，共{len(named)}处" if len(named) > 1 else ""
            quote = f"原文：{text[first : end + _AROUND]}{more}"
            yield Finding(STALE, Severity.REMINDER, told, (place,), quote, f"{year}年")


def _carried_words(entry: Entry) -> str:
    if entry.source.kind is not SourceKind.CARRIED or not isinstance(entry.value, str):
        return ""
    return normalise(entry.value).text
