"""Indicator values in words: targets, deadlines, measures, and the share of points they earn."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Context, Decimal
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from pingkou_gui.form.kinds import half_width
from pingkou_gui.form.number_words import is_worded, number_of_words

# Days in words: until when something is due, and when it was done.


_LONGEST_DEADLINE = 40
_DAY = timedelta(days=1)
_YEAR = r"(?:(?P<year>\d{4})年?度?|(?P<named>当年|本年|今年|次年|下年|翌年|上年))?[-./年]?"
_PART = r"(?P<part>上旬|中旬|下旬|初|中|底|末)?"
_WHEN = (  # patterns as text: compiled when first used, not when the program starts
    rf"{_YEAR}(?:(?P<month>\d{{1,2}})(?:月份?|[-./](?=\d))(?:{_PART}|(?P<day>\d{{1,2}})[日号]?)"
    r"|(?:第?(?P<quarter>[一二三四1-4])季度)(?P<quarter_end>底|末)?"
    r"|(?P<half>上半年|下半年|年底|年末|年中|年内|全年|底|末|内))?"
)
_BEFORE_DAY = r"(?:之前|以前|前|之内|以内|内|止)(?:完成|办结|竣工|到位|完工)?$"
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


class DaySpan(NamedTuple):
    """A span of days, both included; of one day where the day is known."""

    first: date
    last: date


class Deadline(NamedTuple):
    """A deadline: kept if done by `sure`, missed if done after `late`, unclear in between.

    `9月前` may mean before September or by its end; `9月底前` says it.
    """

    sure: date
    late: date


def span_of(text: str, year: int) -> DaySpan | None:
    """Return the days that `12月31日`, `2023年9月`, `11月中旬` or `第三季度` mean.

    Words without a year are of `year`. None for other words and for days that do not exist.
    """
    plain = re.sub(r"\s+", "", half_width(text))
    found = (
        re.fullmatch(_WHEN, re.sub(_WORDS, "", plain)) if len(plain) <= _LONGEST_DEADLINE else None
    )
    if found is None or not any(found.groups()):
        return None
    try:
        return _span(found, int(found["year"] or year) + _YEARS.get(found["named"] or "", 0))
    except ValueError:
        return None


def _span(found: re.Match[str], year: int) -> DaySpan:
    if found["month"]:
        return _in_month(year, int(found["month"]), found["day"], found["part"])
    if found["quarter"]:
        last = _QUARTERS[found["quarter"]] * 3
        return _months(year, last if found["quarter_end"] else last - 2, last)
    return _months(year, *_TERMS.get(found["half"], (1, 12)))


def _in_month(year: int, month: int, day: str | None, part: str | None) -> DaySpan:
    length = _last_day(year, month) if 1 <= month <= 12 else 0
    if day:
        that = date(year, month, int(day))
        return DaySpan(that, that)
    if part in ("底", "末"):
        return DaySpan(date(year, month, 21), date(year, month, length))
    first, last = _PARTS.get(part or "", (1, 31))
    return DaySpan(date(year, month, first), date(year, month, min(last, length)))


def _last_day(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(days=1)).day


def _months(year: int, first: int, last: int) -> DaySpan:
    return DaySpan(date(year, first, 1), date(year, last, _last_day(year, last)))


def due_of(text: str, year: int) -> Deadline | None:
    """Return the deadline of `9月底前`, `2023年12月31日前`, `年底前`, None for other words."""
    plain = re.sub(r"\s+", "", half_width(text))
    bare = re.sub(_BEFORE_DAY, "", plain)
    span = span_of(bare, year)
    if span is None:
        return None
    words = bare.removesuffix("份")
    whole = words.endswith(("底", "末", "日", "号", "旬")) or span.first == span.last
    if whole or bare == plain or not plain.endswith("前"):
        return Deadline(span.last, span.last)
    # There is no day before the first one that a date can hold.
    return Deadline(span.first - _DAY if span.first > date.min else span.first, span.last)


@lru_cache(1024)
def is_deadline(text: str) -> bool:
    """Return whether the words name a day or a month by which something is due."""
    return due_of(text, 2000) is not None


def kept(due: Deadline, actual: str, year: int) -> bool | None:
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


# Quantities in words: a number or a range with its unit.


ONE = Decimal(1)
_LONGEST_MEASURE = 60
"""Characters of a quantity; what is longer is a sentence."""
_DIGITS_MOST = 15
_WIDE = Context(prec=60)
_NUMBER = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[+-]?\d+(?:\.\d+)?"
_UNIT = r"[^\d\s,.;:，。；：、<>=≥≤~-]{0,8}"
_MEASURE = (  # patterns as text: compiled when first used, not when the program starts
    rf"(?P<low>{_NUMBER})(?P<first>{_UNIT}?)"
    rf"(?:(?:-|~|至|到|—{{1,2}}|–)(?P<high>{_NUMBER}))?(?P<unit>{_UNIT})"
)
_BEFORE_NUMBER = r"^(?:实际|已经|已|全年|全部|共计|共|累计|完成|实现|达到|达|为|约|[:：])+"
_AFTER = r"(?:左右|以上|以下|以内)$|[（(][^（）()]*[）)]|[。；;]$"
_SCALES = {
    "元": ("万元", -4),
    "千元": ("万元", -1),
    "万": ("万", 0),
    "亿元": ("万元", 4),
    "百分点": ("个百分点", 0),
    "‰": ("%", -1),
    "万人": ("人", 4),
    "万人次": ("人次", 4),
    "万亩": ("亩", 4),
    "万吨": ("吨", 4),
    "万户": ("户", 4),
    "千米": ("公里", 0),
    "KM": ("公里", 0),
    "km": ("公里", 0),
    "米": ("公里", -3),
    "㎡": ("平方米", 0),
    "万平方米": ("平方米", 4),
    "万㎡": ("平方米", 4),
}
"""Units that are another one in powers of ten."""
_NONE_WORDS = frozenset({"无", "零", "没有", "未发生"})


class Measure(NamedTuple):
    """A quantity; `low` and `high` are the same unless a range was written."""

    low: Decimal
    high: Decimal
    unit: str = ""

    @property
    def single(self) -> bool:
        """Whether it is one number and no range."""
        return self.low == self.high

    def fits(self, other: Measure) -> bool:
        """Return whether both can be compared: the same unit, or one of them left it out.

        A bare share such as 0.96 beside a percentage is no percentage.
        """
        if self.unit == other.unit:
            return True
        units = {self.unit, other.unit}
        if units == {"万", "万元"}:
            return True
        if (self.unit and other.unit) or "万" in units:
            return False
        if "%" in units:
            bare = other if self.unit else self
            return not 0 < bare.high <= ONE
        return True


@lru_cache(maxsize=1024)
def parse_measure(text: str) -> Measure | None:
    """Return the quantity of `95%`, `1,287.78万元`, `3-5次`, `已完成8个`, None for other words.

    Money is in 万元, shares in per cent.
    """
    if len(text) > _LONGEST_MEASURE:
        return None
    plain = re.sub(r"\s+", "", half_width(text)).replace("−", "-").replace("％", "%")
    plain = re.sub(_BEFORE_NUMBER, "", re.sub(_AFTER, "", plain))
    if plain in _NONE_WORDS:
        return Measure(Decimal(0), Decimal(0))
    found = re.fullmatch(_MEASURE, plain)
    if found is None:
        return None
    low, unit = found["low"], found["unit"] or found["first"]
    high = found["high"] or low
    if found["high"] and found["first"] not in ("", found["unit"]):
        return None
    if not found["high"]:
        unit = found["first"] + found["unit"]
    if max(len(low), len(high)) > _DIGITS_MOST or _is_date(low, unit):
        return None
    return _scaled(_decimal(low), _decimal(high), unit)


def _is_date(number: str, unit: str) -> bool:
    """Return whether it is a month or a year rather than a number of them (3年, 30日)."""
    if unit.endswith("前") or unit.startswith(("月", "季度")):
        return True
    return unit.startswith("年") and len(number) == 4


def _decimal(digits: str) -> Decimal:
    return Decimal(digits.replace(",", ""))


def _scaled(low: Decimal, high: Decimal, unit: str) -> Measure | None:
    if low > high:
        return None
    name, power = _SCALES.get(unit, (unit, 0))
    return Measure(low.scaleb(power, _WIDE), high.scaleb(power, _WIDE), name)


# A target together with its comparator: `≥95%`, `不超过202.6万元`, `9月底前`, `合规`.


_SIGNS = (
    (
        "≥",
        "≥",
        ">=",
        "=>",
        "≧",
        "⩾",
        "不低于",
        "不少于",
        "不小于",
        "大于等于",
        "大于或等于",
        "至少",
    ),
    (
        "≤",
        "≤",
        "<=",
        "=<",
        "≦",
        "⩽",
        "不超过",
        "不高于",
        "不多于",
        "不大于",
        "小于等于",
        "小于或等于",
    ),
    ("≤", "控制在", "至多"),
    (">", ">", "大于", "高于", "超过", "多于"),
    ("<", "<", "小于", "低于", "少于", "不足"),
    ("=", "=", "等于"),
)
_PREFIX = [(sign, code) for code, *signs in _SIGNS for sign in signs]
_SUFFIX = {
    "及以上": "≥",
    "以上": "≥",
    "及以下": "≤",
    "以下": "≤",
    "以内": "≤",
    "之内": "≤",
    "内": "≤",
}
"""以上, 以下 and 以内 include the number itself (民法典 第一千二百五十九条)."""


class Requirement(NamedTuple):
    """What typed words ask for: a code of `REQUIREMENTS` and the target that is left.

    The code is empty where the words do not say.
    """

    code: str
    rest: str


@lru_cache(maxsize=2048)
def requirement_of(text: str) -> Requirement:
    """Return what is asked in the words of a target.

    `≥95%` gives (≥, 95%), `9月底前` (before, 9月底前), `合规` (quality, 合规), `8个` ('', 8个).
    """
    plain = half_width(text).strip()
    for sign, code in _PREFIX:
        rest = plain.removeprefix(sign).strip()
        if rest != plain and parse_measure(rest.removesuffix("以内").removesuffix("之内")):
            return Requirement(code, rest.removesuffix("以内").removesuffix("之内"))
    for ending, code in _SUFFIX.items():
        rest = plain.removesuffix(ending).strip()
        if rest != plain and parse_measure(rest):
            return Requirement(code, rest)
    if parse_measure(plain):
        return Requirement("", plain)
    if is_deadline(plain):
        return Requirement("before", plain)
    bare = re.sub(r"^[=≥≤<>]+\s*", "", plain)
    return Requirement("quality" if bare else "", bare)


def example_of_actual(code: str, target: str, year: int | None) -> str:
    """Return how an actual may be written beside a target, empty where the target is words or blank.

    `12个` beside 100个, `12月20日` beside 12月31日, `96%` beside 95%.
    """
    typed = requirement_of(target)
    due = due_of(typed.rest, year or _ANY_YEAR)
    if (code == "before" or typed.code == "before") and due is not None:
        return f"{due.sure.month}月{min(due.sure.day, _EARLY)}日"
    found = re.search(r"\d([^\d]*)$", typed.rest)
    if code == "quality" or found is None or parse_measure(typed.rest) is None:
        return ""
    return f"{_EXAMPLES.get(found[1], '12')}{found[1]}"


_EARLY = 20
_EXAMPLES = {"%": "96", "％": "96", "万元": "98.60", "元": "986"}
"""Numbers for an example, by their unit; of anything counted it is 12."""


# What share of the points an indicator earns: target against actual, by the requirement.
#
# Reached: all of them; not reached: points × actual ÷ target, or × target ÷ actual where less is
# better (绩效自评表填报说明). A share is never below 0 nor above 1.


ZERO = Decimal(0)
HUNDRED = Decimal(100)
_AT_LEAST = ("=", "≥", ">")


class JudgedBy(Enum):
    """How a share came about."""

    REACHED = "完成目标，得满分"
    PROPORTION = "未完成，按比例得分"
    ZERO = "未完成，不得分"
    TYPED = "定性指标，按完成情况填写"
    UNCLEAR = "看不出是否完成"
    BLANK = "目标或实际没有填"


class Verdict(NamedTuple):
    """How the actual stands to the target: `top` ÷ `bottom` of the points, where it is known."""

    how: JudgedBy
    reached: bool | None = None
    top: Decimal = ZERO
    bottom: Decimal = Decimal(1)
    note: str = ""
    """Why it is unclear."""
    over: Decimal = ZERO
    """By how many per cent of the target it was over-fulfilled."""

    by_day: bool = False
    """Whether it was a deadline."""
    side: int = 0
    """Where a number that missed its target stands: -1 below it, 1 above, 0 upon it."""
    no_number: bool = False
    """Whether it is unclear because the actual is no number beside a target that is one."""
    meant: str = ""
    """The number that the actual says in words, in the unit of the target; empty for none."""

    @property
    def leaves_score_open(self) -> bool:
        """Whether what was reached is told, and the score is given by hand all the same."""
        return self.how is JudgedBy.UNCLEAR or (self.how is JudgedBy.ZERO and self.by_day)

    @property
    def known(self) -> bool:
        """Whether the points follow from target and actual."""
        return self.how in (JudgedBy.REACHED, JudgedBy.PROPORTION, JudgedBy.ZERO)


_FULL = Verdict(JudgedBy.REACHED, reached=True, top=Decimal(1))
_NOTHING = Verdict(JudgedBy.ZERO, reached=False)
_ANY_YEAR = 2000
_YEAR_DIGITS = re.compile(r"\d{4}")


@lru_cache(maxsize=4096)
def judge(code: str, target: str, actual: str, year: int | None) -> Verdict:
    """Return how `actual` stands to `target` under a requirement of `REQUIREMENTS`.

    A comparator typed with the target goes before `code`; days without a year are of `year`,
    the year of the report.
    """
    typed = requirement_of(target)
    code, target = typed.code if typed.code not in ("", "quality") else code, typed.rest
    if not code:
        code = "=" if parse_measure(target) else typed.code
    if code == "quality":
        return Verdict(JudgedBy.TYPED)
    if not target or not actual.strip():
        return Verdict(JudgedBy.BLANK)
    if code == "before":
        return _by_day(target, actual, year)
    return _judge_number(code, target, actual)


def _unclear(note: str) -> Verdict:
    return Verdict(JudgedBy.UNCLEAR, note=note)


def _by_day(target: str, actual: str, year: int | None) -> Verdict:
    if year is None and len(_YEAR_DIGITS.findall(target + actual)) == 1:
        return _unclear("报告年度没有填，看不出是哪一年")
    due = due_of(target, year or _ANY_YEAR)
    if due is None:
        return _unclear(f"看不出“{target}”是什么时候，写成 12月底前")
    if "".join(target.split()) == "".join(actual.split()):
        return _FULL
    in_time = kept(due, actual, year or _ANY_YEAR)
    if in_time is None:
        return _unclear(f"看不出“{actual}”是否在“{target}”，实际写成年月日")
    return _FULL if in_time else Verdict(JudgedBy.ZERO, reached=False, by_day=True)


def _judge_number(code: str, target: str, actual: str) -> Verdict:
    """Return the verdict on a target in numbers, with the side on which it was missed."""
    aim, done = parse_measure(target), parse_measure(requirement_of(actual).rest)
    if aim is None:
        same = code == "=" and "".join(target.split()) == "".join(actual.split())
        return _FULL if same else Verdict(JudgedBy.TYPED)
    if done is None or not done.single:
        note = f"实际“{actual}”不是一个数，写成和目标一样的数字和单位"
        meant = _in_figures(actual, aim)
        return Verdict(JudgedBy.UNCLEAR, note=note, no_number=True, meant=meant)
    if not aim.fits(done):
        return _unclear(f"目标“{target}”和实际“{actual}”的单位不同")
    found = _reached(code, aim, done.low)
    return found._replace(side=_side(aim, done.low)) if found.reached is False else found


_SHARE_WORDS = "百分之"
_WORDED_UNIT = re.compile("[^\\d零〇○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟点.]*$")


def _in_figures(actual: str, aim: Measure) -> str:
    """Return the number that words such as 一百 or 百分之九十五 say, with its unit; empty for none.

    It is only offered: 一百 beside 95% is probably 100%, and may be 100 of something else.
    """
    plain = re.sub(_BEFORE_NUMBER, "", re.sub(r"\s+", "", half_width(actual)))
    share = plain.startswith(_SHARE_WORDS)
    bare = plain.removeprefix(_SHARE_WORDS)
    unit = _WORDED_UNIT.search(bare)
    written = unit[0] if unit else ""
    words = bare.removesuffix(written)
    number = number_of_words(words) if words and is_worded(words) else None
    if number is None:
        return ""
    return f"{number.normalize():f}{written or ('%' if share else aim.unit)}"


def _reached(code: str, aim: Measure, done: Decimal) -> Verdict:
    if code == "=" and not aim.single:
        return _within(aim, done)
    return _at_least(code, aim, done) if code in _AT_LEAST else _at_most(code, aim, done)


def _side(aim: Measure, done: Decimal) -> int:
    return (done > aim.high) - (done < aim.low)


def _within(aim: Measure, done: Decimal) -> Verdict:
    if done < aim.low:
        return _part(done, aim.low)
    return _part(aim.high, done) if done > aim.high else _FULL


def _at_least(code: str, aim: Measure, done: Decimal) -> Verdict:
    wanted = aim.low
    if code == "=" and not wanted:
        return _NOTHING if done else _FULL
    if done > wanted or (done == wanted and code != ">"):
        return Verdict(JudgedBy.REACHED, reached=True, top=Decimal(1), over=_over(done, wanted))
    return _part(done, wanted)


def _at_most(code: str, aim: Measure, done: Decimal) -> Verdict:
    wanted = aim.high
    if done < wanted or (done == wanted and code != "<"):
        return Verdict(
            JudgedBy.REACHED, reached=True, top=Decimal(1), over=_over(wanted, done, wanted)
        )
    return _part(wanted, done)


def _over(more: Decimal, less: Decimal, base: Decimal | None = None) -> Decimal:
    """Return by how much the target was beaten, in per cent of it; 0 for a target of zero."""
    wanted = less if base is None else base
    return (more - less) / wanted * HUNDRED if wanted > 0 else ZERO


def _part(top: Decimal, bottom: Decimal) -> Verdict:
    """Return a shortfall: the share that `top` is of `bottom`, the larger; nothing of a negative one."""
    if top <= 0:
        return _NOTHING
    return Verdict(JudgedBy.PROPORTION, reached=False, top=top, bottom=bottom)
