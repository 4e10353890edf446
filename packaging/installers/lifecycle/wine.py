"""The life of setup.exe and of the portable zip under wine, as far as wine is Windows."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from installers.lifecycle.outcome import Outcome
from installers.recipe import BUILD, NAME, TITLE, WINDOWS, Recipe, program_version
from installers.windows.portable import TOP
from installers.windows.setup import build_setup
from pingkou_gui.data_folder import PORTABLE_FOLDER
from prepare.console import Refusal, say

if TYPE_CHECKING:
    from collections.abc import Sequence

USER, UID = "王小明", 4711
PATIENCE = 300
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall" + "\\" + NAME
NO_WINE = "没有 wine：apt-get install wine64"
RUNNING, NEWER_THERE = 3, 4


@dataclass
class Windows:
    """A fresh wine prefix in the empty home of an ordinary user with a Chinese name."""

    home: Path

    @property
    def drive(self) -> Path:
        """Return drive C."""
        return self.home / ".wine" / "drive_c"

    @property
    def profile(self) -> Path:
        """Return %LOCALAPPDATA%."""
        return next((self.drive / "users").glob("*/AppData/Local"))

    @property
    def program(self) -> Path:
        """Return where the setup installs."""
        return self.profile / "Programs" / NAME

    @property
    def data(self) -> Path:
        """Return where the installed program keeps its data."""
        return self.profile / NAME

    def command(self, words: Sequence[str | Path]) -> list[str]:
        """Return the command that runs `words` in this Windows as that user."""
        variables = {
            "HOME": self.home, "USER": USER, "LOGNAME": USER, "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"],
            "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml=", "XDG_RUNTIME_DIR": self.home,
        }  # fmt: skip
        become = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups"]
        env = ["env", "-i", *(f"{key}={value}" for key, value in variables.items())]
        return [*become, *env, "wine", *map(str, words)]

    def run(self, *words: str | Path) -> subprocess.CompletedProcess[bytes]:
        """Run a program to its end and return what it said."""
        return subprocess.run(
            self.command(words), cwd=self.home, stdin=subprocess.DEVNULL, capture_output=True,
            timeout=PATIENCE, check=False,
        )  # fmt: skip

    def say(self, *words: str) -> str:
        """Return what the installed console program says; refuse when it fails."""
        done = self.run(self.program / f"{NAME}-console.exe", *words)
        text = done.stdout.decode("utf-8", "replace") + done.stderr.decode("utf-8", "replace")
        demand(done.returncode == 0, f"{words} 返回 {done.returncode}：{text[-500:]}")
        return text.strip()

    def prepare(self) -> None:
        """Make the prefix a Windows 10 whose Qt draws off screen."""
        self.home.mkdir()
        os.chown(self.home, UID, UID)
        self.run("wineboot", "-i")
        self.run("winecfg", "-v", "win10")
        # wine hides variables QT_* of the outside, not those of the user's registry.
        offscreen = ["/v", "QT_QPA_PLATFORM", "/d", "offscreen", "/f"]
        self.run("reg", "add", r"HKCU\Environment", *offscreen)

    def files(self) -> set[str]:
        """Return the files of drive C outside of Windows' own folders."""
        found = (path for path in self.drive.rglob("*") if path.is_file())
        names = {path.relative_to(self.drive).as_posix() for path in found}
        return {name for name in names if not name.startswith("windows/")}

    def stop(self) -> None:
        """End everything that still runs in the prefix."""
        subprocess.run(
            [*self.command([])[:-1], "wineserver", "-k"], capture_output=True, check=False, cwd=self.home
        )


def demand(holds: bool, words: str) -> None:  # noqa: FBT001 - an assertion that is never off
    """Refuse with `words` where something does not hold."""
    if not holds:
        raise Refusal(words)


def setup_life(older_payload: Path, older_version: str, stale: str, newer: Path) -> list[Outcome]:
    """Try the setup: update from an older version with a file that the newer has not.

    Raises:
        Refusal: Something did not hold.
    """
    trial = "setup.exe，wine"
    missing = unfit()
    if missing:
        return [Outcome(trial, missing)]
    older = build_setup(Recipe(WINDOWS), older_payload, older_version, BUILD)
    say(f"试验：{trial}")
    with fresh_windows() as windows:
        before = windows.files()
        _install(windows, older, newer, windows.program / stale)
        _refusals(windows, older, newer)
        _remove(windows, newer, before)
    return [Outcome(trial)]


def unfit() -> str:
    """Return why wine cannot be used here, empty where it can."""
    if os.name == "nt" or os.geteuid() != 0:
        return "要 root 和 Linux"
    return "" if shutil.which("wine") and shutil.which("setpriv") else NO_WINE


class fresh_windows:  # noqa: N801 - used as a with-statement
    """A Windows that vanishes after the with-block."""

    def __enter__(self) -> Windows:
        self.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        Path(self.folder.name).chmod(0o755)
        self.windows = Windows(Path(self.folder.name) / USER)
        self.windows.prepare()
        return self.windows

    def __exit__(self, *_: object) -> None:
        self.windows.stop()
        self.folder.cleanup()


