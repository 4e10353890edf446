#!/bin/sh
# What a .deb goes through in its life, run as root inside the machine to be tried.
# Usage: deb_in_machine.sh FOLDER OLDER.deb NEWER.deb NEWER_VERSION
# FOLDER is empty and becomes the home of an ordinary user with a Chinese name.
set -u
home=$1/王小明 older=$2 newer=$3 version=$4
work=$(mktemp -d)
program=/usr/lib/pingkou-gui/pingkou-gui

tidy() { dpkg -P pingkou-gui >/dev/null 2>&1; rm -rf "$work" "$home"; }
trap tidy EXIT
fail() { echo "不符：$1" >&2; exit 1; }
holds() { echo "  $1"; }
user() {
    setpriv --reuid 4711 --regid 4711 --clear-groups env -i HOME="$home" USER=王小明 \
        PATH=/usr/bin:/bin TMPDIR="$1/tmp" QT_QPA_PLATFORM=offscreen "$@"
}
user() { (cd "$home" && setpriv --reuid 4711 --regid 4711 --clear-groups env -i HOME="$home" USER=王小明 \
    PATH=/usr/bin:/bin TMPDIR="$home/tmp" QT_QPA_PLATFORM=offscreen "$@"); }
listing() {
    find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp \
        -o -path "$1" -o -path /work -o -path /var/lib/dpkg -o -path /var/log -o -path /var/cache \
        -o -path /var/lib/apt -o -path /usr/share/mime \) -prune -o -print | sort
}
installed() { dpkg-query -W -f '${Version}' pingkou-gui 2>/dev/null; }

mkdir -p "$home/tmp" && chown -R 4711:4711 "$home" && chmod 755 "$1"
listing "$1" >"$work/before"

dpkg -i "$older" >"$work/log" 2>&1 || { cat "$work/log"; fail "旧版本没有装上"; }
[ -x $program ] || fail "程序不在 $program"
unreadable=$(find /usr/lib/pingkou-gui /usr/bin/pingkou-gui ! -perm -o=r | head -3)
[ -z "$unreadable" ] || fail "普通用户读不了：$unreadable"
holds "安装；没有只有管理员能读的文件"

touch "$work/mark"
user pingkou-gui --selftest >"$work/log" 2>&1 || { cat "$work/log"; fail "自检没有通过"; }
number=$(user pingkou-gui sample) || fail "示例没有载入"
user pingkou-gui export "$number" "$home/平口镇 自评报告.docx" >"$work/log" 2>&1
[ -s "$home/平口镇 自评报告.docx" ] || { cat "$work/log"; fail "没有写出 Word"; }
user pingkou-gui --quit-after-show >"$work/log" 2>&1 || { cat "$work/log"; fail "窗口没有打开"; }
holds "中文名普通用户、空的个人文件夹：自检、示例报告写出 Word、打开窗口"

outside=$(find / -xdev \( -path /proc -o -path /sys -o -path /dev -o -path "$1" -o -path "$work" -o -path /work \) \
    -prune -o -user 4711 -newer "$work/mark" -print 2>/dev/null | head -3)
[ -z "$outside" ] || fail "写到了个人文件夹之外：$outside"
holds "没有写到个人文件夹之外"

dpkg -i "$newer" >"$work/log" 2>&1 || { cat "$work/log"; fail "没有升级成"; }
user pingkou-gui list >"$work/log" 2>&1 && grep -q 2023 "$work/log" || { cat "$work/log"; fail "升级后报告不在了"; }
[ "$(installed)" = "$version" ] || fail "升级后版本不对"
holds "升级到 $version，报告还在"

dpkg -i "$older" >"$work/log" 2>&1 && fail "旧版本盖掉了新版本"
[ "$(installed)" = "$version" ] && user pingkou-gui --version >/dev/null || fail "拒绝之后程序坏了"
holds "旧版本不能覆盖新版本"

user pingkou-gui >"$work/log" 2>&1 &
for _ in 1 2 3 4 5 6 7 8 9 10; do
    running=$(for p in /proc/[0-9]*; do [ "$(readlink "$p/exe" 2>/dev/null)" = $program ] && echo "${p#/proc/}"; done)
    [ -n "$running" ] && break
    sleep 1
done
[ -n "$running" ] || fail "程序没有在运行"
dpkg -r pingkou-gui >"$work/log" 2>&1 && fail "运行时卸掉了"
dpkg -i "$newer" >"$work/log" 2>&1 && fail "运行时装上了"
kill $running
wait
dpkg --configure -a >/dev/null 2>&1
[ "$(installed)" = "$version" ] || fail "拒绝之后状态不对"
holds "运行时拒绝卸载和安装"

dpkg -r pingkou-gui >"$work/log" 2>&1 || { cat "$work/log"; fail "没有卸成"; }
listing "$1" >"$work/after"
diff "$work/before" "$work/after" >"$work/log" || { cat "$work/log"; fail "卸载后有遗留"; }
[ -s "$home/.local/share/pingkou-gui/reports.db" ] || fail "卸载带走了资料"
[ -s "$home/平口镇 自评报告.docx" ] || fail "卸载带走了 Word"
holds "卸载后只剩个人资料"
