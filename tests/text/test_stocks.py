"""What there was, what came and what went, and what there is: people, vehicles, households, projects."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

HEAD = "河湾镇人民政府2024年度部门整体支出绩效自评报告\n\n"


def told(text, *classes):
    found = proofread(SourceText.from_string(HEAD + text))
    return [(f.class_, f.expected) for f in found if f.class_ in classes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年末在职人员50人，2024年考录3人、调入1人、调出2人、退休4人，2024年末在职人员为49人。", [("COUNT", "48人")]),
        ("2023年末在职人员50人，2024年考录3人、调入1人、调出2人、退休4人，2024年末在职人员为48人。", []),
        ("2023年末在职人员50人，2024年考录3人，借用2人、退休4人，2024年末在职人员为52人。", []),
        ("上年末实有66人，本年增加4人，年末62人。", [("DIRECTION", "减少4人")]),
        ("上年末实有66人，本年减少4人，年末62人。", []),
        ("年初实有人数58人，本年调入4人，年末61人。", [("COUNT", "62人")]),
        ("年初公务用车5辆，当年报废2辆、新购1辆，年末保有量5辆。", [("COUNT", "4辆")]),
        ("年末公务用车4辆，年初5辆，当年报废2辆、新购1辆。", []),
        ("上年底全乡特困供养88户，年内新增7户，退出11户，年末在册83户。", [("COUNT", "84户")]),
        ("年初计划5个项目，新增2个，年末完工6个。", []),
        ("年初公务用车8辆（其中轿车3辆），新购1辆，年末9辆。", []),
        ("年初58人，新增4人（含退役士兵2人），年末62人。", []),
        ("年末在职61人，比年初58人净增3人，其中调入4人、退休1人。", []),
    ],
)  # fmt: skip
def test_what_came_and_went_leads_from_the_beginning_to_the_end(text, expected):
    assert told(text, "SUM", "COUNT", "DIRECTION") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年计划实施项目23个，已完工17个，在建5个。", ["22个"]),
        ("全年计划实施项目23个，已完工17个，在建6个。", []),
        ("受理信访事项41件，已办结37件，正在办理5件。", ["42件"]),
        ("受理信访事项41件，已办结37件，其余4件正在办理。", []),
        ("排查隐患45处，当场整改30处，限期整改15处，尚未销号2处。", []),
        ("全年计划实施项目23个，主要是已完工的17个，在建5个。", []),
        ("全年计划实施项目23个，已完工8个，在建5个。", []),
    ],
)
def test_what_is_done_and_what_is_not_are_all_there_is(text, expected):
    assert [e for _, e in told(text, "COUNT")] == expected


def test_persons_who_came_and_persons_who_went_are_not_added_up():
    text = "青岩县石桥铺镇人民政府2023年度部门整体支出绩效自评报告\n年末实有76人，比上年减少3人，其中退休5人、新进2人。"
    found = proofread(SourceText.from_string(text))
    assert [f.message for f in found if f.class_ == "COUNT"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("编制30名，年末实有31人，超编2人。", "1人"),
        ("编制30名，年末实有31人，超编1人。", ""),
        ("核定编制30名，其中行政12名、事业18名，实有31人，其中事业超编2人、行政空编1人。", ""),
        ("年初预算50.00万元，追加10.00万元，全年预算60.00万元，支出57.00万元，结余2.00万元。", "3.00万元"),
        ("年初预算50.00万元，追加10.00万元，全年预算60.00万元，支出57.00万元，结余3.00万元。", ""),
        ("全年预算60.00万元，支出57.00万元，收回2.00万元，结余1.00万元。", ""),
    ],
)  # fmt: skip
def test_what_is_left_is_that_of_the_last_budget_named(text, expected):
    found = proofread(SourceText.from_string(f"石坪镇2023年度绩效自评报告\n\n{text}"))
    told = [f.expected for f in found if f.class_ in {"SUM", "COUNT", "CONTRADICTION"}]
    assert told == ([expected] if expected else [])


def test_what_an_error_tells_of_a_change_is_not_asked_again_of_its_base():
    text = "2023年度临溪县柳林乡人民政府部门整体支出绩效自评报告\n我乡核定编制62名，年末实有在职人员60人，比上年末增加4人，上年末为57人。"
    found = [
        f for f in proofread(SourceText.from_string(text)) if f.class_ in {"COUNT", "SUM", "PCT"}
    ]
    assert [f.expected for f in found] == ["3"]
