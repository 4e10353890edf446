"""A scheme file with a fault is told by line, with what is wrong and how to mend it."""

from decimal import Decimal as D

import pytest

from pingkou_gui.scheme.scheme import SchemeError
from pingkou_gui.scheme.scheme_reader import (
    default_scheme,
    read_scheme,
    read_scheme_file,
    scheme_of,
)

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
        ('title = "部门概况"', 'title = "一、部门概况"', "带了编号", "由程序加"),
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


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("execution = 10", "execution = 10\nexecution = 20", "同一项写了两次"),
        ("[scoring]", "[scoring]\n[scoring]", "同一项写了两次"),
        ("execution = 10", "execution = {a = 1, a = 2}", "同一项写了两次"),
        ("execution = 10", "x = {a = 1}\nx.b = 2", "同一项写了两次"),
        ("execution = 10", "execution = 十", "等号后面的写法读不懂"),
        ("execution = 10", "execution 10", "写法读不懂"),
        ("execution = 10", "execution = 1 0", "写法读不懂"),
        ("execution = 10", 'execution = "10', "括号或引号没有写完"),
        ("execution = 10", "execution = '10", "括号或引号没有写完"),
        ("[scoring]", "[scoring", "括号或引号没有写完"),
        ("[[level]]", "[[level]", "括号或引号没有写完"),
        ("margins = [37, 35, 28, 26]", "margins = [37, 35, 28, 26", "括号或引号没有写完"),
    ],
)
def test_a_slip_of_writing_is_told_by_its_kind(old, new, what):
    (problem,) = faults(broken(old, new))
    assert problem.what == what
    assert 0 < problem.line <= GOOD.count("\n") + 3


def test_a_string_that_never_ends_is_told_at_the_last_line():
    text = broken('county = ""', 'county = """')
    (problem,) = faults(text)
    assert (problem.what, problem.line) == ("括号或引号没有写完", text.count("\n"))


def test_what_cannot_be_parsed_at_all_is_told_of_the_whole_file():
    (problem,) = faults("format = " + "1" * 9_000)
    assert (problem.line, problem.what) == (0, "内容不成样子")


def test_the_number_of_faults_is_told_where_there_are_two():
    with pytest.raises(SchemeError, match="（共2处）"):
        read_scheme(broken("execution = 10", "execution = 10\nx = 1\ny = 2"))
    with pytest.raises(SchemeError) as caught:
        read_scheme(broken("execution = 10", "execution = 10\nx = 1"))
    assert "共" not in str(caught.value)


def test_a_level_that_is_skipped_is_told_once():
    text = GOOD[: GOOD.index("[[outline]]")] + GOOD[GOOD.index("# ---- 常用语") :]
    rows = [
        (1, "overview"), (1, "general_budget"), (1, "performance"), (1, "problems"),
        (4, "measures"), (3, "application"), (3, "remarks"), (1, "state_capital"),
    ]  # fmt: skip
    parts = "".join(f'[[outline]]\nlevel = {n}\nkey = "{k}"\ntitle = "标题"\n' for n, k in rows)
    (problem,) = faults(text + parts)
    assert (problem.what, problem.line) == (
        "标题从第1级跳到第4级",
        line_of(text + parts, "level = 4"),
    )


def test_chapters_that_are_needed_are_named():
    text = broken('key = "problems"', 'key = "problem"')
    told = {problem.what for problem in faults(text)}
    assert {"程序不认识提纲项 problem", "提纲里缺少 problems"} <= told


def bands(*rows):
    parts = "".join(f'[[band]]\nname = "档"\nmost = {m}\nleast = {n}\n' for m, n in rows)
    start, end = GOOD.index("[[band]]"), GOOD.index("# ---- 核对的界限")
    return GOOD[:start] + parts + GOOD[end:]


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        (((100, 100), (100, 0)), "的下限不低于上限"),
        (((100, 60), (50, 0)), "不从 60 起"),
        (((90, 0),), "不从 100 起"),
        (((100, 60), (60, 20)), "百分之 20 以下没有档次"),
    ],
)
def test_bands_go_from_a_hundred_to_nought_without_gaps(rows, what):
    (problem,) = faults(bands(*rows))
    assert what in problem.what


def grades(*least):
    parts = "".join(f'[[grade]]\nname = "等"\nleast = {number}\n' for number in least)
    start, end = GOOD.index("[[grade]]"), GOOD.index("# 定性指标：")
    return GOOD[:start] + parts + GOOD[end:]


@pytest.mark.parametrize(
    ("least", "what"),
    [((90, 90, 0), "没有比上一等低"), ((90, 60), "60 分以下没有等级"), ((0, 0), "比上一等低")],
)
def test_grades_go_down_to_nought(least, what):
    (problem,) = faults(grades(*least))
    assert what in problem.what
    assert read_scheme(grades(90, 0)).grade(D("89.99")) == "等"


def with_steps(*steps, points=100, figure="execution_rate", more=""):
    rows = ", ".join(
        f"{{ points = {given} }}" if to is None else f"{{ to = {to}, points = {given} }}"
        for to, given in steps
    )
    return GOOD[: GOOD.index("[[common]]")] + (
        '[[common]]\nlevel1 = "过程"\nlevel2 = "执行"\nname = "甲"\n'
        f'points = {points}\nfigure = "{figure}"\nsteps = [{rows}]\n{more}'
    )


