"""All checks. `structure` and `site` are the gate of a build, `everything` adds the rules of style alone.

What could harm a reader is in the gate: no rule that guards one is left to `everything`. What is left there
is style (lengths, typography, words), that English keeps up, and that the printed files of the card are made.
"""

from __future__ import annotations

import contextlib
import pathlib
import re
from collections.abc import Callable

from scripts import draw, kept
from scripts.beside import MANY, beside, by_language
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
    pinyin,
    referee,
    safety,
    signs,
    tools,
    wording,
)
from scripts.stamp import of_site, stamp

# What is asked of data: no edit of a page or of what a fact says changes it.
WHOLE: list[Callable] = [tools.check, pinyin.of_data]
# What is asked of pages, and needs nothing but what was read; and what also looks at what is drawn on them.
READ: list[Callable] = [frontmatter.check, markup.check, parity.check]
DRAWN: list[Callable] = [
    language.check,
    citations.check,
    figures.of_front,
    figures.of_pages,
    safety.check,
]
# Nothing can be drawn from what has one of these faults.
UNSOUND = re.compile(r'(DATA|FACT|CARD)-|FM-[12]$|PAR-2$|TOOL-1$')
# What no other page asks of a page's front matter.
OWN = ('description', 'reviewed', 'synced')
# Of ten pages, how many this process reads, which looks at the data meanwhile; the other core has the rest.
MINE = 3


def structure(book: Book, before: Book | None = None) -> list[Problem]:
    """The faults of the sources that would harm a reader or break a build; the build stops on any.

    before: an earlier reading of the same root without faults; then only what may have one now is looked at.
    """
    if 'style' not in book.data:
        # without its lists no text can be judged
        return book.problems + facts.shapes(book)
    asked = touched(book, before) if before else None
    if asked is None:
        found = read(book)
    else:
        found = [problem for check in READ for problem in check(book, asked)]
        found += (
            signs.check(book, asked) if same_data(book, before) else [*facts.check(book), *signs.check(book)]
        )
    found += book.problems + names.check(book)
    book.sound = not any(UNSOUND.match(problem.rule) for problem in found)
    found += card.texts(book)
    book.sound = not any(UNSOUND.match(problem.rule) for problem in found)
    found += [*links.around(book), *(figures.of_shell(book) if asked is None else [])]
    if asked is not None and book.sound:
        if same_data(book, before):
            draw.take(book, before)
        else:
            asked += [page for page in drawn_anew(book, before) if page not in asked]

    def half(lang: str) -> list[Problem]:
        pages = [page for page in book.pages.values() if page.lang == lang]
        # an edit of one page can take an anchor from others
        own = [*links.of_pages(book, pages), *tools.headings(book, lang)]
        pages = pages if asked is None else [page for page in asked if page.lang == lang]
        return own + [problem for check in DRAWN for problem in check(book, pages)]

    mine, theirs = by_language(half, len(book.pages if asked is None else asked))
    return [*found, *mine, *theirs]


def read(book: Book) -> list[Problem]:
    """The faults of the data and of all pages as they were read, which takes both cores."""
    pages = [*book.pages.values()]
    mine = len(pages) * MINE // 10 if len(pages) >= MANY else len(pages)

    def ahead() -> list[dict]:
        markup.check(book, pages[mine:])
        return [page.memory for page in pages[mine:]]

    with beside(ahead) if pages[mine:] else contextlib.nullcontext(ahead) as other:
        found = facts.check(book)
        markup.check(book, pages[:mine])
        for page, memory in zip(pages[mine:], other(), strict=True):
            page.memory |= memory
    return found + [problem for check in (signs.check, *WHOLE, *READ) for problem in check(book)]


def data_of(book: Book) -> dict[str, bytes]:
    """What the files of data/ held."""
    return {file: raw for file, (raw, _) in book.read.items() if file.startswith('data/')}


def same_data(book: Book, before: Book) -> bool:
    return data_of(book) == data_of(before)


