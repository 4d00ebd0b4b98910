#!/usr/bin/env bash
# Installs what is missing, says so, and does nothing when all is there.
#
#   scripts/setup.sh build    what `swift build` needs
#   scripts/setup.sh test     the same, and what the API and browser tests need
#   scripts/setup.sh paper    the same as build, and what `villerefuge guide pdf` prints with (some 500 MB)
#   scripts/setup.sh sound    the same as build, and what makes the sound of texts (14 MB)
#   scripts/setup.sh bench    the same, and the peers that are measured beside us
#   scripts/setup.sh cluster  the same, and what `make cluster` puts around the program
#
# Proxies of apt and pip are taken from their own settings and from the environment, as they stand.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose="${1:-build}"
swift_needed="6.1"
packages=(git make pkg-config libsqlite3-dev zlib1g-dev libpq-dev libcurl4-openssl-dev libarchive-dev libqrencode-dev)
# Chinese in 5 MB (fonts-noto-cjk would be 91); every other script of the guide is in fonts-noto-core.
paper=(weasyprint python3-pypdf fonts-noto-core fonts-wqy-microhei)
sound=(espeak-ng opus-tools)
case "$purpose" in
build) ;;
paper) packages+=("${paper[@]}") ;;
sound) packages+=("${sound[@]}") ;;
test) packages+=(chromium nodejs openssl postgresql python3 python3-venv poppler-utils "${paper[@]}" "${sound[@]}") ;;
bench) packages+=(curl wrk postgresql postgresql-postgis redis-server poppler-utils python3 python3-venv "${paper[@]}") ;;
cluster) packages+=(nginx-light openssl postgresql python3) ;;
*)
    echo "setup.sh: build, paper, sound, test, bench or cluster, not '$purpose'" >&2
    exit 64
    ;;
esac

say() { printf '%s\n' "$*"; }
fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# A browser by another name serves the tests as well (Ubuntu's package of that name is an empty one); so does any nginx.
is_elsewhere() {
    case "$1" in
    chromium) command -v chromium || command -v chromium-browser || command -v google-chrome ;;
    nginx-light) [ -x /usr/sbin/nginx ] ;;
    *) false ;;
    esac >/dev/null 2>&1
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ] || is_elsewhere "$1"
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        # sudo forgets the proxies of the environment unless it is told them.
        sudo env DEBIAN_FRONTEND=noninteractive \
            ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} \
            ${no_proxy:+"no_proxy=$no_proxy"} "$@"
    fi
}

install_packages() {
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        [ -n "${VILLEREFUGE_SKIP_PACKAGES:-}" ] && return
        fail "This system is neither Debian nor Ubuntu. Install what these Debian packages hold:" \
            "  ${packages[*]}" \
            "then run the command again with VILLEREFUGE_SKIP_PACKAGES=1."
    fi
    local missing=() name
    for name in "${packages[@]}"; do
        is_installed "$name" || missing+=("$name")
    done
    [ ${#missing[@]} -eq 0 ] && return
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        fail "These packages are missing, and only root may install them:" "  apt-get install ${missing[*]}"
    fi
    say "Installing: ${missing[*]}"
    as_root apt-get -q update >/dev/null || say "The list of packages could not be refreshed; trying with the one at hand."
    as_root apt-get -q -o Dpkg::Use-Pty=0 install -y --no-install-recommends "${missing[@]}" </dev/null
}

check_swift() {
    command -v swift >/dev/null \
        || fail "Swift is missing. Get $swift_needed or later from https://www.swift.org/install/ and put its usr/bin into PATH."
    local found
    found="$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)"
    [ -n "$found" ] || fail "'swift --version' does not answer with a version. Is it the Swift of https://www.swift.org/install/?"
    if [ "$(printf '%s\n%s\n' "$swift_needed" "$found" | sort -V | head -n 1)" != "$swift_needed" ]; then
        fail "Swift $found is too old: $swift_needed or later is needed, from https://www.swift.org/install/."
    fi
}

# The virtual environment is made anew only when the list of packages or Python itself changed.
install_python_packages() {
    local list=Tests/requirements.txt place=var/venv wanted
    wanted="$(python3 --version 2>&1; cat "$list")"
    if [ -x "$place/bin/python" ] && [ "$(cat "$place/.installed" 2>/dev/null)" = "$wanted" ]; then return; fi
    say "Installing into $place: $(grep -v '^#' "$list" | tr '\n' ' ')"
    mkdir -p var
    python3 -m venv --clear "$place"
    "$place/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$list" </dev/null
    printf '%s\n' "$wanted" >"$place/.installed"
}

install_packages
check_swift
if [ "$purpose" = test ]; then install_python_packages; fi
