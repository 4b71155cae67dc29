"""Checks the form of the text: Markdown that engine or policy would break, blocks, Chinese typography.

In: docs/**.md, data. Out: problems TXT-n, those of plain language (sentences.py) among them. An editor
writes plain Markdown: ids in { #id }, bold inside quotation marks, narrow tables without alignment, the known
kinds of admonition, no HTML.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import autocorrect_py

from scripts.book import markdown
from scripts.book.model import LANGS, Book, Page, Record
from scripts.book.problems import Problem
from scripts.book.words import has_role
from scripts.check import facts as check_facts
from scripts.check import sentences

# Files of data/ whose texts readers see as they stand; and keys in them that hold what people type.
SHOWN, UNSHOWN = ('interface', 'hotlines', 'terms', 'look', 'tools'), ('aliases',)
KINDS = (
    'say',
    'donot',
    'may',
    'maynot',
    'call110',
    'danger',
    'caution',
    'checklist',
    'crisis',
    'letter',
    'poster',
)
BOLD = re.compile(r'\*\*(.+?)\*\*', re.DOTALL)
# Any tag but a line break and the mark of pinyin.
TAG = re.compile(r'<(?!br>|https?:|i lang="zh-Latn">|/i>)/?[a-zA-Z!][^>]*>?')


def check(book: Book) -> list[Problem]:
    """All faults of text."""
    found = []
    for page in book.pages.values():
        blocks = markdown.blocks(page)
        for block in blocks:
            found += markup(page, block)
        found += typography(page, blocks)
        found += shape(book, page, blocks)
        found += sentences.check(book, page, blocks)
    return found + list(of_data(book))


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


def markup(page: Page, block: markdown.Block) -> Iterator[Problem]:
    """TXT-2 ids; TXT-7 bold around quotes; TXT-8 stars; TXT-9 tables; TXT-12 kinds; TXT-15, TXT-16."""

    def fault(rule: str, what: str, mend: str, at: int = 0) -> Problem:
        return page.problem(block.line_at(at), rule, what, mend)

    raw = page.body.split('\n')[block.line - page.body_line]
    text = markdown.without_code(block.text)
    tight = re.search(r'\{#\s*[a-z0-9-]+\s*\}|\{\s*#[a-z0-9-]+\}', raw)
    if block.kind == 'heading' and tight:
        yield fault('TXT-2', f'"{tight[0]}" has no spaces inside the braces', 'write { #id }')
    if block.kind == 'heading' and block.level not in (2, 3):
        yield fault(
            'TXT-15',
            f'heading with {"#" * block.level}',
            'use ## and ###: the title of the page is in its front matter',
        )
    for match in BOLD.finditer(text):
        if match[1][0] in '“”‘’' or match[1][-1] in '“”‘’':
            yield fault(
                'TXT-7',
                f'bold around quotation marks: {match[0]}',
                'write the stars inside the quotes: “**words**”',
                match.start(),
            )
        elif match[1] != match[1].strip():
            yield fault(
                'TXT-8',
                f'bold with a space beside the stars: {match[0]}',
                'write **words** without spaces inside',
                match.start(),
            )
    if '**' in BOLD.sub('', text):
        yield fault('TXT-8', 'two stars ** without their pair', 'close the bold text, or take the stars out')
    if block.kind == 'row':
        cells = len(re.findall(r'(?<!\\)\|', block.text)) - 1
        if block.ident == 'aligned':
            yield fault(
                'TXT-9',
                'the table has aligned columns',
                'write | --- | without colons: the policy forbids the style that they make',
            )
        elif cells > 3:
            yield fault(
                'TXT-9', f'the table has {cells} columns', 'use at most 3, or a list: phones are narrow'
            )
    if block.ident == 'broken':
        yield fault(
            'TXT-12',
            f'broken admonition: {block.text[:40]}',
            'write !!! kind "Title" on a line of its own, its text indented by 4 spaces',
        )
    elif block.kind == 'admonition' and (block.inside not in KINDS or not block.text):
        what = 'has no title' if block.inside in KINDS else 'is not of a known kind'
        yield fault(
            'TXT-12',
            f'admonition "{block.inside}" {what}',
            f'write !!! kind "Title" with a kind of {", ".join(KINDS)}',
        )
    elif block.kind == 'para' and re.match(r'(!!!|\?\?\?)', block.text):
        yield fault(
            'TXT-12',
            f'broken admonition: {block.text.splitlines()[0][:40]}',
            'write !!! kind "Title" on a line of its own, its text indented by 4 spaces',
        )
    tag = TAG.search(text)
    if tag:
        yield fault(
            'TXT-16',
            f'HTML {tag[0][:30]}',
            'write Markdown: only <br> and <!-- draw: name --> may be used',
            tag.start(),
        )


@functools.cache
def _configured() -> None:
    # By default a space is put between Han and figures. This handbook writes none.
    autocorrect_py.load_config('{"rules": {"space-word": 0}}')


def bare(line: str) -> str:
    """A line of Markdown as typography sees it: spaces that set off a citation or end bold are Markdown's."""
    line = markdown.LINK.sub(r'\1', markdown.CODE.sub('X', line))
    return re.sub(r' ?\[\^[^\]]*\] ?|\*\* ?|<br>|\{\s*#[a-z0-9-]+\s*\}', '', line).strip()


def corrected(line: str) -> str:
    """A bare Chinese line as autocorrect writes it."""
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
    """TXT-10 the answer comes first; TXT-14 a checklist where the role asks for one."""
    if blocks and blocks[0].kind != 'para':
        yield page.problem(
            blocks[0].line,
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
