"""Days in words: until when something is due, and when it was done."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from pingkou_gui.spec.text_kinds import half_width

_LONGEST = 40
_DAY = timedelta(days=1)
_YEAR = r"(?:(?P<year>\d{4})年?度?|(?P<named>当年|本年|今年|次年|下年|翌年|上年))?[-./年]?"
_PART = r"(?P<part>上旬|中旬|下旬|初|中|底|末)?"
_WHEN = (  # patterns as text: compiled when first used, not when the program starts
    rf"{_YEAR}(?:(?P<month>\d{{1,2}})(?:月份?|[-./](?=\d))(?:{_PART}|(?P<day>\d{{1,2}})[日号]?)"
    r"|(?:第?(?P<quarter>[一二三四1-4])季度)(?P<quarter_end>底|末)?"
    r"|(?P<half>上半年|下半年|年底|年末|年中|年内|全年|底|末|内))?"
)
_BEFORE = r"(?:之前|以前|前|之内|以内|内|止)(?:完成|办结|竣工|到位|完工)?$"
_WORDS = r"^(?:截至|截止|截止到|于|在|已于|已在|至|到)+|(?:全部|已经|已)?(?:完成|办结|竣工|完工|到位|验收|支付)+$"
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PARTS = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31)}
_TERMS = {
    "上半年": (1, 6),
    "年中": (6, 6),
    "下半年": (7, 12),
    "年底": (12, 12),
    "年末": (12, 12),
    "底": (12, 12),
    "末": (12, 12),
}
_YEARS = {"次年": 1, "下年": 1, "翌年": 1, "上年": -1}
_IN_TIME = frozenset(
    {
        "按时",
        "按时完成",
        "按期",
        "按期完成",
        "如期完成",
        "及时",
        "及时完成",
        "已按时完成",
        "已按期完成",
    }
)
_NOT_DONE = frozenset(
    {"未完成", "尚未完成", "没有完成", "未按时完成", "未按期完成", "逾期", "未实施"}
)


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days, both included; of one day where the day is known."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline: kept if done by `sure`, missed if done after `late`, unclear in between.

    `9月前` may mean before September or by its end; `9月底前` says it.
    """

    sure: date
    late: date


def span_of(text: str, year: int) -> Span | None:
    """Return the days that `12月31日`, `2023年9月`, `11月中旬` or `第三季度` mean.

    Words without a year are of `year`. None for other words and for days that do not exist.
    """
    plain = re.sub(r"\s+", "", half_width(text))
    found = re.fullmatch(_WHEN, re.sub(_WORDS, "", plain)) if len(plain) <= _LONGEST else None
    if found is None or not any(found.groups()):
        return None
    try:
        return _span(found, int(found["year"] or year) + _YEARS.get(found["named"] or "", 0))
    except ValueError:
        return None


def _span(found: re.Match[str], year: int) -> Span:
    if found["month"]:
        return _in_month(year, int(found["month"]), found["day"], found["part"])
    if found["quarter"]:
        last = _QUARTERS[found["quarter"]] * 3
        return _months(year, last if found["quarter_end"] else last - 2, last)
    return _months(year, *_TERMS.get(found["half"], (1, 12)))


def _in_month(year: int, month: int, day: str | None, part: str | None) -> Span:
    length = _last_day(year, month) if 1 <= month <= 12 else 0
    if day:
        that = date(year, month, int(day))
        return Span(that, that)
    if part in ("底", "末"):
        return Span(date(year, month, 21), date(year, month, length))
    first, last = _PARTS.get(part or "", (1, 31))
    return Span(date(year, month, first), date(year, month, min(last, length)))


def _last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def _months(year: int, first: int, last: int) -> Span:
    return Span(date(year, first, 1), date(year, last, _last_day(year, last)))


def due_of(text: str, year: int) -> Due | None:
    """Return the deadline of `9月底前`, `2023年12月31日前`, `年底前`, None for other words."""
    plain = re.sub(r"\s+", "", half_width(text))
    bare = re.sub(_BEFORE, "", plain)
    span = span_of(bare, year)
    if span is None:
        return None
    words = bare.removesuffix("份")
    whole = words.endswith(("底", "末", "日", "号", "旬")) or span.first == span.last
    if whole or bare == plain or not plain.endswith("前"):
        return Due(span.last, span.last)
    # There is no day before the first one that a date can hold.
    return Due(span.first - _DAY if span.first > date.min else span.first, span.last)


@lru_cache(1024)
def is_deadline(text: str) -> bool:
    """Return whether the words name a day or a month by which something is due."""
    return due_of(text, 2000) is not None


def kept(due: Due, actual: str, year: int) -> bool | None:
    """Return whether what was done kept the deadline; None where the words do not tell."""
    words = re.sub(r"\s+", "", half_width(actual))
    if words in _IN_TIME or words in _NOT_DONE:
        return words in _IN_TIME
    span = span_of(re.sub(r"[（(][^（）()]*[）)]", "", words), year)
    if span is None:
        before = due_of(words, year)
        return True if before is not None and before.late <= due.sure else None
    if span.last <= due.sure:
        return True
    return False if span.first > due.late else None
