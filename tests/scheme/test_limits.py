"""Every range of a scheme file at its edges: the last value allowed, and the first refused."""

from decimal import Decimal as D

import pytest

from pingkou_gui.scheme.scheme import THRESHOLDS, PageHabits, SchemeError
from pingkou_gui.scheme.scheme_reader import FAULTS_MOST, LIST_MOST, default_scheme, read_scheme
from pingkou_gui.scheme.scheme_source import LARGEST, check_shape

GOOD = default_scheme().text
STEPS = '[[common]]\nname = "甲"\npoints = 5\nsteps = [{ to = 1, points = 1 }]\n'


def problems(text):
    try:
        read_scheme(text)
    except SchemeError as error:
        return error.problems
    return ()


def told(text, words):
    return [problem for problem in problems(text) if words in problem.what]


def with_value(key, value, within=""):
    """The default with the value of the first `key` behind the words `within`."""
    start = GOOD.index(f"\n{key} = ", GOOD.index(within)) + len(f"\n{key} = ")
    return GOOD[:start] + str(value) + GOOD[GOOD.index("\n", start) :]


RANGES = {
    "format": ("format", "", 1, 1000),
    "execution": ("execution", "", 0, 100),
    "points of a level": ("points", "[[level]]", 0, 100),
    "least of a grade": ("least", "[[grade]]", 0, 100),
    "least of a band": ("least", "[[band]]", 0, 100),
    "most of a band": ("most", "[[band]]", 0, 100),
    "level of a heading": ("level", "[[outline]]", 1, 4),
    "points of a common indicator": ("points", "[[common]]", 0, 100),
    "limit": ("limit", "[[common]]", -1000, 1000),
    "each": ("each", "[[common]]", 0, 1000),
    "deduct": ("deduct", "[[common]]", 0, 100),
    **{t.key: (t.key, "[thresholds]", t.least, t.most) for t in THRESHOLDS},
}


@pytest.mark.parametrize("name", RANGES)
def test_a_number_keeps_within_its_range(name):
    key, within, least, most = RANGES[name]
    for value in (least, most):
        assert not told(with_value(key, value, within), "超出范围")
    for value in (least - 1, most + 1):
        (problem,) = told(with_value(key, value, within), "超出范围")
        assert problem.what == f"{key} 超出范围"
        assert problem.remedy == f"应在 {least} 到 {most} 之间"


@pytest.mark.parametrize(
    ("old", "good", "bad"),
    [
        ("to = 1,", ("to = 100000,", "to = -100000,"), ("to = 100001,", "to = -100001,")),
        ("points = 1 ", ("points = 0 ", "points = 5 "), ("points = -1 ", "points = 101 ")),
    ],
)
def test_a_step_keeps_within_its_range(old, good, bad):
    for words in good:
        assert not told(GOOD + STEPS.replace(old, words), "超出范围")
    for words in bad:
        assert told(GOOD + STEPS.replace(old, words), "超出范围")


def test_a_step_may_have_all_points_and_no_more():
    assert not told(GOOD + STEPS.replace("points = 1 ", "points = 5 "), "高于分值")
    assert told(GOOD + STEPS.replace("points = 1 ", "points = 5.01 "), "高于分值")


@pytest.mark.parametrize("at", range(4))
def test_a_margin_is_between_10_and_60_millimetres(at):
    def margins(value):
        given = ["37", "35", "28", "26"]
        given[at] = value
        return with_value("margins", f"[{', '.join(given)}]")

    assert [problems(margins(value)) for value in ("10", "60")] == [(), ()]
    assert all(told(margins(value), "超出范围") for value in ("9.99", "60.01"))
    assert read_scheme(margins("12.5")).page.margins[at] == 12.5


LENGTHS = {
    "version": ("version", "", 20),
    "county": ("county", "", 40),
    "name": ("name", "", 300),
    "name of a grade": ("name", "[[grade]]", 10),
    "name of a level": ("name", "[[level]]", 300),
    "guidance": ("guidance", "[[outline]]", 1000),
    "font": ("body_font", "[page]", 40),
    "rule": ("rule", "[[common]]", 500),
}


@pytest.mark.parametrize("name", LENGTHS)
def test_words_keep_within_their_length(name):
    key, within, most = LENGTHS[name]
    assert problems(with_value(key, f'"{"字" * most}"', within)) == ()
    (problem,) = problems(with_value(key, f'"{"字" * (most + 1)}"', within))
    assert problem.what == f"{key} 有 {most + 1} 个字"
    assert problem.remedy == f"缩短到 {most} 字以内"


@pytest.mark.parametrize("sign", ["\\t", "\\n", "\\u001f", "\\u007f", "\\u009f"])
def test_signs_that_cannot_be_seen_are_refused(sign):
    assert told(with_value("name", f'"甲{sign}乙"'), "看不见的字符")


