"""Turns the engine's output into the site: each page one lean document, no leftovers, indexes beside it."""

from __future__ import annotations

import pathlib
import shutil

from scripts.book.model import Book, Page
from scripts.card import sheets
from scripts.finish import assets, door, page, search

# What the engine writes beside pages and we do not publish: what is inlined or joined, a second sitemap.
LEFT_OUT = ('assets/css/', 'assets/js/', 'sitemap.xml.gz')


class Site:
    """A site being finished. It remembers each page, so after an edit only changed pages are done again."""

    def __init__(self, book: Book, raw: pathlib.Path) -> None:
        """raw: the engine's output, which stays as it is."""
        self.raw = raw
        self.style = assets.Style(book.root / 'docs' / 'assets' / 'css')
        self.pages: dict[str, page.Finished] = {}
        self.entries: dict[tuple[str, str], dict] = {}

    def write(self, book: Book, new: pathlib.Path, changed: set[str] | None = None) -> None:
        """Finishes into `new`: all of it, or with `changed` only those built pages and the indexes.

        changed: paths under the site's root.
        """
        for path in sorted(self.raw.rglob('*.html')):
            where = path.relative_to(self.raw)
            if changed is None or where.as_posix() in changed:
                done = page.finished(book, path.read_text(encoding='utf-8'), where, self.style)
                self.pages[where.as_posix()] = done
                put(new / where, done.html)
        for key, known in book.pages.items():
            where = path_of(known)
            if changed is None or where in changed:
                self.entries[key] = search.entry(book, known, self.pages[where].html)
        if changed is None:
            self.copy(book, new)
        assets.write_scripts(book, new, {done.scripts for done in self.pages.values()} - {()})
        search.write(book, self.entries, new)
        door.write(book, {path: done.html for path, done in self.pages.items()}, new, self.style.of())
        put(
            new / '_headers',
            assets.headers(
                dict.fromkeys([*(done.style for _, done in sorted(self.pages.items())), self.style.of()])
            ),
        )

    def copy(self, book: Book, new: pathlib.Path) -> None:
        """Copies what the engine took over as it is, and the card files, which go past the engine."""
        left_out = [*LEFT_OUT, *([] if book.site_url else ['sitemap.xml', 'assets/share-'])]
        for path in sorted(path for path in self.raw.rglob('*') if path.is_file() and path.suffix != '.html'):
            where = path.relative_to(self.raw)
            if not where.as_posix().startswith(tuple(left_out)):
                (new / where).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, new / where)
        files = book.root / 'docs' / 'assets' / 'print'
        for name in sorted(sheets.files()):
            if (files / name).is_file():
                (new / 'assets' / 'print').mkdir(parents=True, exist_ok=True)
                shutil.copy2(files / name, new / 'assets' / 'print' / name)


def path_of(known: Page) -> str:
    """Where a page of the book stands in the built site."""
    return ('en/' if known.lang == 'en' else '') + known.slug + 'index.html'


def put(path: pathlib.Path, text: str) -> None:
    """Writes a text file, its folders too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding='utf-8')
