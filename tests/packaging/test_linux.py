import gzip
import shutil
import subprocess
from xml.etree import ElementTree as ET

import pytest
from installers.linux import pieces
from installers.linux.pieces import (
    changelog,
    checksums,
    control,
    filled,
    manual,
    media_types,
    metainfo,
    opener,
    readme_tables,
    releases,
)

from pingkou_gui.paths import FILE_TYPES, RETURN_PACKAGE, SCHEME_FILE


def test_the_control_file_states_version_size_and_the_oldest_glibc():
    fields = control(2049, VERSION="1.2.3").splitlines()
    assert {"Version: 1.2.3", "Installed-Size: 3", "Architecture: amd64"} <= set(fields)
    assert any(line.startswith("Depends: libc6 (>= 2.28), ") for line in fields)


@pytest.mark.parametrize("name", ["preinst.in", "prerm.in", "start.in"])
def test_every_script_is_filled_in_and_is_good_shell(name):
    script = filled(name)
    assert "@" not in script.replace("$@", "")
    assert not subprocess.run(["sh", "-n"], input=script.encode(), check=False).returncode


def test_our_own_files_have_a_media_type_by_their_ending():
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    root = ET.fromstring(media_types())
    found = {kind.get("type"): kind.find(f"{space}glob").get("pattern") for kind in root}
    assert found == {kind.media_type: f"*{kind.extension}" for kind in FILE_TYPES}


def test_the_desktop_opens_both_kinds_of_files_with_the_program():
    line = f"MimeType={RETURN_PACKAGE.media_type};{SCHEME_FILE.media_type};"
    assert line in opener().splitlines()
    assert "Exec=pingkou-gui open %f" in opener().splitlines()


def test_checksums_are_listed_as_dpkg_reads_them():
    assert checksums({"./usr/a": b""}) == "d41d8cd98f00b204e9800998ecf8427e  usr/a\n"


def test_the_package_for_arm64_says_so_and_asks_for_its_own_glibc():
    fields = control(2049, "linux-arm64", VERSION="1.2.3")
    assert "Architecture: arm64\n" in fields
    assert "libc6 (>= 2.31)" in fields
    assert "libsm6" in fields


@pytest.mark.parametrize("name", ["copyright.in", "overrides"])
def test_every_text_of_the_package_is_filled_in(name):
    assert "@NAME@" not in filled(name)


def test_every_exception_from_the_policy_has_its_reason_above_it():
    lines = filled("overrides").splitlines()
    assert lines[0].startswith("# ")
    tags = [line.split()[0] for line in lines if not line.startswith("#")]
    assert len(tags) == len(set(tags)) > 3


CHANGES = """# 变动记录

## 未发布

- 还没有的

## 0.2.0（2026-12-01）

给填报人：
- 一件
  接着说。
- 两件

## 0.1.0

第一版。
"""


@pytest.fixture
def written_changes(tmp_path, monkeypatch):
    (tmp_path / "CHANGELOG.md").write_text(CHANGES, "utf-8")
    monkeypatch.setattr(pieces, "ROOT", tmp_path)


def test_released_versions_are_read_with_their_days_and_items(written_changes):
    assert releases() == [
        ("0.2.0", "2026-12-01", ["一件接着说。", "两件"]),
        ("0.1.0", "", ["第一版。"]),
    ]


def test_the_changelog_of_debian_begins_with_the_version_that_is_packed(written_changes):
    released = gzip.decompress(changelog("0.2.0")).decode()
    assert released.startswith("pingkou-gui (0.2.0) stable; urgency=medium\n\n  * 一件接着说。\n")
    assert "Tue, 01 Dec 2026" in released
    assert "还没有的" not in released
    trial = gzip.decompress(changelog("0.3.0")).decode()
    assert trial.startswith("pingkou-gui (0.3.0)")


def test_software_centres_are_told_what_was_released(written_changes):
    root = ET.fromstring(metainfo())
    found = [(release.get("version"), release.get("date")) for release in root.iter("release")]
    assert found == [("0.2.0", "2026-12-01")]


def test_what_software_centres_show_keeps_to_their_format(tmp_path):
    if not shutil.which("appstreamcli"):
        pytest.skip("appstreamcli is not installed")
    (tmp_path / "a.metainfo.xml").write_text(metainfo(), "utf-8")
    done = subprocess.run(
        ["appstreamcli", "validate", "--no-net", tmp_path / "a.metainfo.xml"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_page_of_the_manual_has_every_command_of_the_readme():
    page = gzip.decompress(manual("zh")).decode()
    commands, options = readme_tables()
    assert len(commands) > 10
    for word, _ in (*commands, *options):
        assert word.replace("`", "").split()[0].replace("-", "\\-") in page
    assert "@" not in gzip.decompress(manual("en")).decode()


def test_words_that_are_requests_or_escapes_of_roff_are_words(tmp_path, monkeypatch):
    text = "## 命令行\n\n| `x` | .so /etc\\passwd |\n\n## 别的\n"
    (tmp_path / "README.md").write_text(text, "utf-8")
    monkeypatch.setattr(pieces, "ROOT", tmp_path)
    assert "\n\\&.so /etc\\epasswd" in gzip.decompress(manual("zh")).decode()
