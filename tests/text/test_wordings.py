"""Single sentences: what is wrong is told with its expected value, what is right is left alone."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import CHECKS, proofread
from pingkou_gui.text.reasoning.finding import Severity, as_json


def examine(text):
    return proofread(SourceText.from_string(text))


def told(text):
    return {(f.class_, f.expected) for f in examine(text) if f.severity is not Severity.HINT}


@pytest.mark.parametrize(
    ("text", "class_", "expected"),
    [
        ("2023年会议费支出4万元，比上年减少1万元，减少25%。", "PCT", "20%"),
        ("2023年培训费8万元，比上年10万元减少3万元。", "SUM", "2"),
        ("2023年公务接待费由上年的6万元增加到5万元，减少1万元。", "DIRECTION", "减少"),
        ("2023年培训费12万元，较上年减少2万元，下降20%。", "DIRECTION", "增加"),
        ("公务接待费年初预算40万元，决算30万元，完成预算的85%。", "PCT", "75%"),
        ("全年预算执行率96%，分值10分，得9分。", "POINTS", "9.6"),
        ("自评得分86分，评价等级为优。", "POINTS", "良"),
        ("核定编制数46人，年末实有在职人员50人，在职人员控制率106%。", "PCT", "108.7%"),
        ("全局设股室4个，分别是办公室、人事股、财务股。", "COUNT", "3"),
        ("2023年会议费2万元，比上年增加2万元，增长100%。", "ZERO_BASE", "上年为0，不写百分比"),
        ("（7）一、负责农村公路的日常养护。", "NUMBERING", "（7）"),
        ("2.（2）增强绩效理念。", "NUMBERING", "2."),
        ("（1）（1）增强绩效理念。\n（2）完善制度。", "NUMBERING", "（1）"),
        ("1.(1)增强绩效理念。\n2.(2)完善管理制度。", "NUMBERING", "1."),
        ("依据《项目支出绩效评价管理办法》（财预〔2020〕11号）自评。", "CITATION", "《项目支出绩效评价管理办法》（财预〔2020〕10号）"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_what_should_stand_there(text, class_, expected):
    assert (class_, expected) in told("2023年度清溪县水利局部门整体支出绩效自评报告\n" + text)


@pytest.mark.parametrize(
    "text",
    [
        "2023年人员经费40万元，比上年减少10万元，减少20%。",
        "培训费12万元，较上年增加2.55万元。",
        "公务接待费与去年同期10.10万元比增加了14.76万元,增加146%。",
        "会议费431万元，比上年累计支出433万元减少2万元。",
        "机关运行经费345万元，较上年减少16万元,较年初预算数减少4万元。",
        "因公出国（境）费0万元，与上年持平。",
        "基本支出１２．５万元，其中人员经费10万元，公用经费25000元。",
        "会议费由上年的3.2万元下降到1.6万元，减少1.6万元，降幅50%。",
        "公务用车购置及运行维护费26.27万元（其中购置费0万元，运行维护费26.27万元），比上年减少1.64万元。",
        "道路养护3万元，桥梁新建4万元，合计7万元，水渠清淤1万元，塘坝加固2万元，合计3万元。",
        "项目支出500万元，主要用于道路养护200万元、桥梁新建250万元等。",
        "我局内设股室3个：办公室、人事股、规划和财务股。",
        "各单位应如实填报绩效数据，本年未实施新的项目。",
        "（一）1.抓学习。2.抓纪律。\n（二）1.修路。2.引水。",
        "1.（1）抓学习；（2）抓纪律。\n2.（1）修路；（2）引水。",
        "1、2号楼完成修缮，一、二级公路日常养护。\n2、3个村通水。",
        "（一）3个村通了自来水。\n（二）2023年新建水池。",
        "预算绩效效益明显，以提高质量为目的的培训较少发生。",
    ],
)
def test_a_right_sentence_is_left_alone(text):
    assert told(text) == set()


def test_a_finding_as_json_has_its_keys():
    found = as_json(examine("会议费4万元，比上年减少1万元，减少25%。"))
    assert {"class", "severity", "where", "quote", "expected"} <= found[0].keys()


def test_a_remainder_of_a_cent_is_a_hint():
    text = "“三公”经费29.1万元，其中：因公出国（境）费0万元、公务接待费25.99万元、公务用车购置及运行维护费3.1万元。"
    assert [f.severity for f in examine(text)] == [Severity.HINT]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.body.__name__)
def test_a_check_says_what_should_hold_and_why(check):
    assert check.title
    assert check.ground
    assert check.classes


@pytest.mark.parametrize(
    "mark",
    [
        "一",
        "减少",
        "占",
        "（",
        "1",
        "编制数5人，",
        "7个机构分别是",
        "《",
        "包括",
        "X",
        " ",
        "的",
        "元",
    ],
)
def test_a_paragraph_of_thirty_thousand_characters_is_finished(mark):
    text = mark * (30_000 // len(mark))
    assert all(f.spot.end <= len(text) for f in examine(text))


def test_another_place_is_named_by_its_chapter_and_words_not_by_a_number():
    text = "一、部门概况\n（一）基本情况\n弘扬孟石源精神。\n二、存在的问题\n孟世源同志的事迹。"
    (message,) = (f.message for f in examine(text) if f.class_ == "NAME")
    assert "一（一）“弘扬孟石源精神。”一段" in message


@pytest.mark.parametrize(
    ("name", "told_"),
    [
        ("预算绩效管理条例", True),
        ("清溪县预算绩效管理办法", False),
        ("湖南省预算审查监督条例", False),
        ("中华人民共和国预算法", False),
        ("财政违法行为处罚处分条例", False),
    ],
)
def test_a_law_on_budgets_that_nobody_made_is_a_reminder(name, told_):
    found = examine(f"依据《{name}》开展自评。")
    assert [f.severity for f in found] == ([Severity.REMINDER] if told_ else [])


CHAPTERS = [
    "一、部门概况", "二、一般公共预算支出情况", "三、政府性基金预算支出情况", "四、国有资本经营预算支出情况",
    "五、社会保险基金预算支出情况", "六、部门整体支出绩效情况",
]  # fmt: skip


def test_a_chapter_left_out_is_named():
    text = "\n无。\n".join(c for c in CHAPTERS if not c.startswith("四"))
    (found,) = (f for f in examine(text) if f.class_ == "NUMBERING")
    assert "国有资本经营预算支出情况" in found.message
    assert found.expected == "四、"


def test_a_number_that_is_merely_wrong_names_no_chapter():
    text = "\n无。\n".join(CHAPTERS).replace("五、", "七、")
    assert "少了" not in "".join(f.message for f in examine(text))


@pytest.mark.parametrize("day", ["2022年3月15日", "填报日期：2022年3月15日"])
def test_a_date_before_the_year_is_told(day):
    title = "2023年度清溪县水利局部门整体支出绩效自评报告\n"
    assert told(title + day) == {("STALE_YEAR", "不早于2023年")}
    assert told(title + day.replace("2022", "2024")) == set()
