"""Checks that every figure in prose is in a fact that is cited in its block.

In: docs/**.md with drawn parts, data/facts. Out: problems FIG-n. Free are headings, admonition titles, `say`
blocks, known hotlines and the register of sources. A block with figures and no citation is for citations.py.
"""

from __future__ import annotations

import re

from scripts import draw
from scripts.book import figures, markdown
from scripts.book.model import Book, remembered
from scripts.book.problems import Problem
from scripts.book.words import has_role

# A clock hour in words. Facts may hold one: figures.in_digits writes it as 22:00.
WORDED_CLOCK = {
    'zh': re.compile(r'(?<![\d第])\d{1,2}点(?![击名评])(?:半|\d+分|整)?'),
    'en': re.compile(r'\b\d{1,2} ?(?:[ap]\.?m\b|o.clock)'),
}


def free(block: markdown.Block) -> bool:
    """Whether a block may hold figures of its own."""
    return (
        block.kind in ('heading', 'admonition', 'draw') or block.inside == 'say' or block.drawn == 'sources'
    )


def of_prose(book: Book, text: str, lang: str) -> list[tuple[str, object, str]]:
    """The figures of a text, without known hotlines."""
    for line in book.by_id('hotlines').values():
        number = line.get('number')
        if isinstance(number, str) and number in text:
            text = re.sub(rf'(?<!\d){re.escape(number)}(?!\d)', '#', text)
    return figures.find(text, lang)


@remembered
def of_fact(book: Book, ident: str, lang: str, limits: bool) -> set[tuple[str, object]]:
    """The figures of a fact: of its claim, of its place in the sources, of its limits where they count."""
    fact = book.facts[ident]
    texts = [fact.get('claim'), fact.get('limits') if limits else None]
    uses = fact.get('sources')
    texts += [use.get('at') for use in uses if isinstance(use, dict)] if isinstance(uses, list) else []
    said = ' \n '.join(str(text.get(lang, '')) for text in texts if isinstance(text, dict))
    return {figure[:2] for figure in figures.find(figures.in_digits(said, lang), lang)}


def check(book: Book) -> list[Problem]:
    """FIG-1 a figure that no cited fact holds; FIG-2 a clock time not written 22:00."""
    found = []
    for page in book.pages.values():
        for block in draw.blocks(book, page):
            if free(block):
                continue
            clock = WORDED_CLOCK[page.lang].search(block.plain)
            if clock:
                found.append(
                    page.problem(
                        block.line,
                        'FIG-2',
                        f'clock time "{clock[0]}"{block.label}',
                        'write it as 22:00, in both languages',
                    )
                )
            cites = [i for i in block.cites if i in book.facts]
            if not cites:
                continue
            # on a page that quotes the wrong figures of myths, `limits` count too
            limits = has_role(book, page.slug, 'limits')
            known = set().union(*(of_fact(book, i, page.lang, limits) for i in cites))
            for kind, value, written in of_prose(book, block.plain, page.lang):
                if (kind, value) not in known:
                    what = f'"{written}" is in no fact cited in this block ({", ".join(cites)}){block.label}'
                    found.append(
                        page.problem(
                            block.line,
                            'FIG-1',
                            what,
                            'correct the figure, cite the fact that holds it, or fix the claim in data/facts',
                        )
                    )
    return found
