"""Reports filled in every which way, targets beside actuals, and all that follows from each, compared whole.

After a change that was meant, write them anew and look at the difference before committing it:
python tests/report/test_kept_outcomes.py
"""

import random
from pathlib import Path

import pytest

from pingkou_gui.form.field import REQUIREMENTS
from pingkou_gui.form.form import FORM
from pingkou_gui.form.kinds import (
    AmountKind,
    ChoiceKind,
    CountKind,
    DateKind,
    DecimalKind,
    YearKind,
)
from pingkou_gui.form.pages.funds import AccountTotals
from pingkou_gui.form.pages.overview import Unit
from pingkou_gui.form.pages.projects import LastYearKinds, Project, ProjectIndicator
from pingkou_gui.form.pages.scoring import Indicator
from pingkou_gui.form.values import SINGLE, TYPED, FigureRef, Source, SourceKind
from pingkou_gui.paths import asset
from pingkou_gui.report import common_scores as common
from pingkou_gui.report import scores
from pingkou_gui.report.carried import waiting, waiting_by_page
from pingkou_gui.report.chart_data import charts
from pingkou_gui.report.checks import class_of, findings, page_of
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.figure_index import FIGURES, explain, lacking
from pingkou_gui.report.fitting_phrases import fitting_phrases
from pingkou_gui.report.indicators import (
    due_of,
    example_of_actual,
    is_deadline,
    judge,
    parse_measure,
    requirement_of,
    span_of,
)
from pingkou_gui.report.json_format import Record, from_json
from pingkou_gui.report.new_year import new_year, year_mentions
from pingkou_gui.report.over_years import over_years
from pingkou_gui.report.progress import open_points, progress
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.report.row_names import row_label
from pingkou_gui.report.year_steps import year_state
from pingkou_gui.scheme.scheme_reader import default_scheme

FOLDER = Path(__file__).parent / "kept"
AMOUNTS = (
    "",
    "",
    "无",
    "0",
    "5",
    "10",
    "12.5",
    "20",
    "100",
    "100.01",
    "187.46",
    "300000",
    "约三十",
)
NEAR = ("", "无", "9.99", "10", "10", "10.01", "10.50", "12", "20", "30.01", "30.02", "40", "3.5")
COUNTS = ("", "1", "5", "46", "81", "0", "多")
POINTS = ("", "0", "8", "10", "10", "12.5", "50")
DAYS = ("2024-3-15", "2023-12-31", "")
WORDS = (
    "", "无", "30", "修桥补路", "调整工资标准，人员增加", "人员减少2人，2022年退休", "严控三公经费，全年支出12.5万元",
    "2023年新增道路养护，比上年减少5万元", "略",
)  # fmt: skip
SOURCES = (
    *(TYPED,) * 8, Source(SourceKind.REPORT, "去年.docx", "段3"), Source(SourceKind.REPORT, "", "附件1"),
    Source(SourceKind.REPORT), Source(SourceKind.WORKBOOK, "决算.xls", "表2"), Source(SourceKind.CARRIED, "2022年度"),
    Source(SourceKind.CARRIED, "", "2022年度"),
)  # fmt: skip
PAIRS = (
    ("100公里", "100公里"), ("≥90%", "95.2%"), ("≤5万元", "6万元"), ("3处", "2处"), ("2023年12月底前", "2023年11月5日"),
    ("6月30日前", "2023年7月1日"), ("50", "80"), ("明显提高", "明显提高"), ("", "完成"), ("100%", "九成"), ("20人", ""),
    ("2-5次", "3次"), ("10个", "约10个"), ("8公里", "8000米"),
)  # fmt: skip


LATER = (Project.carried_in_initial, *AccountTotals.fields, *LastYearKinds.fields)
"""Fields that came later: the rest is to stay what it was."""


def typed(dice, field):
    """Return what a clerk may have typed in a field."""
    if isinstance(field.kind, ChoiceKind):
        return dice.choice(["", *(label for _, label in field.kind.options)])
    offered = {
        YearKind: ("2023",),
        AmountKind: dice.amounts,
        CountKind: COUNTS,
        DecimalKind: POINTS,
        DateKind: DAYS,
    }
    return dice.choice(offered.get(type(field.kind), WORDS))


def fill(draft, dice, section, parent=SINGLE):
    rows = [SINGLE]
    if section.repeated():
        rows = [draft.add(section, parent) for _ in range(dice.randrange(4))]
    for row in rows:
        pair = dice.choice(PAIRS)
        for field in section.fields:
            if field in LATER:
                continue
            words = typed(dice, field)
            if section in (Indicator, ProjectIndicator) and field.name in ("target", "actual"):
                words = pair[field.name == "actual"]
            if words and (dice.random() < 0.8 or field.kind == Unit.year.kind):
                draft.type_in(field, words, row)
                source = dice.choice(SOURCES)
                if FORM.page_of(section.key) and source is not TYPED:
                    draft.put_entry(
                        field.at(row), draft.entry(field.at(row))._replace(source=source)
                    )
        for child in FORM.children(section.key) if section.repeated() else ():
            fill(draft, dice, child, row)


