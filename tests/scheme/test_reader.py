"""A scheme file with a fault is told by line, with what is wrong and how to mend it."""

from decimal import Decimal as D

import pytest

from pingkou_gui.scheme.problem import SchemeError
from pingkou_gui.scheme.reader import default_scheme, read_scheme, read_scheme_file, scheme_of

GOOD = default_scheme().text


def line_of(text, words, nth=1):
    lines = [number for number, line in enumerate(text.split("\n"), 1) if words in line]
    return lines[nth - 1]


def faults(text):
    with pytest.raises(SchemeError) as caught:
        read_scheme(text, "某县.toml")
    return caught.value.problems


def broken(old, new):
    """The default with one thing changed, which must be there."""
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_a_report_without_a_scheme_has_the_default_one():
    assert scheme_of("") is default_scheme()
    assert scheme_of(GOOD).name == default_scheme().name


def test_a_scheme_keeps_the_text_it_was_read_from():
    assert read_scheme(GOOD).text == GOOD


def test_a_file_with_a_mark_at_its_beginning_and_windows_lines_is_read(tmp_path):
    path = tmp_path / "县.toml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_scheme_file(path).levels == default_scheme().levels


def test_a_message_names_the_file_the_line_the_fault_and_the_remedy():
    text = broken("points = 50", "points = 45")
    with pytest.raises(SchemeError) as caught:
        read_scheme(text, "某县.toml")
    assert str(caught.value) == (
        f"方案文件 某县.toml 不能用，第{line_of(text, '[[level]]')}行："
        "分值合计是 10 + 45 + 30 + 10 = 95，不是 100。调整各级的 points"
    )


@pytest.mark.parametrize(
    ("old", "new", "what", "remedy"),
    [
        ("points = 50", "point = 50", "没有 point 这一项", "是不是 points"),
        ("points = 50", "points = true", "应是数字", "不带引号"),
        ("points = 50", 'points = "50"', "应是数字", "不带引号"),
        ("points = 50", "points = nan", "不是一个数", "points = 10"),
        ("points = 50", "points = 500", "超出范围", "0 到 100"),
        ("points = 50", "points = 50.001", "小数太长", "两位小数"),
        ("least = 80\n\n[[grade]]", "least = 95\n\n[[grade]]", "没有比上一等低", "小于 90"),
        ("most = 80", "most = 75", "不从 80 起", "most = 80"),
        ('key = "overview.duties"', 'key = "overview.dutys"', "不认识", "overview.duties"),
        ('key = "overview.duties"', 'key = "overview.staff"', "写了两次", "删去"),
        ('title = "部门概况"', 'title = "一、部门概况"', "带了序号", "由程序编"),
        ('title = "部门概况"', 'title = ""', "是空的", "写上文字"),
        ('level = 2\nkey = "overview.b', 'level = 3\nkey = "overview.b', "跳到", "低一级"),
        ("execution_low = 80", "execution_low = 180", "超出范围", "0 到 100"),
        ("execution_low = 80", "execution_lo = 80", "没有 execution_lo", "execution_low"),
        ("{year}年度{unit}", "{year}年度", "缺少 {unit}", "写 {unit}"),
        ("{year}年度{unit}", "{year}年度{unit}{town}", "{town}", "只能用"),
        ("margins = [37,", "margins = [370,", "超出范围", "10 到 60"),
        ("margins = [37, 35,", "margins = [37,", "四个数", "上、下、左、右"),
        ("sealed = false", 'sealed = "否"', "true 或 false", "sealed = true"),
        ("units = []", 'units = ["甲镇", "甲镇"]', "写了两次", "删去"),
        ("units = []", "units = [1]", "一列文字", '["一", "二"]'),
        ('deadline = ""', 'deadline = "三月底"', "不是日期", "2024-03-31"),
        ('figure = "staff_control_rate"', 'figure = "staff"', "没有 staff 这个数", "之一"),
        ('wrong = ["预算绩效', 'wrong = ["预算", "预算绩效', "正确名称", "删去"),
    ],
)
def test_a_fault_stands_at_its_line_with_its_remedy(old, new, what, remedy):
    text = broken(old, new)
    changed = next(
        n
        for n, (a, b) in enumerate(zip(GOOD.split("\n"), text.split("\n"), strict=True), 1)
        if a != b
    )
    found = [p for p in faults(text) if what in p.what and remedy in p.remedy]
    assert changed in [p.line for p in found]


def test_all_faults_are_told_at_once_in_the_order_of_the_lines():
    text = broken("points = 50", "points = x").replace("points = x", 'points = "x"')
    text = text.replace("sealed = false", "sealed = 1").replace('name = "优"', 'name = ""')
    lines = [p.line for p in faults(text)]
    assert lines == sorted(lines)
    assert {line_of(text, 'points = "x"'), line_of(text, "sealed"), line_of(text, 'name = ""')} <= {
        *lines
    }


def test_a_file_that_is_no_toml_is_told_by_line():
    text = broken('name = "产出指标"', "name = “产出指标”")
    assert [p.line for p in faults(text)] == [line_of(text, "“产出指标”")]


def test_a_key_written_twice_is_told_by_line():
    text = broken("execution = 10", "execution = 10\nexecution = 20")
    (problem,) = faults(text)
    assert (problem.line, problem.what) == (line_of(text, "execution = 20"), "同一项写了两次")


def test_a_file_of_a_newer_program_is_told_as_such():
    (problem,) = faults(broken("format = 1", "format = 2"))
    assert "更新版本" in problem.what


def test_missing_tables_are_named():
    words = " ".join(p.what for p in faults('format = 1\nname = "甲"\nversion = "1"\n'))
    assert all(key in words for key in ("titles", "level", "grade", "band", "outline"))


def test_a_threshold_that_an_older_file_does_not_know_is_as_usual():
    scheme = read_scheme(broken("change_needs_reason = 30\n", ""))
    assert scheme.threshold("change_needs_reason") == D(30)


def test_a_date_may_be_written_without_quotes():
    scheme = read_scheme(broken('deadline = ""', "deadline = 2024-03-31"))
    assert scheme.deadline == "2024-03-31"
