"""Checks that citations name facts, and that sentences on law, practice and figures have one.

In: docs/**.md with drawn parts, data/facts, data/style.yml (claims).
Out: problems CIT-n. A claim or a figure has its citation in its own block: paragraph, list item or table row.
Pages with the role `about` are free: they are about the handbook itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scripts import draw
from scripts.book import markdown
from scripts.book.model import Book, Page
from scripts.book.problems import Problem, nearest
from scripts.book.words import has_role, patterns
from scripts.check import figures as check_figures

DEFINITION = re.compile(r'(?m)^\s*\[\^([^\]]+)\]:')


def check(book: Book, pages: Iterable[Page] | None = None) -> list[Problem]:
    """All faults of citations, on all pages or on these."""
    pages = [*(book.pages.values() if pages is None else pages)]
    return [*(problem for page in pages for problem in of_page(book, page)), *uncited(book, pages)]


def of_page(book: Book, page: Page) -> Iterator[Problem]:
    """CIT-1 citation of a fact that is not there; CIT-2 a footnote defined by hand."""
    for block in markdown.read(page):
        if block.kind not in (*markdown.SAID, 'reference'):
            continue
        text = markdown.without_code(block.text)
        for match in DEFINITION.finditer(text):
            yield page.problem(
                block.line_at(match.start()),
                'CIT-2',
                f'defines the footnote "{match[1]}" by hand',
                'delete the line: the build writes the basis from data/facts',
            )
        for match in markdown.CITE.finditer(DEFINITION.sub(lambda m: ' ' * len(m[0]), text)):
            if match[1] not in book.facts and not book.unread('data/facts/'):
                near = nearest(match[1], book.facts)
                yield page.problem(
                    block.line_at(match.start()),
                    'CIT-1',
                    f'cites the unknown fact "{match[1]}"',
                    f'write [^{near}]' if near else 'add the fact to data/facts, or cite another',
                )


def claim(book: Book, block: markdown.Block, lang: str) -> str:
    """The words that make a block a claim, or ''. Questions and harmless words (data/style.yml) are none."""
    claims, harmless = (patterns(book, name, lang)[0] for name in ('claims', 'not-claims'))
    for sentence in re.split(r'(?<=[。？；])|(?<=[.?;]) |\n', block.plain):
        text = sentence.strip()
        if text.endswith(('?', '？')):
            continue
        for pattern in harmless:
            text = pattern.sub('', text)
        for pattern in claims:
            match = pattern.search(text)
            if match:
                return match[0]
    return ''


def uncited(book: Book, pages: Iterable[Page]) -> list[Problem]:
    """CIT-3 words that claim a rule or practice, CIT-4 a figure, in a block without any citation."""
    found = []
    for page in pages:
        for block in draw.blocks(book, page) if not has_role(book, page.slug, 'about') else []:
            if check_figures.free(block) or block.cites or book.unread('data/'):
                continue
            mend = (
                'name the fact under "facts" of its record in data/'
                if block.drawn
                else 'cite the fact that says so: [^fact-id]'
            )
            said = claim(book, block, page.lang)
            if said:
                found.append(
                    page.problem(
                        block.line,
                        'CIT-3',
                        f'"{said}" is a claim without a citation{block.label}',
                        f'{mend}, or say it as advice',
                    )
                )
            figures = check_figures.of_prose(book, check_figures.own_words(book, block, page.lang), page.lang)
            if figures:
                what = f'the figure "{figures[0][2]}" has no citation{block.label}'
                found.append(page.problem(block.line, 'CIT-4', what, f'{mend}, or leave the figure out'))
    return found