@pytest.mark.parametrize("sign", [" ", "~", "\\u00a0", "😀"])
def test_signs_that_can_be_seen_are_taken(sign):
    assert problems(with_value("name", f'"甲{sign}乙"')) == ()


@pytest.mark.parametrize(("number", "taken"), [("49.99", True), ("49.999", False)])
def test_a_number_has_two_decimals_at_most(number, taken):
    assert bool(told(with_value("execution", number), "小数太长")) is not taken


def test_a_list_keeps_within_its_length():
    units = [f'"{number}镇"' for number in range(LIST_MOST + 1)]
    assert problems(with_value("units", f"[{', '.join(units[:-1])}]")) == ()
    (problem,) = problems(with_value("units", f"[{', '.join(units)}]"))
    assert problem.what == f"units 有 {LIST_MOST + 1} 项"
    assert problem.remedy == f"减少到 {LIST_MOST} 项以内"


def test_small_tables_keep_within_their_number():
    more = LIST_MOST - len(default_scheme().regulations)
    rules = "".join(f'[[regulation]]\nname = "办法{number}"\n' for number in range(more + 1))
    assert problems(GOOD + rules.rsplit("[[", 1)[0]) == ()
    (problem,) = problems(GOOD + rules)
    assert problem.what == f"[[regulation]] 有 {LIST_MOST + 1} 个"


def test_no_more_faults_are_told_than_anybody_reads():
    unknown = "".join(f"x{number} = 1\n" for number in range(FAULTS_MOST + 1))
    assert len(problems(GOOD.replace("format = 1\n", f"format = 1\n{unknown}"))) == FAULTS_MOST


@pytest.mark.parametrize("limit", THRESHOLDS, ids=lambda limit: limit.key)
def test_a_county_may_set_each_threshold_to_another_value(limit):
    other = limit.default + (D("0.25") if limit.default < limit.most else D("-0.25"))
    scheme = read_scheme(with_value(limit.key, other, "[thresholds]"))
    expected = {**default_scheme().thresholds, limit.key: other}
    assert scheme.thresholds == expected
    assert scheme.threshold(limit.key) == other


def test_a_scheme_says_only_what_it_must_and_the_rest_is_as_usual():
    tables = {name.split("]", 1)[0]: name for name in GOOD.split("\n[")[1:]}
    kept = [f"\n[{part}" for key, part in tables.items() if key == "titles"]
    kept += [
        f"\n[{part}"
        for part in GOOD.split("\n[")[1:]
        if part.startswith(("[level]", "[grade]", "[band]", "[outline]"))
    ]
    scheme = read_scheme('format = 1\nname = "甲"\nversion = "1"\n' + "".join(kept))
    usual = default_scheme()
    assert scheme.outline == usual.outline
    assert scheme.thresholds == {t.key: t.default for t in THRESHOLDS}
    assert (scheme.execution, scheme.page) == (D(10), PageHabits())
    assert (scheme.county, scheme.deadline, scheme.units) == ("", "", ())
    assert (scheme.regulations, scheme.common, scheme.use_common) == ((), (), False)
    assert set(scheme.phrases) == {"indicator_level1", "indicator_level2", "own_parts"}


def test_a_part_of_a_table_that_may_be_left_out_is_as_usual():
    text = GOOD
    for key in ("body_font", "execution", "sealed", "guidance", "rule", "number"):
        text = "".join(f"{line}\n" for line in text.splitlines() if not line.startswith(f"{key} ="))
    scheme = read_scheme(text)
    assert scheme.page == PageHabits()
    assert scheme.execution == 10
    assert not any(part.guidance for top in scheme.outline for part in top.walk())


@pytest.mark.parametrize(
    ("most", "over"),
    [
        ("#" + "x" * (LARGEST - 1), "#" + "x" * LARGEST),
        ("a" + "\n" * 20_000, "a" + "\n" * 20_001),
        ("a" + "." * 60, "a" + "." * 61),
        ("[" * 8 + "]" * 8 + "{}", "[" * 9),
        ("[]" * 5 + "[" * 8, "[]" * 5 + "[" * 9),
        ("{" * 8, "{" * 4 + "[" * 5),
        ("." * 60 + "\n" + "." * 60, "." * 60 + "\n" + "." * 61),
        ('"' + "." * 90 + '" = "[[[[[[[[[[["', '"' + "." * 90 + '" = [[[[[[[[['),
    ],
)
def test_what_no_person_writes_is_refused_before_it_is_parsed(most, over):
    check_shape(most)
    with pytest.raises(SchemeError):
        check_shape(over)


def test_the_line_that_is_odd_is_told():
    with pytest.raises(SchemeError) as caught:
        check_shape('a = """\n[[[[[[[[[[\n"""\n' + "b = 1\n" + "[" * 9)
    (problem,) = caught.value.problems
    assert problem.line == 5
