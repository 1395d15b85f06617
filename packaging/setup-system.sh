#!/usr/bin/env bash
# What the system itself must have: installed through apt by root, else the one line to type is printed.
#
#   setup-system.sh python  a Python that can make a virtual environment
#   setup-system.sh run     that, and the libraries that Qt's wheels load
#   setup-system.sh package these, and what PyInstaller needs
#   setup-system.sh test    what run needs, a display without a screen, the accessibility bus, and outside judges
#
# PYTHON names the Python to set up with.  Things are looked for by what is used of them (a library, a
# program), so that it does not matter how a system calls its packages; docs/install.md has their names
# for systems without apt.  Without what only tests use, these skip and say so, unless COLLECTOR_REQUIRE_PEERS=1.
set -euo pipefail

mode=${1:?python, run, package or test}
python=${PYTHON:-python3}

# soname:package
window=(
    libglib-2.0.so.0:libglib2.0-0 libEGL.so.1:libegl1 libGL.so.1:libgl1 libX11.so.6:libx11-6
    libdbus-1.so.3:libdbus-1-3 libfontconfig.so.1:libfontconfig1 libfreetype.so.6:libfreetype6
    libstdc++.so.6:libstdc++6 libxkbcommon.so.0:libxkbcommon0 libX11-xcb.so.1:libx11-xcb1
    libxcb-cursor.so.0:libxcb-cursor0 libxcb-icccm.so.4:libxcb-icccm4 libxcb-image.so.0:libxcb-image0
    libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-randr.so.0:libxcb-randr0
    libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0
    libxcb-xkb.so.1:libxcb-xkb1 libxcb-xfixes.so.0:libxcb-xfixes0 libxcb-shm.so.0:libxcb-shm0
    libxcb-sync.so.1:libxcb-sync1 libxcb-util.so.1:libxcb-util1 libxkbcommon-x11.so.0:libxkbcommon-x11-0
)
# program or file:package
outside=(
    Xvfb:xvfb xauth:xauth xdotool:xdotool dbus-daemon:dbus /usr/share/dbus-1/services/org.a11y.Bus.service:at-spi2-core
    borg:borgbackup strace:strace faketime:faketime ssh-keygen:openssh-client openssl:openssl
    nginx:nginx-light microsocks:microsocks sshd:openssh-server tc:iproute2
)

# PyInstaller takes Python along as a library, which Debian packs apart.
shared='import pathlib, sys, sysconfig
place, name = sysconfig.get_config_vars("LIBDIR", "INSTSONAME")
sys.exit(not pathlib.Path(place, name).is_file())'

needed=() # without these nothing goes on
wanted=() # without these tests skip
look() {
    local pair libraries
    needed=() wanted=()
    "$python" -c 'import ensurepip, venv' 2>/dev/null || needed+=(python3-venv)
    [ "$mode" != python ] || return 0
    libraries=$({ /sbin/ldconfig -p || ldconfig -p; } 2>/dev/null)
    for pair in "${window[@]}"; do
        grep -qF "${pair%%:*} " <<<"$libraries" || needed+=("${pair##*:}")
    done
    if [ "$mode" = package ]; then
        command -v objdump >/dev/null || needed+=(binutils)
        "$python" -c "$shared" || needed+=("libpython$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')")
    fi
    [ "$mode" = test ] || return 0
    for pair in "${outside[@]}"; do
        PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%:*}" >/dev/null || [ -e "${pair%%:*}" ] || wanted+=("${pair##*:}")
    done
}

# Tests start servers for themselves, on loopback.  That Debian starts what it installs, now and
# whenever the machine starts, is kept from happening.
policy=/usr/sbin/policy-rc.d
hold_services() {
    [ ! -e "$policy" ] || return 0
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
}
leave_services() {
    command -v systemctl >/dev/null || return 0
    local package
    for package in "$@"; do
        case $package in
            nginx-light) systemctl --quiet disable nginx.service || true ;;
            microsocks) systemctl --quiet disable microsocks.service || true ;;
            openssh-server) systemctl --quiet disable ssh.service ssh.socket || true ;;
        esac
    done >/dev/null 2>&1
}

if [ "$(uname)" != Linux ]; then
    exit 0 # docs/install.md
fi
look
[ $((${#needed[@]} + ${#wanted[@]})) -gt 0 ] || exit 0

install=(apt-get install --yes --no-install-recommends "${needed[@]}" "${wanted[@]}")
if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ]; then
    echo "installing through apt: ${needed[*]} ${wanted[*]}"
    export DEBIAN_FRONTEND=noninteractive
    installed=("${wanted[@]}")
    hold_services
    # Indexes that are absent or stale are fetched only when the first try shows it.
    "${install[@]}" >/dev/null 2>&1 || { apt-get update --quiet=2 && "${install[@]}" --quiet=2 >/dev/null; } || true
    leave_services "${installed[@]}"
    look
    [ $((${#needed[@]} + ${#wanted[@]})) -gt 0 ] || exit 0
fi

if command -v apt-get >/dev/null; then
    {
        echo 'packages of the system are missing; type:'
        echo "  sudo apt-get update && sudo ${install[*]}"
    } >&2
else
    {
        echo "missing, by the names Debian has for them: ${needed[*]} ${wanted[*]}"
        echo 'docs/install.md says what other systems call them'
    } >&2
fi
[ ${#needed[@]} -eq 0 ] || exit 1
[ "${COLLECTOR_REQUIRE_PEERS:-}" != 1 ]
