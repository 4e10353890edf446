"""The kinds of fields: how the text of each is read, kept and written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, lru_cache
from typing import Generic, Protocol, TypeVar

from pingkou_gui.form.number_words import (
    day_of_words,
    is_numeral,
    is_worded,
    number_of_words,
    year_of_words,
    yuan_of_words,
)
from pingkou_gui.form.values import NIL, Nil

# Field kinds: how a value is typed, shown and stored.
#
# text --parse--> value --dump--> stored text
# text <--show--- value <--load-- stored text


T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class ParseError(ValueError):
    """The typed text is no value of this kind.

    The message completes the sentence that begins with the field's label:
    会议费 + 写成数字，例如 2.80.
    """


@dataclass(frozen=True, slots=True)
class Parsed(Generic[T_co]):
    """What was understood; `note` says so where it is not plain from what was typed."""

    value: T_co | Nil | None
    note: str = ""
    plain: bool = False
    """Whether the value is what was typed all the same: the note is of how it prints."""


class Kind(Protocol[T]):
    """How one kind of value is typed, shown and stored."""

    @property
    def numeric(self) -> bool:
        """Whether it is set to the right, in figures."""

    def parse(self, text: str) -> Parsed[T]:
        """Return what `text` means, a value of None where it is blank.

        Raises:
            ParseError: The text is no value of this kind.
        """

    def show(self, value: T | Nil | None) -> str:
        """Return the text in a field; `parse` reads it back as `value`."""

    def dump(self, value: T | Nil) -> str:
        """Return the canonical text that is stored."""

    def load(self, text: str) -> T | Nil:
        """Return the value stored as `text`.

        Raises:
            ParseError: Nothing that `dump` returns; an older version may have stored it.
        """


# Words, choices and days.


_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters and halves of characters: neither SQLite nor Word can hold them.

Nor what shows letters and figures in another order than they were typed in.
"""
_FULL_WIDTH = re.compile("[！-～\u3000]")

_DAY = r"(\d{4})[-./年]\s*(\d{1,2})[-./月]\s*(\d{1,2})日?|(\d{4})(\d{2})(\d{2})"
"""As text: compiled when the first day is typed, not when the program starts."""
_MIDNIGHT = r"[ T]0?0:00(?::00(?:\.0+)?)?"
"""What a sheet puts behind a day."""
_WITHOUT_YEAR = r"[^年./-]{1,3}月[^年./-]{1,3}[日号]?"


def printable(text: str) -> tuple[str, str]:
    """Return the text without what cannot be printed, and a note where something was left out."""
    if text.isprintable():
        return text, ""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    kept = _UNPRINTABLE.sub("", plain)
    return kept, "已去掉看不见的控制字符" if kept != plain else ""


def half_width(text: str) -> str:
    """Return the text with full-width letters, digits and signs as half-width ones."""
    if text.isascii():
        return text
    return _FULL_WIDTH.sub(_half, text)


def _half(found: re.Match[str]) -> str:
    return " " if found[0] == "\u3000" else chr(ord(found[0]) - 0xFEE0)


@dataclass(frozen=True, slots=True, eq=False)
class TextKind:
    """Words: one line, or paragraphs where `lines` is above 1. Blanks around them are dropped."""

    lines: int = 1
    """How many lines the editor shows at first."""

    @property
    def numeric(self) -> bool:
        """Words stand on the left."""
        return False

    def parse(self, text: str) -> Parsed[str]:
        """Return the words; line breaks in a one-line field become blanks."""
        kept = text.strip()
        if self.lines == 1:
            kept = re.sub(r"\s*\n\s*", " ", kept)
        return Parsed(kept or None)

    def show(self, value: str | Nil | None) -> str:
        """Return the words themselves."""
        return value if isinstance(value, str) else ""

    def dump(self, value: str | Nil) -> str:
        """Return the words themselves."""
        return value if isinstance(value, str) else value.value

    def load(self, text: str) -> str:
        """Return the words themselves."""
        return text


