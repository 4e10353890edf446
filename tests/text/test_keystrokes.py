"""Characters lost, changed about or typed too often are asked about; right clauses are left alone."""

from __future__ import annotations

import pytest

from pingkou_gui.text.lines.source import Paragraph, SourceText
from pingkou_gui.text.proofread import proofread

REST = "本镇全年工作平稳，各项任务按期完成。"


def asked(*lines: str) -> list[str]:
    """Return what the lines would read if all that is asked about were mended."""
    source = SourceText(tuple(Paragraph(line, f"段{at}") for at, line in enumerate(lines, 1)))
    return [f.message for f in proofread(source) if f.class_ == "TYPO"]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("村里新建了一处养老务服点，老人就近吃饭。", "养老服务点"),
        ("各村开展了垃圾类分工作。", "垃圾分类"),
        ("河道整治提前工完，群众出行方便。", "提前完工"),
    ],
)
def test_two_characters_changed_about_are_asked_about(line: str, meant: str) -> None:
    assert any(meant in message for message in asked(line, REST)), asked(line, REST)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("五、存的主要问题", "存在的主要问题"),
        ("加强预执行监控。", "预算执行"),
        ("绩效标完成情况见下表。", "绩效目标完成"),
        ("群众满度为九成以上。", "满意度"),
    ],
)
def test_a_lost_character_of_a_word_of_reports_is_asked_about(line: str, meant: str) -> None:
    assert any(meant in message for message in asked(line, REST)), asked(line, REST)


def test_a_lost_character_is_asked_about_where_the_text_prints_it_elsewhere() -> None:
    lines = ("安置点护栏维修由各组负责。", "安置点护栏维由各组出工出料。")
    assert any("护栏维修由各组" in message for message in asked(*lines, REST))


def test_a_name_changed_about_is_asked_about_where_the_text_prints_it_right() -> None:
    lines = ("石桥冲水库管护由镇里负责。", "石冲桥水库管护经费已到位。", "石桥冲水库管护人员三名。")
    assert any("石桥冲水库" in message for message in asked(*lines, REST))


def test_a_character_typed_too_much_is_asked_about() -> None:
    assert any("资金拨付" in message for message in asked("上级资金拨业付及时，没有滞留。", REST))


@pytest.mark.parametrize(
    "line",
    [
        "满意度调查发放问卷120份，满意118份，满意率98.33%。",
        "辖区新建人饮工程两处，群众用水有了保障。",
        "公务用车运行费支出3.20万元，公务用车运行维护费预算3.50万元。",
        "工作队由11支减为10支，人员随之精简。",
        "主要因公务接待减少，接待费下降。",
        "收、支预算总计各减少12.00万元。",
        "比上年末减少两人，上年末为四十人。",
        "办公用房面积没有超标，办公用纸比上年节约。",
        "专业技术岗56人，管理岗12人，工勤岗3人。",
    ],
)
def test_right_clauses_are_left_alone(line: str) -> None:
    assert not asked(line, REST)


def test_names_of_places_and_persons_are_left_alone() -> None:
    line = "湾塘冲村、岩板坡村和楠木坳村的渠道由王细花、刘石生负责看护。"
    assert not asked(line, REST)


def test_what_is_printed_twice_is_no_slip() -> None:
    assert not asked("本乡推行稻虾作共模式。", "稻虾作共模式带动了两个村。", REST)
