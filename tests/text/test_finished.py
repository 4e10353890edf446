"""A file that should be a whole report: whether it is one, and whether it is finished."""

import pytest

from pingkou_gui.document.compose import compose
from pingkou_gui.document.review import review
from pingkou_gui.document.tree import plain_text
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import from_json
from pingkou_gui.report.new_year import new_year
from pingkou_gui.scheme.scheme_reader import scheme_of
from pingkou_gui.text.lines.source import SourceText, without_gap_marks
from pingkou_gui.text.proofread import examine, proofread
from pingkou_gui.text.reasoning.finding import Severity

SAMPLE = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))


def composed(record):
    facts = Facts(record.report, scheme_of(record.scheme))
    return compose(facts, draft=True)


def examined(text):
    return examine(SourceText.from_string(text))


@pytest.mark.parametrize(
    "text",
    [
        "今天开会，大家发言。",
        "hello world",
        "锟斤拷锟斤拷烫烫",
        "root:x:0:0:root:/root:/bin/bash\n报告:甲(乙)",
    ],
)
def test_of_what_is_no_report_that_alone_is_told(text):
    (finding,) = examined(text)
    assert finding.severity is Severity.ERROR
    assert "没有认出自评报告的章节" in finding.message


def test_of_a_paragraph_with_figures_its_slips_are_told_as_well():
    found = examined("2023年会议费4万元，比上年减少1万元，减少25%。")
    assert {f.class_ for f in found} == {"MISSING", "PCT"}


def test_every_gap_mark_of_a_draft_must_be_mended():
    text = plain_text(composed(SAMPLE))
    found = examined(text)
    assert {(f.class_, f.severity) for f in found} == {("TEMPLATE_LEFTOVER", Severity.ERROR)}
    assert sum(int(f.message.partition("处")[0].removeprefix("还有")) for f in found) == (
        text.count("【待填") + text.count("【待核")
    )


def test_no_rule_reads_into_a_gap_mark():
    assert without_gap_marks("六小建设【待填：甲、乙】万元") == "六小建设〓〓〓〓〓〓〓〓万元"


def test_a_new_year_full_of_gaps_raises_no_alarm_about_them():
    record = new_year(SAMPLE)
    found = review(composed(record), record.report)
    assert [f for f in found if f.check != "text.STALE_YEAR"] == []


@pytest.mark.parametrize("name", ["乡村便民服务中心及六小建设", "五好示范站及三小场所"])
def test_a_name_with_a_numeral_is_no_count(name):
    found = examined(
        f"一、部门概况\n资金用于{name}：食堂改造、图书室新建。\n二、存在的问题\n无。\n"
    )
    assert [f for f in found if f.class_ == "COUNT"] == []


OTHER_KINDS = [
    "临溪县柳林乡2023年“三公”经费决算情况说明\n2023年“三公”经费支出9万元。",
    "临溪县柳林乡人民政府2023年部门预算公开说明\n2023年支出预算900万元。",
]


@pytest.mark.parametrize("text", OTHER_KINDS)
def test_another_kind_of_text_is_called_what_it_is(text):
    (finding,) = [f for f in examined(text) if f.class_ == "MISSING"]
    assert finding.severity is Severity.HINT
    assert "不是自评报告" in finding.message


def test_a_report_without_heads_is_told_so():
    text = "临溪县柳林乡2023年度部门整体支出绩效自评报告\n2023年会议费4万元，比上年减少1万元，下降20%。"
    (finding,) = [f for f in examined(text) if f.expected == "自评报告的章节"]
    assert finding.severity is Severity.HINT


ONE_SLIP = [
    "全年预算2000万元，实际支出1900万元，预算完成率105%。",
    "2023年国有资产经营预算财政拨款支出0万元。",
    "全乡共有干部50人，其中行政编制20人、参公编制10人、事业编制18人。",
]


@pytest.mark.parametrize("text", ONE_SLIP)
def test_one_slip_is_told_once(text):
    title = "临溪县柳林乡2023年度部门整体支出绩效自评报告\n一、部门概况\n"
    found = [f for f in examined(title + text) if f.spot.paragraph == 2 and f.class_ != "MISSING"]
    assert len(found) == 1


