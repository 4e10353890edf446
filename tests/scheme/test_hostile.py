"""Files that nobody wrote as a scheme are refused with a sentence, whatever is in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pingkou_gui.scheme.scheme import SchemeError
from pingkou_gui.scheme.scheme_reader import default_scheme, read_scheme, read_scheme_file
from pingkou_gui.scheme.scheme_source import LARGEST

HOSTILE = {
    "a key of many dots": "a" + ".a" * 400_000 + " = 1",
    "a key of many dots in braces": "x = {a" + ".a" * 400_000 + " = 1}",
    "brackets in brackets": "x = " + "[" * 900_000,
    "braces in braces": "x = " + "{a = " * 150_000,
    "a number of a million digits": "format = " + "1" * 900_000,
    "a number beyond all numbers": "format = 1e999999",
    "very many lines": "\n" * 500_000,
    "very many tables": "format = 1\n" + "[[outline]]\n" * 15_000,
    "very many units": "units = [" + '"甲", ' * 120_000 + "]",
    "strings that do not end": 'name = """' + 'a"' * 400_000,
    "quotes": '"' * 900_000,
    "escaped quotes": 'name = "' + '\\"' * 400_000,
    "nothing": " \n ",
    "prose": "我镇2023年度部门整体支出绩效自评报告",
    "a table where a list is asked": "format = 1\nlevel = 1\noutline = 'x'\nunits = 3",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name):
    with pytest.raises(SchemeError) as caught:
        read_scheme(HOSTILE[name])
    assert 0 < len(caught.value.problems) <= 200


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "大.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST * 500)
    with pytest.raises(SchemeError, match="太大"):
        read_scheme_file(path)


def test_a_binary_file_is_refused(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(b"PK\x03\x04\0\0")
    with pytest.raises(SchemeError, match="不是文本"):
        read_scheme_file(path)


def test_another_encoding_is_told(tmp_path):
    path = tmp_path / "x.toml"
    path.write_bytes(default_scheme().text.encode("gb18030"))
    with pytest.raises(SchemeError, match="UTF-8"):
        read_scheme_file(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SchemeError, match="打不开"):
        read_scheme_file(tmp_path / "没有.toml")


@given(st.data())
def test_a_damaged_scheme_is_read_or_refused_never_more(data):
    text = default_scheme().text
    at = data.draw(st.integers(0, len(text)))
    damaged = text[:at] + data.draw(st.text(max_size=6)) + text[at + data.draw(st.integers(0, 9)) :]
    try:
        assert sum(level.points for level in read_scheme(damaged).levels) <= 100
    except SchemeError as error:
        assert error.problems


@pytest.mark.parametrize("content", [b"\0", "方案".encode("gb18030"), b"", b" \n", None])
def test_what_is_wrong_with_the_whole_file_has_no_line(tmp_path, content):
    path = tmp_path / "x.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SchemeError) as caught:
        read_scheme_file(path)
    assert [problem.line for problem in caught.value.problems] == [0]
    assert "行" not in str(caught.value)


def test_a_file_of_the_largest_size_is_read(tmp_path):
    path = tmp_path / "x.toml"
    text = default_scheme().text.encode()
    path.write_bytes(text + b"#" * (LARGEST - len(text)))
    assert read_scheme_file(path).name == default_scheme().name
