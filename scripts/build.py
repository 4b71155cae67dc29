"""Builds the site: checks the sources, stages, runs the engine, finishes, and swaps site/ in whole.

Usage: python scripts/build.py. Environment: SITE_URL (public address), REPO_URL (code host), AS_OF (day, ISO).
Exit status: 0 built, 1 faults in the sources, 2 could not run. A failed build leaves site/ as it was.
"""
from __future__ import annotations

import datetime
import logging
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

import check
import finish
import kb
import stage

ROOT = pathlib.Path(__file__).resolve().parent.parent


class BuildFault(Exception):
    """A build that cannot go on, with the one sentence to show."""


def address(name: str) -> str:
    """SITE_URL or REPO_URL from the environment without a closing slash, or ''. Raises BuildFault when it is no web address."""
    value = os.environ.get(name, '').rstrip('/')
    if value and not re.fullmatch(r'https?://[^\s/]+(/\S*)?', value):
        raise BuildFault(f'{name}={value} is no web address: write it with https://, or unset it')
    return value


def as_of(root: pathlib.Path) -> str:
    """The day (ISO) that overdue marks are set against: AS_OF, else the last commit's, so that a commit always builds the same."""
    day = os.environ.get('AS_OF', '')
    if not day:
        told = subprocess.run(['git', 'log', '-1', '--format=%cs'], cwd=root, capture_output=True, text=True, check=False)
        day = told.stdout.strip() or '1970-01-01'
    try:
        return datetime.date.fromisoformat(day).isoformat()
    except ValueError:
        raise BuildFault(f'AS_OF={day} is no day: write it as 2026-11-24, or unset it') from None


def run_engine(work: pathlib.Path, book: kb.Book, repo_url: str) -> None:
    """Runs MkDocs over work/docs into work/site. Raises BuildFault on any warning: a warning is a broken page."""
    os.environ['NO_MKDOCS_2_WARNING'] = '1'
    from mkdocs.commands.build import build as engine_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    told: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: told.append(record.getMessage())
    log = logging.getLogger('mkdocs')
    log.addHandler(handler)
    log.propagate = False
    extra = {'ui': book.data['interface'], 'look': book.data['look'], 'repo': repo_url}
    try:
        config = load_config(str(book.root / 'mkdocs.yml'), docs_dir=str(work / 'docs'), site_dir=str(work / 'site'),
                             site_url=book.site_url + '/' if book.site_url else None, extra=extra)
        config.plugins.on_startup(command='build', dirty=False)
        engine_build(config)
    except MkDocsException as error:
        raise BuildFault(f'mkdocs.yml or a page stopped the engine: {error}') from None
    finally:
        log.removeHandler(handler)
    if told:
        raise BuildFault('the engine warns: ' + ' | '.join(told))


def swap(new: pathlib.Path, site: pathlib.Path) -> None:
    """Puts `new` in the place of `site` whole. Raises BuildFault when `site` cannot be replaced; then it stays as it was."""
    old = site.with_name('.site-old')
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise BuildFault(f'{site.name} is not a folder: move or delete it, then build again')
    try:
        shutil.rmtree(old, ignore_errors=True)
        if site.exists():
            os.rename(site, old)
        try:
            os.rename(new, site)
        except BaseException:
            if old.exists():
                os.rename(old, site)
            raise
    except OSError as error:
        raise BuildFault(f'{site.name} cannot be replaced ({error.strerror}): give yourself the right to write here, then build again') from None
    shutil.rmtree(old, ignore_errors=True)


def recover(root: pathlib.Path) -> None:
    """Cleans up after a build that was killed: puts the last good site back, removes its work folders."""
    old, site = root / '.site-old', root / 'site'
    if old.is_dir() and not site.exists():
        os.rename(old, site)
    for left in root.glob('.build-*'):
        shutil.rmtree(left, ignore_errors=True)


def build(root: pathlib.Path) -> int:
    """Builds root into root/site. Returns 0, or 1 after printing the faults of the sources. Raises BuildFault."""
    recover(root)
    site_url, repo_url, day = address('SITE_URL'), address('REPO_URL'), as_of(root)
    book = kb.load(root)
    book.site_url = site_url
    problems = check.structure(book)
    if problems:
        return kb.report(problems)
    with tempfile.TemporaryDirectory(prefix='.build-', dir=root) as folder:
        work = pathlib.Path(folder)
        stage.stage(book, work, day)
        run_engine(work, book, repo_url)
        finish.finish(book, work / 'site')
        (work / 'site' / '.stamp').write_text(kb.stamp(root) + '\n', encoding='utf-8')
        swap(work / 'site', root / 'site')
    return 0


def main() -> int:
    # a polite kill cleans up like Ctrl-C does
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))
    if len(sys.argv) > 1:
        print('build.py takes no arguments: settings come from SITE_URL, REPO_URL and AS_OF', file=sys.stderr)
        return 2
    try:
        status = build(ROOT)
    except BuildFault as fault:
        print(f'build: {fault}', file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print('build: stopped; site/ is as it was', file=sys.stderr)
        return 2
    if status:
        print('build: nothing was built, site/ is as it was', file=sys.stderr)
    return status


if __name__ == '__main__':
    sys.exit(main())
