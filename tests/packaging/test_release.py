"""A release: what it would change, when it is refused, and what it says its files are made of."""

from datetime import date

import pytest
import release
from prepare.console import Refusal

DAY = date(2026, 12, 1)
CHANGES = "# 变动记录\n\n## 未发布\n\n- 新的\n\n## 0.1.0\n\n第一版。\n"


@pytest.fixture
def tree(tmp_path, monkeypatch):
    init, changes = tmp_path / "__init__.py", tmp_path / "CHANGELOG.md"
    init.write_text('__version__ = "0.1.0"\n', "utf-8")
    changes.write_text(CHANGES, "utf-8")
    monkeypatch.setattr(release, "INIT", init)
    monkeypatch.setattr(release, "CHANGES", changes)
    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setattr(release, "program_version", lambda: "0.1.0")
    return tmp_path


def test_a_release_bumps_the_version_and_dates_the_changelog(tree):
    changed = release.changed_files("0.2.0", DAY)
    assert changed[release.INIT] == '__version__ = "0.2.0"\n'
    assert "## 0.2.0（2026-12-01）\n\n- 新的\n\n## 0.1.0" in changed[release.CHANGES]


@pytest.mark.parametrize("version", ["0.1.0", "0.0.9", "0.1"])
def test_a_version_that_does_not_follow_is_refused(tree, version):
    with pytest.raises(Refusal):
        release.changed_files(version, DAY)


@pytest.mark.parametrize(
    "changes", ["# 变动记录\n\n## 0.1.0\n\n第一版。\n", "## 未发布\n\n## 0.1.0\n\n- 旧的\n"]
)
def test_nothing_new_is_no_release(tree, changes):
    release.CHANGES.write_text(changes, "utf-8")
    with pytest.raises(Refusal, match="未发布"):
        release.changed_files("0.2.0", DAY)


def test_a_dry_run_shows_all_and_changes_nothing(tree, capsys):
    before = {path: path.read_bytes() for path in tree.iterdir()}
    release.rehearse("0.2.0", release.changed_files("0.2.0", DAY), "还缺一样")
    told = capsys.readouterr()
    assert '+__version__ = "0.2.0"' in told.out
    assert "现在还不能发布：还缺一样" in told.err
    assert {path: path.read_bytes() for path in tree.iterdir()} == before


@pytest.mark.parametrize(("platform", "many"), [("linux", 7), ("linux-arm64", 7), ("windows", 1)])
def test_the_bill_names_what_comes_from_no_wheel_with_its_hash(platform, many):
    parts = release.other_parts(platform)
    assert len(parts) == many
    assert parts[0]["name"] == "python-standard-library"
    assert all(len(part["hashes"][0]["content"]) == 64 for part in parts)
    assert len({part["bom-ref"] for part in parts}) == many


def test_what_is_not_shipped_stands_not_in_the_bill():
    bill = {
        "components": [{"name": "lxml", "bom-ref": "a"}, {"name": "pip", "bom-ref": "b"}],
        "dependencies": [{"ref": "a", "dependsOn": ["b"]}, {"ref": "b"}],
    }
    assert release.only_shipped(bill, {"lxml"}) == {
        "components": [{"name": "lxml", "bom-ref": "a"}],
        "dependencies": [{"ref": "a", "dependsOn": []}],
    }
