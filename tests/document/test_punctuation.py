"""Punctuation in print: how typed text ends, and full-width marks in Chinese sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.document.punctuation import changes, closed_line, full_width, run_in

TAIL = "。；;，,、：:！!？?…. "


@pytest.mark.parametrize(
    ("line", "last", "said"),
    [
        ("主要做了以下工作：", False, "主要做了以下工作："),
        ("主要做了以下工作：", True, "主要做了以下工作。"),
        ("一是抓党建；", False, "一是抓党建；"),
        ("一是抓党建；", True, "一是抓党建。"),
        ("一是抓党建;", True, "一是抓党建。"),
        ("抓产业，", True, "抓产业。"),
        ("抓产业,", True, "抓产业。"),
        ("抓产业.", True, "抓产业。"),
        ("抓产业..", True, "抓产业。"),
        ("增长5%..", True, "增长5%。"),
        ("抓产业...", True, "抓产业..."),
        ("他说“干得好。”", True, "他说“干得好。”"),
        ("坚持“党建引领”", True, "坚持“党建引领”。"),
        ("按制度执行（见附件）", True, "按制度执行（见附件）。"),
        ("任务完成！", True, "任务完成！"),
        ("任务完成……", True, "任务完成……"),
        ("任务完成！！", True, "任务完成！！"),
        ("任务完成", True, "任务完成。"),
    ],
)
def test_a_line_ends_with_one_mark_and_the_right_one(line, last, said):
    assert closed_line(line, last=last) == said


@given(st.text(alphabet="工作。；，：！？…”）.,;: ", min_size=1))
def test_no_last_line_ends_with_two_marks(line):
    said = closed_line(line.strip(), last=True)
    if line.strip(TAIL + "”） "):
        assert said.rstrip("”）")[-1:] in "。！？…" or said.endswith(("。", "..."))
        assert not said.endswith(("：。", "，。", "；。", ";。", ",。"))


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("压减支出。；", "压减支出"),
        ("他说“干得好。”", "他说“干得好”"),
        ("厉行节约！", "厉行节约"),
        ("。", "。"),
    ],
)
def test_words_run_into_a_sentence_do_not_close_it(phrase, said):
    assert run_in(phrase, TAIL) == said


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('坚持"党建引领",他说:"干"!', "坚持“党建引领”，他说：“干”！"),
        ("增长5%,比上年多3人;", "增长5%，比上年多3人；"),
        ("兴产业，带动增收5%...", "兴产业，带动增收5%……"),
        ("编号1...5照旧", "编号1...5照旧"),
        ("由O'Neil公司评为'优秀'", "由O'Neil公司评为‘优秀’"),
        ('按A"B型标准评为"优秀"', '按A"B型标准评为“优秀”'),
        ("扩大到13亩...不止", "扩大到13亩……不止"),
        ("等等。。。", "等等……"),
        ("目标--全年开工", "目标——全年开工"),
        ("面积(m2)和(一)项", "面积（m2）和（一）项"),
        ("任务完成.我们继续", "任务完成。我们继续"),
        ("A:甲方", "A：甲方"),
        ("抓民生!!", "抓民生！！"),
        ("真的吗?!", "真的吗？！"),
        ("好…再看", "好……再看"),
        ("2023年度 高标准农田、水利设施 项目", "2023年度高标准农田、水利设施项目"),
        ("省级 / 市级", "省级 / 市级"),
    ],
)
def test_half_width_marks_of_a_chinese_sentence_are_set_full(typed, printed):
    assert full_width(typed) == printed
    assert full_width(printed) == printed


@pytest.mark.parametrize(
    "kept",
    [
        "投入1,234.56万元",
        "会议10:30开始",
        "会议10:30开始，12:00结束，材料寄li@a.cn",
        "比例为1:2",
        "网址http://www.a.gov.cn/x?a=1,b=2看",
        "邮箱zhang.san@a.cn",
        'It\'s "ok", fine.',
        '他说"好',
        "1.加强管理",
        "",
    ],
)
def test_figures_addresses_times_and_english_stay(kept):
    assert full_width(kept) == kept


@given(st.text())
def test_marks_set_full_once_are_set(text):
    assert full_width(full_width(text)) == full_width(text)
    assert full_width(text).count("\n") == text.count("\n")


def test_changes_are_told_line_by_line():
    assert list(changes('好\n坚持"甲"和\n1,2')) == [('坚持"甲"和', "坚持“甲”和")]