def _plain(text: str) -> str:
    return "".join(half_width(text).split())


COUNTED = (
    "个|只|台|套|辆|人|人次|户|次|场|期|名|处|所|座|公里|亩|吨|平方米|棵|株|盏|宗|起|天|批|条|项|件"
)
"""What is counted, as the words behind a number say."""
_SIGN = "[≥≤=＞＜><]{0,2}"


@dataclass(frozen=True, slots=True, eq=False)
class MeasureKind(TextKind):
    """Words or a quantity: 合规, ≥95%, and 一百个 or 九十, understood as 100个 and 90."""

    def parse(self, text: str) -> Parsed[str]:
        """Return the words; a number in words, with what it counts or bare, in figures, and say so."""
        kept = TextKind.parse(self, text)
        value = kept.value if isinstance(kept.value, str) else ""
        found = re.fullmatch(rf"({_SIGN})([^\d\s]+?)({COUNTED}|)", value)
        if found is None or not is_numeral(found[2]) or not found[2].strip("零〇"):
            return kept
        number = number_of_words(found[2])
        if number is None:
            return kept
        counted = f"{found[1]}{number.normalize():f}{found[3]}"
        return Parsed(counted, _understood(f"{counted} ", value))


_NO_MORE = "(?:财政|拨款|预算|资金|经费|项目|支出|收入|类)*"
"""What a longer name of an option may have besides and mean the same: 专项资金, but not 省级专项."""


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceKind:
    """One of a few; the codes are stored, the labels shown and typed."""

    options: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Other names of options by their codes: read wherever the label is, never shown."""

    @property
    def numeric(self) -> bool:
        """Choices stand on the left."""
        return False

    def label(self, code: str) -> str:
        """Return the label of a code, the code itself where it is none of ours."""
        return dict(self.options).get(code, code)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Every name with its code: codes, labels, other names."""
        codes = [(code, code) for code, _ in self.options]
        others = [(name, code) for code, names in self.others for name in names]
        return (*codes, *((label, code) for code, label in self.options), *others)

    def parse(self, text: str) -> Parsed[str]:
        """Return the code of a name; the beginning of just one label is enough."""
        wanted = _plain(text)
        if not wanted:
            return Parsed(None)
        exact = {code for name, code in self.names if wanted in (name, _plain(name))}
        near = exact or {code for code, label in self.options if _plain(label).startswith(wanted)}
        if len(near) != 1:
            known = [label for _, label in self.options]
            listed = "".join(f"“{label}”" for label in known[:3])
            raise ParseError(f"从{listed}{f'等 {len(known)} 项里选' if known[3:] else '里选一项'}")
        code = near.pop()
        label = _plain(self.label(code))
        more = "".join(wanted.split(label, 1)) if label in wanted else wanted
        same = wanted in label or wanted == code or re.fullmatch(_NO_MORE, more)
        return Parsed(code, "" if same else _understood(self.label(code), text))

    def option_in(self, words: str) -> str:
        """Return the code of the one option that longer words name, empty where none or several."""
        plain = _plain(words)
        known = [pair for pair in self.names if pair[0] != pair[1] and _plain(pair[0]) in plain]
        found = {code for _, code in known}
        return found.pop() if len(found) == 1 else ""

    def show(self, value: str | Nil | None) -> str:
        """Return the label of a code as the clerk reads it, empty for a blank."""
        return self.label(value) if isinstance(value, str) else ""

    def dump(self, value: str | Nil) -> str:
        """Return the code as it is stored; labels may change, codes never do."""
        return value if isinstance(value, str) else value.value

    def load(self, text: str) -> str:
        """Return the code; raises ParseError where it is none of ours."""
        if text not in dict(self.options):
            return self.parse(text).value  # type: ignore[return-value]  # never blank in a store
        return text


