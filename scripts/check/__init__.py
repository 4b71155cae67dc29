"""All checks. `structure` and `site` are the gate of a build, `everything` adds the rules of style alone.

What could harm a reader is in the gate: no rule that guards one is left to `everything`. What is left there
is style (lengths, typography, words), that English keeps up, and that the printed files of the card are made.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Callable

from scripts.beside import beside
from scripts.book.model import Book, Page
from scripts.book.problems import Problem
from scripts.check import (
    card,
    citations,
    editors,
    facts,
    figures,
    frontmatter,
    html,
    language,
    links,
    markup,
    names,
    parity,
    referee,
    safety,
    signs,
    tools,
    wording,
)
from scripts.stamp import of_site, stamp

# What needs nothing but what was read, and what also looks at what is drawn from it.
READ: list[Callable] = [
    signs.check,
    facts.check,
    frontmatter.check,
    names.check,
    markup.check,
    parity.check,
    tools.check,
]
STRUCTURE: list[Callable] = [links.check, tools.headings, language.check, figures.of_data]
# What is true of a page whatever the others say, and takes long; under `make serve` asked of changed pages.
PAGEWISE: list[Callable] = [citations.check, figures.of_pages, safety.check]
# Nothing can be drawn from what has one of these faults.
UNSOUND = re.compile(r'(DATA|FACT|CARD)-|FM-[12]$|PAR-2$|TOOL-1$')


def structure(book: Book, changed: list[Page] | None = None) -> list[Problem]:
    """The faults of the sources that would harm a reader or break a build; the build stops on any.

    changed: the pages that are not as they were when all was checked; None for all.
    """
    if 'style' not in book.data:
        # without its lists no text can be judged
        return book.problems + facts.shapes(book)
    found = book.problems + [problem for check in READ for problem in check(book)]
    book.sound = not any(UNSOUND.match(problem.rule) for problem in found)
    found += card.texts(book)
    book.sound = not any(UNSOUND.match(problem.rule) for problem in found)
    found += [problem for check in STRUCTURE for problem in check(book)]

    def half(lang: str) -> list[Problem]:
        asked = book.pages.values() if changed is None else changed
        pages = [page for page in asked if page.lang == lang]
        return [problem for check in PAGEWISE for problem in check(book, pages)]

    # all that they keep for later was read by now
    return found + both(half, changed is None)


def site(book: Book, folder: pathlib.Path, pages: list[Page] | None = None) -> list[Problem]:
    """The faults of a built site in a folder, before it is published; of all of it, or of these pages."""
    built, found = html.read(
        folder, None if pages is None else {where for page in pages for where in referee.places(book, page)}
    )

    def half(lang: str) -> list[Problem]:
        asked = [page for page in built.values() if page.lang == lang]
        own = [page for page in (book.pages.values() if pages is None else pages) if page.lang == lang]
        return [*html.faults(book, folder, built, asked), *referee.check(book, built, own)]

    if pages is None:
        found += [*card.stale(book), *html.around(folder, built)]
    return found + both(half, pages is None)


def both(half: Callable[[str], list[Problem]], beside_each_other: bool) -> list[Problem]:
    """What a look at either language finds. A few pages are looked at sooner than a process is copied."""
    if not beside_each_other:
        return [*half('zh'), *half('en')]
    with beside(lambda: half('en')) as english:
        return [*half('zh'), *english()]


def everything(book: Book) -> list[Problem]:
    """All faults of the sources. Needs what requirements-test.txt names beside what a build needs."""
    from scripts.check import text

    if 'style' not in book.data:
        return structure(book)
    found = structure(book)
    style = [parity.lagging, text.check, wording.check, editors.check]
    if not any(problem.file.startswith('data/') for problem in found):
        # from data with faults nobody can say what the card would be
        style.append(card.made)
    return found + [problem for check in style for problem in check(book)]


def built(book: Book) -> tuple[list[Problem], str]:
    """The faults of site/ where it was built from these very sources, and what is to be said of it."""
    mark = of_site(book.root)
    if not mark:
        return [], 'site/ is not built, so its HTML was not checked (make build)'
    if mark != stamp(book.root):
        return [], 'site/ was built from other sources or settings, so its HTML was not checked (make build)'
    return site(book, book.root / 'site'), 'site/ agrees with its sources'
