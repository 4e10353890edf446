"""What running text counts is as many as the rows of a table."""

import pytest

from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread

HEAD = "柳湾镇人民政府2023年度部门整体支出绩效自评报告\n\n"
SCHOOLS = "学校\t受益学生数（人）\t资金（万元）\n中心小学\t486\t48.60\n上寨完小\t215\t21.50\n下寨完小\t178\t17.80\n芒回教学点\t42\t4.20\n合计\t921\t92.10\n\n"
PROJECTS = "序号\t项目名称\t合计\n1\t专职队伍经费\t286.40\n2\t装备更新\t318.00\n3\t物资储备\t64.80\n4\t终端维护\t27.50\n合计\t\t696.70\n\n"


def told(text, kind="COUNT"):
    return [f.expected for f in proofread(SourceText.from_string(HEAD + text)) if f.class_ == kind]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (f"{SCHOOLS}本项目覆盖全镇5所小学（含教学点），资金全部用于食材。", ["4所"]),
        (f"{SCHOOLS}本项目覆盖全镇4所小学（含教学点），资金全部用于食材。", []),
        (f"{SCHOOLS}全县共有56所学校，本项目新建食堂2所。", []),
        (f"{SCHOOLS}本项目涉及3个村，资金全部用于食材。", []),
    ],
)
def test_bodies_are_as_many_as_their_rows(text, right):
    assert told(text) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (f"单位：万元\n{PROJECTS}预算50万元以上的项目4个，均已编制绩效目标。", ["3个"]),
        (f"单位：万元\n{PROJECTS}预算50万元以上的项目3个，均已编制绩效目标。", []),
        (f"单位：万元\n{PROJECTS}预算100万元以上的项目共2个，均已编制绩效目标。", []),
    ],
)
def test_projects_of_so_much_are_as_many_as_their_rows(text, right):
    assert told(text) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "对63座小（一）型、小（二）型水库等小型水库开展养护。\n\n65座小型水库全部落实管护主体。",
            ["63座"],
        ),
        ("新建公厕12座。\n\n21座公厕全部免费开放。", ["12座"]),
        ("全镇危桥32座，其中新修12座。32座危桥全部验收。", []),
    ],
)
def test_all_of_them_are_as_many_as_were_told(text, right):
    assert told(text, "CONTRADICTION") == right


ROW = "三级指标\t指标值\t实际完成值\t分值\t得分\n招生人数\t≥900人\t963人\t40\t40\n合格率\t≥95%\t96%\t60\t60"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("招收一年级新生936人，完成招生计划900人的104%。", ["936人"]),
        ("招收一年级新生963人，完成招生计划900人的107%。", []),
    ],
)
def test_of_text_and_table_the_one_that_other_numbers_speak_for_is_right(text, right):
    assert told(f"{text}\n\n{ROW}", "CONTRADICTION") == right


def numbered(*numbers):
    rows = "\n".join(
        f"{n}\t{name}渠道维修\t{10 + n}.40" for name, n in zip("甲乙丙丁戊", numbers, strict=False)
    )
    return f"单位：万元\n序号\t项目名称\t支出数\n{rows}\n\n"


@pytest.mark.parametrize(
    ("numbers", "right"),
    [
        ((1, 2, 3, 5, 6), ["补上4，或依次改号"]),
        ((1, 2, 5, 6), ["补上3、4，或依次改号"]),
        ((1, 2, 3, 4, 5), []),
        ((1, 2, 1, 2, 3), []),  # a table within the table
        ((1, 1, 2, 3), []),  # a number over two rows
        ((3, 4, 6, 7), []),  # some rows of a longer table
        ((1, 3, 6, 7, 8), []),
    ],
)
def test_rows_are_numbered_in_order(numbers, right):
    assert told(numbered(*numbers), "NUMBERING") == right