def touched(book: Book, before: Book) -> list[Page] | None:
    """The pages that differ from those of an earlier reading, or cite a fact that does, with their twins.

    None where any page may have a fault now: a page came, went, or has another title and the like, or
    something else in data/ differs than what a fact says.
    """
    mine, theirs = data_of(book), data_of(before)
    other = [file for file in {*mine, *theirs} if mine.get(file) != theirs.get(file)]
    facts_alone = all(file.startswith('data/facts/') for file in other)
    if book.problems or not facts_alone or [*book.facts] != [*before.facts] or shared(book) != shared(before):
        return None
    changed = {ident for ident, fact in book.facts.items() if fact != before.facts[ident]}
    slugs = {
        page.slug
        for key, page in book.pages.items()
        if page is not before.pages[key] or changed.intersection(draw.cited(before, before.pages[key]))
    }
    return [page for page in book.pages.values() if page.slug in slugs]


def shared(book: Book) -> list[tuple]:
    """The pages in order, with what others may show of them."""
    return [
        (key, {name: value for name, value in page.meta.items() if name not in OWN})
        for key, page in book.pages.items()
    ]


def drawn_anew(book: Book, before: Book) -> list[Page]:
    """The pages on which something else is drawn than in an earlier reading."""
    return [
        page
        for key, page in book.pages.items()
        if draw.draws(page) and draw.fill(book, page) != draw.fill(before, before.pages[key])
    ]


def site(
    book: Book, folder: pathlib.Path, pages: list[Page] | None = None, before: Book | None = None
) -> list[Problem]:
    """The faults of a built site in a folder, before it is published.

    pages, before: with an earlier reading, whose site has no faults and stands in site/, of these pages and
    of what else differs from that site.
    """
    built = html.Pages(folder)

    asked = [*book.pages.values()] if pages is None else pages

    def half(lang: str) -> tuple[list[Problem], list[str]]:
        own = [page for page in asked if page.lang == lang]
        found = [problem for page in own for problem in of_page(book, built, page)]
        shown = {where for page in own for where in referee.places(book, page)}
        whole = built.of(lang)
        rest = [where for where in whole if where not in shown]
        if pages is not None:
            rest = [where for where in rest if differs(folder / where, book.root / 'site' / where)]
        found += [fault for where in rest for fault in html.faults(book, built, where)]
        return found, html.styles(built, whole) if pages is None else []

    (mine, styles), (theirs, others) = by_language(half, len(asked))
    found = [*mine, *theirs]
    if before is None or not same_data(book, before):
        found += card.stale(book)
    if pages is None:
        found += html.around(folder, dict.fromkeys([*styles, *others]))
    return found


def differs(path: pathlib.Path, other: pathlib.Path) -> bool:
    """Whether a file holds something else than another, or there is no other."""
    return not other.is_file() or path.read_bytes() != other.read_bytes()


def of_page(book: Book, built: html.Pages, page: Page) -> list[Problem]:
    """The faults of a page as it was built: of its HTML, and where it shows something else than it says."""
    # in this order: each needs the trees, and the referee takes them apart
    there = [where for where in referee.places(book, page) if where in built.known]
    found = [problem for where in there for problem in html.faults(book, built, where)]
    return found + referee.check(book, built, page)


def everything(book: Book, before: Book | None = None) -> list[Problem]:
    """All faults of the sources. Needs what requirements-test.txt names beside what a build needs.

    before: an earlier reading of the same root without faults; then only what may have one now is looked at.
    """
    from scripts.check import text

    if 'style' not in book.data:
        return structure(book)
    found = structure(book, before)
    asked = touched(book, before) if before else None
    style = [parity.lagging, lambda book: text.check(book, asked), wording.check, editors.check]
    if not any(problem.file.startswith('data/') for problem in found):
        # from data with faults nobody can say what the card would be
        style.append(card.made)
    return found + [problem for check in style for problem in check(book)]


def built(book: Book, good: str = '') -> tuple[list[Problem], str, str]:
    """The faults of site/, what is to be said of it, and its hash (kept.digest).

    It is looked at where it was built from these very sources, else its hash is ''. good: the hash of a site
    without faults, which is not looked at again.
    """
    mark = of_site(book.root)
    if not mark:
        return [], 'site/ is not built, so its HTML was not checked (make build)', ''
    if mark != stamp(book.root):
        told = 'site/ was built from other sources or settings, so its HTML was not checked (make build)'
        return [], told, ''
    now = kept.digest(book.root / 'site')
    return [] if now == good else site(book, book.root / 'site'), 'site/ agrees with its sources', now
