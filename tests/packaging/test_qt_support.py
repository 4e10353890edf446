"""What Qt's Python support consists of is found in its library, or the build stops."""

import base64
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import shiboken6
from installers.payload.qt_support import FOLDER, support_sources
from prepare.console import Refusal

LOADER = "shibokensupport/signature/loader.py"


def written(*names, piece=40):
    """Return a zip as text in pieces ended by zeros, as a compiler lays it down."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, f"# {name}\n")
    text = base64.b64encode(made.getvalue())
    return b"\0".join(text[at : at + piece] for at in range(0, len(text), piece)) + b"\0"


def wheel_of(folder, content, library="shiboken6/shiboken6.abi3.dll"):
    path = folder / "shiboken6-1-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(library, content)
    return path


@pytest.mark.parametrize("piece", [40, 77, 1 << 14])
def test_the_sources_are_put_together_from_their_pieces(tmp_path, piece):
    content = b"\x7fcode%\0" + written(LOADER, "shibokensupport/feature.py", piece=piece) + b"%\0%"
    found = support_sources(wheel_of(tmp_path, content))
    assert found == {
        name: f"# {name}\n".encode() for name in (LOADER, "shibokensupport/feature.py")
    }


def test_another_zip_in_the_library_is_passed_over(tmp_path):
    content = written("other.py") + b"%\0%" + written(LOADER)
    assert list(support_sources(wheel_of(tmp_path, content))) == [LOADER]


@pytest.mark.parametrize("content", [b"", b"UEsDB", b"UEsDB" + b"A" * 4001, written("other.py")])
def test_a_library_without_them_stops_the_build(tmp_path, content):
    with pytest.raises(Refusal):
        support_sources(wheel_of(tmp_path, content))


def test_the_sources_of_the_installed_library_start_it(tmp_path):
    installed = Path(shiboken6.__file__).parent
    library = next(p for p in installed.iterdir() if "shiboken6.abi3" in p.name)
    wheel = wheel_of(tmp_path, library.read_bytes(), f"shiboken6/{library.name}")
    for name, source in support_sources(wheel).items():
        place = tmp_path / FOLDER / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(source)
    for part in installed.iterdir():
        if part.is_file():
            (tmp_path / "shiboken6" / part.name).write_bytes(part.read_bytes())
    told = subprocess.run(
        [sys.executable, "-c", ("import PySide6.QtCore as c, sys; print(c.qVersion(), sys.modules"
         "['shibokensupport.signature.loader'].__file__)")],
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert str(tmp_path) in told