@dataclass(frozen=True, slots=True, eq=False)
class DateKind:
    """A calendar day; typed as 2023年3月5日, 2023-3-5, 20230305 or in words, stored by ISO 8601."""

    @property
    def numeric(self) -> bool:
        """Days stand on the left."""
        return False

    def parse(self, text: str) -> Parsed[date]:
        """Return the day of `2024-3-15`, `20240315`, `2024年3月15日` or `二〇二四年三月十五日`."""
        plain = half_width(text).strip()
        if not plain:
            return Parsed(None)
        plain = re.sub(f"{_MIDNIGHT}$", "", plain).replace(" ", "")
        found = re.fullmatch(_DAY, plain)
        told = [int(part) for part in found.groups() if part] if found else day_of_words(plain)
        if told is None:
            slip = "没有写是哪一年，" if re.fullmatch(_WITHOUT_YEAR, plain) else ""
            raise ParseError(f"{slip}写成年月日，例如 2024年3月15日")
        try:
            day = date(*told)
        except ValueError:
            raise ParseError("没有这一天，写成年月日，例如 2024年3月15日") from None
        return Parsed(day, "" if found else _understood(self.show(day), text))

    def show(self, value: date | Nil | None) -> str:
        """Return the day as GB/T 9704 prints it: Arabic figures, no leading zero."""
        return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else ""

    def dump(self, value: date | Nil) -> str:
        """Return the day by ISO 8601."""
        return value.isoformat() if isinstance(value, date) else value.value

    def load(self, text: str) -> date:
        """Return the day that ISO 8601 text stands for."""
        found = self.parse(text).value
        if not isinstance(found, date):
            raise ParseError("写成年月日，例如 2024年3月15日")
        return found


# Figures as they are typed: one number, or marks that make no number of them.


_STORED = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
"""Figures as they are stored: nothing to squeeze."""
_UNSEEN = r"[\u200b\ufeff]+"
_BLANKS = r"\s+"
_LOOSE = r"(?<!\d) | (?!\d)"
"""A blank that parts no digits."""
_POINT = r"(?<=\d)[。．](?=\d)"
_RESPELT = r"(?<=\d)[。．，](?=\d)"
_GROUPED = r"(?<![\d.,' ])[1-9]\d{0,2}([,' ])\d{3}(?:\1\d{3})*(?![\d,' ])"
"""Thousands in groups of three, all parted by the same mark."""
_PARTED = r"\d([,' ])\d"
# Left as text: compiled when the first such figure is typed, not when the program starts.


def squeezed(text: str) -> str:
    """Return figures of a document without blanks, separators and full-width forms.

    Documents break a number over lines and blanks; a comma parts it only where it parts
    thousands, and stays where it does not.
    """
    if _STORED.fullmatch(text):
        return text
    return _joined(re.sub(_BLANKS, "", _spelt(text)))


def typed(text: str) -> str:
    """Return typed figures without separators and full-width forms.

    Raises:
        ParseError: Commas or blanks part the digits elsewhere than at the thousands.
    """
    if _STORED.fullmatch(text):
        return text
    plain = _joined(re.sub(_LOOSE, "", re.sub(_BLANKS, " ", _spelt(text))))
    parted = re.search(_PARTED, plain)
    if parted is None:
        return plain
    if parted[1] == " ":
        raise ParseError("中间有空格，看不出是一个数还是两个数；这一格只写一个数，例如 1287.78")
    raise ParseError("里的逗号不在千位上，小数用点，例如 2.80")


def respelt(text: str) -> bool:
    """Return whether a Chinese mark stands between digits, so that it is said what it is read as.

    An input method writes 。 for the point; ， may have been meant for one.
    """
    return not text.isascii() and re.search(_RESPELT, text) is not None


def _spelt(text: str) -> str:
    seen = re.sub(_UNSEEN, "", text)
    if not seen.isascii():
        seen = half_width(re.sub(_POINT, ".", seen)).replace("−", "-")
    return seen.strip().lstrip("¥￥").lstrip()