@pytest.mark.parametrize(
    "steps", [((1, 0), (2, 1)), ((1, 0), (None, 1)), ((-5, 100), (None, 0)), ((None, 3),)]
)
def test_steps_that_rise_are_taken(steps):
    (item,) = read_scheme(with_steps(*steps)).common
    assert item.steps == steps


@pytest.mark.parametrize(
    "steps", [((2, 0), (1, 1)), ((1, 0), (1, 1)), ((None, 0), (1, 1)), ((None, 0), (None, 1))]
)
def test_steps_that_do_not_rise_are_told(steps):
    assert [p.what for p in faults(with_steps(*steps))] == ["各档的 to 没有从小到大写"]


@pytest.mark.parametrize(
    ("more", "what"),
    [
        ("each = 1\n", "甲的扣分没有写全"),
        ("deduct = 1\n", "甲的扣分没有写全"),
        ("each = 0\ndeduct = 1\n", "甲的扣分没有写全"),
        ("each = 1\ndeduct = 1\n", ""),
        ("each = 0.01\ndeduct = 0\n", ""),
    ],
)
def test_a_deduction_says_for_how_much_and_how_much(more, what):
    text = with_steps((None, 1), more=more)
    assert [p.what for p in faults(text)] == [what] if what else read_scheme(text)


def test_a_figure_says_how_it_scores_by_steps_or_by_a_limit():
    assert [p.what for p in faults(with_steps())] == ["甲没有写怎样计分"]
    assert read_scheme(with_steps(more="limit = 0\n")).common[0].limit == 0
    (item,) = read_scheme(with_steps(figure="")).common
    assert (item.limit, item.steps, item.each, item.deduct) == (None, (), None, None)
    assert (item.at_least, item.none_is_full) == (False, False)


def test_common_indicators_come_to_a_hundred_and_may_be_none():
    (problem,) = faults(with_steps((None, 1), points=99))
    assert "分值合计是 99，不是 100" in problem.what
    assert read_scheme(GOOD[: GOOD.index("[[common]]")]).common == ()


def test_without_common_indicators_nothing_scores_by_them():
    text = broken("use_common = false", "use_common = true")
    assert read_scheme(text).use_common
    (problem,) = faults(text[: text.index("[[common]]")])
    assert "没有写共性指标" in problem.what


def test_a_first_level_written_twice_is_told_once():
    text = broken('name = "效益指标"', 'name = "产出 指标（30分）"')
    assert [p.what for p in faults(text)] == ["一级指标“产出”写了两次"]


def test_what_is_missing_is_told_with_the_line_to_add():
    first = '[[grade]]\nname = "优"\nleast = 90'
    (problem,) = (p for p in faults(broken(first, first[:-10])) if "least" in p.what)
    assert (problem.what, problem.remedy) == ("“grade”里缺少 least", "补上一行 least = 1")
    (problem,) = faults(broken('version = "2024.1"\n', ""))
    assert (problem.what, problem.remedy) == ("缺少 version", '补上一行 version = "2024.1"')


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("{year}{unit}{", "花括号不成对"),
        ("{year}{unit}}", "花括号不成对"),
        ("{year}{unit}{town}", "{town} 程序不认识"),
    ],
)
def test_braces_of_a_title_are_looked_at(title, what):
    old = "{year}年度{unit}部门整体支出绩效自评报告"
    (problem,) = faults(broken(old, title))
    assert what in problem.what


def test_a_name_of_a_regulation_is_written_without_its_marks():
    (problem,) = faults(broken('name = "中华人民共和国预算法"', 'name = "《预算法》"'))
    assert "书名号" in problem.what


def test_words_that_stand_twice_in_a_list_are_named():
    (problem,) = faults(broken("units = []", 'units = ["甲镇", "乙镇", "丙镇", " 乙镇 "]'))
    assert problem.what == "units 里“乙镇”写了两次"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("units = []", 'units = "甲镇"', "units 应是一列文字"),
        ("units = []", 'units = ["甲镇", 1]', "units 应是一列文字"),
        ("units = []", 'units = ["甲镇", " "]', "units 是空的"),
        ("use_common = false", "use_common = 0", "use_common 只能写 true 或 false"),
        ('county = ""', "county = 1", "county 应是文字"),
    ],
)
def test_a_value_of_another_kind_is_told(old, new, what):
    assert what in [problem.what for problem in faults(broken(old, new))]


def test_small_tables_are_tables_each():
    text = broken("use_common = false", "use_common = false\ncommon = [1, { points = 100 }]")
    (problem,) = faults(text[: text.index("[[common]]")])
    assert problem.what == "common 应是几个小节"


def test_a_table_that_is_a_number_is_told():
    text = broken("use_common = false", "use_common = false\nscoring = 10")
    (problem,) = faults(text.replace("[scoring]\nexecution = 10\n", ""))
    assert (problem.what, problem.line) == ("scoring 应是一节", line_of(text, "scoring = 10"))
