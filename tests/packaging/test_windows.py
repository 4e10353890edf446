import re

import pytest
from installers.windows.exports import exported_names
from installers.windows.launcher import resource_script
from installers.windows.setup import install_lines, remove_lines, setup_script

FILES = ["pingkou-gui.exe", "lib/packages/a.pyc", "lib/packages/b/c.dll"]


@pytest.fixture
def script(tmp_path):
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    return setup_script(tmp_path, tmp_path / "setup.exe", "1.2.3")


def test_removing_names_every_file_and_then_the_folders_from_within():
    assert remove_lines(FILES).split("\n") == [
        '  Delete "$INSTDIR\\lib\\packages\\a.pyc"',
        '  Delete "$INSTDIR\\lib\\packages\\b\\c.dll"',
        '  Delete "$INSTDIR\\pingkou-gui.exe"',
        '  RMDir "$INSTDIR\\lib\\packages\\b"',
        '  RMDir "$INSTDIR\\lib\\packages"',
        '  RMDir "$INSTDIR\\lib"',
    ]


def test_installing_writes_every_file_into_its_folder(tmp_path):
    lines = install_lines({name: tmp_path / name for name in FILES}).split("\n")
    assert lines[:2] == ['  SetOutPath "$INSTDIR"', f'  File "{tmp_path / "pingkou-gui.exe"}"']
    assert '  SetOutPath "$INSTDIR\\lib\\packages\\b"' in lines


def test_the_script_is_filled_in_completely(script):
    assert not re.search(r"@[A-Z]+@", script)


def test_the_setup_asks_for_no_rights_and_touches_only_the_user(script):
    assert "RequestExecutionLevel user" in script
    assert not re.search(r"HKLM|HKCR|\$PROGRAMFILES|\$WINDIR|SetShellVarContext all", script)


def test_only_the_data_folder_is_ever_removed_with_all_it_holds(script):
    removed = set(re.findall(r"RMDir /r (.*)", script))
    assert removed == {'"${DATA}"'}


def test_both_kinds_of_files_are_forgotten_when_removed(script):
    for extension in (".jxbg", ".jxfa"):
        assert f'DeleteRegKey HKCU "${{CLASSES}}\\{extension}"' in script


def test_windows_shows_the_version_in_four_numbers():
    assert "FILEVERSION 1,2,3,0" in resource_script("1.2.3")


@pytest.mark.parametrize(
    "junk", [b"MZ" + bytes(100), b"MZ" + bytes(58) + b"\x40\0\0\0" + bytes(200)]
)
def test_what_is_no_windows_library_is_refused(junk):
    with pytest.raises(ValueError, match="64-bit"):
        exported_names(junk)
