"""Proofreading as a whole: read, balance the ledger, run every check."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pingkou_gui.text.checks.amounts import (
    check_budget_stages,
    check_change_sums,
    check_changes,
    check_disclosures,
    check_figure_twins,
    check_figures,
    check_formulas,
    check_magnitudes,
    check_movements,
    check_rates,
    check_ratios,
    check_reasons,
    check_relations,
    check_shares,
    check_sums,
    check_table_percents,
    check_tables,
    check_zero_bases,
)
from pingkou_gui.text.checks.counts import (
    check_bounds,
    check_claims,
    check_counted_rows,
    check_counts,
    check_counts_twice,
    check_denials,
    check_durations,
    check_indicators,
    check_listed_names,
    check_plans,
    check_points,
    check_products,
    check_said_twice,
    check_score_lines,
    check_score_tables,
    check_scores,
    check_stocks,
)
from pingkou_gui.text.checks.language import (
    check_citations,
    check_dates,
    check_homophones,
    check_language,
    check_marks,
    check_missing_units,
    check_names,
    check_places,
    check_sources,
    check_structure,
    check_unlikely,
    check_whole,
    check_wording,
    check_years,
)
from pingkou_gui.text.lines.identity import Genre
from pingkou_gui.text.lines.source import GAP_MARK, Span
from pingkou_gui.text.reading.ledger import build
from pingkou_gui.text.reading.reader import read
from pingkou_gui.text.reasoning.balance import judge
from pingkou_gui.text.reasoning.constraints import constraints
from pingkou_gui.text.reasoning.finding import (
    LIKELY,
    PROVED,
    Case,
    Check,
    Findings,
    Severity,
    check,
)
from pingkou_gui.text.reasoning.judgement import judged
from pingkou_gui.text.reasoning.other_readings import OF_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pingkou_gui.text.lines.source import SourceText
    from pingkou_gui.text.reading.reader import Reading
    from pingkou_gui.text.reasoning.finding import Edit, TextFinding

CHECKS: tuple[Check, ...] = (
    *check_budget_stages.CHECKS,
    *check_disclosures.CHECKS,
    *check_movements.CHECKS,
    *check_stocks.CHECKS,
    *check_listed_names.CHECKS,
    *check_said_twice.CHECKS,
    *check_figures.CHECKS,
    *check_changes.CHECKS,
    *check_zero_bases.CHECKS,
    *check_shares.CHECKS,
    *check_rates.CHECKS,
    *check_ratios.CHECKS,
    *check_bounds.CHECKS,
    *check_formulas.CHECKS,
    *check_counts.CHECKS,
    *check_counts_twice.CHECKS,
    *check_tables.CHECKS,
    *check_denials.CHECKS,
    *check_scores.CHECKS,
    *check_points.CHECKS,
    *check_score_tables.CHECKS,
    *check_indicators.CHECKS,
    *check_wording.CHECKS,
    *check_language.CHECKS,
    *check_homophones.CHECKS,
    *check_marks.CHECKS,
    *check_citations.CHECKS,
    *check_names.CHECKS,
    *check_places.CHECKS,
    *check_structure.CHECKS,
    *check_whole.CHECKS,
    *check_years.CHECKS,
    *check_dates.CHECKS,
    *check_durations.CHECKS,
    *check_reasons.CHECKS,
)
LAST_CHECKS: tuple[Check, ...] = (
    *check_plans.CHECKS,
    *check_listed_names.LAST_CHECKS,
    *check_counted_rows.LAST_CHECKS,
    *check_products.CHECKS,
    *check_counts_twice.LAST_CHECKS,
    *check_denials.LAST_CHECKS,
    *check_stocks.LAST_CHECKS,
    *check_table_percents.CHECKS,
    *check_missing_units.CHECKS,
    *check_sources.CHECKS,
    *check_score_lines.CHECKS,
    *check_change_sums.CHECKS,
    *check_durations.LAST_CHECKS,
    *check_unlikely.CHECKS,
    *check_bounds.LAST_CHECKS,
    *check_claims.CHECKS,
    *check_products.LAST_CHECKS,
    *check_places.LAST_CHECKS,
    *check_names.LAST_CHECKS,
    *check_points.LAST_CHECKS,
    *check_sums.CHECKS,
    *check_shares.LAST_CHECKS,
    *check_relations.CHECKS,
    *check_movements.LAST_CHECKS,
    *check_figure_twins.CHECKS,
    *check_magnitudes.CHECKS,
    *check_rates.LAST_CHECKS,
)
"""Checks that speak only of what no other check has said anything of."""


def proofread(text: SourceText) -> tuple[TextFinding, ...]:
    """Return what is wrong with a report, in the order of its text."""
    return proofread_reading(read(text))


def proofread_reading(reading: Reading) -> tuple[TextFinding, ...]:
    """Return what is wrong with a report that has been read already."""
    return in_order(findings_of(case_of(reading)))


def case_of(reading: Reading) -> Case:
    """Return a report under examination, its ledger balanced."""
    ledger = build(reading)
    must_hold = constraints(reading, ledger)
    return Case(reading, ledger, tuple(must_hold), judge(ledger, must_hold))


def findings_of(case: Case) -> list[TextFinding]:
    """Return what each check finds."""
    units = [finding for check in check_magnitudes.FIRST_CHECKS for finding in check(case)]
    told = [finding for check in CHECKS for finding in check(case)]
    units = [f for f in units if not _is_told(f, [g for g in told if g.class_ == "UNIT"])]
    wrong = [f for f in told if f.class_ == "UNIT" and f.severity is Severity.ERROR]
    told = [
        *units,
        *(f for f in told if f.class_ not in {"SUM", "PCT"} or not _is_told(f, units)),
    ]
    told = [f for f in told if not any(_is_of_its_unit(f, unit) for unit in wrong)]
    found = told
    for late in LAST_CHECKS:
        found += [finding for finding in late(case) if not _is_told(finding, found)]
    return judged(case, found)


def _is_of_its_unit(finding: TextFinding, unit: TextFinding) -> bool:
    """Whether a percent, or a change, is only wrong because an amount before it has the wrong unit."""
    one, other = finding.spot, unit.spot
    same = one.paragraph == other.paragraph and other.start < one.end <= other.end
    return finding.class_ in {"PCT", "SUM"} and finding.severity is not Severity.HINT and same


def _is_told(finding: TextFinding, found: list[TextFinding]) -> bool:
    """Whether something is said already of the numbers, or of the characters, that a finding is about."""
    here = finding.spot
    classes = _OF_ONE_PLACE | (_OF_WORDS if finding.class_ == "TYPO" else frozenset())
    return any(
        other.class_ in classes
        and other.spot.paragraph == here.paragraph
        and other.spot.start < here.end
        and here.start < other.spot.end
        for other in found
    )


_OF_ONE_PLACE = OF_NUMBERS | {"COUNT", "NAME", "UNIT"}
_OF_WORDS = frozenset({"TYPO", "WORDING"})


def in_order(found: list[TextFinding]) -> tuple[TextFinding, ...]:
    """Return findings in the order of the text, what two checks say of one place once."""
    distinct = {(f.class_, f.spot, f.expected): f for f in reversed(found)}
    errors: defaultdict[tuple[int, str], list[Span]] = defaultdict(list)
    for finding in found:
        if finding.severity is Severity.ERROR:
            errors[finding.spot.paragraph, answer(finding.expected)].append(finding.spot)
    order = sorted(
        (f for f in distinct.values() if not _is_one_way_of(f, errors)),
        key=lambda f: (f.spot.paragraph, f.spot.start, f.class_ == "FORMAT", f.spot.end),
    )
    kept: list[TextFinding] = []
    last: dict[tuple[int, str, str], int] = {}
    mended: dict[tuple[Edit, ...], int] = {}
    for finding in order:
        alike = mended.get(finding.edits, -1) if finding.edits else -1
        if alike >= 0:  # two checks that would change the same letters
            if _says_more(finding, kept[alike]):
                kept[alike] = finding
            continue
        same = (finding.spot.paragraph, answer(finding.expected), _kind(finding))
        before = last.get(same, -1)
        if any(_explains(other, finding) for other in kept[-_NEIGHBOURS:]):
            continue
        if before < 0 or kept[before].spot.end <= finding.spot.start:
            last[same] = len(kept)
            mended[finding.edits] = len(kept)
            kept.append(finding)
        elif _says_more(finding, kept[before]):
            kept[before] = finding
    return tuple(kept)


def _is_one_way_of(question: TextFinding, errors: Mapping[tuple[int, str], Sequence[Span]]) -> bool:
    """Whether one of the ways a question names to mend its numbers is what an error there says.

    50人，比上年末增加3人，上年末48人: either 51, or 2 more; that it is 2 more is told already.
    `errors` are the places of errors by paragraph and answer.
    """
    if question.severity is not Severity.REMINDER:
        return False
    one = question.spot
    ways = {answer(way) for way in _WAY.findall(question.message)} - {answer(question.expected)}
    return any(
        one.start <= other.start and other.end <= one.end
        for way in ways
        for other in errors.get((one.paragraph, way), ())
    )


_WAY = re.compile("应为(\\d{1,18}(?:\\.\\d{1,9})?)")


def _kind(finding: TextFinding) -> str:
    """Return the class where it matters: two sums that propose one figure are one finding.

    A lost digit is told beside what contradicts it elsewhere.
    """
    figure = _NUMBER.fullmatch(finding.expected) is not None
    return "" if figure and finding.class_ != "DIGIT_DROP" else finding.class_


_NEIGHBOURS = 6
_WORDS = 4


def _explains(told: TextFinding, finding: TextFinding) -> bool:
    """Whether what has been told leaves nothing to add: a wrong rate is no budget overspent."""
    one, other = told.spot, finding.spot
    if one.paragraph != other.paragraph or one.end <= other.start:
        return False
    if finding.class_ == "OVER_EXECUTION":
        return told.class_ == "PCT" and told.severity is Severity.ERROR
    if finding.class_ == "REASON":
        return told.class_ == "CONTRADICTION"  # of a wrong rate no reason is asked
    if (told.class_, finding.class_) == ("CITATION", "FORMAT"):
        return finding.expected.startswith("补上")
    longer = len(told.expected) >= _WORDS and told.expected in finding.expected
    return longer and (told.class_, finding.class_) == ("WORDING", "TYPO")


def answer(expected: str) -> str:
    """Return what a finding proposes, so that 71 and 71.00 are the same."""
    number = _NUMBER.fullmatch(expected)
    if number is None:
        return expected
    digits, percent = number["digits"], number["percent"] or ""
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) + percent


_NUMBER = re.compile("(?P<digits>\\d{1,18}(?:\\.\\d{1,9})?)(?:(?P<percent>%)|万元)?")


def _says_more(one: TextFinding, other: TextFinding) -> bool:
    """Whether a finding is to be told in place of another of the same place and proposal."""
    return _weight(one) > _weight(other)


def _weight(finding: TextFinding) -> tuple[int, bool, bool]:
    severity = -list(Severity).index(finding.severity)
    return severity, finding.certainty == PROVED, bool(finding.edits)


_TOLD = 3
"""So many gaps of one place are named."""
_LONGEST = 24


@check("读得出自评报告的章", "MISSING", ground="自评报告提纲")
def chapters_can_be_read(case: Case) -> Findings:
    """At least one chapter of the outline, by its words."""
    if _has_chapters(case.reading):
        return
    genre = case.reading.genre
    if genre in _NO_REPORTS:
        message = f"这份文稿像是{genre.value}，不是自评报告；只核对了数字、年份和用语"
        yield case.finding(
            "MISSING", _first_words(case.reading), message, "自评报告的章节",
            severity=Severity.HINT, certainty=LIKELY,
        )  # fmt: skip
        return
    if genre in {Genre.WHOLE, Genre.PROJECT}:  # a report in an outline of its own, or in none
        message = "没有认出提纲里的章（没有分章，或章名不同），各章齐不齐没有核对；要按提纲写的，核对章的标题是否单独成段"
        severity, certainty = Severity.HINT, LIKELY
    else:
        message = "没有认出自评报告的章节；核对选的是不是自评报告，章的标题是否单独成段"
        severity, certainty = Severity.ERROR, PROVED
    yield case.finding(
        "MISSING", _first_words(case.reading), message, "自评报告的章节",
        severity=severity, certainty=certainty,
    )  # fmt: skip


_NO_REPORTS = frozenset({Genre.BUDGET, Genre.ACCOUNTS, Genre.THREE_PUBLIC, Genre.SHEET})


def _has_chapters(reading: Reading) -> bool:
    return any(heading.level == 1 and heading.key for heading in reading.headings)


def _first_words(reading: Reading) -> Span:
    paragraphs = reading.source.paragraphs
    at = next((at for at, each in enumerate(paragraphs) if each.text.strip()), 0)
    return Span(at, 0, min(len(paragraphs[at].text), _LONGEST) if paragraphs else 0)


@check("没有待填、待核的标记", "TEMPLATE_LEFTOVER", ground="定稿里没有空缺")
def no_gap_is_marked(case: Case) -> Findings:
    """【待填：…】 and 【待核：…】: told once a paragraph, once a table."""
    marks: defaultdict[tuple[int, int], list[tuple[Span, str]]] = defaultdict(list)
    for at, paragraph in enumerate(case.reading.source.paragraphs):
        place = (paragraph.table, 0 if paragraph.is_cell else at)
        for match in GAP_MARK.finditer(paragraph.text):
            marks[place].append((Span(at, *match.span()), match.group()))
    for found in marks.values():
        spot, first = found[0]
        words = list(dict.fromkeys(mark for _, mark in found))
        told = "、".join(words[:_TOLD]) + ("等" if len(words) > _TOLD else "")
        message = f"还有{len(found)}处没有填好：{told}；填好后删去标记"
        yield case.finding("TEMPLATE_LEFTOVER", spot, message, "填上内容", quote=first)


def is_something_else(reading: Reading) -> bool:
    """Whether a text is no report, nor a piece of one: no chapter, no figure, no title, no word of it."""
    figures = reading.cells or any(s.key for s in reading.statements)
    if _has_chapters(reading) or figures or reading.genre is not Genre.UNKNOWN:
        return False
    words = set(_OF_REPORTS.findall(reading.text))
    return len(words) < _TWO and not (words and _COUNTS.search(reading.text))


_OF_REPORTS = re.compile(
    "绩效|自评|预算|决算|得分|经费|资金|编制|项目|支出|固定资产|满意度|补助|补贴"
)
_TWO = 2
_COUNTS = re.compile("\\d(?:\\.\\d{1,6})?(?:万元|元|分(?!钟)|%|[人名个件户次])")


FILE_CHECKS = (chapters_can_be_read, no_gap_is_marked, *check_whole.FILE_CHECKS)


def examine(text: SourceText) -> tuple[TextFinding, ...]:
    """Return what is wrong with a file that should be a whole report, in the order of its text."""
    return examine_reading(read(text))


def examine_reading(reading: Reading) -> tuple[TextFinding, ...]:
    """Return what is wrong with what should be a whole report and has been read already.

    Of something that is no report at all nothing is told but that, and what its own numbers say.
    """
    case = case_of(reading)
    whole = [finding for check in FILE_CHECKS for finding in check(case)]
    found = findings_of(case)
    if is_something_else(reading):
        found = [f for f in found if f.class_ in _OF_ONE_PLACE]
    return in_order([*found, *whole])