OWN_OUTLINE = (
    "2023年度清溪县槐荫乡人民政府部门整体支出绩效自评报告\n一、基本情况\n全乡编制60名，在职58人。\n"
    "二、钱从哪里来，花到哪里去\n全年支出820.00万元，其中基本支出610.00万元，项目支出210.00万元。\n"
)


def missing(text):
    return [f for f in examined(text) if f.class_ == "MISSING" and f.severity is not Severity.HINT]


def test_a_report_with_chapters_of_its_own_does_not_break_off_where_they_end():
    assert (
        missing(f"{OWN_OUTLINE}三、打分\n按表打分，得95分，等级为优，扣5分是因为水渠晚完工。\n")
        == []
    )


def test_such_a_report_that_ends_within_a_sentence_breaks_off():
    assert [f.expected for f in missing(f"{OWN_OUTLINE}三、打分\n按表打分，得")] == ["后面的各章"]


CHAPTERS = (
    "2023年度清溪县槐荫乡人民政府部门整体支出绩效自评报告\n一、部门概况\n全乡编制60名，在职58人。\n"
    "二、一般公共预算支出情况\n基本支出610.00万元，项目支出210.00万元，“三公”经费4.00万元。\n"
    "三、政府性基金预算支出情况\n无。\n四、绩效情况\n自评得95分，等级为优。\n五、存在的问题\n"
)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        ("水渠晚完工。2024年将把招标提前到3月。", []),
        ("水渠晚完工。建议县里提前下达资金。", []),
        ("水渠晚完工。", ["下一步改进措施"]),
    ],
)
def test_what_a_chapter_is_for_may_stand_in_a_sentence(last, expected):
    assert [f.expected for f in missing(CHAPTERS + last)] == expected


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("无征地协调难", "无征地协调难"),
        ("暂无拆迁经费不足，工期顺延", "暂无拆迁经费不足"),
        ("无新增车辆，维修减少", ""),
        ("无力承办大型会议", ""),
        ("无重大活动", ""),
        ("征地协调难", ""),
    ],
)
def test_none_that_was_left_before_a_reason_is_asked_after(said, asked):
    text = f"公务接待费支出2.10万元，比上年增加0.40万元，主要原因是{said}。"
    found = [x for x in proofread(SourceText.from_string(text)) if x.class_ == "TEMPLATE_LEFTOVER"]
    assert [x.message.split("”")[0].strip("“") for x in found] == [asked][: bool(asked)]


def test_a_report_of_another_outline_need_not_have_its_chapters() -> None:
    text = (
        "2023年度清溪县槐荫乡人民政府部门整体支出绩效自评报告\n一、主要职能和机构\n负责全乡的公共服务。\n"
        "二、资金使用情况\n全年支出820.00万元。\n三、绩效目标完成情况\n按表打分，得95分，等级为优。\n"
        "四、存在的问题\n水渠晚完工。\n五、下一步改进措施\n招标提前到3月。\n"
    )
    assert missing(text) == []


def test_the_public_expenses_are_told_by_any_of_them() -> None:
    chapters = "".join(
        f"{number}、{title}\n{words}\n"
        for number, title, words in (
            ("一", "部门概况", "全乡编制60名，在职58人。"),
            (
                "二",
                "一般公共预算支出情况",
                "基本支出610.00万元，项目支出210.00万元。公务接待费0.84万元，没有公车。",
            ),
            ("三", "政府性基金预算支出情况", "无。"),
            ("四", "国有资本经营预算支出情况", "无。"),
            ("五", "部门整体支出绩效情况", "自评得95分，等级为优。"),
            ("六", "存在的问题", "水渠晚完工。"),
            ("七", "下一步改进措施", "招标提前到3月。"),
        )
    )
    title = "2023年度清溪县槐荫乡人民政府部门整体支出绩效自评报告\n"
    assert missing(title + chapters) == []
    without = chapters.replace("公务接待费0.84万元，没有公车。", "")
    assert [f.expected for f in missing(title + without)] == ["“三公”经费"]