def _joined(plain: str) -> str:
    found = re.sub(_GROUPED, lambda group: re.sub("[,' ]", "", group[0]), plain)
    if found.startswith("(") and found.endswith(")"):
        found = "-" + found[1:-1]
    return found


# Amounts, counts, points and years.


_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)")
_TWO_PLACES = re.compile(r"\d{1,12}\.\d\d", re.ASCII)
"""Amounts and points as they are stored, but for the few with more places."""
_NONE = NIL.value
_NONE_WORDS = frozenset({"无", "-", "--", "—", "——", "/"})
_WIDE = Context(prec=60, rounding=ROUND_HALF_UP)
_TO_WAN = {"": 0, "万元": 0, "万": 0, "元": -4, "亿元": 4, "亿": 4, "千元": -1, "百万元": 2}
"""Powers of ten that lead from a unit to 万元."""
_WHOLE_DIGITS = 12
_MYRIAD = 10_000
_AMOUNT_HINT = "写成数字，例如 2.80"
_WORDED_HINT = "写成数字，或写明单位，例如 三十六万元"
_NUMBER_HINT = "写成数字，例如 10"
_T = TypeVar("_T")
_YUAN_CENTS = 6
"""Places of 万元 that hold 元 to the cent."""


def rounded(number: Decimal, places: int) -> Decimal:
    """Return the number half up at `places`; a nought has no sign."""
    return _WIDE.plus(_WIDE.quantize(number, _step(places)))


@lru_cache(maxsize=64)
def _step(places: int) -> Decimal:
    return Decimal(f"1E-{places}")


def grouped(number: Decimal, places: int) -> str:
    """Return the number with thousands separators and at least `places` decimals, exactly."""
    exact = max(places, -int(number.normalize(_WIDE).as_tuple().exponent))
    return f"{rounded(number, exact):,f}"


def _split(plain: str) -> tuple[str, str]:
    found = _NUMBER.match(plain)
    return (found[0], plain[found.end() :]) if found else ("", plain)


def _below_zero(text: str) -> ParseError:
    """Return what is said of a number below zero; brackets mean one in a sheet."""
    bracketed = half_width(text).strip().startswith("(")
    return ParseError(f"不能小于 0，{'带括号的数是负数，' if bracketed else ''}核对正负号")


def _without_unit(plain: str, units: tuple[str, ...]) -> str:
    """Return a number in words as digits, its unit left out; empty where it is none."""
    named = next((unit for unit in units if unit and plain.endswith(unit)), "")
    number = number_of_words(plain.removesuffix(named))
    return "" if number is None else f"{number:f}"


def _check_size(digits: str, example: str) -> None:
    whole = digits.lstrip("+-").split(".")[0].lstrip("0")
    if len(whole) > _WHOLE_DIGITS:
        raise ParseError(f"有 {len(whole)} 位整数，核对，例如 {example}")


def _understood(value: str, text: str) -> str:
    return f"按 {value}理解（输入 {text.strip()}）"


def _filled(parsed: Parsed[_T], hint: str) -> _T | Nil:
    """Return the value read from what was stored, where a blank never is."""
    if parsed.value is None:
        raise ParseError(hint)
    return parsed.value


def _dumped(value: Decimal | Nil) -> str:
    return value.value if isinstance(value, Nil) else f"{value:f}"


