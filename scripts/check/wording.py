"""Checks that a link says where it leads.

In: docs/**.md. Out: problems WORD-n. A reader under stress trusts a link whose words come back as the title.
So the words of a link to a page share something with that page's title, with what people call it (its
aliases), or with the heading that the link names: two Chinese characters in a row, or the beginning of an
English word.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from scripts import draw
from scripts.book import markdown
from scripts.book.model import Book, Page
from scripts.book.problems import Problem

# English words that say nothing of a page.
SMALL = frozenset(
    'a an and are as at be do does for from have here how i if in is it more my not of on or page read see '
    'so that the their them then they this to us was we what when where which who will with you your'.split()
)
STEM = 5  # letters: "police" and "policing", "visit" and "visits" meet


def check(book: Book) -> list[Problem]:
    """All faults of wording."""
    return [problem for page in book.pages.values() for problem in links(book, page)]


def links(book: Book, page: Page) -> Iterator[Problem]:
    """WORD-1: the words of a link do not meet its target."""
    files = {other.file: other for other in book.pages.values()}
    for block in markdown.blocks(page):
        said = markdown.without_code(block.text)
        for match in markdown.LINK.finditer(said):
            path, _, anchor = match[2].partition('#')
            file = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), path))
            target = files.get(file) if path.endswith('.md') else None
            # what a page draws has no headings as long as another fault keeps it from being drawn
            if target and not book.sound and draw.draws(target):
                continue
            if target and not meet(match[1], names(book, target, anchor), page.lang):
                yield page.problem(
                    block.line_at(match.start()),
                    'WORD-1',
                    f'the link "{match[1]}" shares no word with "{target.meta.get("title")}"',
                    'use words of that title or heading, or add what people call it to its aliases',
                )


def names(book: Book, page: Page, anchor: str) -> str:
    """What a page is called: its title, its aliases, and the heading with that id, a drawn one too."""
    heads = [
        block.text
        for block in draw.blocks(book, page)
        if anchor and block.kind == 'heading' and block.ident == anchor
    ]
    return ' '.join([str(page.meta.get('title', '')), *page.words('aliases'), *heads])


def words(text: str, lang: str) -> set[str]:
    """What of a text can meet another: pairs of signs in Chinese, beginnings of words in English."""
    if lang == 'zh':
        signs = ''.join(re.findall(r'[\u3400-\u9fffA-Za-z0-9]', text))
        return {signs[at : at + 2] for at in range(len(signs) - 1)}
    return {word[:STEM] for word in re.findall(r'[a-z0-9]+', text.lower())}


def meet(said: str, target: str, lang: str) -> bool:
    """Whether a link's words meet its target. A link of small English words alone must come back whole."""
    of_link, of_target = words(said, lang), words(target, lang)
    return bool((of_link - SMALL) & of_target) or bool(of_link) and of_link <= of_target & SMALL
