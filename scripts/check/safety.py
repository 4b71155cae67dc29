"""Checks that whoever may want to die meets help before anything else, and who must leave finds the way out.

In: docs/**.md, data/style.yml. Out: problems SAFE-n. The block is drawn from data (`<!-- draw: crisis -->`),
so that its numbers and hours are right on every page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scripts.book import markdown
from scripts.book.model import Book, Page
from scripts.book.problems import Problem
from scripts.book.words import has_role, patterns

BLOCK = 'crisis'
MEND = f'write <!-- draw: {BLOCK} --> on a line of its own'
# Role of a page -> where the block stands on it, and that in words.
PLACES = {'crisis': (1, 'directly below the answer'), 'crisis-first': (0, 'above the answer')}


def check(book: Book, pages: Iterable[Page] | None = None) -> list[Problem]:
    """All faults of safety, on all pages or on these."""
    asked = book.pages.values() if pages is None else pages
    return [problem for page in asked for problem in of_page(book, page)]


def of_page(book: Book, page: Page) -> Iterator[Problem]:
    """SAFE-1: a page speaks of dying above the block, or without it; SAFE-2: it does not stand where it must;
    SAFE-3: the way out is not the first thing on a page that has to have it.

    What stands in a red 110 box needs no block above it: the box itself says whom to call. The way out, which
    may stand first of all, does not come between the answer and the block.
    """
    whole = markdown.blocks(page)
    blocks = markdown.after_exit(whole)
    if has_role(book, page.slug, 'exit') and len(blocks) == len(whole):
        what = 'the way out does not stand first of all'
        yield page.problem(page.body_line, 'SAFE-3', what, 'write <!-- draw: exit --> there')
    place = next((at for at, block in enumerate(blocks) if drawn(block)), len(blocks))
    for at, block in enumerate(blocks):
        word = said(book, page, block)
        if word and at < place:
            where = 'above the help' if place < len(blocks) else 'and names no help'
            yield page.problem(
                block.line, 'SAFE-1', f'speaks of dying ("{word}") {where}', f'{MEND} above it'
            )
            break
    for role, (due, where) in PLACES.items():
        if has_role(book, page.slug, role) and place != due:
            yield page.problem(page.body_line, 'SAFE-2', f'help does not stand {where}', f'{MEND} there')


def drawn(block: markdown.Block) -> bool:
    """Whether a block is the drawn help."""
    return block.kind == 'draw' and block.text == BLOCK


def said(book: Book, page: Page, block: markdown.Block) -> str:
    """The word of a block that speaks of dying (`dying` in data/style.yml), or ''.

    The words of a link say nothing yet: where it leads, help comes first.
    """
    if block.kind == 'draw' or block.inside == 'call110':
        return ''
    text = markdown.LINK.sub('', block.text)
    found = (pattern.search(text) for pattern in patterns(book, 'dying', page.lang)[0])
    return next((match[0] for match in found if match), '')
