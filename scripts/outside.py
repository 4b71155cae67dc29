"""Visits the outside addresses with LinkChecker and tells which are gone, moved, or to be looked at by hand.

LinkChecker asks robots.txt first, goes to one host at a time and waits between two requests to the same. What
may pass (an error of the server, too many requests, no answer in time) is asked again before it is told.
"""

from __future__ import annotations

import csv
import io
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import textwrap
import time
import urllib.parse
from collections.abc import Callable
from typing import NamedTuple

from scripts.book.model import Book
from scripts.check import links
from scripts.settings import Fault

# One thread is one host at a time. Times in seconds.
CONFIG = """[checking]
threads=1
recursionlevel=0
timeout={timeout}
maxrequestspersecond={pace}
[filtering]
checkextern=1
[output]
log=csv
verbose=1
status=0
warnings=1
"""
TIMEOUT, PACE, AGAIN, PAUSE = 20, 0.5, 2, 60
HOP = re.compile(r"Redirected to `(.*)' status: (\d+)")
# The address is another from now on; others send on for this once.
FOR_GOOD = ('301', '308')
ORDER = ('gone', 'moved', 'unsure')


class Verdict(NamedTuple):
    """What a visit says. kind: fine, gone, moved or unsure; why: in words, or the new address."""

    kind: str
    why: str


def verdict(row: dict[str, str]) -> Verdict:
    """The verdict on one line of LinkChecker's output."""
    result, hops = row['result'], HOP.findall(row['warningstring'])
    if 'robots.txt' in row['infostring']:
        return Verdict('unsure', 'robots.txt asks programs not to come: look by hand')
    if result.startswith(('404', '410')):
        return Verdict('gone', result)
    if row['valid'] != 'True' or result.startswith('429'):
        return Verdict('unsure', textwrap.shorten(result, 100, placeholder=' …') or 'no answer')
    return moved(row['urlname'], hops)


def moved(address: str, hops: list[tuple[str, str]]) -> Verdict:
    """The verdict on an address that answers in the end. hops: each (new address, status) on the way.

    LinkChecker gives with each new address the status of the answer that sent there.
    """
    now = address
    for to, status in hops:
        if status not in FOR_GOOD:
            break
        now = to
    if now == address:
        return Verdict('fine', '')
    if urllib.parse.urlsplit(now).path in ('', '/') and urllib.parse.urlsplit(address).path not in ('', '/'):
        return Verdict('unsure', f'leads to a front page, {now}: the text may be gone')
    return Verdict('moved', now)


def visited(addresses: list[str], timeout: float, pace: float) -> dict[str, Verdict]:
    """One visit to each address. Raises Fault where LinkChecker does not run."""
    with tempfile.TemporaryDirectory(prefix='.build-') as own:
        config = pathlib.Path(own) / 'linkcheckerrc'
        config.write_text(CONFIG.format(timeout=timeout, pace=pace), encoding='utf-8')
        done = subprocess.run(
            [sys.executable, '-m', 'linkcheck', '--config', config, '--stdin'],
            input='\n'.join(addresses),
            cwd=own,
            capture_output=True,
            encoding='utf-8',
            errors='replace',
            check=False,
            # its words are read below, so they must not be translated
            env={**os.environ, 'LANGUAGE': 'C', 'LC_ALL': 'C.UTF-8'},
        )
    rows = [line for line in done.stdout.splitlines(keepends=True) if not line.startswith('#')]
    found = {
        row['urlname']: verdict(row)
        for row in csv.DictReader(io.StringIO(''.join(rows)), delimiter=';')
        if row.get('urlname') in addresses
    }
    if len(found) != len(addresses):
        last = (done.stderr.strip().splitlines() or ['it said nothing'])[-1]
        raise Fault(f'LinkChecker told of {len(found)} of {len(addresses)} addresses: {last}')
    return found


def check(
    addresses: list[str],
    timeout: float = TIMEOUT,
    pace: float = PACE,
    wait: Callable[[], None] = lambda: time.sleep(PAUSE),
) -> dict[str, Verdict]:
    """The verdict on each address; those that are unsure are visited AGAIN times more, after a pause."""
    found = visited(addresses, timeout, pace) if addresses else {}
    for _ in range(AGAIN):
        unsure = [a for a, told in found.items() if told.kind == 'unsure' and 'robots.txt' not in told.why]
        if not unsure:
            break
        wait()
        found |= visited(unsure, timeout, pace)
    return found


def places(book: Book) -> dict[str, str]:
    """Where each outside address stands: file and line of its source; a page holds no other (LNK-6)."""
    rows = book.by_id('sources').values()
    return {row['url']: f'data/sources.yml:{row.line_of("url")}' for row in rows if row['url']}


def report(book: Book, **how) -> int:
    """Visits all, prints those that are not fine. Returns 1 where one is gone or moved. Raises Fault."""
    at = places(book)
    found = check(links.outside(book), **how)
    rows = sorted(
        (ORDER.index(told.kind), at.get(address, 'docs/'), address, told)
        for address, told in found.items()
        if told.kind != 'fine'
    )
    for _, where, address, told in rows:
        print(f'{where} {told.kind} {address}: {told.why}')
    count = {kind: sum(told.kind == kind for told in found.values()) for kind in ORDER}
    print(f'{len(found)} addresses: ' + ', '.join(f'{number} {kind}' for kind, number in count.items()))
    return 1 if count['gone'] or count['moved'] else 0
