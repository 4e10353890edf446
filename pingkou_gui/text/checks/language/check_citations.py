"""Checks of documents that a text cites: their names, their numbers, the marks around them."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING

from pingkou_gui.paths import asset
from pingkou_gui.text.lexing.slips import digit_slip
from pingkou_gui.text.lines.source import Span
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    PROVED,
    WORDING,
    WRITTEN,
    Case,
    Edit,
    Findings,
    Severity,
    Told,
    check,
    check_each,
    edit_of,
)

if TYPE_CHECKING:
    from pingkou_gui.text.lines.source import Normal
    from pingkou_gui.text.reasoning.finding import Match, TextFinding

_CITED = re.compile(
    "《(?P<name>[^《》]{3,60}(?:〈[^〈〉]{2,50}〉[^《》]{0,8})?)》"
    "(?:（(?P<number>[^（）]{1,12}?[〔（\\[（]?20\\d\\d[〕）\\]）]?\\d{1,4}号|国务院令第\\d{1,4}号)）)?"
)
_CLOSE = 0.86
_LAW = re.compile(
    "^(?:中华人民共和国)?[^关于]{0,12}(?:预算|绩效|决算|财政)[^关于]{0,12}(?:(?<!办)法|条例)$"
)


@dataclass(frozen=True, slots=True)
class Regulation:
    """A regulation with its right name and number."""

    name: str
    aliases: frozenset[str]
    number: str
    until: int
    instead: str

    @property
    def full(self) -> str:
        """The name with its number, as it is cited."""
        return f"《{self.name}》" + (f"（{self.number}）" if self.number else "")


@cache
def regulations() -> tuple[Regulation, ...]:
    """Return the regulations of the lexicon, read once."""
    rows = tomllib.loads(asset("lexicon/regulations.toml").read_text("utf-8"))["regulation"]
    return tuple(
        Regulation(
            row["name"], frozenset({row["name"], *row.get("aliases", ())}), row.get("number", ""),
            row.get("until", 9999), row.get("instead", ""),
        )
        for row in rows
    )  # fmt: skip


def _plain(name: str) -> str:
    return re.sub("[〈〉<>\\s]", "", name)


@check_each(_CITED, "引用的文件名称和文号正确", "CITATION", ground="文件名称与文号", among=WRITTEN)
def citations_are_right(case: Case, normal: Normal, match: Match) -> Told:
    """A known name with another number, a known number with another name, a name one slip off."""
    fault = _fault(_plain(match["name"]), match["number"] or "", case.reading.year or 0)
    if fault is None:
        return None
    expected, message, severity = fault
    certainty = LIKELY if severity is not Severity.ERROR else "proved"
    return case.finding(
        "CITATION",
        normal.span(*match.span()),
        message,
        expected,
        severity=severity,
        certainty=certainty,
    )


def _fault(name: str, number: str, year: int) -> tuple[str, str, Severity] | None:
    """Return what should be cited, what is wrong, and how grave that is."""
    known = next((r for r in regulations() if name in r.aliases), None)
    if known is not None:
        return _wrong_number(known, name, number, year)
    faults = (fault for r in regulations() if (fault := _wrong_name(r, name, number)))
    return next(faults, None) or _unknown_law(name)


def _unknown_law(name: str) -> tuple[str, str, Severity] | None:
    """A law or 条例 on budgets that nobody has made: those of the whole country are all known.

    What a province, a county or the unit itself has made bears other names.
    """
    if not _LAW.search(name) or _is_regional(name, ""):
        return None
    near = max(regulations(), key=lambda r: _likeness(name, r))
    message = f"没有查到《{name}》，核对名称；相近的有《{near.name}》"
    return near.full, message, Severity.REMINDER


def _likeness(name: str, known: Regulation) -> float:
    return max(SequenceMatcher(None, name, a, autojunk=False).ratio() for a in known.aliases)


def _wrong_number(
    known: Regulation, name: str, number: str, year: int
) -> tuple[str, str, Severity] | None:
    if number and known.number and _digits(number) != _digits(known.number):
        return known.full, f"《{name}》的文号是{known.number}，这里写的是{number}", Severity.ERROR
    if year > known.until:
        return known.instead, f"《{name}》自{known.until}年起已被{known.instead}代替", Severity.HINT
    return None


def _wrong_name(known: Regulation, name: str, number: str) -> tuple[str, str, Severity] | None:
    if number and known.number and _digits(number) == _digits(known.number):
        if any(alias in name or name in alias for alias in known.aliases):
            return None
        return known.full, f"{number}的名称是《{known.name}》，这里写的是《{name}》", Severity.ERROR
    if number and known.number and _issuer(number) != _issuer(known.number):
        return None
    if any(_is_near(name, alias) for alias in known.aliases):
        return known.full, f"像是《{known.name}》，这里写成《{name}》", Severity.REMINDER
    return None


def _issuer(number: str) -> str:
    """Return the words of a number that say who issued it."""
    match = re.match("[一-鿿]+", number)
    return match.group() if match else ""


def _digits(number: str) -> str:
    return re.sub("[〔〕（）\\[\\]\\s]", "", number)


def _is_near(name: str, alias: str) -> bool:
    """Whether two names are nearly the same: a slip, not a sister regulation."""
    if len(alias) < 8 or abs(len(name) - len(alias)) > 2 or _is_regional(name, alias):
        return False
    return SequenceMatcher(None, name, alias, autojunk=False).ratio() >= _CLOSE


def _is_regional(name: str, alias: str) -> bool:
    return any(
        word in name and word not in alias
        for word in ("省", "市", "县", "区", "州", "本级", "部门", "专项", "政策", "实施")
    )


_NUMBER = re.compile("(?P<issuer>[一-鿿]{2,10}?)〔(?P<year>20\\d\\d)〕(?P<serial>\\d{1,4})号")
_BEFORE_ISSUER = re.compile(
    "^.*?(?:按照|依照|遵照|对照|参照|根据|依据|执行|印发|下发|转发|落实|符合|违反|参见|文号|编号|文件|要求|通知|已按|并按|均按|是按|按|由|见|以|和|与|及|经|系|为|指)(?=[一-鿿]{2})"
)


def _issued_by(match: re.Match[str]) -> str:
    """Return the letters that stand for who issued a document: 中发 in 按照中发〔2018〕34号."""
    words = match["issuer"]
    while (shorter := _BEFORE_ISSUER.sub("", words)) != words:
        words = shorter
    return words


_BRACKETS = re.compile(
    "(?<=[一-鿿])(?!〔20\\d\\d〕)(?P<open>[\\[［(（【〔])(?P<year>20\\d\\d)(?P<close>[\\]］)）】〕])(?=第?\\d{1,4}号)"
)
_NAME_OPEN = re.compile("《(?P<name>[^《》。；\\n]{4,60})")
_NUMBER_BEHIND = re.compile("（[^（）]{0,10}〔?20\\d\\d〕?\\d{0,4}号?）")
_WHOLE = 2
_BEFORE = 8


@check("同一份文件只有一个文号", "CITATION", ground="前后一致")
def one_document_one_number(case: Case) -> Findings:
    """The same name with two numbers; the same issuer and serial number of two years."""
    named: dict[str, tuple[str, Span]] = {}
    numbered: defaultdict[tuple[str, str], dict[str, tuple[Span, bool]]] = defaultdict(dict)
    for normal in case.reading.written:
        titles = {m.end(): m for m in _CITED.finditer(normal.text) if m["number"]}
        for match in titles.values():
            name, number = _plain(match["name"]), match["number"]
            spot = normal.span(match.start("number"), match.end("number"))
            first = named.setdefault(name, (number, spot))
            if _digits(first[0]) != _digits(number) and not _is_known(name):
                message = f"《{name}》前面的文号是{first[0]}，这里是{number}；核对后写成一个"
                yield case.finding("CITATION", spot, message, first[0])
        for match in _NUMBER.finditer(normal.text):
            within = any(t.start("number") <= match.start() < end for end, t in titles.items())
            place = normal.span(*match.span())
            issuer = _issued_by(match)
            key = (issuer[-4:], match["serial"])
            known = numbered[key]
            other = next((year for year in known if year != match["year"]), None)
            if other is not None and match["year"] not in known:
                yield _other_year(case, match, place, known[other], other, cited=within)
            known.setdefault(match["year"], (place, within))


def _other_year(  # noqa: PLR0913 - the two places and what is printed there
    case: Case, match: re.Match[str], place: Span, first: tuple[Span, bool], year: str, *, cited: bool
) -> TextFinding:  # fmt: skip
    """Tell one serial number under two years; the one beside the name of the document holds."""
    issuer = _issued_by(match)
    here = match.group()[len(match["issuer"]) - len(issuer) :]
    there = f"{issuer}〔{year}〕{match['serial']}号"
    where = case.reading.named(first[0].paragraph)
    right = here if cited and not first[1] else there
    spot = first[0] if right == here else place
    message = f"同一个文号在{where}是〔{year}〕{match['serial']}号，在另一处是〔{match['year']}〕{match['serial']}号；像是同一份文件，核对后改为{right}"
    return case.question("CITATION", spot, message, right)


@check("一个文号只对一份文件", "CITATION", ground="前后一致")
def one_number_one_document(case: Case) -> Findings:
    """The same number with two names; the same issuer and year with a serial a digit away."""
    named: dict[str, tuple[str, Span]] = {}
    serials: defaultdict[tuple[str, str], dict[str, tuple[Span, bool]]] = defaultdict(dict)
    for normal in case.reading.written:
        cited = [m for m in _CITED.finditer(normal.text) if m["number"]]
        for match in cited:
            name, number = _plain(match["name"]), _digits(match["number"])
            spot = normal.span(*match.span())
            first = named.setdefault(number, (name, spot))
            if (
                first[0] != name
                and first[0] not in name
                and name not in first[0]
                and not _is_known(name)
            ):
                where = case.reading.named(first[1].paragraph)
                message = f"{match['number']}在{where}是《{first[0]}》，在这里是《{name}》；核对名称和文号"
                yield case.question("CITATION", spot, message, f"《{first[0]}》或《{name}》")
        ends = {m.end("number") for m in cited}
        for match in _NUMBER.finditer(normal.text):
            known = serials[_issued_by(match)[-4:], match["year"]]
            spot = normal.span(*match.span())
            yield from _near_serial(case, match, spot, known, cited=match.end() in ends)
            known.setdefault(match["serial"], (spot, match.end() in ends))


def _near_serial(
    case: Case,
    match: re.Match[str],
    spot: Span,
    known: dict[str, tuple[Span, bool]],
    *,
    cited: bool,
) -> Findings:
    """Tell 5号 and 15号 of one year where one of them stands without the name of its document."""
    serial = match["serial"]
    if serial in known:
        return
    for other, (first, named) in known.items():
        slip = digit_slip(serial, Decimal(other))
        bare = cited != named and min(len(serial), len(other)) > 1
        if slip < (1 if bare else _STRONG) or (cited and named):
            continue
        wrong, right = (first, serial) if cited else (spot, other)
        issuer = _issued_by(match)
        expected = f"{issuer}〔{match['year']}〕{right}号"
        message = f"{issuer}〔{match['year']}〕在别处是{other}号，在这里是{serial}号；是同一份文件的，改为{expected}"
        yield case.question("CITATION", wrong, message, expected)
        return


_STRONG = 2
"""Digits that changed places, or one lost."""


def _is_known(name: str) -> bool:
    return any(name in regulation.aliases for regulation in regulations())


@check("文号的年份用六角括号", "FORMAT", ground="GB/T 9704—2012 党政机关公文格式")
def years_of_numbers_stand_in_their_brackets(case: Case) -> Findings:
    """财预[2020]10号: 〔2020〕; told once for each way of writing it."""
    told: set[str] = set()
    for at, paragraph in enumerate(case.reading.source.paragraphs):
        for match in _BRACKETS.finditer(paragraph.text):
            right = f"〔{match['year']}〕"
            start = max(0, match.start() - _BEFORE)
            before = re.search("[一-鿿]+$", paragraph.text[start : match.start()])
            after = re.match("第?\\d{1,4}号", paragraph.text[match.end() :])
            first = match.start() - (len(before.group()) if before else 0)
            last = match.end() + (after.end() if after else 0)
            printed = paragraph.text[first:last]
            if printed in told:
                continue
            told.add(printed)
            mended = f"{paragraph.text[first : match.start()]}{right}{paragraph.text[match.end() : last]}"
            edits = (
                Edit(Span(at, match.start(), match.start() + 1), "〔"),
                Edit(Span(at, match.end() - 1, match.end()), "〕"),
            )
            yield case.question(
                "FORMAT", Span(at, first, last), f"“{printed}”的年份应当用六角括号：{mended}", mended, certainty=WORDING, edits=edits, deed="改为六角括号",
            )  # fmt: skip


_WITHOUT_SIGN = re.compile(
    "(?P<issuer>[一-鿿]{2,10})〔20\\d\\d〕(?P<serial>\\d{1,4})(?=[）)，。；、》]|文件|通知|要求|精神|$)"
)


@check_each(
    _WITHOUT_SIGN,
    "文号写到“号”字",
    "CITATION",
    ground="GB/T 9704—2012 党政机关公文格式",
    among=WRITTEN,
)
def a_number_of_a_document_ends_in_its_sign(case: Case, normal: Normal, match: Match) -> Told:
    """某财绩〔2024〕12）: 12号."""
    first = match.end("issuer") - len(_issued_by(match))
    printed = normal.text[first : match.end()]
    right = f"{printed}号"
    message = f"文号“{printed}”后面漏了“号”字；写成{right}"
    edit = edit_of(normal, *match.span("serial"), f"{match['serial']}号")
    return case.finding(
        "CITATION", normal.span(first, match.end()), message, right, severity=Severity.REMINDER,
        edits=(edit,) if edit else (), deed="补上“号”" if edit else "",
    )  # fmt: skip


_TITLE_ENDS = re.compile(
    "[^，。；、]{4,60}?(?:通知|意见|办法|方案|规定|细则|条例|决定|规划|批复|制度|规程|指南|标准|要点)"
    "(?=和|及|以及|与|[，。；、（]|要求|精神|文件|$)"
)
"""A title up to the kind of document it ends with."""


@check("书名号成对", "CITATION", ground="GB/T 15834")
def titles_are_closed(case: Case) -> Findings:
    """《…（财预〔2020〕10号）和…: the closing mark of the title is missing."""
    for normal in case.reading.written:
        if normal.text.count("《") <= normal.text.count("》"):
            continue
        for match in _NAME_OPEN.finditer(normal.text):
            following = normal.text[match.end() : match.end() + 1]
            if following == "》":
                continue
            number = _NUMBER_BEHIND.search(match["name"])
            if number is None:
                number = _NUMBER_BEHIND.search(normal.text, match.start(), match.end() + 4)
                name = normal.text[match.start() + 1 : number.start()] if number else ""
            else:
                name = match["name"][: number.start()]
            title = None if number else _TITLE_ENDS.match(match["name"])
            if number and name:
                end = match.start() + 1 + len(name) + len(number.group())
                expected = f"《{name}》{number.group()}"
            elif title:
                end, expected = match.start() + 1 + title.end(), f"《{title.group()}》"
            else:
                end, expected = min(match.end(), match.start() + 24), "补上“》”"
            message = f"“{normal.text[match.start() : end]}”只有“《”，没有“》”；应为{expected}"
            yield case.finding(
                "CITATION", normal.span(match.start(), end), message, expected,
                severity=Severity.ERROR, certainty=PROVED,
            )  # fmt: skip


_UNOPENED = re.compile(
    "(?<![《〈])(?P<name>[^《》。；，：、]{4,60})》（(?P<number>[^（）]{4,24}号)）"
)


@check("书名号成对", "CITATION", ground="GB/T 15834")
def titles_are_opened(case: Case) -> Findings:
    """关于…的意见》（中发〔2018〕34号）: the opening mark is missing; the number tells the title."""
    for normal in case.reading.written:
        if normal.text.count("》") <= normal.text.count("《"):
            continue
        for match in _UNOPENED.finditer(normal.text):
            known = next((r for r in regulations() if r.number == match["number"]), None)
            name = (
                next((n for n in (known.name, *known.aliases) if match["name"].endswith(n)), "")
                if known
                else ""
            )
            if not name:
                continue
            start = match.end("name") - len(name)
            expected = f"《{name}》（{match['number']}）"
            message = f"“{name}》”只有“》”，没有“《”；应为{expected}"
            yield case.finding("CITATION", normal.span(start, match.end()), message, expected)


CHECKS = (
    citations_are_right,
    one_document_one_number,
    one_number_one_document,
    a_number_of_a_document_ends_in_its_sign,
    years_of_numbers_stand_in_their_brackets,
    titles_are_closed,
    titles_are_opened,
)
