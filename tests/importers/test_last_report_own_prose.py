"""The program reads what it has written itself; `own_prose.py` does so a thousand times."""

import pytest
from last_report_own_prose import alarms, differences, figures, read_back, text_of, written

from pingkou_gui.form.pages.overview import Duty, KeyWork
from pingkou_gui.form.pages.problems import Problem
from pingkou_gui.paths import asset
from pingkou_gui.report.json_format import from_json


@pytest.mark.parametrize("seed", range(24))
def test_a_generated_report_read_back_has_the_same_figures(seed):
    count, wrong, _ = differences(seed)
    assert wrong == []
    assert count > 15


@pytest.mark.parametrize("seed", range(36, 52))
def test_a_generated_report_gives_no_alarm(seed):
    assert alarms(seed) == []


def body(text):
    """The text without its attachments: what a clerk pastes."""
    return text.partition("\n附件：")[0]


@pytest.mark.parametrize("seed", range(24, 36))
def test_the_body_alone_gives_no_other_figure(seed):
    report = written(seed)
    said, (back, _) = figures(report), read_back(body(text_of(report)))
    assert {k: v for k, v in figures(back).items() if said.get(k) != v} == {
        k: "None" for k in figures(back) if figures(back)[k] == "None"
    }


def test_the_sample_read_back_has_its_texts():
    sample = from_json(asset("sample/pingkou-2023.json").read_text("utf-8")).report
    back, _ = read_back(text_of(sample))
    for section, field in ((Duty, Duty.text), (KeyWork, KeyWork.title), (KeyWork, KeyWork.text)):
        assert texts(back, section, field) == texts(sample, section, field)
    for field in (Problem.name, Problem.cause, Problem.measure, Problem.measure_detail):
        assert texts(back, Problem, field) == texts(sample, Problem, field)


def texts(report, section, field):
    found = [report[field.at(row)] for row in report.rows(section.key)]
    return [text.rstrip("。") for text in found if text]


def test_read_into_itself_nothing_is_new_and_nothing_differs_in_figures():
    from pingkou_gui.importers.last_report import read_report
    from pingkou_gui.report.proposal import State
    from pingkou_gui.text.source import SourceText

    report = written(3)
    proposal = read_report(SourceText.from_string(text_of(report)), report)
    rows = {item.place.row for item in proposal.ticked(report)}
    assert min(rows, default=0) >= 0
    numbers = [i for i in proposal.ticked(report) if not isinstance(i.value, str)]
    assert [i for i in numbers if i.state(report) is State.DIFFERS] == []
