#!/bin/sh
# Installs what a make target needs. Usage: sh scripts/setup.sh site | test | browser | server
#   site: .venv with requirements.txt; test: the same with requirements-test.txt; browser: Chromium, Chinese fonts, poppler, WebKit where Debian has it;
#   server: nginx with its module for packed files, minisign, wrk, where Debian has them.
# A set-up that was killed is made anew by the next; two at once: one waits, and says so (.lock, as scripts/work.py).
# Who is not root may set SUDO=sudo: apt-get is then run with it.
# Exit status: 0 ready, 2 something is missing that this machine does not let us install.
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}
LOCKED=

fail() { echo "setup: $1" >&2; exit 2; }
root() { { [ "$(id -u)" = 0 ] || [ -n "${SUDO:-}" ]; } && command -v apt-get >/dev/null 2>&1; }
lock() {
    # asked again, in a subshell too, it would wait for itself
    [ -z "$LOCKED" ] || return 0
    command -v flock >/dev/null 2>&1 || return 0
    # tried beside, since a shell whose exec fails ends at once
    (exec 9>>.lock) 2>/dev/null || fail "$PWD/.lock cannot be written: give yourself the right, or make room on the disk"
    exec 9>>.lock
    flock -n 9 || { echo 'setup: waiting for another build or set-up in this folder' >&2; flock 9; }
    LOCKED=1
}

apt() {
    lock
    echo "setup: installing $*"
    { ${SUDO:-} apt-get update -qq && ${SUDO:-} env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null 2>&1 \
        || fail "apt-get could not install $*: look at 'apt-get install $*', then run make again"
}

# Whether .venv holds what a file of requirements asks for, and no set-up is at work in it or was killed there.
ready() { # ready REQUIREMENTS
    [ ! -e .venv/.unfinished ] && [ "$(cat ".venv/.$1" 2>/dev/null)" = "$(cat "$1" scripts/setup.sh | cksum)" ] \
        && .venv/bin/python -c '' 2>/dev/null
}

venv() { # venv REQUIREMENTS
    ready "$1" && return 0
    lock
    # the one that was waited for may have done it
    ready "$1" && return 0
    if [ -e .venv/.unfinished ] || ! .venv/bin/python -c 'import pip' 2>/dev/null; then
        command -v "$PYTHON" >/dev/null 2>&1 || fail "there is no $PYTHON: install Python 3.11 or newer, or name one: make PYTHON=python3.12"
        "$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
            || fail "$("$PYTHON" --version) is too old: install Python 3.11 or newer, or name one: make PYTHON=python3.12"
        if ! "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null; then
            root || fail "$PYTHON has no venv module: install the package python3-venv, then run make again"
            apt python3-venv
        fi
        echo 'setup: making .venv'
        # first out of the way: a folder that is half deleted could look whole
        { [ ! -e .venv ] && [ ! -L .venv ] || mv .venv ".build-venv-$$"; } && mkdir .venv && touch .venv/.unfinished && "$PYTHON" -m venv .venv \
            || fail "$PWD/.venv could not be made: is the disk full, or the folder not yours to write?"
    fi
    echo "setup: installing $1"
    (: > .venv/.unfinished) 2>/dev/null || fail "$PWD/.venv cannot be written: give yourself the right, or make room on the disk"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$1" \
        || fail "pip could not install $1: look at its message above, then run make again"
    cat "$1" scripts/setup.sh | cksum > ".venv/.$1"
    # the test set holds the site's set
    if [ "$1" = requirements-test.txt ]; then cat requirements.txt scripts/setup.sh | cksum > .venv/.requirements.txt; fi
    rm -rf .venv/.unfinished .build-venv-*
}

browser() {
    missing=''
    # The shell is Chromium without windows of its own: a test opens its page in a quarter of the time
    [ -x "${CHROME:-}" ] || command -v chromium-headless-shell >/dev/null 2>&1 || { root && (apt chromium-headless-shell) 2>/dev/null; } \
        || command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="$missing chromium"
    command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
    command -v fc-list >/dev/null 2>&1 && [ -n "$(fc-list :lang=zh file)" ] || missing="$missing fontconfig fonts-noto-cjk"
    [ -z "$missing" ] && return 0
    # Ubuntu's chromium package is a snap stub that brings no browser
    case "$missing" in *chromium*) grep -qs '^ID=ubuntu' /etc/os-release && fail "no browser found: install Google Chrome, or name one: CHROME=/path/to/chrome make test";; esac
    root || fail "missing:$missing. Install them (Debian: apt-get install$missing), or name a browser: CHROME=/path/to/chrome"
    # shellcheck disable=SC2086
    apt $missing
}

# Optional: the tests in a second engine skip themselves where it is not
webkit() {
    command -v WebKitWebDriver >/dev/null 2>&1 && command -v Xvfb >/dev/null 2>&1 && return 0
    { root && (apt webkit2gtk-driver xvfb) 2>/dev/null; } || echo 'setup: no webkit2gtk-driver or no xvfb here, so the tests in WebKit are skipped'
}

# Optional: the tests of deploy/ skip themselves where one is not
server() {
    missing=''
    PATH=$PATH:/usr/sbin command -v nginx >/dev/null 2>&1 || missing=' nginx-light'
    [ -e /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || missing="$missing libnginx-mod-http-brotli-static"
    command -v minisign >/dev/null 2>&1 || missing="$missing minisign"
    command -v wrk >/dev/null 2>&1 || missing="$missing wrk"
    [ -z "$missing" ] && return 0
    # shellcheck disable=SC2086
    { root && (apt $missing) 2>/dev/null; } || { echo "setup: no$missing here, so the tests that need them are skipped"; return 0; }
    # Debian starts what it installs: nobody asked for a server at port 80
    case "$missing" in *nginx-light*) [ -d /run/systemd/system ] && systemctl disable --now nginx >/dev/null 2>&1;; esac
    return 0
}

case "${1:-}" in
    site) venv requirements.txt ;;
    test) venv requirements-test.txt ;;
    browser) browser; webkit ;;
    server) server ;;
    *) fail 'usage: sh scripts/setup.sh site | test | browser | server' ;;
esac
