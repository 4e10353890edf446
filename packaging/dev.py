"""Two commands for a fresh machine: `run` opens the program, `test` passes every test.

Both bring what is missing first: system packages (Debian, as root), the virtual
environment `.venv`, the packages of the lock file by hash. `lock` writes the lock files
anew. Only the standard library is used; every message goes to stderr, one line a step.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from prepare.console import ROOT, WINDOWS, Refusal, quietly, say
from prepare.environment import NEWEST, OLDEST, PYTHON, prepare_environment, venv_works
from prepare.system import FOR_PROGRAM, FOR_TESTS, prepare_system

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COVERAGE_FLOOR = 85
WHOLE_SUITE = ("-q", "-n", "2", "--dist", "worksteal")
"""pytest's arguments for everything: each worker goes through whole files, as far as it can."""
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
UV = "uv==0.13.9"
USAGE = """用法：
  python3 packaging/dev.py run [程序的参数…]             备齐所需，打开程序
  python3 packaging/dev.py test [--only] [--coverage] [pytest 的参数…]
                                                         备齐所需，通过全部检查和测试
  python3 packaging/dev.py lock                          重新生成锁定文件"""


def environment(**more: str) -> dict[str, str]:
    """Return the variables under which the checkout runs: its path, a UTF-8 locale."""
    paths = filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **more}
    locale = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or "C"
    if not WINDOWS and not locale.lower().replace("-", "").endswith("utf8"):
        env["LC_ALL"] = "C.UTF-8"
    return env


def run(arguments: Sequence[str]) -> int:
    """Start the program with `arguments`; return its exit code."""
    prepare_system(FOR_PROGRAM, venv_there=venv_works())
    prepare_environment("runtime.lock")
    say("打开程序")
    start = "import sys; from pingkou_gui.app import main; sys.exit(main())"
    command = [str(PYTHON), "-c", start, *arguments]
    code = subprocess.run(command, env=environment(), check=False).returncode
    if code == -signal.SIGABRT:  # what Qt does where no window system answers
        raise Refusal("图形桌面没有应答，打不开窗口；请核对 DISPLAY 指的桌面还开着，再试一次")
    return code


@contextlib.contextmanager
def virtual_display() -> Iterator[dict[str, str]]:
    """Yield PINGKOU_TEST_DISPLAY of an Xvfb for tests that need a true X server, if there is one."""
    if not shutil.which("Xvfb"):
        yield {}
        return
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1080x24"]
    command += ["-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    try:
        yield {"PINGKOU_TEST_DISPLAY": f":{number}"} if number else {}
    finally:
        server.terminate()
        server.wait()


def lint(env: Mapping[str, str]) -> None:
    """Run the linters one after another; refuse at the first that finds fault."""
    linters = {
        "ruff check（写法）": ["-m", "ruff", "check", "."],
        "ruff format（版式）": ["-m", "ruff", "format", "--check", "."],
        "mypy（类型）": ["-m", "mypy"],
        "import-linter（分层）": ["-c", LINT_IMPORTS],
    }
    for title, module in linters.items():
        say(f"检查：{title}")
        command = [str(PYTHON), *module]
        if subprocess.run(command, cwd=ROOT, env=env, stdout=sys.stderr, check=False).returncode:
            raise Refusal(f"检查没有通过：{title}")


def test(arguments: Sequence[str]) -> int:
    """Lint and test; pytest's closing line comes last. Extra arguments go to pytest.

    `--only` leaves the linters out; `--coverage` counts the lines and branches that the tests
    run and holds them against the floor, which takes three quarters as long again.
    """
    chosen = [argument for argument in arguments if argument not in {"--only", "--coverage"}]
    covered = coverage() if "--coverage" in arguments else []
    prepare_system((*FOR_PROGRAM, *FOR_TESTS), venv_there=venv_works())
    prepare_environment("dev.lock")
    with tempfile.TemporaryDirectory() as private, virtual_display() as display:
        env = environment(XDG_RUNTIME_DIR=private, **display)
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
        if "--only" not in arguments:
            lint(env)
        say("测试：pytest")
        command = [str(PYTHON), "-m", "pytest", *(chosen or WHOLE_SUITE), *covered]
        code = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    if code:
        raise Refusal("一个测试也没有找到" if code == 5 else f"测试没有通过（pytest 返回 {code}）")
    return 0


def coverage() -> list[str]:
    """Return pytest's arguments that count what the tests run, and refuse less than the floor."""
    return ["--cov", "--cov-report=term:skip-covered", f"--cov-fail-under={COVERAGE_FLOOR}"]


def lock(_: Sequence[str]) -> int:
    """Write both lock files anew from pyproject.toml and constraints.txt."""
    tool = "packaging/constraints.txt"
    with tempfile.TemporaryDirectory() as folder:
        say(f"锁定文件：取得 {UV}")
        quietly([sys.executable, "-m", "venv", folder], "虚拟环境没有建成")
        uv = Path(folder) / ("Scripts" if WINDOWS else "bin")
        quietly([uv / "python", "-m", "pip", "install", UV], "uv 没有装上：请检查网络")
        common = ["pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"]
        common += [
            "--generate-hashes",
            "--no-header",
            "--no-emit-index-url",
            "--upgrade",
            "-c",
            tool,
        ]
        for name, more in (
            ("runtime", []),
            ("dev", ["--extra", "dev", "-c", "packaging/runtime.lock"]),
        ):
            say(f"锁定文件：packaging/{name}.lock")
            target = ["-o", f"packaging/{name}.lock"]
            quietly([uv / "uv", *common, *more, *target], "锁定文件没有生成")
    return 0


def check_python() -> None:
    """Refuse a Python for which the locked packages have no wheels."""
    version = ".".join(map(str, sys.version_info[:3]))
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise Refusal(f"这个 Python 是 {version}；需要 3.11 至 3.13")
    say(f"Python {version}（{sys.executable}）")


def main() -> int:
    """Do what the command line asks; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    commands = {"run": run, "test": test, "lock": lock}
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        check_python()
        return commands[sys.argv[1]](sys.argv[2:])
    except Refusal as refusal:
        say(f"停止：{refusal}")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
