import subprocess
from xml.etree import ElementTree as ET

import pytest
from installers.linux.pieces import checksums, control, filled, media_types, opener

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
