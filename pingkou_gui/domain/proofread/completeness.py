"""Findings on what is missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pingkou_gui.domain.proofread.check import Case, Findings, check
from pingkou_gui.domain.proofread.edits import deed_of, edit_of
from pingkou_gui.domain.proofread.finding import LIKELY, Severity
from pingkou_gui.domain.proofread.scores import has_grade, has_score
from pingkou_gui.domain.reading.source import Span
from pingkou_gui.domain.reading.vocabulary import vocabulary

_CHAPTERS = (
    ("overview", "部门概况", re.compile("概况|基本情况")),
    (
        "performance",
        "部门整体支出绩效情况",
        re.compile("绩效情况|绩效分析|经济性|效益分析|绩效目标完成"),
    ),
    ("problems", "存在的问题及原因分析", re.compile("存在的?(?:主要)?问题|问题及原因|主要问题")),
    (
        "measures",
        "下一步改进措施",
        re.compile("改进措施|改进建议|整改措施|下一步|有关建议|相关建议|意见建议|工作打算"),
    ),
)
_FIGURES = ("basic_spending", "project_spending", "three_public")
_OPERATING = ("会议费", "培训费", "公务接待费")
_ENOUGH = 4
_BUDGET_CHAPTERS = {"general_public_budget", "government_funds", "scale", "basic_spending"}


def _end(case: Case) -> Span:
    last = len(case.reading.normals) - 1
    return Span(last, 0, len(case.reading.source.paragraphs[last].text))


@check("必有的章都在", "MISSING", ground="自评报告提纲")
def required_chapters_are_there(case: Case) -> Findings:
    """A report in chapters has the overview, the performance, problems and measures."""
    known = {h.key for h in case.reading.headings if h.key}
    if len(known) < _ENOUGH or len([h for h in case.reading.headings if h.level == 1]) < 3:
        return
    titles = "\n".join(h.title for h in case.reading.headings)
    for key, title, words in _CHAPTERS:
        if key in known or words.search(titles):
            continue
        message = f"没有找到“{title}”一章；补上"
        yield case.finding(
            "MISSING",
            _end(case),
            message,
            title,
            severity=Severity.REMINDER,
            certainty=LIKELY,
            quote=title,
        )


@check("必有的数都在", "MISSING", ground="自评报告提纲")
def required_figures_are_there(case: Case) -> Findings:
    """基本支出, 项目支出, “三公”经费, the number of people and the score are printed somewhere."""
    known = {h.key for h in case.reading.headings if h.key}
    if len(known) < _ENOUGH or not known & _BUDGET_CHAPTERS:
        return
    stated = {s.key for s in case.reading.statements} | {e.key for e in case.ledger.entries}
    for key in _FIGURES:
        label = vocabulary().name(key)
        if key not in stated and not (
            key == "project_spending" and re.search("[无没]有?项目支出", case.reading.text)
        ):
            yield _missing(case, label, f"没有找到{label}的金额")
    if not stated & {"headcount", "establishment"} and not re.search(
        "\\d+[人名]", case.reading.chapter_text("overview")
    ):
        yield _missing(case, "年末实有人数", "没有找到编制数和年末实有人数")
    if "performance" in known and not has_score(case.reading.text) and not _scored(case):
        yield _missing(case, "自评得分", "没有找到自评得分")


def _scored(case: Case) -> bool:
    """Whether a score is spoken of in running text, or totalled in a table."""
    cells = any(
        re.match("总分|合计|自评得分", c.label) and c.column_key == "score"
        for c in case.reading.cells
    )
    pairs = zip(case.reading.source.paragraphs, case.reading.normals, strict=True)
    return cells or any(
        not p.is_cell and re.search("得分|评分|\\d分[，。；]", n.text) for p, n in pairs
    )


def _missing(case: Case, what: str, message: str) -> TextFinding:
    return case.finding(
        "MISSING",
        _end(case),
        f"{message}；补上",
        what,
        severity=Severity.REMINDER,
        certainty=LIKELY,
        quote=what,
    )


@check("有得分就有等级", "MISSING", ground="自评报告提纲")
def a_score_has_a_grade(case: Case) -> Findings:
    """A total score without 优, 良, 中 or 差, and what the outline asks for besides."""
    if (
        not has_score(case.reading.text)
        or has_grade(case.reading.text)
        or re.search("[优良]秀?(?:等级|等次|档)|[“为][优良中差][”秀好等]", case.reading.text)
    ):
        return
    known = {h.key for h in case.reading.headings}
    more = [
        t
        for k, t in (
            ("results_use", "九、自评结果拟应用和公开情况"),
            ("other_remarks", "十、其他需要说明的情况"),
        )
        if k not in known
    ]
    if "附件" not in case.reading.text:
        more.append("附件")
    tail = f"；另外没有找到{'、'.join(more)}，县里有要求时补上" if more else ""
    normal = next(n for n in case.reading.normals if has_score(n.text))
    message = f"写了自评得分，没有写等级（优、良、中、差）{tail}"
    yield case.finding(
        "MISSING", normal.span(0, len(normal.text)), message, "等级", severity=Severity.HINT, certainty=LIKELY,
        quote=re.sub("\\s", "", normal.text)[-24:],
    )  # fmt: skip


@check(
    "公用经费的明细不漏有支出的项目", "CONTRADICTION", ground="公用经费包括会议费30215、培训费30216"
)
def operating_items_are_named(case: Case) -> Findings:
    """公用经费主要包括… leaves out an item whose amount is printed elsewhere."""
    spent = {
        s.label: s
        for s in case.reading.statements
        if s.key in {"meetings", "training", "official_reception"} and s.amount and s.amount.value
    }
    for normal in case.reading.normals:
        match = re.search("公用经费[^；。]{0,60}主要?包括(?P<items>[^；。]{10,300})", normal.text)
        if match is None or match["items"].count("、") < 4:
            continue
        for label in _OPERATING:
            if (
                label in spent
                and label not in match["items"]
                and any(o in match["items"] for o in _OPERATING)
            ):
                message = f"公用经费的明细里没有{label}，后面却支出了{_printed(spent[label])}万元"
                yield case.finding(
                    "CONTRADICTION", normal.span(*match.span("items")), message, f"补上{label}",
                    severity=Severity.HINT, certainty=LIKELY,
                )  # fmt: skip


def _printed(statement: Statement) -> str:
    return statement.amount.text if statement.amount is not None else ""


@check("县里的乡镇说县财政", "WORDING", ground="称谓")
def the_right_level_of_finance(case: Case) -> Findings:
    """市财政 in the report of a county's township, where 县财政 stands elsewhere."""
    unit, text = case.reading.unit, case.reading.text
    if not re.search("县[^县市]{1,8}[镇乡局]", unit) or "县财政" not in text:
        return
    for normal in case.reading.normals:
        for match in re.finditer(
            "(?<![省和及、级])市财政(?!局?、)(?=逐步|局|部门|要求|统一|的|加强)", normal.text
        ):
            message = "本单位属县，其他地方写的是县财政，这里写市财政，像是别处的文字照搬过来的"
            edit = edit_of(normal, *match.span(), "县财政")
            yield case.finding(
                "WORDING",
                normal.span(*match.span()),
                message,
                "县财政",
                severity=Severity.HINT,
                certainty=LIKELY,
                edits=(edit,) if edit else (),
                deed=deed_of(match.group(), "县财政"),
            )


if TYPE_CHECKING:
    from pingkou_gui.domain.proofread.finding import TextFinding
    from pingkou_gui.domain.reading.statements import Statement

CHECKS = (
    required_chapters_are_there,
    required_figures_are_there,
    a_score_has_a_grade,
    operating_items_are_named,
    the_right_level_of_finance,
)
