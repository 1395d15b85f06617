#!/usr/bin/env bash
# `make run` and `make test` on a Debian 12 that has never seen the project: only git, make and python3.
#
#   bare-machine.sh OUTPUT [TESTS]
#
# A chroot is made with debootstrap, and the last commit is cloned into it.  There
#
#   1. an ordinary person types `make run` and is told, once, what is missing; root types that line;
#   2. the person types `make run` twice;
#   3. root types `make test` twice, in a clone of its own; apt is allowed there.
#
# TESTS, if given, is the part of the tests that is run; all of them take many minutes.  OUTPUT, a new folder,
# keeps what each step printed, each line with the seconds since its start, and the pictures of the screens.
# The second start of each must reach the program itself (the demo; ruff) within two seconds.
#
# Root and debootstrap are needed.  Mirrors, certificates and what pip, npm and apt were told about them are
# those of this machine; they are lent to the chroot read-only.  All mounts live in a name space of their own
# and end with this script, however it ends, as do all processes in the chroot.
set -euo pipefail
first=/root  # where the superuser lives in every Debian
from=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."

SUITE=bookworm
LIMIT=2.0

if [ "${1:-}" != --inside ]; then
    output=$(cd "$from" && realpath --canonicalize-missing "${1:?the folder to keep the output in}")
    [ "$(id -u)" -eq 0 ] || { echo 'root is needed to make a chroot' >&2; exit 2; }
    command -v debootstrap >/dev/null || { echo 'type: apt-get install debootstrap' >&2; exit 2; }
    mkdir "$output"
    work=$(mktemp -d)
    trap 'rm -rf --one-file-system "$work"' EXIT
    unshare --mount --pid --fork --kill-child --propagation private \
        "$BASH" "packaging/$(basename "${BASH_SOURCE[0]}")" --inside "$work" "$output" "${2:-}"
    exit
fi
shift
work=$1 output=$2 tests=$3
root=$work/root

# The first mirror of this machine that carries the suite, and what apt was told about reaching it.
sources() {
    apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        sort -u | awk -v suite="$SUITE" '($2 == suite || index($2, suite "-") == 1) && $3 == "main"'
}

make_chroot() {
    local mirror packages=git,make,python3
    # A root that is no mount cannot be made private, as ip does for a network name space, and df knows no
    # file system for it.
    mkdir "$root"
    mount --bind "$root" "$root"
    mirror=$(sources | awk -v suite="$SUITE" '$2 == suite { print $1; exit }')
    [ -n "$mirror" ] || { echo "no mirror of this machine carries $SUITE" >&2; exit 2; }
    [[ $mirror != https:* ]] || packages+=,ca-certificates # apt would see no mirror without
    echo "debootstrap of $SUITE with $packages"
    debootstrap --variant=minbase --include="$packages" "$SUITE" "$root" "$mirror" >"$output/0-debootstrap.txt" 2>&1 ||
        { tail "$output/0-debootstrap.txt" >&2; exit 1; }
    sources | sed 's/^/deb /' >"$root/etc/apt/sources.list"
    apt-config dump | grep -E '^Acquire::(http|https|Check-|Retries|ForceIPv)' >"$root/etc/apt/apt.conf.d/90lent" || true
    echo '127.0.0.1 localhost' >"$root/etc/hosts" # an installer writes it, debootstrap does not
    chroot "$root" useradd --create-home --home-dir /person person
}

lend() { # a file or folder of this machine, read-only, under the same name or under $2
    local from=$1 to=$root${2:-$1}
    [ -e "$from" ] || return 0
    [ ! "$from" -ef "$to" ] || return 0
    from=$(realpath "$from")
    if [ -d "$from" ]; then mkdir -p "$to"; else mkdir -p "${to%/*}" && touch "$to"; fi
    mount --bind "$from" "$to"
    mount -o remount,bind,ro "$to"
}

