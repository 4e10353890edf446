"""Numbers and days in Chinese words: 三十六万元, 壹拾贰万伍仟元整, 12万5千元, 二〇二四年三月五日.

What can be read in more than one way is not read: 十二万五 is 120,005 to one and 125,000 to another.
"""

from __future__ import annotations

import re
from decimal import Decimal

_ZEROS = "〇零○"
_ONES = ("一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {sign: n for n, signs in enumerate((_ZEROS, *_ONES)) for sign in signs}
_PLAIN = str.maketrans({"拾": "十", "佰": "百", "仟": "千"})
_MYRIAD = 10_000
_LONGEST = 40
"""Characters; no amount in words is longer."""

# As text: compiled when the first such number is typed, not when the program starts.
_WORDS = rf"[{''.join(_DIGITS)}十拾百佰千仟万亿\d.点元圆角分整正负-]+"
_FIGURES = r"\d+(?:\.\d+)?"
_DIGIT = rf"[{''.join(_ONES)}\d]"
_SECTION = (
    rf"(?:(?P<thousands>{_DIGIT})千)?"
    rf"(?:[{_ZEROS}]?(?P<hundreds>{_DIGIT})百)?"
    rf"(?:[{_ZEROS}]?(?P<tens>{_DIGIT})?(?P<ten>十))?"
    rf"(?P<rest>[{_ZEROS}]?{_DIGIT}|\d\d\d?)?"
)
NUMERALS = "".join(_DIGITS) + r"十拾百佰千仟万亿\d"
"""The signs that numbers in words consist of, as the inside of a class of a pattern."""
_MONEY = (
    r"(?:人民币)?(?P<minus>[负-])?(?P<whole>[^元圆角分整正负-]+)(?P<yuan>[元圆])?"
    rf"(?:[{_ZEROS}]?(?P<jiao>{_DIGIT})角)?(?:[{_ZEROS}]?(?P<fen>{_DIGIT})分)?[整正]?"
)
_DAY = r"(?P<year>[^年月日]+)年(?P<month>[^年月日]+)月(?P<day>[^年月日号]+)[日号]"


def is_worded(text: str) -> bool:
    """Return whether nothing but words of numbers, and figures among them, stands there."""
    return not text.isascii() and re.fullmatch(_WORDS, text) is not None


def is_numeral(text: str) -> bool:
    """Return whether nothing but a number in words stands there, whatever it is: 五十, 一百五, 50."""
    return re.fullmatch(f"[{NUMERALS}.点]+", text) is not None


def number_of_words(text: str) -> Decimal | None:
    """Return the number of `三十六`, `十二万五千`, `12万5千` or `三点六亿`.

    None where it is no number, or one that can be read in more than one way.
    """
    rest, whole, behind = text.translate(_PLAIN), Decimal(0), False
    if len(rest) > _LONGEST:
        return None
    for unit, size in (("亿", _MYRIAD**2), ("万", _MYRIAD)):
        head, found, tail = rest.partition(unit)
        if not found:
            continue
        part = _below_myriad(head, behind=behind)
        if part is None or (tail and part != int(part)):
            return None
        whole, behind, rest = whole + part * size, True, tail
    if behind and not rest:
        return whole
    part = _below_myriad(rest, behind=behind)
    return None if part is None else whole + part


def yuan_of_words(text: str) -> Decimal | None:
    """Return the 元 of `三十六万元`, `十二万五千`, `伍佰元零五分整` or `12万5千元`.

    None where it is no amount, where neither 元 nor 万 nor 亿 tells in what it is counted, and
    where it can be read in more than one way.
    """
    found = re.fullmatch(_MONEY, text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    words, small = found["whole"], found["jiao"] or found["fen"]
    told = found["yuan"] or (not small and re.search("[万亿]", words))
    whole = number_of_words(words) if told else None
    if whole is None or (small and whole != int(whole)):
        return None
    yuan = whole + _digit(found["jiao"]) / 10 + _digit(found["fen"]) / 100
    return -yuan if found["minus"] else yuan


def day_of_words(text: str) -> tuple[int, int, int] | None:
    """Return year, month and day of `二〇二四年三月五日`; None where one of them is not told."""
    found = re.fullmatch(_DAY, text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    year = year_of_words(found["year"])
    month = Decimal(1) if found["month"] == "元" else number_of_words(found["month"])
    day = number_of_words(found["day"])
    if year is None or month is None or day is None:
        return None
    return year, int(month), int(day)


def year_of_words(text: str) -> int | None:
    """Return the year of `二〇二四` or `2024`, told digit by digit; None where it is none."""
    written = "".join("0" if sign in "OoＯ" else str(_DIGITS.get(sign, sign)) for sign in text)
    return int(written) if re.fullmatch("[12][0-9]{3}", written) else None


def _below_myriad(text: str, *, behind: bool) -> Decimal | None:
    """Return a number below 10,000; `behind` says that it follows 万 or 亿, as its lower part."""
    if re.fullmatch(_FIGURES, text):
        value = Decimal(text)
        return None if behind and not 10 <= value < _MYRIAD else value
    if "点" in text:
        return None if behind else _with_point(text)
    if text in _DIGITS and not behind:
        return _digit(text)
    found = re.fullmatch(_SECTION, text) if text else None
    if found is None:
        return None
    upper = found["thousands"] or found["hundreds"] or behind
    rest = found["rest"] or ""
    if upper and not found["ten"] and len(rest) == 1:
        return None  # 一百五 is 150 to one and 105 to another
    tens = found["tens"] or ("一" if found["ten"] else "")
    low = Decimal(rest) if rest.isascii() and rest else _digit(rest[-1:])
    return (
        _digit(found["thousands"]) * 1000
        + _digit(found["hundreds"]) * 100
        + _digit(tens) * 10
        + low
    )


def _with_point(text: str) -> Decimal | None:
    whole, _, places = text.partition("点")
    digits = "".join(str(_DIGITS.get(sign, sign)) for sign in places)
    head = _below_myriad(whole, behind=False)
    if head is None or not re.fullmatch("[0-9]+", digits):
        return None
    return head + Decimal(f"0.{digits}")


def _digit(sign: str | None) -> Decimal:
    """Return the number of one digit, 0 where there is none."""
    return Decimal(_DIGITS.get(sign, sign)) if sign else Decimal(0)
