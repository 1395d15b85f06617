#!/usr/bin/env bash
# What the window needs of the system, and what its tests need on top: through apt where that is allowed,
# else the line to type is printed.
#
#   setup-window.sh run     libraries that Qt's wheels load (Debian 12)
#   setup-window.sh test    these, and a display without a screen, a pointer and keys, and the accessibility bus
#
# A package that cannot be had is named; with COLLECTOR_REQUIRE_PEERS=1 that is an error.
set -euo pipefail

window=(
    libglib2.0-0 libegl1 libgl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0
    libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxcb-xfixes0 libxcb-shm0 libxcb-sync1 libxcb-util1
    libxkbcommon-x11-0
)
tests=(xvfb xauth xdotool dbus at-spi2-core)

wanted=("${window[@]}")
[ "${1:-run}" = test ] && wanted+=("${tests[@]}")

if ! command -v dpkg-query >/dev/null; then
    echo 'this is no Debian: see README.md for what other systems call the libraries of the window' >&2
    exit 0
fi
missing=()
for name in "${wanted[@]}"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
done
[ ${#missing[@]} -gt 0 ] || exit 0

install=(apt-get install --quiet=2 --yes --no-install-recommends "${missing[@]}")
if [ "$(id -u)" -eq 0 ]; then
    export DEBIAN_FRONTEND=noninteractive
    # Indexes that are absent or stale are fetched only when the first try shows it.
    "${install[@]}" >/dev/null 2>&1 || { apt-get update --quiet=2 && "${install[@]}" >/dev/null; } && exit 0
    echo "apt-get could not install: ${missing[*]}" >&2
else
    echo "the window needs packages of the system; type:" >&2
    echo "  sudo apt-get install --no-install-recommends ${missing[*]}" >&2
fi
[ "${COLLECTOR_REQUIRE_PEERS:-0}" = 1 ] && exit 1
[ "${1:-run}" = test ] || exit 1
