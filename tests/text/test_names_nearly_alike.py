"""Names that are another name of the text but for one letter."""

import pytest

from pingkou_gui.text.checks.language.check_names import radical_of
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import examine

HEAD = "临溪县柳林镇人民政府2023年度部门整体支出绩效自评报告\n一、基本情况\n"


def names(text):
    findings = examine(SourceText.from_string(HEAD + text))
    return [f.expected for f in findings if f.class_ == "NAME"]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("柳林镇辖栗子坳、黄泥塘、杉木3个村。\n粟子坳村新修水渠2公里。", "栗子坳村"),
        ("柳林镇辖栗子坳、黄泥塘、杉木3个村。\n栗子坳村新修水渠2公里。", None),
        ("柳林镇辖上马岭、下马岭、杉木3个村。\n上马岭村和下马岭村各修水渠2公里。", None),
        ("项目在岩屿村、杉木村、石塘村3个村实施。\n岩峪村管护经费没有来源。", "岩屿村"),
        ("项目在岩屿村、杉木村、石塘村3个村实施。\n邻镇的岩口村没有纳入。", None),
        ("柳林镇辖杉木一、杉木二、石塘3个村。\n杉木三村没有项目。", None),
    ],
)
def test_a_village_is_one_of_those_listed(text, right):
    assert names(text) == ([right] if right else [])


def test_a_project_is_spelt_in_the_text_as_in_its_table():
    rows = "项目名称\t预算数\t决算数\n沟渠清淤整治\t40.00\t38.20\n村道养护\t30.00\t30.00\n合计\t70.00\t68.20"
    assert names(f"{rows}\n沟渠清淤整治按期完工。") == []
    assert names(f"{rows}\n沟渠清於整治按期完工。") == ["沟渠清淤整治"]


def test_a_character_is_filed_under_its_radical():
    assert radical_of("屿") == radical_of("峪") == "山"
    assert radical_of("河") == "水"


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (["硬化通村路，其中岩角村段2公里。", "打朗村至岩脚村通组路完工。"], True),
        (["硬化通村路，其中岩角村段2公里。", "岩角村通组路完工。"], False),
        (["石桥村、石瞧村通组路完工。"], False),
        (["上坪村通组路完工。", "下坪村通组路完工。"], False),
        (["大湾村通组路完工。", "大塘村通组路完工。"], False),
        (["沙井驿镇支出12万元。", "沙井绎镇自评95分。"], True),
        (["全村受益。", "新建的水库。", "该村受益。", "修建水库。"], False),
    ],
)
def test_a_place_with_a_letter_typed_by_its_sound_is_asked(lines, asked):
    text = "\n".join(["2023年度清溪县水利局部门整体支出绩效自评报告", *lines])
    told = [f for f in examine(SourceText.from_string(text)) if f.class_ == "NAME"]
    assert bool(told) is asked


@pytest.mark.parametrize(
    ("second", "right"),
    [("麻西村的护坡因下沉返工。", "麻溪村"), ("麻东村的护坡因下沉返工。", None), ("麻溪村的护坡返工。", None)],
)  # fmt: skip
def test_a_letter_of_a_series_that_sounds_like_another_is_asked(second, right):
    first = "后扶资金投向两个村：黄荆村40万元，麻溪村36万元。"
    assert names(f"{first}\n{second}") == ([right] if right else [])


def test_the_villages_east_and_west_are_two():
    assert names("资金投向东坪村40万元。\n西坪村没有项目。") == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("林柳镇内设5个办公室，下设3个站所。\n柳林镇年末在职48人。", "柳林镇"),
        ("临县柳林镇人民政府对本报告负责。\n临溪县财政局已批复决算。", "临溪县"),
        ("柳子林镇有12个村。\n柳林镇年末在职48人。", "柳林镇"),
        ("柳林镇与邻近的柳镇共建护林队。", None),
        ("柳林镇党委高度重视。\n全镇有12个村，柳林镇年末在职48人。", None),
    ],
)
def test_a_place_in_the_name_of_the_unit_keeps_its_letters(text, right):
    assert (right in names(text)) if right else not names(text)


def test_the_office_of_the_unit_keeps_its_letters():
    title = "临溪县林业局2023年度部门整体支出绩效自评报告\n"
    lines = "县业林局有林场一个。\n县林业局年末在职48人。"
    found = examine(SourceText.from_string(title + lines))
    assert "林业局" in [f.expected for f in found if f.class_ == "NAME"]


def test_who_signs_is_the_unit_however_far_right_the_name_stands():
    text = "柳林镇2023年工作按计划完成。\n" + " " * 24
    assert names(text + "柳林镇人民政府") == []
    assert names(text + "柳临镇人民政府") == ["柳林镇人民政府"]
