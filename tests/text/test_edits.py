"""What mends a finding by one click changes what it says it changes, and nothing else."""

import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

import regression
from regression_prose import plain

from pingkou_gui.text.checks.language.check_wording import slips
from pingkou_gui.text.corrections import corrections
from pingkou_gui.text.lines.source import SourceText
from pingkou_gui.text.proofread import proofread
from pingkou_gui.text.reasoning.finding import LIKELY

BY_THE_LETTER = [slip for slip in slips() if slip.right is not None]
AROUND = ["", "全镇", "我镇认真组织，", "完成得好", "。", "3万元，"]


def is_a_line(text):
    """Whether words are one line without blanks to be filled in, of which more may become plain."""
    return len(text.splitlines()) == 1 and not set(text) & set("xX×＊*_○〇□■●<>…")


def shortest(pattern, text):
    """The slip in a text that a pattern finds, with no more around it than the pattern asks for."""
    start, end = pattern.search(text).span()
    parts = (text[s:e] for e in range(end, len(text) + 1) for s in range(start, -1, -1))
    return next(part for part in parts if pattern.search(part))


def lines_of(source):
    return [paragraph.text for paragraph in source.paragraphs]


def mended(lines, finding):
    """The lines with the edits of a finding made, the last one first."""
    lines = list(lines)
    for edit in sorted(finding.edits, key=lambda e: (e.span.paragraph, e.span.start), reverse=True):
        line = lines[edit.span.paragraph]
        lines[edit.span.paragraph] = line[: edit.span.start] + edit.text + line[edit.span.end :]
    return lines


def told(lines):
    """How many findings of each class there are: what they quote may have changed."""
    return Counter(f.class_ for f in proofread(SourceText.from_string("\n".join(lines))))


def check_every_mending(lines):
    source = SourceText.from_string("\n".join(lines))
    lines = lines_of(source)
    findings = proofread(source)
    before = Counter(finding.class_ for finding in findings)
    for finding in findings:
        if finding.edits:
            assert finding.spot.cover(finding.edits[0].span) == finding.spot
            after = told(mended(lines, finding))
            assert after[finding.class_] < before[finding.class_]
            assert not after - before
    return [finding for finding in findings if finding.edits]


@pytest.mark.parametrize("slip", BY_THE_LETTER, ids=lambda slip: slip.pattern.pattern[:16])
@settings(max_examples=12, deadline=None, derandomize=True)
@given(data=st.data())
def test_a_slip_mended_is_gone_and_leaves_no_other(slip, data):
    matched = shortest(slip.pattern, data.draw(st.from_regex(slip.pattern).filter(is_a_line)))
    unit = "万元" if matched[-1].isdigit() else ""  # a mended word makes it the amount it is
    words = data.draw(st.sampled_from(AROUND)) + matched + unit
    check_every_mending([words + data.draw(st.sampled_from(AROUND))])


@pytest.mark.parametrize("class_", sorted(regression.SLIPS))
def test_a_planted_slip_mended_is_gone_and_leaves_no_other(class_):
    for seed in range(3):
        planted = regression.plant(class_, seed)
        if planted is not None:
            check_every_mending([plain(line) for line in planted.paragraphs])


@pytest.mark.parametrize(
    ("wrong", "right", "deed"),
    [
        ("各站所联合,开展巡查60余次。", "各站所联合，开展巡查60余次。", "半角标点改为全角"),
        ("投资 300 万元(其中中央资金200万元)。", "投资 300 万元（其中中央资金200万元）。", "半角标点改为全角"),
        ("任务完成得好。。大家满意。", "任务完成得好。大家满意。", "“。。”改为“。”"),
        ("在职91人，比上年变动减少5人。", "在职91人，比上年减少5人。", "删去“变动”"),
        ("村里的的路修好了。", "村里的路修好了。", "“的的”改为“的”"),
        ("会议费用去3.4万元，比上年较少1.15万元。", "会议费用去3.4万元，比上年减少1.15万元。", "“较少”改为“减少”"),
        ("下达专项资全5笔。", "下达专项资金5笔。", "“专项资全”改为“专项资金”"),
        ("投资2..35亿元。", "投资2.35亿元。", "“..”改为“.”"),
    ],
)  # fmt: skip
def test_the_mending_does_what_it_says(wrong, right, deed):
    (finding,) = check_every_mending([wrong])
    assert mended([wrong], finding) == [right]
    assert finding.deed == deed


@pytest.mark.parametrize(
    "words", ["公务用车减增加3万元", "好，。大家", "2亿万元", "“三公”经费填上内容XX万元"]
)
def test_where_a_person_has_to_choose_nothing_is_put_in_its_place(words):
    found = proofread(SourceText.from_string(words))
    assert found
    assert not any(finding.edits for finding in found)


@pytest.mark.parametrize(
    "words",
    [
        "的的确确办了实事",
        "群众有的的确有困难",
        "更名为为民服务中心",
        "绝算不上先进",
        "自评的分数较高",
        "温和和善待人",
    ],
)
def test_a_word_that_only_looks_doubled_is_left_alone(words):
    assert proofread(SourceText.from_string(words)) == ()


@pytest.mark.parametrize(
    ("line", "right"),
    [
        (
            "基本支出80万元，上年100万元，比上年增长（下降）20%。",
            "基本支出80万元，上年100万元，比上年下降20%。",
        ),
        (
            "接待费20万元，上年25万元，较上年增加（减少）5万元，增长/下降20%。",
            "接待费20万元，上年25万元，较上年减少5万元，下降20%。",
        ),
        ("会议费减少2万元，增长（下降）8%。", "会议费减少2万元，下降8%。"),
        (
            "完成预算的98%，决算数（大于/小于/持平）预算数。",
            "完成预算的98%，决算数小于预算数。",
        ),
        (
            "完成预算的100%，决算数（大于/小于/持平）预算数。",
            "完成预算的100%，决算数与预算数持平。",
        ),
    ],
)
def test_a_choice_left_over_that_the_figures_decide_is_mended_by_one_click(line, right):
    source = SourceText.from_string(line)
    found = [f for f in proofread(source) if f.class_ == "TEMPLATE_LEFTOVER"]
    lines = lines_of(source)
    for finding in reversed(found):
        lines = mended(lines, finding)
    assert lines == [right]


@pytest.mark.parametrize(
    "line",
    [
        "基本支出80万元，上年100万元，比上年增长（下降）21%。",
        "接待费增加（减少）5万元，增长/下降20%。",
    ],
)
def test_a_choice_that_no_figure_decides_is_left_to_a_person(line):
    found = [f for f in proofread(SourceText.from_string(line)) if f.class_ == "TEMPLATE_LEFTOVER"]
    assert found
    assert not any(f.edits for f in found)


def test_a_choice_that_only_a_reason_speaks_for_is_offered_and_not_taken_by_itself():
    line = "决算数小于（大于）预算数的主要原因是压减了接待。"
    source = SourceText.from_string(line)
    (finding,) = [f for f in proofread(source) if f.class_ == "TEMPLATE_LEFTOVER"]
    assert mended(lines_of(source), finding) == ["决算数小于预算数的主要原因是压减了接待。"]
    assert finding.certainty == LIKELY
    assert not corrections(source, [finding])[finding].plain
