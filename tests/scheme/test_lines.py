"""The line of a key or a table in a TOML text, whatever stands around it."""

import pytest

from pingkou_gui.scheme.scheme_source import LineIndex

TEXT = '''\
format = 1  # [不是一节]
"name" = "甲 [ 乙"
units = [
  "甲镇",  # 一个 ] 括号
  "乙镇 { 丙",
]

[titles]
report = """
other = 1
[levels]
"""
page.margins = [
  [1],
  [2]
]
sealed = true
row = { a = 1, b = { c = 2 } }

[[level]]
points = 1
note = \'\'\'
points = 2\'\'\'

  [[ level ]]   # 第二个
  points = 3

[a . "b c"]
d.e = 4
'''

LINES = LineIndex(TEXT)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("format",), 1),
        (("name",), 2),
        (("units",), 3),
        (("titles",), 8),
        (("titles", "report"), 9),
        (("titles", "page", "margins"), 13),
        (("titles", "sealed"), 17),
        (("titles", "row"), 18),
        (("level",), 20),
        (("level", 0), 20),
        (("level", 0, "points"), 21),
        (("level", 0, "note"), 22),
        (("level", 1), 25),
        (("level", 1, "points"), 26),
        (("a", "b c"), 28),
        (("a", "b c", "d", "e"), 29),
    ],
)
def test_a_key_and_a_table_have_their_line(path, line):
    assert LINES.of(path) == line


def test_words_inside_strings_and_lists_are_neither_keys_nor_tables():
    assert LINES.of(("levels",)) == 0
    assert LINES.of(("2",)) == 0
    assert LINES.of(("2", "sealed")) == 0
    assert LINES.of(("titles", "other")) == LINES.of(("titles",))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("level", 1, "names"), 25),
        (("level", 0, "names"), 20),
        (("level", 2), 20),
        (("titles", "row", "b", "c"), 18),
        (("a", "x"), 0),
        (("nothing", 3, "x"), 0),
        ((), 0),
    ],
)
def test_what_has_no_line_has_that_of_what_holds_it(path, line):
    assert LINES.of(path) == line


def test_windows_lines_count_the_same():
    assert LineIndex(TEXT.replace("\n", "\r\n")).of(("level", 1, "points")) == 26


def test_the_first_key_of_a_text_has_the_first_line_even_where_it_is_the_only_one():
    assert LineIndex("a = 1").of(("a",)) == 1
