import marshal
import sys
from pathlib import Path

import pytest
from installers.payload.bytecode import code_of, pyc
from installers.payload.elf import file_offset, glibc_needed, libraries_needed
from installers.payload.inspect import for_another, too_new, unreadable, unresolved
from installers.payload.start_program import input_method, log_of, paths_of
from installers.payload.start_stub import ENTRY, FrozenModule, _blob

LXML = next((p for folder in sys.path for p in Path(folder).glob("lxml/etree.*linux-gnu.so")), None)
needs_elf = pytest.mark.skipif(LXML is None, reason="lxml has no ELF module on this system")


def test_byte_code_knows_neither_time_nor_place():
    first, second = (pyc(b"a = {'x', 'y'}\n", "library/a.py") for _ in range(2))
    assert first == second
    assert marshal.loads(first[16:]).co_filename == "library/a.py"  # noqa: S302 - our own bytes


def test_a_frozen_package_has_a_negative_size():
    code = compile("", "a", "exec")
    size = len(marshal.dumps(code, 2))
    blob = _blob([FrozenModule("a", code, is_package=True), FrozenModule("b", code)])
    assert [ENTRY.unpack_from(blob, ENTRY.size * i)[2] for i in range(3)] == [-size, size, 0]


def test_names_in_the_blob_lead_to_the_code():
    code = compile("answer = 42", "a", "exec")
    blob = _blob([FrozenModule("__main__", code)])
    name, start, size = ENTRY.unpack_from(blob)
    assert blob[name:].startswith(b"__main__\0")
    assert marshal.loads(blob[start : start + size]) == code  # noqa: S302 - our own bytes


@pytest.mark.parametrize("junk", [b"", b"MZ" + bytes(100), b"\x7fELF\x01\x01" + bytes(100)])
def test_what_is_no_elf_file_is_refused(junk):
    with pytest.raises(ValueError, match="ELF"):
        file_offset(junk, b"blobinfo")


@needs_elf
def test_an_elf_file_tells_what_it_wants_from_the_system():
    data = LXML.read_bytes()
    assert "libc.so.6" in libraries_needed(data)
    assert (2, 2) < glibc_needed(data) <= (2, 28)


@needs_elf
def test_libraries_that_nobody_brings_are_found(monkeypatch):
    monkeypatch.setattr("installers.payload.inspect.FROM_SYSTEM", frozenset())
    assert "etree.so: libc.so.6" in unresolved({"etree.so": LXML.read_bytes()})


@needs_elf
def test_a_file_for_a_newer_glibc_is_found(monkeypatch):
    monkeypatch.setattr("installers.payload.inspect.HIGHEST_GLIBC", {"linux": (2, 2)})
    assert too_new({"etree.so": LXML.read_bytes()}) == ["etree.so"]


@needs_elf
def test_a_file_for_another_processor_is_found():
    files = {"etree.so": LXML.read_bytes()}
    assert for_another(files, "linux-arm64") == ["etree.so"]
    assert for_another(files, "linux") == []


def test_a_file_that_only_its_owner_reads_is_found(tmp_path):
    (tmp_path / "a").write_bytes(b"")
    (tmp_path / "a").chmod(0o600)
    assert unreadable({"a": tmp_path / "a"}) == ["a"]


@pytest.mark.parametrize(
    ("variables", "method"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "ibus"}, None),
        ({"QT_IM_MODULE": "compose", "XMODIFIERS": "@im=fcitx"}, None),
        ({}, None),
    ],
)
def test_fcitx_is_reached_through_ibus(variables, method):
    assert input_method(variables) == method


def test_modules_come_from_the_program_and_nowhere_else(tmp_path):
    assert all(Path(path).is_relative_to(tmp_path) for path in paths_of(str(tmp_path)))


def test_a_program_that_does_not_start_leaves_its_log_in_the_user_s_folder():
    assert log_of({"XDG_DATA_HOME": "/data"}) == "/data/pingkou-gui/start.log"


def test_functions_ship_without_docstrings_and_still_work():
    space = {}
    exec(code_of(b'"""M."""\ndef f():\n    """Doc."""\nclass C:\n    """Kept."""\n', "a"), space)  # noqa: S102 - our own words
    assert (space["f"](), space["f"].__doc__, space["C"].__doc__) == (None, None, "Kept.")


def test_imports_from_the_future_stay_first():
    code_of(b'"""M."""\nfrom __future__ import annotations\n', "a")
