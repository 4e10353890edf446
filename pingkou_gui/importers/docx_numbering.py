"""Automatic numbers of Word, as it prints them: 一、 （一） 1. that stand in no paragraph's text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pingkou_gui.importers.docx_package import (
    StyleSheet,
    W,
    list_reference,
    number_of,
    value_of,
    whole_number,
)

if TYPE_CHECKING:
    from lxml import etree


# How Word prints the count of an automatic number: 一, 壹, 甲, ①, iv, 01.


Printer = Callable[[int], str]

_DIGITS = "〇一二三四五六七八九"
_CIRCLED_ZERO = "○一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_PLACES = ("", "拾", "佰", "仟")
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_TEN_THOUSAND = 10_000
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LONGEST_ROMAN = 4_000
_MOST_LETTERS = 30


def count_as_printed(style: str, number: int) -> str | None:
    """Return what Word prints for a count in a number format.

    Args:
        style: the format's name in the file (ST_NumberFormat of ECMA-376, part 1, 17.18.59).
        number: the count.

    Returns:
        The printed count, None for a format that is not known here: its number is left out.
    """
    printer = _PRINTERS.get(style)
    return printer(number) if printer is not None else None


def _decimal(number: int) -> str:
    return str(number)


def _from(first: str, last: str) -> Printer:
    """Return a printer of the characters that follow on each other; plain numbers beyond them."""
    most = ord(last) - ord(first) + 1

    def printed(number: int) -> str:
        return chr(ord(first) + number - 1) if 1 <= number <= most else str(number)

    return printed


def _of(marks: str) -> Printer:
    """Return a printer of these characters in turn; plain numbers beyond them."""
    return lambda number: marks[number - 1] if 1 <= number <= len(marks) else str(number)


def _letters(first: str) -> Printer:
    """Return a printer of a, b … z, aa, bb …, as Word counts letters."""

    def printed(number: int) -> str:
        again, at = divmod(number - 1, 26)
        return chr(ord(first) + at) * (again + 1) if 0 <= again < _MOST_LETTERS else str(number)

    return printed


def _roman(number: int) -> str:
    if not 0 < number < _LONGEST_ROMAN:
        return str(number)
    found = ""
    for value, letters in _ROMAN:
        while number >= value:
            found, number = found + letters, number - value
    return found


def _digit_by_digit(digits: str) -> Printer:
    return lambda number: "".join(digits[int(d)] for d in str(number)) if number >= 0 else ""


def _in_words(digits: str, places: tuple[str, ...], *, bare_ten: bool) -> Printer:
    """Return a printer of 一百零五, of 十五 for 15 where a ten stands without its 一."""

    def below_ten_thousand(number: int) -> str:
        found, gap = "", False
        for place, digit in zip((3, 2, 1, 0), f"{number:04d}", strict=True):
            if digit == "0":
                gap = bool(found)
                continue
            found += (digits[0] if gap else "") + digits[int(digit)] + places[place]
            gap = False
        return found

    def printed(number: int) -> str:
        if not 0 < number < _TEN_THOUSAND:
            return str(number) if number else digits[0]
        words = below_ten_thousand(number)
        ten = digits[1] + places[1]
        return words[1:] if bare_ten and words.startswith(ten) else words

    return printed


def _counting(number: int) -> str:
    """Return 一 to 九十九, and 一○○ from a hundred on."""
    return _COUNTED(number) if number < 100 else _digit_by_digit(_CIRCLED_ZERO)(number)


_COUNTED = _in_words("零一二三四五六七八九", _PLACES, bare_ten=True)
_LEGAL = _in_words(_LEGAL_DIGITS, _LEGAL_PLACES, bare_ten=False)
_TRADITIONAL_LEGAL = _in_words(_LEGAL_TRADITIONAL, _LEGAL_PLACES, bare_ten=False)
_CIRCLED = _from("①", "⑳")
_FULL_WIDTH = _digit_by_digit("０１２３４５６７８９")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def _sexagenary(number: int) -> str:
    if not 1 <= number <= 60:
        return str(number)
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12]


_PRINTERS: dict[str, Printer] = {
    "decimal": _decimal,
    "decimalHalfWidth": _decimal,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _from("⑴", "⒇"),
    "decimalEnclosedFullstop": _from("⒈", "⒛"),
    "numberInDash": lambda number: f"- {number} -",
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "upperLetter": _letters("A"),
    "lowerLetter": _letters("a"),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": _COUNTED,
    "taiwaneseCountingThousand": _COUNTED,
    "japaneseCounting": _COUNTED,
    "ideographDigital": _digit_by_digit(_DIGITS),
    "japaneseDigitalTenThousand": _digit_by_digit(_DIGITS),
    "taiwaneseDigital": _digit_by_digit(_CIRCLED_ZERO),
    "chineseLegalSimplified": _LEGAL,
    "ideographLegalTraditional": _TRADITIONAL_LEGAL,
    "japaneseLegal": _TRADITIONAL_LEGAL,
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": _sexagenary,
    "ideographEnclosedCircle": _from("㊀", "㊉"),
}


_PLACEHOLDER = re.compile("%([1-9])")
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MARK = "●"
_MOST_LINKS = 5
"""So many lists may refer to each other before one holds the levels."""
_ENCLOSED = re.compile("[①-⒛㊀-㊉]")
_WORDS = re.compile("[\u4e00-\u9fffA-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        style: how its count is printed: the name of a number format.
        text: the number as a template: 第%1章, %1.%2.
        start: its first count.
        restart: after which level it begins anew: 2 for the second from the top, 0 for none; None
            after any above it.
        legal: whether all counts in its number are printed as plain numbers.
        paragraph_style: the style whose paragraphs are on this level.
        pattern: an example of the count where the format is the document's own: 001.
    """

    style: str
    text: str
    start: int = 1
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""
    pattern: str = ""


