"""Posts by their kind, people who retired and people without a post: read, or listed as left out."""

import pytest

from pingkou_gui.form.pages.overview import Staff, Unit
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.text.lines.source import SourceText

HEAD = "云岭县大坪乡2024年度部门整体支出绩效自评报告\n一、部门概况\n（一）基本情况\n"
FIELDS = {
    "posts": Staff.establishment,
    "civil": Staff.civil_posts,
    "institution": Staff.institution_posts,
    "people": Staff.headcount,
    "retired": Staff.retired,
    "contract": Staff.contract_staff,
}


def told(text):
    """What is proposed without a doubt, what with one, and what is listed."""
    proposal = read_report(SourceText.from_string(HEAD + text, "报告.txt"), Report())
    items = {item.place: item for item in proposal.items}
    known = {n: items[f.at()] for n, f in FIELDS.items() if f.at() in items}
    sure = {name: item.value for name, item in known.items() if not item.doubt}
    unsure = {name: item.value for name, item in known.items() if item.doubt}
    return sure, unsure, [left.text for left in proposal.unplaced]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "我乡核定编制81名（其中行政编制33名、事业编制48名），2024年末实有在职人员77人；另有离退休人员14人、编外人员6人。",
            {
                "posts": 81,
                "civil": 33,
                "institution": 48,
                "people": 77,
                "retired": 14,
                "contract": 6,
            },
        ),
        ("编制81名，其中：行政33名，事业48名。", {"posts": 81, "civil": 33, "institution": 48}),
        (
            "人员编制81人，其中行政编制人数33人、事业编制人数48人。",
            {"posts": 81, "civil": 33, "institution": 48},
        ),
        ("核定编制81名（均为事业编制）。", {"posts": 81, "institution": 81}),
        ("核定编制29名，全部为行政编制。", {"posts": 29, "civil": 29}),
    ],
)
def test_counts_of_each_kind_are_read(text, expected):
    sure, unsure, left = told(text)
    assert (sure, unsure, left) == (expected, {}, [])


def test_kinds_without_a_whole_are_added_up_in_doubt():
    sure, unsure, _ = told("我乡核定行政编制33名，事业编制48名。")
    assert sure == {"civil": 33, "institution": 48}
    assert unsure == {"posts": 81}


def test_the_retired_alone_and_one_kind_of_helper_are_in_doubt():
    _, unsure, _ = told("核定编制81名，退休人员12人，临聘人员5人。")
    assert unsure == {"retired": 12, "contract": 5}


def test_a_kind_that_has_no_field_is_listed():
    sure, _, left = told("核定编制81名，其中行政编制33名、事业编制46名、工勤编制2名。")
    assert sure == {"posts": 81, "civil": 33, "institution": 46}
    assert left == ["工勤编制2名"]


def test_what_is_this_years_only_is_listed_with_its_reason_for_the_next_year():
    draft = Draft(Report())
    draft.type_in(Unit.year, "2025")
    text = f"{HEAD}核定编制81名，另有离退休人员14人。公务接待41批次。"
    source = SourceText.from_string(text, "报告.txt")
    proposal = read_report(source, Report().apply(draft.change))
    assert Staff.retired.at() not in {item.place for item in proposal.items}
    told = {left.text: left.why for left in proposal.unplaced}
    assert told["离退休人员 14人"] == "是上年的数，本年的填在“离退休人员”里"
    assert told["公务接待批次 41批次"] == "是上年的数，本年的填在“公务接待批次”里"


def test_people_of_another_matter_are_not_the_units_own():
    sure, unsure, _ = told("全乡走访慰问退休军人12人，培训编外辅导员9人。")
    assert (sure, unsure) == ({}, {})


def test_posts_of_both_kinds_are_read_behind_the_year() -> None:
    sure, unsure, _ = told("2024年我单位共有行政编制24个，事业编制41个，2024年末实有在职人员60人。")
    assert sure == {"civil": 24, "institution": 41, "people": 60}
    assert unsure == {"posts": 65}


def test_staff_that_is_a_part_of_more_staff_is_in_doubt() -> None:
    text = "2024年末在职职工864人，其中在编人员412人、聘用人员452人。"
    proposal = read_report(SourceText.from_string(HEAD + text, "报告.txt"), Report())
    people = next(item for item in proposal.items if item.place == Staff.headcount.at())
    assert people.doubt == "这是“在职职工864人”中的一项，核对填哪一个数"
