"""Turns the engine's output into the site: each page one lean document, no leftovers, indexes beside it."""

from __future__ import annotations

import pathlib

from scripts import opendata, settings
from scripts.book.model import BASES, LANGS, Book, Page
from scripts.card import sheets
from scripts.finish import (
    app,
    assets,
    blank,
    bundle,
    door,
    feed,
    index,
    lost,
    offline,
    page,
    policy,
    register,
    search,
    sitemap,
)
from scripts.finish.folder import Folder

# What the engine writes beside pages and we do not publish: what is inlined or joined, its own site map.
LEFT_OUT = ('assets/css/', 'assets/js/', 'sitemap.xml')


class Site:
    """A site being finished. It remembers each page, so after an edit only changed pages are done again."""

    def __init__(self, book: Book, raw: pathlib.Path, day: str) -> None:
        """raw: the engine's output, which stays as it is; day: of the build (ISO), for the site map."""
        self.raw, self.day = raw, day
        self.style = assets.Style(book.root / 'docs' / 'assets' / 'css')
        self.scripts = assets.Scripts(book.root / 'docs' / 'assets' / 'js')
        self.pages: dict[str, page.Finished] = {}
        self.data: list | None = None
        self.texts: dict[str, str] = {}
        self.entries: dict[tuple[str, str], search.Entry] = {}
        self.bundles: dict[str, tuple[list, str]] = {}

    def read(self, book: Book, lang: str, changed: list[str] | None = None) -> None:
        """Finishes what the engine made of one language: all of it, or these paths under the site's root."""
        if changed is None:
            found = (path.relative_to(self.raw).as_posix() for path in sorted(self.raw.rglob('*.html')))
            changed = [where for where in found if lang == page.lang_of(pathlib.PurePath(where))]
        for where in changed:
            self.finish(book, (self.raw / where).read_text(encoding='utf-8'), pathlib.PurePath(where))
        # what the search knows of these pages
        for key, known in book.pages.items():
            if (where := path_of(known)) in changed:
                self.entries[key] = search.entry(known, self.pages[where].html)

    def take(self, other: Site) -> None:
        """Takes over what another read."""
        self.pages |= other.pages
        self.entries |= other.entries
        self.style.used |= other.style.used
        self.scripts.take(other.scripts)

    def write(self, book: Book, path: pathlib.Path) -> None:
        """Makes this folder hold the whole site and nothing else, once both languages were read.

        What it holds of a former site and is the same in this one is not written again.
        """
        new = Folder(path)
        gone, front = self.raw / '404.html', self.raw / 'en' / 'index.html'
        if 'en/404.html' not in self.pages and gone.is_file() and front.is_file():
            texts = [path.read_text(encoding='utf-8') for path in (gone, front)]
            text = lost.english(*texts, settings.base(book.site_url))
            self.finish(book, text, pathlib.PurePath('en/404.html'))
        for where, done in self.pages.items():
            new.write(where, done.html)
        self.copy(book, new)
        self.scripts.write(new, {done.script for done in self.pages.values()} - {''})
        entries = {key: search.whole(book, book.pages[key], own) for key, own in self.entries.items()}
        index.write(book, entries, new)
        door.write(book, self.pages, new, self.style.of())
        for lang in LANGS:
            new.write(bundle.place(book, lang), self.bundle(book, lang))
        blank.write(book, new)
        for where, text in self.of_data(book).items():
            new.write(where, text)
        if book.site_url:
            new.write('sitemap.xml', sitemap.text(book, self.day))
            feed.write(book, new)
        app.write(book, new, self.style.of())
        offline.write(book, new, self.style.of(), self.scripts)
        new.write(
            '_headers',
            policy.headers(
                dict.fromkeys(
                    [
                        *(done.style for _, done in sorted(self.pages.items())),
                        self.style.of(),
                        self.style.of(*bundle.SHEETS),
                        blank.STYLE,
                    ]
                )
            ),
        )
        new.sweep()

    def bundle(self, book: Book, lang: str) -> str:
        """The door pages of a language as one file; the same text again while its pages are the same."""
        own = bundle.parts(book, self.pages, lang)
        if self.bundles.get(lang, ([], ''))[0] != own:
            self.bundles[lang] = own, bundle.bundle(book, own, lang, self.style.of(*bundle.SHEETS))
        return self.bundles[lang][1]

    def of_data(self, book: Book) -> dict[str, str]:
        """What is made of data alone, by its path; the same texts again while that data is the same."""
        data = [book.data.get(name) for name in ('interface', 'releases', *opendata.KINDS)]
        if self.data != data:
            self.data = data
            self.texts = register.pages(book, self.style.of()) | opendata.files(book)
        return self.texts

    def finish(self, book: Book, text: str, where: pathlib.PurePath) -> None:
        """Finishes one page of the engine and remembers it. where: the file under the site's root."""
        self.pages[where.as_posix()] = page.finished(book, text, where, self.style, self.scripts)

    def copy(self, book: Book, new: Folder) -> None:
        """Copies what the engine took over as it is, and the card files, which go past the engine."""
        left_out = [*LEFT_OUT, *([] if book.site_url else ['assets/share-'])]
        for path in sorted(path for path in self.raw.rglob('*') if path.is_file() and path.suffix != '.html'):
            where = path.relative_to(self.raw).as_posix()
            if not where.startswith(tuple(left_out)):
                new.write(where, path.read_bytes())
        files = book.root / 'docs' / 'assets' / 'print'
        for name in sorted(sheets.files()):
            if (files / name).is_file():
                new.write(f'assets/print/{name}', (files / name).read_bytes())


def path_of(known: Page) -> str:
    """Where a page of the book stands in the built site."""
    return f'{BASES[known.lang]}{known.slug}index.html'