@dataclass(frozen=True, slots=True, eq=False)
class AmountKind:
    """An amount in 万元, exact to the cent (six places); 无 or a dash says that there is none."""

    negative: bool = False
    """Whether an amount below zero makes sense (an adjustment does, an expense does not)."""

    @property
    def numeric(self) -> bool:
        """Amounts stand on the right."""
        return True

    def parse(self, text: str) -> Parsed[Decimal]:
        """Return the amount of `1,287.78`, `１２８７．７８`, `12877800元` or `三十六万元`."""
        plain = typed(text)
        if not plain:
            return Parsed(None)
        if plain in _NONE_WORDS:
            return Parsed(NIL)
        digits, unit = _split(plain)
        if digits and unit in _TO_WAN:
            _check_size(digits, "1,287.78")
            exact = Decimal(digits).scaleb(_TO_WAN[unit], context=_WIDE)
        else:
            exact, unit = _worded(plain), "元"
        if exact < 0 and not self.negative:
            raise _below_zero(text)
        amount = rounded(exact, _YUAN_CENTS)
        plainly = unit in ("", "万", "万元") and amount == exact and not respelt(text)
        note = "" if plainly else _understood(f"{self.show(_tidy(amount))} 万元", text)
        printed = rounded(amount, 2)
        if printed != amount:
            told = f"报告里印 {grouped(printed, 2)} 万元，增减和比率按它算"
            note = f"{note}，{told}" if note else told
        return Parsed(_tidy(amount), note, plain=plainly)

    def show(self, value: Decimal | Nil | None) -> str:
        """Return the amount with separators and two places, more where it has more."""
        if isinstance(value, Nil):
            return value.value
        return "" if value is None else grouped(value, 2)

    def dump(self, value: Decimal | Nil) -> str:
        """Return plain digits, never in exponent form."""
        return _dumped(value)

    def load(self, text: str) -> Decimal | Nil:
        """Return the stored amount."""
        if _TWO_PLACES.fullmatch(text):
            return Decimal(text)
        if text == _NONE:
            return NIL
        return _filled(self.parse(text), _AMOUNT_HINT)


def _worded(plain: str) -> Decimal:
    """Return the 万元 of an amount in words."""
    yuan = yuan_of_words(plain)
    if yuan is None:
        raise ParseError(_WORDED_HINT if is_worded(plain) else _AMOUNT_HINT)
    return yuan.scaleb(_TO_WAN["元"], context=_WIDE)


def _tidy(amount: Decimal) -> Decimal:
    """Return the amount with two places, more only where it has more."""
    two = rounded(amount, 2)
    return two if two == amount else amount.normalize(_WIDE)


@dataclass(frozen=True, slots=True, eq=False)
class CountKind:
    """A whole number of people or things."""

    unit: str = ""
    least: int = 0
    most: int = 10_000_000
    example: str = "91"

    @property
    def _range(self) -> str:
        """Which numbers make sense: 超过 1,000 万，核对; of years 应在 2000 到 2099 之间."""
        if not self.least:
            return f"超过 {self.most // _MYRIAD:,} 万，核对"
        return f"应在 {self.least} 到 {self.most} 之间"

    @property
    def _hint(self) -> str:
        return f"写成整数，例如 {self.example}"

    @property
    def numeric(self) -> bool:
        """Counts stand on the right."""
        return True

    def parse(self, text: str) -> Parsed[int]:
        """Return the number of `91`, `９１`, `91人` or `九十一人`."""
        plain = typed(text)
        if not plain:
            return Parsed(None)
        if plain in _NONE_WORDS and self.least == 0:
            return Parsed(NIL)
        digits, unit = _split(plain)
        worded = "" if digits else _without_unit(plain, (self.unit, "人", "名", "个"))
        if worded:
            digits, unit = worded, ""
        if not digits or unit not in ("", self.unit, "人", "名", "个"):
            raise ParseError(self._hint)
        _check_size(digits, self.example)
        number = Decimal(digits)
        if number != number.to_integral_value():
            raise ParseError(self._hint)
        if number < 0 == self.least:
            raise _below_zero(text)
        if not self.least <= number <= self.most:
            raise ParseError(f"{self._range}，例如 {self.example}")
        plainly = not worded and not respelt(text)
        return Parsed(int(number), "" if plainly else _understood(f"{number:f} ", text))

    def show(self, value: int | Nil | None) -> str:
        """Return the digits; a year or a count takes no separators."""
        if isinstance(value, Nil):
            return value.value
        return "" if value is None else str(value)

    def dump(self, value: int | Nil) -> str:
        """Return the whole number as it is stored: its digits, no separators."""
        return self.show(value)

    def load(self, text: str) -> int | Nil:
        """Return the stored number."""
        return _filled(self.parse(text), self._hint)


