"""Builds the site: checks the sources, stages, runs the engine, finishes, and swaps site/ in whole.

A failed or killed build leaves site/ as it was.
"""

from __future__ import annotations

import contextlib
import gc
import pathlib
import shutil

from scripts import check, engine, finish, settings, stage, work
from scripts.beside import by_language
from scripts.book.model import Book, Page
from scripts.book.problems import Problem, report
from scripts.book.read import load
from scripts.stamp import stamp

# The engine keeps what it renders in one run until the end: 200 KB a page.
AT_ONCE = 250


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
        self.stack = contextlib.ExitStack()

    def __enter__(self) -> Builder:
        self.work = self.stack.enter_context(work.folder(self.root))
        return self

    def __exit__(self, *_) -> None:
        self.stack.close()

    def update(self) -> int:
        """Brings root/site up to its sources. Returns 0, or 1 after printing their faults.

        Raises Fault, OSError.
        """
        if not self.work.is_dir():
            # somebody cleaned up, as with make clean
            self.stack.close()
            self.frame = None
            self.__enter__()
        with work.locked(self.root):
            return self.built()

    def built(self) -> int:
        """The same, under the lock."""
        wanted = settings.read(self.root)
        # taken before anything is read: a change made meanwhile then shows as one
        seen = stamp(self.root)
        book = self.book = load(self.root, self.book)
        book.site_url, book.as_of, book.offline = wanted.site_url, wanted.as_of, wanted.offline
        tools = wanted, stamp(self.root, pages=False)
        problems = check.structure(book, self.passed if self.frame and self.frame[0] == tools else None)
        if problems:
            return report(problems)
        frame = [
            tools,
            engine.extra(book, wanted.repo_url),
            book.data['sources'],
            book.data['style'],
            stage.referred(book),
        ]
        staged = stage.pages(book, book.as_of)
        new, spare = self.work / 'new', self.work / 'spare'
        try:
            if spare.is_dir():
                # most of it is as it will be
                spare.rename(new)
            if frame == self.frame and staged.keys() == self.staged.keys():
                changed = {file: text for file, text in staged.items() if text != self.staged[file]}
                self.some(book, wanted, changed, new)
                self.gate(book, new, [page for page in book.pages.values() if page.file in changed])
            else:
                self.all(book, wanted, staged, new)
                self.gate(book, new)
            (new / '.stamp').write_text(seen + '\n', encoding='utf-8')
            # only what this builder made is built upon
            work.swap(new, self.root / 'site', spare if self.frame else None)
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

    def gate(self, book: Book, new: pathlib.Path, pages: list[Page] | None = None) -> None:
        """Raises Refused when something in `new` would harm a reader. pages: those that an edit changed."""
        if problems := check.site(book, new, pages, None if pages is None else self.passed):
            raise Refused(problems)

    def all(self, book: Book, wanted: settings.Settings, texts: dict[str, str], new: pathlib.Path) -> None:
        """Makes the whole site in `new` of these staged texts."""
        for name in ('docs', 'raw', 'raw-en'):
            shutil.rmtree(self.work / name, ignore_errors=True)
        stage.stage(book, self.work, texts)

        def read(lang: str) -> finish.Site:
            # each into a folder of its own: both write a 404.html, and one must not read the other's half
            raw = 'raw' if lang == 'zh' else 'raw-en'
            files = [file.removeprefix('docs/') for file in texts if file.startswith(f'docs/{lang}/')]
            for at in range(0, len(files), AT_ONCE):
                engine.run(self.work, book, wanted.repo_url, lang, raw, files[at : at + AT_ONCE])
                if len(files) > AT_ONCE:
                    # what the engine made refers to itself in circles, and would stay
                    gc.collect()
            site = finish.Site(book, self.work / raw, wanted.as_of)
            site.read(book, lang)
            return site

        self.site, english = by_language(read, len(texts))
        self.site.take(english)
        if (self.work / 'raw-en' / 'en').is_dir():
            (self.work / 'raw-en' / 'en').rename(self.work / 'raw' / 'en')
        shutil.rmtree(self.work / 'raw-en', ignore_errors=True)
        self.site.write(book, new)

    def some(self, book: Book, wanted: settings.Settings, texts: dict[str, str], new: pathlib.Path) -> None:
        """Makes the whole site in `new`, and only the pages of these staged texts anew."""
        stage.write(texts, self.work)
        pages = [page for page in book.pages.values() if page.file in texts]

        def read(lang: str) -> finish.Site:
            site = finish.Site(book, self.work / 'raw', wanted.as_of)
            if changed := [finish.path_of(page) for page in pages if page.lang == lang]:
                engine.run(self.work, book, wanted.repo_url, lang)
                site.read(book, lang, changed)
            return site

        for made in by_language(read, len(pages)):
            self.site.take(made)
        self.site.write(book, new)


def build(root: pathlib.Path) -> int:
    """Builds root into root/site. Returns 0, or 1 after printing the faults of the sources.

    Raises Fault, OSError.
    """
    with work.locked(root), Builder(root) as builder:
        return builder.update()
