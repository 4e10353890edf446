"""Counts, points, budgets in their stages and small tables: right wordings beside the same with one slip."""

import pytest

from pingkou_gui.text.lexing.printed_points import scored_items
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine, proofread

HEAD = "安溪县竹坪乡人民政府2023年度部门整体支出绩效自评报告\n一、基本情况\n"
CLASSES = {"PCT", "SUM", "UNIT", "POINTS", "DIRECTION", "CONTRADICTION", "DIGIT_DROP", "COUNT"}
CASES = [
    ("编制30名，其中行政编制12名、事业编制18名。", []),
    ("编制30名，其中行政编制12名、事业编制17名。", [("COUNT", "29")]),
    ("编制30名，实有31人，超编1人。", []),
    ("编制30名，实有29人，空编1人。", []),
    ("编制30名，实有29人，超编1人。", [("CONTRADICTION", "空编1名")]),
    ("年末在职31人，比上年29人增加2人。", []),
    ("年末在职31人，比上年29人增加3人。", [("SUM", "2")]),
    ("年末在职31人，比上年29人减少2人。", [("DIRECTION", "增加")]),
    ("全乡辖12个村、3个社区，共15个村（社区）。", []),
    ("全乡辖12个村、3个社区，共16个村（社区）。", [("COUNT", "15个")]),
    ("内设3个办公室：党政办、经发办、财政所。", []),
    ("内设4个办公室：党政办、经发办、财政所。", [("COUNT", "3")]),
    ("实施项目3个，其中新建1个、续建2个。", []),
    ("实施项目3个，其中新建1个、续建1个。", [("COUNT", "2个")]),
    ("实施项目3个，其中新建1个。", []),
    ("自评得分95分，其中投入15分，过程30分，产出25分，效果25分，因进度慢扣5分。", []),
    (
        "自评得分95分，其中投入15分，过程30分，产出25分，效果24分，因进度慢扣5分。",
        [("POINTS", "99分")],
    ),
    ("自评得分95分，等级为优，扣5分的原因是进度慢。", []),
    ("自评得分95分，等级为良，扣5分的原因是进度慢。", [("POINTS", "优")]),
    ("自评得分89分，等级为优，扣11分的原因是进度慢。", [("POINTS", "良")]),
    ("自评得分90分，等级为优，扣10分的原因是进度慢。", []),
    ("预算执行率指标10分，执行率98.5%，得9.85分。", []),
    ("预算执行率指标10分，执行率98.5%，得9.58分。", [("POINTS", "9.85")]),
    ("年初预算50.00万元，追加10.00万元，全年预算60.00万元，支出57.00万元，结余3.00万元。", []),
    (
        "年初预算50.00万元，追加10.00万元，全年预算61.00万元，支出57.00万元，结余4.00万元。",
        [("SUM", "51.00或11.00或60.00")],
    ),
    ("年初预算50.00万元，调减10.00万元，全年预算40.00万元。", []),
    ("年初结转5.00万元，本年收入60.00万元，本年支出62.00万元，年末结转3.00万元。", []),
    (
        "年初结转5.00万元，本年收入60.00万元，本年支出62.00万元，年末结转2.00万元。",
        [("SUM", "63.00")],
    ),
    ("发放补助80户，每户500元，共计4万元。", []),
    ("发放补助80户，每户500元，共计5万元。", [("SUM", "4万元")]),
    ("计划修路8公里，完成8公里，完成率100%。", []),
    ("计划修路8公里，完成6公里，完成率75%。", []),
    ("计划修路8公里，完成6公里，完成率57%。", [("PCT", "75%")]),
    ("计划修路8公里，完成6公里，完成率100%。", [("PCT", "75%")]),
    ("满意度95%，问卷100份，满意95份。", []),
    (
        "项目 | 上年 | 本年 | 增减\n接待费 | 3.00 | 2.00 | -1.00\n用车费 | 4.00 | 5.00 | 1.00\n合计 | 7.00 | 7.00 | 0.00",
        [],
    ),
    (
        "项目 | 上年 | 本年 | 增减\n接待费 | 3.00 | 2.00 | -1.00\n用车费 | 4.00 | 5.00 | 1.00\n合计 | 7.00 | 8.00 | 1.00",
        [("SUM", "7.00")],
    ),
    (
        "项目 | 预算 | 决算 | 执行率\n接待费 | 3.00 | 2.40 | 80%\n用车费 | 4.00 | 4.00 | 100%\n合计 | 7.00 | 6.40 | 91.43%",
        [],
    ),
    (
        "项目 | 预算 | 决算 | 执行率\n接待费 | 3.00 | 2.40 | 88%\n用车费 | 4.00 | 4.00 | 100%\n合计 | 7.00 | 6.40 | 91.43%",
        [("PCT", "80%")],
    ),
    (
        "项目 | 预算 | 决算 | 执行率\n接待费 | 3.00 | 2.40 | 80%\n用车费 | 4.00 | 4.00 | 100%\n合计 | 7.00 | 6.40 | 94.13%",
        [("PCT", "91.43%")],
    ),
]


@pytest.mark.parametrize(("text", "right"), CASES)
def test_one_slip_is_told_and_the_right_wording_beside_it_is_not(text, right):
    found = examine(SourceText.from_string(HEAD + text))
    assert [(f.class_, f.expected) for f in found if f.class_ in CLASSES] == right


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ("参加技能培训80人、参加学历提升50人", 0),
        ("农村户籍80人、城镇户籍50人", 1),
    ],
)
def test_what_several_do_at_once_is_not_added_up(parts, told):
    text = f"2023年度绩效自评报告\n全镇在册护林员100人，其中{parts}。"
    found = [f for f in proofread(SourceText.from_string(text)) if f.expected == "130"]
    assert len(found) == told


@pytest.mark.parametrize(("letters", "items"), [(77, 1), (78, 0)])
def test_a_score_stands_at_most_eighty_characters_behind_its_points(letters, items):
    text = f"产出指标50分，{'修' * letters}，得46分。"  # two commas and 得 stand there too
    assert len(scored_items(text)) == items


def test_points_without_a_score_do_not_keep_the_next_from_theirs():
    assert len(scored_items("社会效益10分。产出指标20分，得18分。")) == 1
