"""Checks of what is printed of typed words and years: told twice, not at all, or as a bare heading."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import TextKind
from pingkou_gui.form.pages.overview import Duty, KeyWork, Organisation, Staff, Unit
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.form.pages.scoring import Goal
from pingkou_gui.form.values import is_wordless
from pingkou_gui.report.carried import called, texts_to_look_at
from pingkou_gui.report.check_rules import check, letters_of, row_check, shortened
from pingkou_gui.report.figures import QUANTITIES
from pingkou_gui.report.findings import CARRIED_FIGURES, Finding, Severity
from pingkou_gui.report.notes_not_printed import is_unused, unused_purposes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pingkou_gui.form.field import Field
    from pingkou_gui.form.values import Place
    from pingkou_gui.report.facts import Facts


@check("no_purpose_without_spending", "没有支出时不写用途", "ZERO_BASE")
def no_purpose_without_spending(f: Facts) -> Iterator[Finding]:
    """What a budget was used for is not printed where nothing was spent, nor is a second 无."""
    for field, name in unused_purposes(f):
        yield Finding(
            "no_purpose_without_spending",
            Severity.HINT,
            f"{name}没有支出，填的说明不会印出",
            (field.at(),),
        )


@row_check("no_use_without_spending", Project, "没有支出的项目不写用途", "ZERO_BASE")
def no_use_without_spending(f: Facts, row: int) -> Iterator[Finding]:
    """What a project's money was used for is not printed where none was spent."""
    if is_unused(f, row):
        name = f[Project.name, row] or "未命名项目"
        yield Finding(
            "no_use_without_spending",
            Severity.HINT,
            f"{shortened(name)}没有支出，填的资金使用不会印出",
            (Project.use.at(row), Project.outturn.at(row)),
        )


@row_check("measures_say_what_is_done", Problem, "改进措施写了怎么做", "MISSING", ground="报告提纲")
def measures_say_what_is_done(f: Facts, row: int) -> Iterator[Finding]:
    """Of several measures each has words under its heading."""
    measure, details = f[Problem.measure, row], f[Problem.measure_detail, row]
    if measure is None or details is not None or len(f.rows(Problem)) < 2:
        return
    yield Finding(
        "measures_say_what_is_done",
        Severity.REMINDER,
        f"“{shortened(measure)}”只有标题，没写怎么做",
        (Problem.measure_detail.at(row), Problem.measure.at(row)),
    )


@check("texts_are_words", "写文字的地方写的是话，不是数", "MISSING", ground="报告提纲")
def texts_are_words(f: Facts) -> Iterator[Finding]:
    """A bare number where a text belongs would be printed as a sentence: 91。"""
    for field in _TEXTS:
        for row in f.every_row(FORM.sections[field.section]):
            told = f[field, row]
            if told is not None and is_wordless(told):
                yield Finding(
                    "texts_are_words",
                    Severity.ERROR,
                    f"{_named(field)}只有“{shortened(told.strip(), 8)}”，没有话",
                    (field.at(row),),
                    advice="写成话；是数的话，填到它自己的格里",
                )


@check("sentences_are_words", "每一句都是话，没有单独的数", "MISSING", ground="报告提纲")
def sentences_are_words(f: Facts) -> Iterator[Finding]:
    """A number that stands for a sentence was meant for another cell: 已开工。77.7; so were cells."""
    for field in _PROSE:
        for row in f.every_row(FORM.sections[field.section]):
            told = f[field, row]
            cells = _cells_in(told) if told is not None else 0
            stray = _stray_number(told) if told is not None and not cells else ""
            if cells:
                yield Finding(
                    "sentences_are_words",
                    Severity.REMINDER,
                    f"{_named(field)}里有{cells}行是表格里的格子，不是话",
                    (field.at(row),),
                    advice="删去它，把表粘贴到它自己的表里；要写在这里，就写成话",
                )
            if stray:
                yield Finding(
                    "sentences_are_words",
                    Severity.REMINDER,
                    f"{_named(field)}里有一句只有“{shortened(stray, 8)}”",
                    (field.at(row),),
                    advice="把这句写成话；是别处的数，删去，填到它自己的格里",
                )


