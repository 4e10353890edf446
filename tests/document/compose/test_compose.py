"""The outline is the county's; what stands in it is the program's."""

from dataclasses import replace
from datetime import date

import pytest

from pingkou_gui.document.compose import SENTENCES, WRITERS, compose, sentences
from pingkou_gui.document.tree import Heading, Paragraph, text_lines
from pingkou_gui.form.form import FORM
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.report.check_rules import close
from pingkou_gui.report.checks import findings
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme import OutlinePart
from pingkou_gui.scheme.scheme_reader import default_scheme

PROBLEMS = [
    {"name": "目标不细", "cause": "经验不足", "measure": "细化目标"},
    {"name": "人手不够", "cause": "编制有限", "measure": "明确专人"},
]
WORKS = [
    {"level": "一级", "title": "抓产业"},
    {"level": "二级", "title": "粮食", "text": "种稻八千亩"},
    {"level": "二级", "title": "茶叶", "text": "新建茶园"},
    {"level": "一级", "title": "抓治安", "text": "全年平安"},
]


def lines_of(facts, *outline):
    scheme = replace(facts.scheme, outline=outline) if outline else facts.scheme
    document = compose(Facts(facts.report, scheme), draft=True)
    return list(text_lines(document))


def test_title_and_signature_are_those_of_the_unit(facts_of):
    f = facts_of(unit__name="青石县槐荫乡", unit__year="2024", unit__report_date="2025-3-8")
    document = compose(f, draft=False, payload="{}")
    assert document.title == "2024年度青石县槐荫乡部门整体支出绩效自评报告"
    assert (document.signature.unit, document.signature.day) == ("青石县槐荫乡", date(2025, 3, 8))
    assert (document.draft, document.payload, document.author) == (False, "{}", "青石县槐荫乡")


def test_headings_follow_the_county(facts_of):
    outline = (
        OutlinePart("remarks", "备注"),
        OutlinePart("x", "支出", parts=(OutlinePart("state_capital", "国资"),)),
    )
    lines = lines_of(facts_of(unit__year="2024", state_capital__outturn="无"), *outline)
    assert lines[1:6] == [
        "一、备注",
        "【待填：其他需要说明的情况】。",
        "二、支出",
        "（一）国资",
        "2024年无国有资本经营预算支出。",
    ]


def test_work_of_two_levels_never_takes_up_the_chapters_numbers(facts_of):
    part = OutlinePart("overview.key_work", "重点工作")
    lines = lines_of(
        facts_of(key_work=WORKS),
        OutlinePart("a", "概况", parts=(OutlinePart("b", "基本", parts=(part,)),)),
    )
    assert lines[3:8] == [
        "1.重点工作",
        "（1）抓产业",
        "①粮食。种稻八千亩。",
        "②茶叶。新建茶园。",
        "（2）抓治安。全年平安。",
    ]


def test_work_moves_up_with_its_heading(facts_of):
    lines = lines_of(facts_of(key_work=WORKS), OutlinePart("overview.key_work", "重点工作"))
    assert lines[1:5] == [
        "一、重点工作",
        "（一）抓产业",
        "1.粮食。种稻八千亩。",
        "2.茶叶。新建茶园。",
    ]


def test_work_of_the_second_level_without_a_first_is_not_lost(facts_of):
    lines = lines_of(facts_of(key_work=WORKS[1:2]), OutlinePart("overview.key_work", "重点工作"))
    assert lines[2:4] == ["粮食", "种稻八千亩。"]


def test_measures_answer_the_problems_number_by_number(facts_of):
    outline = (OutlinePart("problems", "问题"), OutlinePart("measures", "措施"))
    lines = lines_of(facts_of(problem=PROBLEMS), *outline)
    assert [line for line in lines if line.startswith("（")] == [
        "（一）目标不细",
        "（二）人手不够",
        "（一）细化目标",
        "（二）明确专人",
    ]


def test_text_of_several_paragraphs_stands_under_its_heading(facts_of):
    part = OutlinePart("general_budget.projects.management", "管理")
    f = facts_of(project_texts__management="专账核算\n按季核对。")
    lines = lines_of(f, OutlinePart("a", "甲", parts=(OutlinePart("b", "乙", parts=(part,)),)))
    assert lines[3:6] == ["1.管理", "专账核算。", "按季核对。"]


def test_guidance_is_never_printed(facts_of):
    scheme = default_scheme()
    text = "\n".join(lines_of(facts_of()))
    guidance = [part.guidance for top in scheme.outline for part in top.walk() if part.guidance]
    assert guidance
    assert not [words for words in guidance if words in text]


def test_every_part_of_the_form_that_prints_has_a_writer():
    keys = {key for field in FORM.fields for key in field.prints}
    places = {"title", "signature", "attachment1", "attachment2", "attachment3"}
    grouping = {"overview", "general_budget"}
    assert keys - places - grouping <= set(WRITERS)


def test_every_leaf_of_the_default_outline_has_a_writer():
    parts = [part for top in default_scheme().outline for part in top.walk()]
    assert {part.key for part in parts if not part.parts} <= set(WRITERS)


