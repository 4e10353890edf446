"""The first module of the installed program: find its parts, then start it.

On Linux it is frozen into the start stub as `__main__`; on Windows the launcher runs it.
Nothing but what is frozen in is imported before the paths stand, `__future__` neither.
"""

import encodings
import os
import sys

UNUSABLE = 2
# Input methods for which the shipped Qt has a plugin; fcitx 5 answers to ibus too.
# Set by other programs, they would make Qt load plugins of another Qt.
FOREIGN_QT = ("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH", "QML2_IMPORT_PATH")
_INPUT_PLUGINS = frozenset({"ibus", "compose", "simple", "none"})


def input_method(variables: dict[str, str]) -> str | None:
    """Return what QT_IM_MODULE should say, or None where it is right as it stands.

    The wheels of PySide6 bring no plugin for fcitx, the usual input method of UOS and
    Kylin; fcitx 5 serves clients of ibus as well, fcitx 4 is spoken to by the program itself.
    """
    wanted = variables.get("QT_IM_MODULE", "")
    if wanted in _INPUT_PLUGINS or variables.get("QT_IM_MODULES"):
        return None
    asked = wanted or variables.get("XMODIFIERS", "").removeprefix("@im=")
    return "ibus" if asked.startswith(("fcitx", "ibus")) else None


def paths_of(program: str) -> list[str]:
    """Return where modules are looked for, given the folder of the program."""
    library = os.path.join(program, "lib")  # noqa: PTH118 - pathlib costs time at every start
    return [os.path.join(library, name) for name in ("library.zip", "dynload", "packages")]  # noqa: PTH118


def log_of(variables: dict[str, str]) -> str:
    """Return the file for what goes wrong before the program knows its data folder."""
    base = variables.get("LOCALAPPDATA") or variables.get("XDG_DATA_HOME")
    base = base or os.path.expanduser("~/.local/share")  # noqa: PTH111 - as above
    return os.path.join(base, "pingkou-gui", "start.log")  # noqa: PTH118


def _complain(trace: str) -> None:
    """Tell the clerk that the program did not start; leave the trace in the log file."""
    log = log_of(dict(os.environ))
    try:
        os.makedirs(os.path.dirname(log), exist_ok=True)  # noqa: PTH103, PTH120
        with open(log, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(trace)
    except OSError:
        pass
    words = f"程序没有启动。请重新安装；仍不行，把这个文件发给县财政局：\n{log}"
    if sys.stderr is not None:
        sys.stderr.write(words + "\n")
    elif sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only where something went wrong

        ctypes.windll.user32.MessageBoxW(None, words, "绩效自评报告", 0x10)


def start() -> int:
    """Start the program; return its exit code."""
    program = os.path.dirname(os.path.abspath(sys.executable))  # noqa: PTH100, PTH120
    sys.path[:] = paths_of(program)
    # On Linux it is frozen with a few of its modules; the others lie in the zip.
    encodings.__path__ = [os.path.join(sys.path[0], "encodings")]  # noqa: PTH118
    sys.argv[0] = sys.executable
    sys.frozen = True  # type: ignore[attr-defined]
    for name in FOREIGN_QT:
        os.environ.pop(name, None)
    method = input_method(dict(os.environ)) if sys.platform == "linux" else None
    if method:
        os.environ["QT_IM_MODULE"] = method
    try:
        from pingkou_gui.app import main  # noqa: PLC0415 - the paths come first

        return main()
    except Exception:  # noqa: BLE001 - whatever it is, the clerk must not stare at nothing
        import traceback  # noqa: PLC0415

        _complain(traceback.format_exc())
        return UNUSABLE


if __name__ == "__main__":
    sys.exit(start())