def filled(seed):
    """Return a report, most of whose fields hold something, at random but always the same."""
    dice, draft = random.Random(seed), Draft(Report())
    dice.amounts = AMOUNTS if str(seed) in "12" else NEAR
    for section in FORM.sections.values():
        if section.parent is None and section not in (AccountTotals, LastYearKinds):
            fill(draft, dice, section)
    draft.type_in(Unit.year, "2023")
    return Report().apply(draft.change)


def record_of(title):
    if title == "范例":
        return from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    return Record(filled(title), default_scheme().text)


TITLES = ("范例", *(f"随手填的第{number}份" for number in range(1, 7)))


def outcome(title):
    """Return all that follows from a report, line by line."""
    record = record_of(title)
    f = Facts(record.report, default_scheme())
    return [
        str(line).replace("\n", "/")
        for part in (
            _figures(f, explained=title == "范例"), _findings(f), _progress(f), _scores(f), _charts(f),
            _phrases(f), _next_year(record), _over_years(f, record),
        )
        for line in part
    ]  # fmt: skip


def _all_rows(f, section):
    if section.parent is None:
        return f.rows(section) if section.repeated() else (SINGLE,)
    return [row for above in f.rows(section.parent) for row in f.rows(section, above)]


def _figures(f, *, explained):
    for key, figure in FIGURES.items():
        section = FORM.sections.get(figure.section)
        for row in _all_rows(f, section) if section else (SINGLE,):
            if (value := f[figure, row]) is not None:
                yield f"figure {key}[{row}] {value}"
                told = explain(f, FigureRef(key, row))
                if explained:
                    yield f"  {told.words} | {told.numbers} | {told.more} {len(told.inputs)}"
            elif lacks := lacking(f, figure, row):
                yield f"lacks {key}[{row}] {' '.join(map(str, lacks))}"


def _findings(f):
    for each in findings(f):
        fixes = [f"{fix.label} {fix.place} {fix.text} {fix.also}" for fix in each.fixes]
        yield f"found {each.key} {each.severity.value} {each.statement} → {each.expected} {each.advice}"
        yield f"  {class_of(each)} {page_of(each)} {each.leads or ''} {each.formerly} {fixes}"


def _progress(f):
    pages = progress(f)
    yield f"waiting {[str(place) for place in waiting(f.report)]} {sorted(waiting_by_page(f.report).items())}"
    for section in FORM.sections.values():
        for row in _all_rows(f, section) if section.repeated() else ():
            yield f"row {section.key}[{row}] {row_label(f, section.key, row)}"
    for page in pages:
        yield f"page {page.page.key} {page.filled} {len(page.unread)}"
        yield from (
            f"gap {gap.place} {gap.label} {gap.verb} {len(gap.all_of)}" for gap in page.gaps
        )
    points = open_points(pages, findings(f))
    yield from (
        f"open {p.weight} {p.finding and p.finding.key} {p.gap and p.gap.label}" for p in points
    )
    yield f"year {year_state(f, [gap for page in pages for gap in page.gaps])}"


def _scores(f):
    for section in (Indicator, ProjectIndicator):
        for row in _all_rows(f, section):
            told = [scores.actual_of(f, section, row), scores.score_of(f, section, row)]
            told += [scores.deviation(f, section, row), scores.lacks_reason(f, section, row)]
            asked = (
                scores.explains_nothing, scores.above_points, scores.score_beside_rule, scores.is_no_number,
                scores.needs_typed_score, scores.requirement_differs, scores.unknown_level, scores.doubles_execution,
            )  # fmt: skip
            told += [ask.__name__ for ask in asked if ask(f, section, row)]
            yield f"score {section.key}[{row}] {told} {scores.score_words(f, row, section)}"
            yield f"  {scores.verdict(f, section, row)} {scores.example_for(f, section, row)}"
            yield f"  {scores.band(f, section, row)} {scores.actual_in_figures(f, section, row)}"
    yield from (f"group {group}" for group in scores.group_scores(f))
    yield f"grade {scores.grade(f)} {scores.points_total(f)} {scores.points_off(f)}"
    for row in f.report.rows("project"):
        yield from (f"group {row} {group}" for group in scores.project_group_scores(f, row))
        yield f"grade {row} {scores.project_grade(f, row)} {scores.project_points_total(f, row)}"
    yield f"common {common.common_total(f)}"
    yield from (f"common {r.value} {r.score} {r.ref}" for r in common.common_scores(f))


