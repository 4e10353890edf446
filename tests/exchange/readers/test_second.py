"""The second process itself: how it is started, what it says, when it ends."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from pingkou_gui.commands.parser import parse, usage
from pingkou_gui.errors import KnownError
from pingkou_gui.exchange.readers import second, serving
from pingkou_gui.exchange.readers.lines import line_of, values_in
from pingkou_gui.exchange.readers.turn import Turn
from pingkou_gui.exchange.readers.word import READY, SECOND_READER

LAUNCHER = f"""#!{sys.executable}
import sys
sys.frozen, sys.executable, sys.argv[0] = True, __file__, __file__
from pingkou_gui.app import main
sys.exit(main())
"""
HANGS = """
import sys, time
from pingkou_gui.exchange.readers import serving
serving.read = lambda *_: (print("in hand", flush=True), time.sleep(60))
serving.GRACE = 0.1
serving.serve(sys.stdin.buffer, sys.stdout.buffer)
"""


def begun(words):
    return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def test_no_help_and_no_refusal_tells_the_word():
    assert SECOND_READER not in usage()
    with pytest.raises(KnownError) as refused:
        parse(["其他"])
    assert SECOND_READER not in str(refused.value)


def test_the_installed_program_is_started_by_its_own_name(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert second.own_words() == [sys.executable, SECOND_READER]
    assert second._environment() is None


def test_it_ends_when_its_questions_end():
    with begun(second.own_words()) as process:
        assert process.stdout.readline() == line_of(READY)
        process.stdin.close()
        assert process.wait(30) == 0


@pytest.mark.parametrize("line", [b"x\n", b'["x"]\n', b"\xff\n"])
def test_it_ends_where_no_second_reader_is_meant(line):
    with begun(second.own_words()) as process:
        process.stdin.write(line)
        process.stdin.flush()
        assert process.wait(30) == 0


def test_it_ends_with_whoever_asked_though_a_file_holds_it():
    with begun([sys.executable, "-c", HANGS]) as process:
        process.stdin.write(line_of([1, "a", "a", False]))
        process.stdin.flush()
        assert [process.stdout.readline() for _ in range(2)][1].strip() == b"in hand"
        process.stdin.close()
        assert process.wait(30) == 1


def test_it_is_found_from_any_folder_and_loads_nothing_lying_there(tmp_path, monkeypatch):
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("PYTHONPATH", raising=False)
    reader = second.SecondReader(thorough=False)
    while not reader.ready:
        reader.hear(1)
    reader.close()


def test_files_are_answered_in_this_process_as_in_another(pack, tmp_path):
    path = pack("a.jxbg")
    ours, theirs = os.pipe(), os.pipe()
    asked, asking = (os.fdopen(end, mode) for end, mode in zip(ours, ("rb", "wb"), strict=True))
    heard, telling = (os.fdopen(end, mode) for end, mode in zip(theirs, ("rb", "wb"), strict=True))
    with asked, asking, heard, telling:
        thread = threading.Thread(target=serving.serve, args=(asked, telling))
        thread.start()
        asking.write(line_of([1, str(path), "甲.jxbg", False]))
        asking.write(line_of([2, str(tmp_path / "没有.jxbg"), "没有.jxbg", False]))
        asking.flush()
        told = [values_in(heard.readline()) for _ in range(3)]
        asking.close()
        thread.join()
    assert told[0] == READY
    assert told[1][1][0]["unit"] == "安化县平口镇人民政府"
    assert told[2] == [2, ["找不到“没有.jxbg”", "核对文件还在不在原来的位置"]]


@pytest.mark.skipif(sys.platform == "win32", reason="a script is no program there")
def test_a_program_that_is_not_python_starts_itself(tmp_path, pack, inbox):
    program = tmp_path / "程序"
    program.write_text(LAUNCHER, "utf-8")
    program.chmod(0o755)
    pack("a.jxbg")
    with begun([program, SECOND_READER]) as process:
        assert process.stdout.readline() == line_of(READY)
        process.stdin.write(line_of([1, str(inbox / "a.jxbg"), "a.jxbg", False]))
        process.stdin.flush()
        assert values_in(process.stdout.readline())[0] == 1
        process.stdin.close()
        assert process.wait(30) == 0


def test_no_more_is_asked_than_the_smallest_pipe_takes(monkeypatch):
    reader = second.SecondReader(thorough=False)
    reader.ready = True
    while reader.takes_more():
        reader.ask(Turn(Path("很长的名字" * 20), "很长的名字" * 20))
    assert 1 < len(reader.asked) < 16
    assert sum(reader._in_pipe) <= second._PIPE
    reader.close()
