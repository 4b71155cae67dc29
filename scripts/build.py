"""Builds the site: checks the sources, stages, runs the engine, finishes, and swaps site/ in whole.

A failed or killed build leaves site/ as it was.
"""

from __future__ import annotations

import os
import pathlib
import shutil
import tempfile

from scripts import check, engine, finish, settings, stage
from scripts.book.model import Book, Page
from scripts.book.problems import Problem, report
from scripts.book.read import load
from scripts.settings import Fault
from scripts.stamp import stamp


def swap(new: pathlib.Path, site: pathlib.Path) -> None:
    """Puts `new` in the place of `site` whole. Raises Fault when it cannot; then `site` stays as it was."""
    old = site.with_name(f'.{site.name}-old')
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise Fault(f'{site.name} is not a folder: move or delete it, then build again')
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
        raise Fault(
            f'{site.name} cannot be replaced ({error.strerror}): '
            'give yourself the right to write here, then build again'
        ) from None
    shutil.rmtree(old, ignore_errors=True)


def recover(root: pathlib.Path, site: pathlib.Path) -> None:
    """Cleans up after a build that was killed: the last good folder comes back, work folders go."""
    old = site.with_name(f'.{site.name}-old')
    if old.is_dir() and not site.exists():
        os.rename(old, site)
    for left in root.glob('.build-*'):
        shutil.rmtree(left, ignore_errors=True)


class Refused(Exception):
    """A built site that is not published, with its faults."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__()
        self.problems = problems


class Builder:
    """Builds root into root/site, again and again: what did not change since its last build is kept.

    A context: it keeps its work folder, which goes when it ends.
    """

    def __init__(self, root: pathlib.Path) -> None:
        self.root = root
        self.frame = None
        self.book: Book | None = None
        self.staged: dict[str, str] = {}
        self.passed: Book | None = None

    def __enter__(self) -> Builder:
        recover(self.root, self.root / 'site')
        self.folder = tempfile.TemporaryDirectory(prefix='.build-', dir=self.root)
        self.work = pathlib.Path(self.folder.name)
        return self

    def __exit__(self, *_) -> None:
        self.folder.cleanup()

    def update(self) -> int:
        """Brings root/site up to its sources. Returns 0, or 1 after printing their faults. Raises Fault."""
        wanted = settings.read(self.root)
        # taken before anything is read: a change made meanwhile then shows as one
        seen = stamp(self.root)
        book = self.book = load(self.root, self.book)
        book.site_url = wanted.site_url
        problems = check.structure(book, self.changed(book))
        if problems:
            return report(problems)
        frame = [
            wanted,
            engine.extra(book, wanted.repo_url),
            book.data['sources'],
            stamp(self.root, pages=False),
        ]
        staged = stage.pages(book, wanted.as_of)
        new = self.work / 'new'
        try:
            if frame == self.frame and staged.keys() == self.staged.keys() and (self.root / 'site').is_dir():
                texts = {file: text for file, text in staged.items() if text != self.staged[file]}
                self.some(book, wanted, texts, new)
                # the rest of the site is as the last build left it
                self.gate(book, new, [page for page in book.pages.values() if page.file in texts])
                put(new / '.stamp', seen)
                for path in sorted(path for path in new.rglob('*') if path.is_file()):
                    replace(path, self.root / 'site' / path.relative_to(new))
            else:
                self.all(book, wanted, new)
                self.gate(book, new)
                put(new / '.stamp', seen)
                swap(new, self.root / 'site')
            self.frame, self.staged, self.passed = frame, staged, book
        except Refused as refused:
            self.frame = None
            return report(refused.problems)
        except BaseException:
            # what the work folder holds is not known: the next build starts afresh
            self.frame = None
            raise
        finally:
            shutil.rmtree(new, ignore_errors=True)
        return 0

    def changed(self, book: Book) -> dict | None:
        """The pages that the last good build did not have so; None for all: at first, or with other data."""
        if self.frame is None or self.passed is None or data_of(book) != data_of(self.passed):
            return None
        return {key: page for key, page in book.pages.items() if self.passed.pages.get(key) is not page}

    def gate(self, book: Book, new: pathlib.Path, pages: list[Page] | None = None) -> None:
        """Raises Refused when something in `new`, or on these pages of it, would harm a reader."""
        if problems := check.site(book, new, pages):
            raise Refused(problems)

    def all(self, book: Book, wanted: settings.Settings, new: pathlib.Path) -> None:
        """Makes the whole site in `new`."""
        for name in ('docs', 'raw'):
            shutil.rmtree(self.work / name, ignore_errors=True)
        stage.stage(book, self.work, wanted.as_of)
        engine.run(self.work, book, wanted.repo_url)
        self.site = finish.Site(book, self.work / 'raw')
        self.site.write(book, new)

    def some(self, book: Book, wanted: settings.Settings, texts: dict[str, str], new: pathlib.Path) -> None:
        """Makes only the pages of these staged texts in `new`, and what is made of all pages."""
        stage.write(texts, self.work)
        if texts:
            engine.run(self.work, book, wanted.repo_url, changed_only=True)
        files = {page.file: page for page in book.pages.values()}
        self.site.write(book, new, {finish.path_of(files[file]) for file in texts})


def data_of(book: Book) -> dict[str, bytes]:
    """What the files of data/ held."""
    return {file: raw for file, (raw, _) in book.read.items() if file.startswith('data/')}


def put(path: pathlib.Path, text: str) -> None:
    """Writes one line to a file whose folder may not be there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text + '\n', encoding='utf-8')


def replace(new: pathlib.Path, old: pathlib.Path) -> None:
    """Puts one file in the place of another at once, where they differ."""
    if not old.is_file() or new.read_bytes() != old.read_bytes():
        old.parent.mkdir(parents=True, exist_ok=True)
        os.replace(new, old)


def build(root: pathlib.Path) -> int:
    """Builds root into root/site. Returns 0, or 1 after printing the faults of the sources. Raises Fault."""
    with Builder(root) as builder:
        return builder.update()
