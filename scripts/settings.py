"""What the environment tells a command: SITE_URL, REPO_URL, AS_OF, CHROME. One sentence when one is wrong."""

from __future__ import annotations

import datetime
import os
import pathlib
import re
import shutil
import subprocess
import sys
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
# For the browser: no sandbox as root, and nothing that talks to a network of its own.
BROWSER_ARGS = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
    *(['--no-sandbox'] if hasattr(os, 'geteuid') and os.geteuid() == 0 else []),
]


class Fault(Exception):
    """What stops a command, with the sentence to show. status: 1 faulty sources, 2 it could not run."""

    def __init__(self, sentence: str, status: int = 2) -> None:
        super().__init__(sentence)
        self.status = status


class Settings(NamedTuple):
    """site_url, repo_url: without a closing slash, or ''; as_of: the day (ISO) for overdue marks."""

    site_url: str
    repo_url: str
    as_of: str


def read(root: pathlib.Path) -> Settings:
    """The settings of a build. Raises Fault when one has a wrong form."""
    return Settings(address('SITE_URL'), address('REPO_URL'), as_of(root))


def address(name: str) -> str:
    """The web address in an environment variable without a closing slash, or ''. Raises Fault for others."""
    value = os.environ.get(name, '').rstrip('/')
    if value and not re.fullmatch(r'https?://[^\s/]+(/\S*)?', value):
        raise Fault(f'{name}={value} is not a web address: write it with https://, or unset it')
    return value


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
        told = subprocess.run(
            ['git', 'log', '-1', '--format=%cs'], cwd=root, capture_output=True, text=True, check=False
        ).stdout
    except OSError:
        told = ''
    if not told.strip():
        today = datetime.date.today().isoformat()
        print(
            f'git knows no commit here: {today} counts as today; set AS_OF for another day', file=sys.stderr
        )
        return today
    return told.strip()


def browser() -> str | None:
    """The browser that tests and card files use: $CHROME, chromium or google-chrome; None without one."""
    named = os.environ.get('CHROME')
    return shutil.which(named) if named else shutil.which('chromium') or shutil.which('google-chrome')