def _install(windows: Windows, older: Path, newer: Path, stale: Path) -> None:
    """Install the older one, make the sample report, update."""
    done = windows.run(older, "/S")
    demand(done.returncode == 0 and stale.exists(), f"旧版本没有装上（{done.returncode}）")
    windows.say("--selftest")
    number = windows.say("sample").split()[-1]
    report = windows.home / "平口镇 自评报告.docx"
    windows.run(windows.program / f"{NAME}-console.exe", "export", number, f"Z:{report}")
    demand(report.exists() and report.stat().st_size > 0, "没有写出 Word")
    window = windows.run(windows.program / f"{NAME}.exe", "--quit-after-show")
    demand(window.returncode == 0, f"窗口没有打开（{window.returncode}）")
    say("  静默安装、自检、示例报告写出 Word、打开窗口")
    done = windows.run(newer, "/S")
    demand(done.returncode == 0, f"没有升级成（{done.returncode}）")
    demand(not stale.exists(), "旧版本的文件没有清掉")
    demand("2023" in windows.say("list"), "升级后报告不在了")
    say("  升级：旧文件清掉，报告还在")


def _refusals(windows: Windows, older: Path, newer: Path) -> None:
    """An older version, and files in use, are left alone."""
    done = windows.run(older, "/S")
    demand(done.returncode == NEWER_THERE, f"旧版本盖掉了新版本（{done.returncode}）")
    running = subprocess.Popen(
        windows.command([windows.program / f"{NAME}.exe"]), cwd=windows.home,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(30):
        time.sleep(1)
        code = windows.run(newer, "/S").returncode
        if code == RUNNING:
            break
    demand(code == RUNNING, f"运行时装上了（{code}）")
    code = windows.run(windows.program / "uninstall.exe", "/S", f"_?=Z:{windows.program}").returncode
    demand(code == RUNNING, f"运行时卸掉了（{code}）")
    windows.stop()
    running.wait()
    windows.say("--version")
    say("  旧版本、运行时的安装和卸载都被拒绝")


def _remove(windows: Windows, newer: Path, before: set[str]) -> None:
    """Removing leaves the data, removing with /PURGE nothing."""
    _uninstall(windows)
    left = windows.files() - before
    data = windows.data.relative_to(windows.drive).as_posix() + "/"
    strange = {name for name in left if not name.startswith(data) and "/Temp/" not in name}
    demand(not strange, f"卸载后有遗留：{sorted(strange)[:5]}")
    demand((windows.data / "reports.db").exists(), "卸载带走了资料")
    entry = windows.run("reg", "query", UNINSTALL)
    demand(entry.returncode != 0, "卸载后注册表有遗留")
    say("  卸载后只剩资料")
    windows.run(newer, "/S")
    demand("2023" in windows.say("list"), "重新安装后报告不在了")
    _uninstall(windows, "/PURGE")
    demand(not windows.data.exists(), "要求清除时没有清除资料")
    say(f"  重新安装后报告还在；清除资料的卸载什么也不剩（{TITLE}）")


def _uninstall(windows: Windows, *more: str) -> None:
    # Without `_?=` it copies itself away and comes back at once; this waits, then tidies up.
    windows.run(windows.program / "uninstall.exe", "/S", *more, f"_?=Z:{windows.program}")
    (windows.program / "uninstall.exe").unlink(missing_ok=True)
    if windows.program.exists():
        demand(not any(windows.program.iterdir()), "卸载后程序文件夹不空")
        windows.program.rmdir()


def portable_life(packed: Path) -> list[Outcome]:
    """Try the portable zip from a folder with a Chinese name.

    Raises:
        Refusal: Something did not hold.
    """
    trial = "portable.zip，wine"
    missing = unfit()
    if missing:
        return [Outcome(trial, missing)]
    say(f"试验：{trial}")
    with fresh_windows() as windows:
        disk = windows.home / "U 盘"
        with zipfile.ZipFile(packed) as files:
            files.extractall(disk)
        for path in [disk, *disk.rglob("*")]:
            os.chown(path, UID, UID)
        before = windows.files()
        program = disk / TOP / f"{NAME}-console.exe"
        done = windows.run(program, "sample")
        demand(done.returncode == 0, f"U 盘版没有运行：{done.stderr.decode('utf-8', 'replace')[-500:]}")
        demand((disk / TOP / PORTABLE_FOLDER / "reports.db").exists(), "资料没有放在 U 盘上")
        strange = {name for name in windows.files() - before if "/Temp/" not in name}
        demand(not strange, f"写到了 U 盘之外：{sorted(strange)[:5]}")
        version = windows.run(program, "--version").stdout.decode().strip()
        demand(version == program_version(), f"版本不对：{version}")
    return [Outcome(trial)]
