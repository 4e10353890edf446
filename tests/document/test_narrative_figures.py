"""A figure that the clerk writes in her own words is held against the figure of its field."""

import pytest

from pingkou_gui.document.review import review_report
from pingkou_gui.form.pages.overview import OverviewTexts
from pingkou_gui.paths import asset
from pingkou_gui.reopen import SAMPLE, read_record
from pingkou_gui.report.report import Draft
from pingkou_gui.scheme.scheme_reader import scheme_of


@pytest.fixture(scope="module")
def told_of():
    """What the review says of a sentence in the words of the sample."""
    record = read_record(asset(SAMPLE))
    scheme = scheme_of(record.scheme)
    known = {finding.key for finding in review_report(record.report, scheme)}

    def told(sentence):
        draft = Draft(record.report)
        draft.put(OverviewTexts.overall, f"2023年，全镇各项工作进展顺利。{sentence}")
        found = review_report(record.report.apply(draft.change), scheme)
        return [finding for finding in found if finding.key not in known]

    return told


@pytest.mark.parametrize(
    "sentence",
    [
        "“三公”经费支出29.35万元。",
        "“三公”经费共计29.35万元。",
        "“三公”经费全年29.35万元。",
        "三公经费实际支出29.35万元，控制较好。",
        "今年“三公”经费29.35万元。",
        "项目支出全年实际支出274.33万元。",
        "在职人员81人。",
        "公务接待费12.34万元。",
        "全镇自评得分91分。",
        "预算执行率88.5%。",
        "整体支出预算执行率达到88.5%。",
    ],
)
def test_a_figure_that_is_not_that_of_its_field_is_told_once_at_its_own_place(told_of, sentence):
    (found,) = told_of(sentence)
    assert found.places[0] == OverviewTexts.overall.at()
    assert len(found.message) <= 35
    assert " / " not in found.message


@pytest.mark.parametrize(
    "sentence",
    [
        "“三公”经费支出29.09万元。",
        "项目支出567.54万元。",
        "在职人员91人。",
        "自评得分99.67分。",
        "全年预算执行率为99.95%。",
    ],
)
def test_a_figure_that_agrees_with_its_field_is_left_alone(told_of, sentence):
    assert told_of(sentence) == []