@dataclass(frozen=True, slots=True, eq=False)
class YearKind(CountKind):
    """A year in four digits."""

    least: int = 2000
    most: int = 2099
    example: str = "2023"

    def parse(self, text: str) -> Parsed[int]:
        """Return the year of `2023`, `2023年度` or `二〇二三年`."""
        plain = typed(text).removesuffix("度").removesuffix("年")
        worded = None if plain.isascii() else year_of_words(plain)
        if worded is None:
            return CountKind.parse(self, plain)
        return Parsed(CountKind.parse(self, str(worded)).value, _understood(f"{worded} ", text))


@dataclass(frozen=True, slots=True, eq=False)
class DecimalKind:
    """A plain number such as points or an area, exact as typed to `places`."""

    places: int = 2
    unit: str = ""

    @property
    def numeric(self) -> bool:
        """Numbers stand on the right."""
        return True

    def parse(self, text: str) -> Parsed[Decimal]:
        """Return the number of `10`, `9.5` or `9.5分`."""
        plain = typed(text)
        if not plain:
            return Parsed(None)
        if plain in _NONE_WORDS:
            return Parsed(NIL)
        digits, unit = _split(plain)
        worded = "" if digits else _without_unit(plain, (self.unit,))
        if worded:
            digits, unit = worded, ""
        if not digits or unit not in ("", self.unit):
            raise ParseError(_NUMBER_HINT)
        _check_size(digits, "10")
        number = Decimal(digits)
        if number < 0:
            raise _below_zero(text)
        value = rounded(number, self.places)
        plainly = value == number and not worded and not respelt(text)
        note = "" if plainly else _understood(f"{self.show(value)} ", text)
        return Parsed(value, note)

    def show(self, value: Decimal | Nil | None) -> str:
        """Return the number without trailing zeros."""
        if isinstance(value, Nil):
            return value.value
        return "" if value is None else grouped(value, 0)

    def dump(self, value: Decimal | Nil) -> str:
        """Return plain digits."""
        return _dumped(value)

    def load(self, text: str) -> Decimal | Nil:
        """Return the stored number."""
        return _filled(self.parse(text), _NUMBER_HINT)


# A number written before words that get one from the program: 一、 （一） 1. （1） 1） ①.


_ONES = "一二三四五六七八九"
_CHINESE = f"(?:[{_ONES}]?十[{_ONES}]?|[{_ONES}])"
_MARK = (
    rf"\s*(?:[（(]\s*(?:{_CHINESE}|\d{{1,2}})\s*[）)][、.．]?"
    rf"|{_CHINESE}[、.．]|\d{{1,2}}(?:、|[.．](?!\d(?!\d{{3}}年))|[）)])"
    r"|[①-⑳㉑-㉟㊱-㊿])\s*"
)
# 一、二级公路 and 1、2号楼 name two things of a kind: the first of them is no number of a list.
_KINDS = "级季期类号组批标层楼线产次月日年栋区队所桥村"
_TOGETHER = rf"(?!(?:{_CHINESE}|\d{{1,2}})[至到、和及]?[{_KINDS}])"


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern; compiled when the first words are read, not when the program starts."""
    return re.compile(_MARK + _TOGETHER + r"(?=\S)")


def leading_number(text: str) -> str:
    """Return the number that words begin with, empty where they have none or nothing else."""
    found = _pattern().match(text)
    return found[0] if found else ""


def without_number(text: str) -> str:
    """Return the words without the numbers before them."""
    while number := leading_number(text):
        text = text[len(number) :]
    return text
