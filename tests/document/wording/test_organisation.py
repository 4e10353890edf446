"""Offices, people, duties."""

from pingkou_gui.document.chapters_unit import organisation, staff
from pingkou_gui.document.phrases import words


def office(name="", kind=""):
    return {"name": name, "kind": kind}


def test_offices_are_counted_by_kind(facts_of):
    rows = [
        office("办公室", "党政机构"),
        office("财政所", "党政机构"),
        office("服务站", "事业单位"),
    ]
    f = facts_of(unit__short_name="我乡", staff__rank="正股级", organisation=rows)
    assert words(organisation(f)) == (
        "根据机构编制批复，我乡内设党政机构2个，分别是办公室、财政所；事业单位1个，即服务站；机构规格为正股级。"
    )


def test_an_office_without_kind_or_name_is_called_for(facts_of):
    f = facts_of(unit__short_name="我乡", organisation=[office("办公室"), office(kind="事业单位")])
    said = words(organisation(f))
    assert "办公室【待填：机构类别】" in said
    assert "事业单位1个，即【待填：机构名称】" in said


def test_people_stand_to_last_year_and_to_the_posts(facts_of):
    f = facts_of(
        unit__short_name="我镇",
        unit__year="2023",
        staff__establishment="46",
        staff__headcount="50",
        staff__headcount_last="48",
        staff__headcount_reason="招录2人",
    )
    assert words(staff(f)) == (
        "我镇核定编制46名，2023年末实有在职人员50人，比上年末增加2人，主要原因是招录2人；在职人员控制率108.70%。"
    )


def test_the_same_people_need_no_reason(facts_of):
    f = facts_of(staff__headcount="50", staff__headcount_last="50")
    assert "50人，与上年末持平。" in words(staff(f))


def test_unknown_people_are_compared_with_nobody(facts_of):
    f = facts_of(staff__headcount_last="50")
    assert "上年末" not in words(staff(f))