def _charts(f):
    earlier = {year: Facts(filled(f"{year}年"), f.scheme) for year in (2021, 2022)}
    for each in (*charts(f), *charts(f, earlier)):
        yield f"chart {each.key} {each.description} {each.most} {each.names_series}"
        yield f"  {[(s.name, s.look.name) for s in each.series]}"


def _phrases(f):
    for field in FORM.fields:
        offered = f.scheme.phrases.get(field.phrases, ())
        fitting = fitting_phrases(f, field, offered)
        if len(fitting) < len(offered):
            yield f"phrases {field.key} {[offered.index(phrase) for phrase in fitting]}"


def _next_year(record):
    turned = new_year(record)
    for place, entry in sorted(turned.report.entries.items()):
        yield f"turned {place} {str(entry.value)[:20]} {entry.source.kind.value} {entry.source.file}"
    for each in year_mentions(turned).items:
        yield f"mention {each.place} {each.part} {each.state(turned.report).name}"


def _over_years(f, record):
    next_one = Facts(new_year(record).report, f.scheme)
    reports = {2022: Facts(filled("2022年"), f.scheme), 2023: f, 2024: next_one}
    for place in sorted(f.report.entries):
        field = FORM.field_at(place)
        if field and (field.kind.numeric or len(field.show(f.report[place])) > 20):
            told = over_years(reports, 2023, place)
            yield f"years {place} {told.label} {[(v.year, v.text[:9], v.number) for v in told.values]}"
    for key in ("basic.total:this", "total_score", "execution_points", "three_public.total:change"):
        if key in FIGURES:
            yield f"years {key} {over_years(reports, 2023, FigureRef(key))}"


TARGETS = (
    "≥95%", "不超过202.6万元", "100", "100万元", "3-5次", "8公里以上", "90%左右", "50人以内", "＜10‰", ">3亿元", "≤0", "0", "-5%",
    "控制在20万元以内", "12月31日前", "2023年12月底前", "9月前", "第三季度", "三季度末前", "上半年", "年底前", "11月中旬", "10月初", "次年3月5日",
    "2023年", "12-25", "2023.12", "全年", "2月30日前", "13月底", "2024-1-5前", "2月底", "4月上旬前", "0001年1月前", "合规", "明显提高", "= 合格", "",
)  # fmt: skip
ACTUALS = (
    "95%", "94.99%", "100%", "0.95", "202.6万元", "2026000元", "202.61万元", "100", "约100", "99", "100个", "4次", "3-5次", "6次", "2次",
    "8.0公里", "7999米", "九成", "五十人", "51人", "0", "无", "10‰", "0.9%", "30000.01万元", "-5%", "-6%", "12月31日", "2024年1月1日",
    "8月31日", "9月", "9月1日", "9月30日", "10月1日", "6月底", "11月20日", "11月21日", "10月10日", "按时完成", "未完成", "11月底前完成",
    "2月29日", "2023.10.1", "已完成12,000元", "12,00元", "1" * 16, "5-3次", "3年", "3月", "明显提高", "", "完成" * 21,
)  # fmt: skip


def judged(target):
    """Return how every actual stands to a target, whatever is asked of it."""
    yield f"== {target}"
    words = requirement_of(target)
    yield f"{words} {span_of(target, 2023)} {due_of(target, 2023)} {is_deadline(target)} {parse_measure(target)}"
    yield " / ".join(
        example_of_actual(code, target, 2023) for code in ("", "=", "before", "quality")
    )
    for actual in ACTUALS:
        told = {}
        for code in ("", *(code for code, _ in REQUIREMENTS)):
            v = judge(code, target, actual, 2023)
            share = f"{v.top:f}/{v.bottom:f}+{v.over:.4f}"
            how = f"{v.how.name} {v.reached} {share} {v.by_day} {v.side} {v.no_number} {v.meant}"
            told.setdefault(how, []).append(code or "-")
        if len(told) > 1:
            yield f"{actual}: " + "; ".join(
                f"{','.join(codes)} {how}" for how, codes in told.items()
            )
        elif " None " not in how or v.meant:
            yield f"{actual}: {how}"


@pytest.mark.parametrize("target", TARGETS)
def test_every_actual_stands_to_a_target_as_before(target):
    kept = (FOLDER / "指标.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    at = kept.index(f"== {target}")
    told = list(judged(target))
    assert kept[at : at + len(told)] == told


@pytest.mark.parametrize("title", TITLES)
def test_a_report_comes_to_what_it_came_to_before(title):
    kept = (FOLDER / f"{title}.txt").read_text(encoding="utf-8")
    assert outcome(title) == kept.rstrip("\n").split("\n")


def write():
    sheet = [line for target in TARGETS for line in judged(target)]
    (FOLDER / "指标.txt").write_text("\n".join(sheet) + "\n", encoding="utf-8")
    for title in TITLES:
        (FOLDER / f"{title}.txt").write_text("\n".join(outcome(title)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
