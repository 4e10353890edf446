"""Whatever is read: a proposal or one clear sentence, never a fault of the program."""

import random

import pytest
from last_report_own_prose import text_of, written

from pingkou_gui.errors import UnusableFileError
from pingkou_gui.importers.last_report import read_report
from pingkou_gui.report.proposal import accept
from pingkou_gui.report.report import Draft, Report
from pingkou_gui.text.lines.source import SourceText

SCRAPS = (
    "万元",
    "，比上年",
    "减少",
    "其中：",
    "、",
    "。",
    "（",
    "一、",
    "\n",
    "\t",
    "99999999999999999999",
    "0",
    "-3",
    "无",
    "2023年",
    "个，分别是",
    "原因是",
    "%",
    "\x00",
    "😀",
)


def broken(seed):
    """A report with pieces cut out, doubled and thrown in."""
    rng = random.Random(seed)
    text = text_of(written(seed))
    for _ in range(rng.randint(5, 60)):
        at = rng.randrange(len(text))
        to = min(at + rng.randint(0, 12), len(text))
        text = text[:at] + rng.choice(["", rng.choice(SCRAPS), text[at:to] * 2]) + text[to:]
    return text


@pytest.mark.parametrize("seed", range(40))
def test_a_broken_report_gives_a_proposal_that_can_be_taken_whole(seed):
    proposal = read_report(SourceText.from_string(broken(seed)), Report())
    draft = Draft(Report())
    accept(draft, proposal, proposal.items)
    assert len(Report().apply(draft.change).entries) == len(proposal.items)


@pytest.mark.parametrize(
    "text", ["", "无", "一、", "\t\t\n\t", "（一）", "1", "万元" * 2000, "三公经费" * 500]
)
def test_hardly_any_text_gives_hardly_anything(text):
    proposal = read_report(SourceText.from_string(text), Report())
    assert len(proposal.items) <= 1


def test_a_text_longer_than_any_report_is_refused_in_one_sentence():
    with pytest.raises(UnusableFileError, match="不像一份报告"):
        read_report(SourceText.from_string("会议费支出3万元。\n" * 20_000), Report())


def test_a_number_of_twenty_digits_is_listed_and_not_taken():
    text = "2023年度大坪乡人民政府部门整体支出绩效自评报告\n二、一般公共预算支出情况\n会议费支出99999999999999999999万元。"
    proposal = read_report(SourceText.from_string(text), Report())
    assert "conferences.meetings" not in {str(i.place) for i in proposal.items}
    assert any("99999" in u.text for u in proposal.unplaced)