def test_every_number_and_text_knows_where_it_comes_from(facts_of):
    f = facts_of(problem=PROBLEMS, key_work=WORKS, unit__year="2024", staff__headcount="9")
    spans = [span for _, _, said in sentences(f) for span in said]
    assert spans
    assert not [span for span in spans if span.kind.value != "plain" and not span.refs]


def test_a_sentence_is_written_anew_only_where_it_changed(facts_of, report_of):
    from pingkou_gui.form.pages.basic_spending import Conferences

    f = facts_of(unit__year="2024")
    meetings, training = (SENTENCES[f"general_budget.{k}"] for k in ("meetings", "training"))
    before = meetings(f), training(f)
    draft = Draft(f.report)
    draft.type_in(Conferences.meetings.this, "3")
    later = f.after(f.report.apply(draft.change), draft.change)
    assert training(later) is before[1]
    assert meetings(later) != before[0]


@pytest.mark.parametrize("kind", [Heading, Paragraph])
def test_no_block_is_empty(kind, facts_of):
    blocks = [b for b in compose(facts_of(), draft=True).blocks if isinstance(b, kind)]
    assert blocks
    assert all(block.text.strip() for block in blocks)


def test_a_number_that_was_typed_is_not_printed_beside_the_programs(facts_of):
    f = facts_of(
        duty=[{"text": "一、负责A工作"}, {"text": "(2)负责B工作。"}],
        key_work=[
            {"level": "一级", "title": "（一）抓产业", "text": "1.种稻"},
            {"level": "一级", "title": "（二）抓治安", "text": "平安"},
        ],
        problem=[
            {"name": "1.预算不细", "cause": "经验不足", "measure": "（1）细化预算"},
            {"name": "2.人手不够", "cause": "编制有限", "measure": "（2）明确专人"},
        ],
        organisation=[{"name": "1、人大办", "kind": "党政机构"}],
    )
    lines = lines_of(f)
    wanted = ["（1）负责A工作。", "（2）负责B工作。", "（1）抓产业。1.种稻。", "（一）细化预算"]
    assert [line for line in lines if line in wanted] == wanted
    assert "即人大办。" in "".join(lines)
    assert "（一）预算不细" in lines


def test_below_the_fourth_level_nothing_is_a_heading(facts_of):
    part = OutlinePart("overview.key_work", "重点工作")
    outline = (OutlinePart("a", "概况", parts=(OutlinePart("b", "基本", parts=(part,)),)),)
    f = facts_of(key_work=[*WORKS, {"level": "二级", "title": "巡逻"}])
    document = compose(Facts(f.report, replace(f.scheme, outline=outline)), draft=True)
    headings = [(b.level, b.text, b.runs_in) for b in document.blocks if isinstance(b, Heading)]
    assert headings == [
        (1, "概况", False),
        (2, "基本", False),
        (3, "重点工作", False),
        (4, "抓产业", False),
        (4, "抓治安", False),
    ]
    said = [b.text for b in document.blocks if isinstance(b, Paragraph)]
    assert said == ["①粮食。种稻八千亩。", "②茶叶。新建茶园。", "全年平安。", "巡逻。"]


def test_from_the_third_level_on_a_heading_opens_its_only_paragraph(facts_of):
    part = OutlinePart("general_budget.projects.management", "管理")
    levels = (
        part,
        OutlinePart("b", "乙", parts=(part,)),
        OutlinePart("c", "丙", parts=(OutlinePart("d", "丁", parts=(part,)),)),
    )
    f = facts_of(project_texts__management="专账核算")
    document = compose(Facts(f.report, replace(f.scheme, outline=levels)), draft=True)
    found = [
        (b.level, b.runs_in) for b in document.blocks if isinstance(b, Heading) and b.text == "管理"
    ]
    assert found == [(1, False), (2, False), (3, True)]
    long = facts_of(project_texts__management="专账核算\n按季核对")
    two = compose(Facts(long.report, replace(f.scheme, outline=levels)), draft=True)
    assert not any(b.runs_in for b in two.blocks if isinstance(b, Heading))


def test_a_heading_leads_to_the_field_its_words_were_typed_in(facts_of):
    f = facts_of(problem=PROBLEMS)
    document = compose(f, draft=True)
    found = next(b for b in document.blocks if isinstance(b, Heading) and b.text == "人手不够")
    assert found.refs == (Problem.name.at(2),)


def test_a_difference_is_explained_in_chapter_one_where_a_county_has_no_remarks(facts_of):
    apart = {"basic__total": "10", "project_totals__total": "5", "general__outturn": "12"}
    f = facts_of(
        **apart,
        **{
            f"{x}__outturn": "无" for x in ("government_funds", "state_capital", "social_insurance")
        },
    )
    gap = next(x for x in findings(f) if x.check == "reconciliation_gap")
    draft = Draft(f.report)
    close(draft, f, gap, "跨年")
    later = Facts(f.report.apply(draft.change), f.scheme)
    part, remarks = OutlinePart("overview.spending", "支出"), OutlinePart("remarks", "备注")
    said = "原因是跨年。"
    assert [line for line in lines_of(later, part) if said in line]
    beside = lines_of(later, part, remarks)
    assert [n for n, line in enumerate(beside) if said in line] == [beside.index("二、备注") + 1]
