"""Checks the style of the text: Chinese typography, plain language, what a page begins with.

In: docs/**.md, data. Out: problems TXT-n, those of plain language (sentences.py) among them. An editor
writes plain Markdown: ids in { #id }, bold inside quotation marks, narrow tables without alignment, the known
kinds of admonition, no HTML.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

import autocorrect_py

from scripts.book import markdown
from scripts.book.model import LANGS, Book, Page, Record
from scripts.book.problems import Problem
from scripts.book.words import has_role
from scripts.check import facts as check_facts
from scripts.check import safety, sentences

# Files of data/ whose texts readers see as they stand; and keys in them that hold what people type.
SHOWN, UNSHOWN = (
    ('interface', 'hotlines', 'terms', 'look', 'tools', 'finder', 'letters', 'mirrors'),
    ('aliases', 'sayings'),
)


def check(book: Book, pages: Iterable[Page] | None = None) -> list[Problem]:
    """All faults of text: of all pages and of data, or of these pages alone."""
    found = []
    for page in book.pages.values() if pages is None else pages:
        blocks = markdown.blocks(page)
        found += typography(page, blocks)
        found += shape(book, page, blocks)
        found += sentences.check(book, page, blocks)
    return found + (list(of_data(book)) if pages is None else [])


def of_data(book: Book) -> Iterator[Problem]:
    """The rules on words (TXT-1, TXT-4 to TXT-6, TXT-13) for the texts of data/ that readers see."""
    for name, value in book.data.items():
        if name not in SHOWN and not name.startswith('pictures/'):
            continue
        for lang in LANGS:
            page = Page(lang, '', book.root, f'data/{name}.yml', Record(), '', 1, '')
            blocks = [
                markdown.Block('item', line, text)
                for line, path, of, text in check_facts.strings(value)
                if of == lang and path.split('.')[0] not in UNSHOWN
            ]
            yield from typography(page, blocks)
            yield from sentences.lengths(book, page, blocks, False)
            yield from sentences.words(book, page, blocks)


@functools.cache
def _configured() -> None:
    # By default a space is put between Han and figures. This handbook writes none.
    autocorrect_py.load_config('{"rules": {"space-word": 0}}')


def bare(line: str) -> str:
    """A line of Markdown as typography sees it: spaces that set off a citation or end bold are Markdown's."""
    line = markdown.LINK.sub(r'\1', markdown.CODE.sub('X', line))
    return re.sub(r' ?\[\^[^\]]*\] ?|\*\* ?|<br>|\{\s*#[a-z0-9-]+\s*\}', '', line).strip()


def corrected(line: str) -> str:
    """A bare Chinese line as autocorrect writes it; one with [ or ] left, a link that is none, as it is."""
    if '[' in line or ']' in line:
        return line
    _configured()
    return autocorrect_py.format(line)


def typography(page: Page, blocks: list[markdown.Block]) -> Iterator[Problem]:
    """TXT-6: what autocorrect would write otherwise on a Chinese page."""
    if page.lang != 'zh':
        return
    for block in blocks:
        for offset, line in enumerate(block.text.split('\n')):
            text = bare(line)
            mended = corrected(text)
            if mended != text:
                yield page.problem(
                    block.line + offset,
                    'TXT-6',
                    f'Chinese typography: {_around(text, mended)}',
                    f'write {_around(mended, text)}',
                )


def _around(text: str, other: str) -> str:
    """The part of a text where it begins to differ from another, with its neighbours."""
    at = next(
        (n for n, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), min(len(text), len(other))
    )
    return f'“{text[max(0, at - 6) : at + 6]}”'


def shape(book: Book, page: Page, blocks: list[markdown.Block]) -> Iterator[Problem]:
    """TXT-10 the answer comes first, or behind the way out; TXT-14 a checklist where a role asks for one.

    On a page of the role `crisis-first` the drawn help stands above the answer.
    """
    above = has_role(book, page.slug, 'crisis-first')
    rest = (block for block in markdown.after_exit(blocks) if not (above and safety.drawn(block)))
    first = next(rest, None)
    if first and first.kind != 'para':
        yield page.problem(
            first.line,
            'TXT-10',
            'the page does not begin with its answer',
            'start with a paragraph that answers the title',
        )
    listed = any(block.kind == 'admonition' and block.inside == 'checklist' for block in blocks)
    if has_role(book, page.slug, 'checklist') and not listed:
        yield page.problem(
            page.body_line,
            'TXT-14',
            'the page has no checklist',
            'add !!! checklist "Title" with a list to tick on paper',
        )
