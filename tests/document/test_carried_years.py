"""Carried words that still name last year."""

import pytest

from pingkou_gui.document.compose import compose
from pingkou_gui.document.review import review, stale_year_findings
from pingkou_gui.form.pages.overview import KeyWork
from pingkou_gui.form.pages.projects import Project
from pingkou_gui.paths import asset
from pingkou_gui.report.facts import Facts
from pingkou_gui.report.json_format import Record, from_json
from pingkou_gui.report.new_year import new_year
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import default_scheme


def carried(field, words):
    """Next year's report, with `words` carried over in the first row of a field."""
    record = from_json(asset("sample/pingkou-2023.json").read_text("utf-8"))
    draft = Draft(record.report)
    row = record.report.rows(field.section)[0]
    draft.type_in(field, words, row)
    return new_year(Record(record.report.apply(draft.change), record.scheme)).report, field.at(row)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (KeyWork.text, "群众文化活跃。2023年平口镇荣获益阳市文明镇。"),
        (KeyWork.text, "村道好走了，2023年村道加宽21公里。"),
        (KeyWork.text, "2023年8月开展志愿者表彰。"),
        (Project.name, "2023年度中央专项彩票公益金"),
    ],
)
def test_carried_words_that_tell_of_last_year_are_pointed_at(field, words):
    report, place = carried(field, words)
    assert place in {finding.places[0] for finding in stale_year_findings(report)}


@pytest.mark.parametrize(
    "words", ["比2023年多办3件实事。", "使用2023年结转资金。", "2015年以来连续评为先进。"]
)
def test_carried_words_that_look_back_on_purpose_are_left_alone(words):
    report, place = carried(KeyWork.text, words)
    assert place not in {finding.places[0] for finding in stale_year_findings(report)}


def test_a_year_is_told_once_a_field():
    report, place = carried(KeyWork.text, "2023年，全镇修路18公里。")
    found = review(compose(Facts(report, default_scheme()), draft=True), report)
    assert [f.places[0] for f in found].count(place) == 1


def test_words_looked_over_are_told_no_more():
    report, place = carried(Project.name, "2023年度中央专项彩票公益金")
    draft = Draft(report)
    draft.type_in(Project.name, "2023年度中央专项彩票公益金", place.row)
    changed = report.apply(draft.change)
    assert place not in {finding.places[0] for finding in stale_year_findings(changed)}