_SENTENCE_ENDS = re.compile("[。！？；\n]")
_ITEM_NUMBER = re.compile("[（(]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]?")
"""The number of an item; its words stand behind it, be it in the next line."""


def _cells_in(text: str) -> int:
    """Return how many lines are cells of a table side by side, with the tabs between them."""
    return sum("\t" in line.strip() for line in text.split("\n"))


def _stray_number(text: str) -> str:
    """Return the first sentence that is a bare number among sentences of words, empty for none."""
    if is_wordless(text):
        return ""  # all of it: that is told otherwise
    sentences = [each.strip() for each in _SENTENCE_ENDS.split(text) if each.strip()]
    for at, sentence in enumerate(sentences):
        numbers = _ITEM_NUMBER.fullmatch(sentence) and at + 1 < len(sentences)
        if is_wordless(sentence) and not numbers:
            return sentence
    return ""


TITLES = (KeyWork.title, Problem.name, Problem.measure)
_ELSEWHERE = (Project.unspent_reason, Project.achieved, Goal.achieved)
"""Asked for words by a check of its own, or may be told by a share alone."""
_TEXTS: tuple[Field[str], ...] = (
    *TITLES,
    *(
        field
        for page in FORM.pages
        for section in page.sections
        for field in section.fields
        if isinstance(field.kind, TextKind) and field.kind.lines > 1 and field not in _ELSEWHERE
    ),
)

_PROSE: tuple[Field[str], ...] = tuple(
    field
    for page in FORM.pages
    for section in page.sections
    for field in section.fields
    if isinstance(field.kind, TextKind) and (field.kind.lines > 1 or "原因" in field.head)
)


def _named(field: Field[str]) -> str:
    section = FORM.sections[field.section]
    plain = not section.repeated() or section.noun in field.label
    return field.label if plain else f"{section.noun}的{field.label}"


@check("rows_are_not_the_same", "几条文字各写各的", "CONTRADICTION", ground="报告提纲")
def rows_are_not_the_same(f: Facts) -> Iterator[Finding]:
    """Two problems, or two measures, in the same words: one was copied and not rewritten."""
    for field in _DIFFERING:
        first: dict[str, tuple[int, int]] = {}
        for at, row in enumerate(f.every_row(FORM.sections[field.section]), 1):
            words = letters_of(f[field, row] or "")
            if len(words) < (2 if field is Organisation.name else _FEWEST_LETTERS):
                continue
            before, other = first.setdefault(words, (at, row))
            if before != at:
                yield Finding(
                    "rows_are_not_the_same",
                    Severity.REMINDER,
                    f"第{before}、{at}条{_of_row(field)}写的一样",
                    (field.at(row), field.at(other)),
                    f"都写着：{shortened(f[field, row] or '', 30)}",
                    advice="改写其中一条，或删去重复的",
                )


_DIFFERING = (
    Organisation.name,
    Duty.text,
    KeyWork.title,
    KeyWork.text,
    Problem.name,
    Problem.detail,
    Problem.measure,
)
_FEWEST_LETTERS = 4
"""Words that are fewer are no sentence: they may well be the same. Two offices are never called alike."""


def _of_row(field: Field[str]) -> str:
    """Return 问题的具体情况, or 问题 where the field is called like its row."""
    noun = FORM.sections[field.section].noun
    rest = field.label.removeprefix(noun)
    return f"{noun}的{rest}" if rest else noun


@check("last_year_is_known_or_not", "选了上年无可比数据就不填上年数", "CONTRADICTION")
def last_year_is_known_or_not(f: Facts) -> Iterator[Finding]:
    """A unit that has nothing to compare with has no amounts of last year in its attachments."""
    filled = tuple(_last_year(f)) if f[Unit.last_year] == "none" else ()
    if filled:
        yield Finding(
            "last_year_is_known_or_not",
            Severity.REMINDER,
            f"选了上年无可比数据，却填了 {len(filled)} 处上年数",
            (Unit.last_year.at(), *filled),
            "正文不与上年比较，附件1却会印出；清空上年数，或改选",
        )


def _last_year(f: Facts) -> Iterator[Place]:
    if f[Staff.headcount_last] is not None:
        yield Staff.headcount_last.at()
    for row in QUANTITIES.values():
        field = row.amounts.last
        if field is not None and f[field] is not None:
            yield field.at()
    for each in f.rows(Project):
        if f[Project.last, each] is not None:
            yield Project.last.at(each)