@dataclass(slots=True)
class _Counter:
    """The counts of an abstract list, which all lists made of it share."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _List:
    """A list of the document: an abstract list with what it does in another way."""

    counter: _Counter
    levels: dict[int, Level]
    starts: dict[int, int]
    """Counts to begin with, by level; each holds once, when the list first uses the level."""


class Numbering:
    """Counts the automatic numbers of a document, paragraph by paragraph."""

    def __init__(self, numbering: etree._Element | None, styles: StyleSheet) -> None:
        """Read the lists of `numbering.xml`."""
        self._styles = styles
        self._lists = _lists(numbering, styles) if numbering is not None else {}

    def number(self, properties: etree._Element | None) -> str:
        """Return the number that Word prints before the next paragraph, or an empty string.

        Args:
            properties: the `pPr` of the paragraph.
        """
        found = self._place(properties)
        if found is None:
            return ""
        here, depth = found
        level = here.levels.get(depth)
        if level is None:
            return ""
        _count(here, depth, level)
        return _printed(here, level)

    def _place(self, properties: etree._Element | None) -> tuple[_List, int] | None:
        """Return the list and the level of a paragraph, None where it is in none."""
        style = value_of(properties, "pStyle") or self._styles.usual
        own = list_reference(properties.find(f"{W}numPr") if properties is not None else None)
        inherited = self._styles.list_of(style)
        here = self._lists.get((own.list_id or inherited.list_id) or "")
        if here is None:
            return None
        if own.level is not None:
            return here, own.level
        by_style = {level.paragraph_style: depth for depth, level in here.levels.items()}
        linked = (by_style[name] for name in self._styles.names(style) if name in by_style)
        return here, next(linked, inherited.level or 0)


def _count(here: _List, depth: int, level: Level) -> None:
    """Count one paragraph on a level; levels below begin anew."""
    counts = here.counter.counts
    start = here.starts.pop(depth, None)
    counts[depth] = start if start is not None else counts.get(depth, level.start - 1) + 1
    for deeper in [d for d in counts if d > depth]:
        restart = here.levels[deeper].restart if deeper in here.levels else None
        if restart is None or depth < restart:
            del counts[deeper]


def _printed(here: _List, level: Level) -> str:
    """Return the number as it is printed; a plain mark for a bullet or an unknown format.

    The gap behind a count without any mark of its own is written 、.
    """
    if level.style == "bullet":
        return _MARK if level.text.strip() else ""
    if level.style == "none":
        words = _PLACEHOLDER.sub("", level.text)
        return words if _WORDS.search(words) else ""
    shown: list[str] = []
    for at in _PLACEHOLDER.findall(level.text):
        depth = int(at) - 1
        other = here.levels.get(depth, level)
        count = here.counter.counts.get(depth, other.start)
        printed = _shown(other, count, plain=level.legal)
        if printed is None:
            return _MARK
        shown.append(printed)
    counts = iter(shown)
    number = _PLACEHOLDER.sub(lambda _: next(counts), level.text)
    bare = _PLACEHOLDER.search(level.text[-2:]) is not None and number[-1:].isalnum()
    return f"{number}、" if bare and not _ENCLOSED.match(number[-1]) else number


def _shown(level: Level, count: int, *, plain: bool) -> str | None:
    if plain:
        return str(count)
    if level.pattern:
        return f"{count:0{len(level.pattern)}d}"
    return "" if level.style == "none" else count_as_printed(level.style, count)


def _lists(root: etree._Element, styles: StyleSheet) -> dict[str, _List]:
    """Return the lists of a document by `numId`; those of one abstract list share its counter."""
    nodes = {
        node.get(f"{W}abstractNumId") or "": node for node in root.iterchildren(f"{W}abstractNum")
    }
    lists = {
        node.get(f"{W}numId") or "": value_of(node, "abstractNumId") or ""
        for node in root.iterchildren(f"{W}num")
    }
    counters: dict[str, _Counter] = {}
    result: dict[str, _List] = {}
    for node in root.iterchildren(f"{W}num"):
        key = node.get(f"{W}numId") or ""
        abstract = _resolved(lists[key], nodes, lists, styles)
        if key in {"", "0"} or abstract not in nodes:
            continue
        if abstract not in counters:
            counters[abstract] = _Counter(_levels(nodes[abstract]))
        levels, starts = _overridden(node, counters[abstract].levels)
        result[key] = _List(counters[abstract], levels, starts)
    return result


def _resolved(
    key: str, nodes: dict[str, etree._Element], lists: dict[str, str], styles: StyleSheet
) -> str:
    """Return the abstract list that holds the levels, where one refers to a list style."""
    by_style = {value_of(node, "styleLink"): other for other, node in nodes.items()}
    for _ in range(_MOST_LINKS):
        link = value_of(nodes.get(key), "numStyleLink")
        if link is None:
            break
        named = styles.list_of(link).list_id
        following = by_style.get(link) or lists.get(named or "", "")
        if following == key:
            break
        key = following
    return key


def _levels(abstract: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for node in abstract.iterchildren(f"{W}lvl"):
        depth = whole_number(node.get(f"{W}ilvl"), 8)
        if depth is not None:
            found[depth] = _level(node)
    return found


def _overridden(
    node: etree._Element, base: dict[int, Level]
) -> tuple[dict[int, Level], dict[int, int]]:
    """Return the levels of a list, and the counts it begins with."""
    levels, starts = dict(base), dict[int, int]()
    for override in node.iterchildren(f"{W}lvlOverride"):
        depth = whole_number(override.get(f"{W}ilvl"), 8)
        if depth is None:
            continue
        own = override.find(f"{W}lvl")
        if own is not None:
            levels[depth] = _level(own)
        start = number_of(override, "startOverride")
        if start is not None:
            starts[depth] = start
            if depth in levels:
                levels[depth] = replace(levels[depth], start=start)
    return levels, starts


def _level(node: etree._Element) -> Level:
    """Return a level of a list; a hidden number has no text."""
    wrapped = f"{_MC}AlternateContent/{_MC}Choice/{W}numFmt"
    format_ = node.find(f"{W}numFmt")
    format_ = node.find(wrapped) if format_ is None else format_
    style = format_.get(f"{W}val") if format_ is not None else None
    pattern = ""
    if style == "custom" and format_ is not None:
        pattern = (format_.get(f"{W}format") or "").partition(",")[0].strip()
        pattern = pattern if pattern.isascii() and pattern.isdigit() and len(pattern) < 9 else ""
        style = "decimal" if pattern else style
    legal = node.find(f"{W}isLgl")
    start = number_of(node, "start")
    hidden = node.find(f"{W}rPr/{W}vanish")
    is_hidden = hidden is not None and hidden.get(f"{W}val") not in {"0", "false", "off"}
    return Level(
        style or "decimal",
        "" if is_hidden else value_of(node, "lvlText") or "",
        1 if start is None else start,
        number_of(node, "lvlRestart", 9),
        legal is not None and legal.get(f"{W}val") not in {"0", "false", "off"},
        value_of(node, "pStyle") or "",
        pattern,
    )