lend_the_machine() {
    local path home value
    mount --rbind /dev "$root/dev"
    mount --rbind /sys "$root/sys"
    mount -t proc proc "$root/proc"
    lend /etc/resolv.conf
    # Certificates this machine trusts besides Debian's; the package ca-certificates finds them there.
    lend /usr/local/share/ca-certificates
    lend /etc/pip.conf
    lend "$(npm prefix --global 2>/dev/null)/etc/npmrc"
    for home in "$first" /person; do
        mkdir -p "$root$home/.config"
        lend "$HOME/.config/pip" "$home/.config/pip"
    done
    lend "$HOME/.npmrc" "$first/.npmrc"
    chroot "$root" chown person: /person/.config
    # What these name, if it is a file or folder: a shelf of wheels, or an index, which names files beside
    # itself.  /etc/ssl is made by a package.
    while IFS= read -r value; do
        for path in $(grep -oE '(file://)?/[^ '"'"':]+' <<<"$value" | grep -v '^/etc/ssl/'); do
            case $path in
                file://*) path=${path#file://}; lend "${path%/*}" ;;
                *) lend "$path" ;;
            esac
        done
    done < <(environment; pip config list 2>/dev/null || true)
    path=${COLLECTOR_SAMPLES:-../shared/samples}
    [ ! -d "$path" ] || lend "$path" /srv/samples
}

environment() { # of this machine, as far as it tells how to reach a registry
    env | grep -E '^(PIP|NPM_CONFIG|npm_config)_|^(SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|NODE_EXTRA_CA_CERTS)=|^(https?|no|all)_proxy=|^(HTTPS?|NO|ALL)_PROXY=' || true
}

inside() { # USER FOLDER COMMAND
    local user=$1 folder=$2 home lent
    home=$(chroot "$root" sh -c "echo ~$user")
    mapfile -t lent < <(environment)
    [ ! -d "$root/srv/samples" ] || lent+=(COLLECTOR_SAMPLES=/srv/samples)
    [ -z "${COLLECTOR_REQUIRE_PEERS:-}" ] || lent+=(COLLECTOR_REQUIRE_PEERS="$COLLECTOR_REQUIRE_PEERS")
    chroot "$root" setpriv --reuid "$user" --regid "$user" --init-groups \
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME="$home" "${lent[@]}" \
        sh -c "cd '$folder' && $3" </dev/null
}

step() { # NAME PATTERN USER FOLDER COMMAND: PATTERN is the first line of the program itself
    local name=$1 pattern=$2 code=0 file=$output/$1.txt begun=$EPOCHREALTIME
    shift 2
    inside "$@" 2>&1 | while IFS= read -r line; do
        printf '%8.2f  %s\n' "$(seconds "$EPOCHREALTIME" "$begun")" "$line"
    done >"$file" || code=${PIPESTATUS[0]}
    started=$(grep -m 1 -E "$pattern" "$file" | awk '{ print $1 }') || started=
    printf '%-18s exit %d, began after %6s s, took %7.1f s\n' "$name" "$code" "${started:--}" \
        "$(seconds "$EPOCHREALTIME" "$begun")" | tee -a "$output/summary.txt"
    return "$code"
}

seconds() { # two times in seconds and microseconds: the difference in seconds
    local micros=$((${1/./} - ${2/./}))
    printf '%d.%06d' $((micros / 1000000)) $((micros % 1000000))
}

at_once() {
    awk -v it="${started:-9999}" -v limit="$LIMIT" 'BEGIN { exit !(it <= limit) }' && return 0
    echo "the second start took longer than $LIMIT s" | tee -a "$output/summary.txt"
    failed=1
}

clone() { # USER FOLDER
    git clone --quiet --depth 1 "file://$PWD" "$root$2"
    git -C "$root$2" remote remove origin
    chroot "$root" chown -R "$1:" "$2"
}

failed=0
make_chroot
lend_the_machine
clone person /person/project
clone root "$first/project"

if step 1-told '^$' person /person/project 'make run'; then
    echo 'nothing was missing on a bare machine: that cannot be' >&2
    exit 1
fi
line=$(sed -n 's/^ *[0-9.]* *\(sudo apt-get .*\)/\1/p' "$output/1-told.txt")
[ "$(grep -c . <<<"$line")" -eq 1 ] || { echo 'not one line was told:' >&2; cat "$output/1-told.txt" >&2; exit 1; }
step 1-typed '^$' root / "${line//sudo /}" || { tail -n 20 "$output/1-typed.txt" >&2; exit 1; }

step 2-run-first 'collector demo' person /person/project 'make run' || failed=1
step 2-run-second 'collector demo' person /person/project 'make run' || failed=1
at_once
cp -r "$root/person/project/screens-out" "$output/screens" || failed=1

step 3-test-first 'ruff check' root "$first/project" "make test TESTS='$tests'" || failed=1
step 3-test-second 'ruff check' root "$first/project" "make test TESTS='$tests'" || failed=1
at_once
for name in 3-test-first 3-test-second; do
    echo "$name: $(grep -E '[0-9]+ (passed|failed)' "$output/$name.txt" | tail -1)" | tee -a "$output/summary.txt"
done
exit "$failed"
