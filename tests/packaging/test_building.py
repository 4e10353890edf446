"""What a build asks of the machine, and what it starts before it packs."""

import sys

import pytest
from installers import tools
from installers.payload import standard_library, try_payload
from installers.payload.standard_library import check_library
from prepare.console import Refusal


def test_missing_tools_are_told_in_one_line_with_the_command(monkeypatch):
    monkeypatch.setattr(tools.shutil, "which", lambda _name: None)
    with pytest.raises(Refusal) as told:
        tools.require_tools(["windows", "deb"], trials=False)
    assert str(told.value) == (
        "缺少 makensis、x86_64-w64-mingw32-gcc、x86_64-w64-mingw32-windres。"
        "Debian 请执行：sudo apt-get install gcc-mingw-w64-x86-64 nsis"
    )


def test_a_package_for_debian_needs_no_tools_but_python(monkeypatch):
    monkeypatch.setattr(tools.shutil, "which", lambda _name: None)
    tools.require_tools(["deb", "deb-arm64"], trials=False)


def test_trials_that_cannot_be_run_stop_nothing_and_are_told(monkeypatch, capsys):
    monkeypatch.setattr(tools.shutil, "which", lambda _name: None)
    tools.require_tools(["deb"], trials=True)
    assert "debootstrap" in capsys.readouterr().err


def test_another_standard_library_is_refused_and_the_pinned_ones_place_is_told(monkeypatch):
    monkeypatch.setattr(standard_library, "PINNED", "0" * 64)
    with pytest.raises(Refusal, match=r"python\.org/ftp/python/3\.11\.7/Python-3\.11\.7\.tgz"):
        check_library()


def test_another_standard_library_is_taken_where_it_is_asked_for(monkeypatch, capsys):
    monkeypatch.setattr(standard_library, "PINNED", "0" * 64)
    assert not check_library(any_library=True)
    assert "哈希与发布的不同" in capsys.readouterr().err


def test_the_pinned_library_counts_only_with_the_compiler_of_its_version(monkeypatch):
    found = standard_library.digest_of(standard_library.library_sources())
    monkeypatch.setattr(standard_library, "PINNED", found)
    monkeypatch.setattr(standard_library, "VERSION", "3.11.999")
    with pytest.raises(Refusal):
        check_library()


@pytest.fixture
def payload(tmp_path):
    def made(exit_code):
        program = tmp_path / "pingkou-gui"
        program.write_text(f'#!/bin/sh\necho "$HOME $1" >>{tmp_path}/asked\nexit {exit_code}\n')
        program.chmod(0o755)
        return tmp_path

    return made


here = pytest.mark.skipif(
    bool(sys.platform != "linux" or try_payload._not_here("linux")),
    reason="这台机器不是 Linux x86_64",
)


@here
def test_the_self_test_and_a_window_are_started_in_an_empty_home(payload):
    folder = payload(0)
    assert try_payload.try_payload(folder, "linux")
    asked = (folder / "asked").read_text().splitlines()
    assert [line.rsplit(" ", 1)[1] for line in asked] == ["--selftest", "--quit-after-show"]
    assert all("王小明" in line for line in asked)


@here
def test_a_payload_that_does_not_start_is_not_packed(payload):
    with pytest.raises(Refusal, match="自检没有通过"):
        try_payload.try_payload(payload(3), "linux")


def test_a_payload_for_another_processor_is_not_said_to_have_been_tried(tmp_path, capsys):
    assert not try_payload.try_payload(tmp_path, "linux-arm64") or sys.platform != "linux"
    assert "没有跑" in capsys.readouterr().err
