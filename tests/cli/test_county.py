"""package and collect on the command line, as a county runs them."""

import json

import pytest

from pingkou_gui.app import main
from pingkou_gui.cli import parse
from pingkou_gui.scheme.scheme_editing import built, draft_of
from pingkou_gui.scheme.scheme_reader import default_scheme


@pytest.fixture
def run(tmp_path, capsys):
    def ran(*words):
        code = main(["--data", str(tmp_path / "data"), *map(str, words)])
        return code, *capsys.readouterr()

    return ran


@pytest.fixture
def packed(run, tmp_path):
    run("sample")
    folder = tmp_path / "收到"
    folder.mkdir()
    run("package", "last", folder / "a.jxbg", "--reason", "按期报送")
    return folder


def test_a_report_with_open_findings_is_packed_only_with_a_reason(run, tmp_path):
    run("sample")
    code, out, err = run("package", "last", tmp_path / "a.jxbg")
    assert code == 1
    assert "写偏差原因" in out
    assert "--reason" in err
    code, _, err = run("package", "last", tmp_path / "a.jxbg", "--reason", "急报")
    assert code == 1
    assert "原因至少写 4 个字" in err
    assert run("package", "last", tmp_path / "a.jxbg", "--reason", "按期报送")[0] == 0


def test_collecting_tells_in_json_what_came_of_it(run, packed, tmp_path):
    (packed / "坏.jxbg").write_bytes(b"x")
    code, out, _ = run("collect", packed, "--to", tmp_path / "a.xlsx", "--json")
    told = json.loads(out)
    assert code == 1
    assert told["counts"]["采用"] == 1
    assert told["unreadable"][0]["file"] == "坏.jxbg"


def test_collecting_writes_a_database_where_it_is_asked_for(run, packed, tmp_path):
    run("collect", packed, "--to", tmp_path / "a.xlsx", "--sqlite", tmp_path / "a.db")
    assert (tmp_path / "a.db").read_bytes().startswith(b"SQLite")


def scheme_of(folder, county, units):
    draft = draft_of(default_scheme())
    draft.county, draft.units, draft.deadline = county, list(units), "2099-01-01"
    path = folder / f"{county}.jxfa"
    path.write_text(built(draft).text, "utf-8")
    return path


def test_schemes_of_several_counties_and_a_status_of_its_own_are_asked_for(run, packed, tmp_path):
    here = scheme_of(tmp_path, "安化县", ["平口镇", "大福镇"])
    there = scheme_of(tmp_path, "桃江县", ["马迹塘镇"])
    words = ["collect", packed, "--to", tmp_path / "a.xlsx", "--status", tmp_path / "b.xlsx"]
    code, out, _ = run(*words, "--scheme", here, "--scheme", there, "--json")
    told = json.loads(out)
    assert code == 1
    assert told["missing"] == ["大福镇", "马迹塘镇"]
    assert [(each["county"], each["state"]) for each in told["status"]] == [
        ("安化县", "已交"), ("安化县", "未交"), ("桃江县", "未交"),
    ]  # fmt: skip
    assert (tmp_path / "b.xlsx").is_file()


def test_a_unit_under_two_names_is_told_and_left_to_the_county(run, packed, tmp_path):
    number = run("load", packed / "a.jxbg")[1].strip()
    run("dump", number, tmp_path / "a.json")
    text = (tmp_path / "a.json").read_text("utf-8").replace("安化县平口镇人民政府", "平口镇政府")
    (tmp_path / "a.json").write_text(text, "utf-8")
    again = run("load", tmp_path / "a.json")[1].strip()
    run("package", again, packed / "b.jxbg", "--reason", "按期报送")
    code, out, _ = run("collect", packed, "--to", tmp_path / "a.xlsx")
    assert code == 1
    assert "像同一个单位\t安化县平口镇人民政府、平口镇政府" in out


@pytest.mark.parametrize("more", [(), ("--to", "a.xlsx", "--year", "今年")])
def test_what_is_missing_on_the_command_line_is_told(run, packed, more):
    code, _, err = run("collect", packed, *more)
    assert code == 2
    assert "\n" not in err.strip()


def test_a_file_of_ours_alone_is_opened_in_the_window():
    assert parse(["方案.jxfa"]).opened.name == "方案.jxfa"
    assert parse(["open", "包.jxbg"]).opened.name == "包.jxbg"
    assert parse(["package", "1", "包.jxbg"]).opened is None
