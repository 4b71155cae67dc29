"""Checks the Markdown of every page: what the engine or the policy would break, what it would show as signs.

In: docs/**.md. Out: problems MD-n (those of whole lines from lines.py) and TXT-n. An editor writes plain
Markdown: ids in { #id }, bold inside quotation marks, narrow tables without alignment, the known kinds of
admonition, no HTML. What looks like other Markdown and is none here is a fault, never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scripts.book import markdown
from scripts.book.model import Book, Page, remembered
from scripts.book.problems import Problem
from scripts.check import lines, marks

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


def check(book: Book, pages: Iterable[Page] | None = None) -> list[Problem]:
    """All faults of Markdown, on all pages or on these."""
    asked = book.pages.values() if pages is None else pages
    return [problem for page in asked for problem in of_page(page)]


@remembered
def of_page(page: Page) -> list[Problem]:
    """The faults of one page. Of what is wrong with a line as a whole, and with its marks, one is told."""
    found = lines.check(page)
    if any(problem.rule == 'MD-6' and 'not closed' in problem.what for problem in found):
        return found
    wrong = {problem.line for problem in found}
    blocks = markdown.read(page)
    if not found and not any(block.kind in markdown.SAID[1:] for block in blocks):
        mend = 'write it below the second ---'
        found.append(page.problem(page.body_line, 'MD-13', 'the page has no text', mend))
    for block in blocks:
        if wrong & set(range(block.line, block.line + block.text.count('\n') + 1)):
            continue
        if block.kind not in (*markdown.SAID, 'code'):
            what = f'“{block.text[:20]}” is Markdown that this handbook does not use'
            mend = 'see the page "components" for what can be written'
            found.append(page.problem(block.line, 'MD-8', what, mend))
        elif block.kind not in ('draw', 'code'):
            found += forms(page, block)
            told = {problem.line: problem for problem in reversed([*marks.check(page, block)])}
            found += told.values()
    return found


def forms(page: Page, block: markdown.Block) -> Iterator[Problem]:
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