@check("report_date_is_after_the_year", "报告日期在年度结束之后", "STALE_YEAR")
def report_date_is_after_the_year(f: Facts) -> Iterator[Finding]:
    """A report on 2023 is not signed in March 2023: its figures are those of the year's end."""
    year, signed = f[Unit.year], f[Unit.report_date]
    if year is not None and signed is not None and signed < date(year, 12, 1):
        yield Finding(
            "report_date_is_after_the_year",
            Severity.ERROR,
            f"报告的是 {year} 年，报告日期却是 {signed.year}年{signed.month}月{signed.day}日",
            (Unit.report_date.at(), Unit.year.at()),
            "年度还没有结束，核对报告日期和报告年度",
        )


_HAN = re.compile("[\u3400-\u9fff]")
_DIGITS = re.compile("[0-9０-９×✕xX*＊]")
"""What a telephone number is made of; some stand masked in what is published."""
_FEWEST_DIGITS = 6
_LONGEST_NAME = 40
"""Characters of a unit's name; the longest of townships and committees have some thirty."""
_NO_PART_OF_NAMES = re.compile("[。！？；;：:\\n\\t]")
"""What parts sentences, or paragraphs, and stands in no name."""
_NAMES = (
    (Unit.name, "不像单位的名称"),
    (Unit.short_name, "不像单位的自称"),
    (Unit.county, "不像县（市、区）的名称"),
    (Unit.preparer, "不像姓名"),
    (Unit.principal, "不像姓名"),
)


@check("own_data_is_plausible", "单位的名称、姓名和电话像样", "NAME", ground="报告封面和落款")
def own_data_is_plausible(f: Facts) -> Iterator[Finding]:
    """Names have a Chinese character in them, and a telephone number its digits.

    The name of the unit stands in the title: a sentence pasted there would become the title.
    """
    for field, wrong in _NAMES:
        text = f[field]
        if text is not None and not _HAN.search(text):
            yield _implausible(field, text, wrong)
    name = f[Unit.name]
    if name is not None and (len(name) > _LONGEST_NAME or _NO_PART_OF_NAMES.search(name.strip())):
        yield Finding(
            "own_data_is_plausible",
            Severity.ERROR,
            f"单位名称“{shortened(name, 10)}”不是一个名称，会印成标题",
            (Unit.name.at(),),
            advice="只写单位的全称，例如 某县某镇人民政府",
        )
    phone = f[Unit.phone]
    if phone is not None and len(_DIGITS.findall(phone)) < _FEWEST_DIGITS:
        yield _implausible(Unit.phone, phone, "不像电话号码")


def _implausible(field: Field[str], text: str, wrong: str) -> Finding:
    words = f"{field.label}“{shortened(text, 10)}”{wrong}，核对"
    return Finding("own_data_is_plausible", Severity.REMINDER, words, (field.at(),))


@check(CARRIED_FIGURES, "沿用去年的文字，里面的数核对过", "STALE_YEAR")
def carried_figures_are_looked_at(f: Facts) -> Iterator[Finding]:
    """No text of last year with figures in it is printed that nobody has looked at this year."""
    for places in texts_to_look_at(f):
        yield Finding(
            CARRIED_FIGURES,
            Severity.REMINDER,
            f"{_carried_name(f, places)}照去年沿用，里面的数没核对",
            places,
            advice="今年不同的改写，没有错的按 Ctrl+D 确认",
        )


def _carried_name(f: Facts, places: tuple[Place, ...]) -> str:
    """Return the name of a text, or of its row, or how many rows of a list there are."""
    section, rows = FORM.sections[places[0].section], {place.row for place in places}
    if len(rows) > 1:
        return f"{len(rows)} {section.counter}{section.noun}"
    return f"“{called(f, places[0])}”"


TEXT_CHECKS = (
    no_purpose_without_spending,
    no_use_without_spending,
    measures_say_what_is_done,
    texts_are_words,
    sentences_are_words,
    rows_are_not_the_same,
    last_year_is_known_or_not,
    report_date_is_after_the_year,
    own_data_is_plausible,
    carried_figures_are_looked_at,
)
