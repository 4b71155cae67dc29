#!/bin/sh
# Puts a release live, or an earlier one back. Usage: sh switch.sh RELEASE, the folder made by `make release`, copied to the server.
# HANDBOOK: where nginx.conf looks for live.conf (/srv/handbook). NGINX: the program, with its options (nginx).
# Exit status: 0 live; 1 nginx refused it, the former release stays; 2 there is no such release.
set -eu
HANDBOOK=${HANDBOOK:-/srv/handbook} NGINX=${NGINX:-nginx}

fail() { echo "switch: $1" >&2; exit "${2:-2}"; }
[ $# = 1 ] || fail 'usage: sh switch.sh RELEASE'
release=$(cd "$1" 2>/dev/null && pwd) || fail "there is no folder $1"
(cd "$release" && sha256sum -c --quiet SHA256SUMS) >&2 || fail "$release is no whole release (see above): copy it again"
base=$(cat "$release/base") live=$HANDBOOK/live.conf

{
    sed -e "s|@RELEASE@|$release|g" -e "s|@BASE@|$base|g" "$(dirname "$0")/live.conf"
    # under a path of a host: the path without its slash, and nothing of ours outside it
    [ "$base" = / ] || printf '\nlocation = %s { return 301 %s; }\nlocation / { return 404; }\n' "${base%/}" "$base"
} > "$live.new"
rm -f "$live.old"
[ ! -e "$live" ] || cp -p "$live" "$live.old"
mv "$live.new" "$live"
# shellcheck disable=SC2086
if ! $NGINX -t -q; then
    rm "$live"
    [ ! -e "$live.old" ] || mv "$live.old" "$live"
    fail 'nginx refuses it (see above): the former release stays live' 1
fi
# shellcheck disable=SC2086
$NGINX -s reload
echo "switch: $release is live under $base"
