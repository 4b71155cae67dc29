"""What the environment tells: SITE_URL, REPO_URL, AS_OF, OFFLINE, CHROME. One sentence when one is wrong."""

from __future__ import annotations

import datetime
import errno
import os
import pathlib
import re
import shutil
import subprocess
import sys
import traceback
import urllib.parse
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
# The shell first: the same engine without windows of its own starts and opens pages faster.
BROWSERS = ['chromium-headless-shell', 'chromium', 'google-chrome']
# For the browser: no sandbox as root, nothing that talks to a network of its own, and letters as wide as in
# print, where no grid of pixels bends them.
BROWSER_ARGS = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    '--font-render-hinting=none',
    *(['--no-sandbox'] if hasattr(os, 'geteuid') and os.geteuid() == 0 else []),
]


class Fault(Exception):
    """What stops a command, with the sentence to show. status: 1 faulty sources, 2 it could not run."""

    def __init__(self, sentence: str, status: int = 2) -> None:
        super().__init__(sentence)
        self.status = status


# What to do where the machine says no; for the rest its own words have to do.
MENDS = {
    errno.ENOSPC: 'the disk is full: make room, then run it again',
    errno.EDQUOT: 'your share of the disk is full: make room, then run it again',
    errno.EFBIG: 'the file is larger than this machine allows: make room, then run it again',
    errno.EROFS: 'this disk cannot be written to: work in another folder',
    errno.EACCES: 'you may not read or write this: give yourself the right, then run it again',
    errno.EPERM: 'you may not change this: give yourself the right, then run it again',
    errno.ENOENT: 'is missing: bring it back (git checkout), then run it again',
}


def refused(error: OSError, root: pathlib.Path) -> str:
    """The sentence for what the machine refused, with the path, or the folder where the machine names none.

    root: the folder of the project; a path in it is told from there.
    """
    name = pathlib.Path(os.fsdecode(error.filename)) if isinstance(error.filename, (str, bytes)) else root
    path = name.relative_to(root) if name != root and root in name.parents else name
    return f'{path}: {MENDS.get(error.errno, error.strerror or str(error))}'


def bug(error: Exception) -> str:
    """What to say of an exception that nobody foresaw: that the tools are wrong, and all that mends them."""
    lines = ''.join(traceback.format_exception(error))
    return f'a bug in the tools, maybe not in what you wrote. Please report these lines:\n{lines}'.rstrip()


class Settings(NamedTuple):
    """site_url, repo_url: without a closing slash, or ''; as_of: the day (ISO) for overdue marks.

    offline: whether phones keep pages for when there is no network.
    """

    site_url: str
    repo_url: str
    as_of: str
    offline: bool


def read(root: pathlib.Path) -> Settings:
    """The settings of a build. Raises Fault when one has a wrong form."""
    return Settings(address('SITE_URL'), address('REPO_URL'), as_of(root), offline())


def offline() -> bool:
    """False with OFFLINE=off. Raises Fault when it is another word, so that nobody believes it is off."""
    word = os.environ.get('OFFLINE', '')
    if word not in ('', 'off'):
        raise Fault(f'OFFLINE={word} says nothing: write off, or unset it')
    return not word


def address(name: str) -> str:
    """The web address in an environment variable without a closing slash, or ''. Raises Fault for others.

    An international host name is given as browsers send it (xn--…), REPO_URL without .git.
    """
    given = os.environ.get(name, '')
    value = given.strip().rstrip('/')
    if not value:
        return ''

    def fault(why: str) -> Fault:
        shown = re.sub(r'(?<=//)[^/@]*@', '…@', given)
        return Fault(f'{name}={shown} {why}, or unset it')

    try:
        parts = urllib.parse.urlsplit(value)
        host, port = parts.hostname or '', parts.port
    except ValueError:
        raise fault('is not a web address: write it like https://example.org') from None
    if parts.scheme not in ('http', 'https') or not host:
        raise fault('is not a web address: write it with https://')
    if '@' in parts.netloc:
        raise fault('holds a user or a password, which everybody would see: write it without')
    if '?' in value or '#' in value:
        raise fault('goes on after the path: take out what starts with ? or #')
    if re.search(r'[^A-Za-z0-9/._~!$()*+,;=:@%\x80-\U0010ffff-]|\s', parts.path):
        raise fault('has a sign that no address has: correct it')
    try:
        # an address in numbers stands in brackets where it has colons
        host = f'[{host}]' if ':' in host else host.encode('idna').decode('ascii')
    except UnicodeError:
        host = ''
    if not re.fullmatch(r'\[[0-9a-f:.]+\]|[a-z0-9-]+(\.[a-z0-9-]+)*\.?', host):
        raise fault('has a host name that cannot be: correct it')
    path = urllib.parse.quote(parts.path, safe='/~!$()*+,;=:@%')
    path = path.removesuffix('.git') if name == 'REPO_URL' else path
    return f'{parts.scheme}://{host}{f":{port}" if port else ""}{path}'


def base(site_url: str) -> str:
    """The path of the site's root on its host, with a closing slash: / unless the address has a path."""
    return urllib.parse.urlsplit(site_url).path.rstrip('/') + '/'


def as_of(root: pathlib.Path) -> str:
    """AS_OF, else the day of the last commit, so that a commit always builds the same.

    Without git, today, and it says so. Raises Fault when AS_OF is not a day.
    """
    day = os.environ.get('AS_OF', '')
    if day:
        try:
            return datetime.date.fromisoformat(day).isoformat()
        except ValueError:
            raise Fault(f'AS_OF={day} is not a real date: write it as 2026-11-24, or unset it') from None
    try:
        done = subprocess.run(
            ['git', 'log', '-1', '--format=%cs'],
            cwd=root,
            capture_output=True,
            encoding='utf-8',
            errors='replace',
            check=False,
            # a repository around an unpacked tree is another one
            env={**os.environ, 'GIT_CEILING_DIRECTORIES': str(root.parent)},
        )
        told, why = done.stdout.strip(), done.stderr
    except OSError:
        told, why = '', ''
    if told:
        return told
    today = datetime.date.today().isoformat()
    reason = (
        'git distrusts the owner of this folder (git config --global --add safe.directory ...)'
        if 'dubious ownership' in why
        else 'git knows no commit here'
    )
    print(f'{reason}: {today} counts as today; set AS_OF for another day', file=sys.stderr)
    return today


def browser() -> str | None:
    """The browser that tests and card files use: $CHROME, or the first of BROWSERS; None without one."""
    named = os.environ.get('CHROME')
    return next(filter(None, map(shutil.which, [named] if named else BROWSERS)), None)
