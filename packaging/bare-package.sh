#!/usr/bin/env bash
# The packages on a Debian 12 that has no Python: what `make package` left in a folder is run there.
#
#   bare-package.sh DIST [ROOT]
#
# DIST is the folder with collector/ and collector-verify/.  ROOT becomes a Debian 12 with nothing but
# what its base needs and the libraries of a desktop; it is made if it does not exist, kept and used
# again if it was named, else thrown away.  Needs root, debootstrap, and what `make test` sets up.
#
# The programs run inside (chroot); display, D-Bus session and the hands that press the buttons are
# outside and reach them through the sockets in /tmp, which both share.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

dist=$(realpath "${1:?the folder that make package left}")
libraries=(
    libglib2.0-0 libegl1 libgl1 libx11-6 libx11-xcb1 libxcb1 libdbus-1-3 libfontconfig1 libfreetype6
    libxkbcommon0 libxkbcommon-x11-0 libxcb-randr0 libxcb-shape0 libxcb-shm0 libxcb-sync1
    libxcb-xfixes0 libxcb-xkb1 libxcb-render0
)

root=${2:-}
keep=yes
[ -n "$root" ] || { root=$(mktemp -d); keep=; }
mounted=()
leave() {
    local place
    for place in "${mounted[@]}"; do umount "$place"; done
    [ -n "$keep" ] || rm -rf --one-file-system "$root"
}
trap leave EXIT

if ! [ -d "$root/usr" ]; then
    mirror=$(apt-get indextargets --format '$(SITE) $(RELEASE)' | awk '$2 == "bookworm" { print $1; exit }')
    debootstrap --variant=minbase --include="$(IFS=,; echo "${libraries[*]}")" bookworm "$root" \
        "${mirror:?apt knows no Debian 12}" >"$root.log" || { tail -20 "$root.log"; exit 1; }
fi
if chroot "$root" sh -c 'command -v python3 || ls /usr/lib/python3*' 2>/dev/null; then
    echo 'there is a Python in there' >&2
    exit 1
fi
echo "no Python in there; $(chroot "$root" dpkg-query -f '.\n' -W | wc -l) packages"

rm -rf "$root/opt/packages"
cp -a "$dist" "$root/opt/packages"
mkdir -p "$root$PWD/src/collector" # the files that the journeys choose, where they choose them
cp -a src/collector/samples "$root$PWD/src/collector/"
for place in proc tmp dev; do
    mount --bind "/$place" "$root/$place"
    mounted=("$root/$place" "${mounted[@]}")
done

.venv-package/bin/python packaging/packing/trying.py /opt/packages chroot "$root"
COLLECTOR_PROGRAM="chroot $root /opt/packages/collector/collector" \
    COLLECTOR_VERIFY_PROGRAM="chroot $root /opt/packages/collector-verify/collector-verify" \
    COLLECTOR_REQUIRE_PEERS=1 .venv/bin/pytest -q tests/package/test_verify_process.py tests/journeys
