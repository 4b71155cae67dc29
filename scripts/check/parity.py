"""Checks that the Chinese and the English page of a pair have one structure, and that English keeps up.

In: docs/zh/**.md, docs/en/**.md. Out: problems PAR-n, at the page to fix. Each language is written afresh, so
what is compared is headings, lists, tables, admonitions, citations, links and drawn parts: check(), which a
build needs. That English is brought up to a change in Chinese is lagging(), which a build does not need.
"""

from __future__ import annotations

import collections
from collections.abc import Iterable, Iterator

from scripts.book import drift, markdown
from scripts.book.model import Book, Page
from scripts.book.problems import Problem


def check(book: Book, pages: Iterable[Page] | None = None) -> list[Problem]:
    """All faults of structure, of all pages or of the pairs of these: PAR-1 to PAR-9, PAR-11, PAR-12."""
    slugs = None if pages is None else {page.slug for page in pages}
    asked = [page for page in book.pages.values() if slugs is None or page.slug in slugs]
    found = [problem for page in asked for problem in headings(page)]
    for page in asked:
        lang, slug = page.key
        other = book.pages.get(('en' if lang == 'zh' else 'zh', slug))
        if other is None:
            twin = page.file.replace(f'docs/{lang}/', f'docs/{"en" if lang == "zh" else "zh"}/', 1)
            if not any(p.file == twin for p in book.problems):
                found.append(
                    page.problem(
                        1,
                        'PAR-2',
                        f'its twin {twin} is missing',
                        'write it, or delete this page and its line in mkdocs.yml',
                    )
                )
        elif lang == 'en':
            found += pair(other, page)
    return found


def headings(page: Page) -> list[Problem]:
    """PAR-1 a heading without an id; PAR-11 an id that is used twice."""
    found, seen = [], {'basis': 'by the build', 'next': 'by the build'}
    for block in markdown.blocks(page):
        if block.kind != 'heading':
            continue
        if not block.ident:
            found.append(
                page.problem(
                    block.line,
                    'PAR-1',
                    f'heading "{block.text}" has no id',
                    'write it as: ## Words { #id }, the same id in both languages',
                )
            )
        elif block.ident in seen:
            found.append(
                page.problem(
                    block.line,
                    'PAR-11',
                    f'the id "{block.ident}" is already used {seen[block.ident]}',
                    'give one of the two another id, in both languages',
                )
            )
        else:
            seen[block.ident] = f'on line {block.line}'
    return found


def sections(page: Page) -> dict[str, list[markdown.Block]]:
    """The blocks under each heading id; what comes before the first heading is under ''."""
    found: dict[str, list[markdown.Block]] = {'': []}
    current = ''
    for block in markdown.blocks(page):
        if block.kind == 'heading':
            current = block.ident
        found.setdefault(current, []).append(block)
    return found


def runs(blocks: list[markdown.Block], kind: str) -> list[tuple[int, int]]:
    """(length, line) of each list (kind item) or table (kind row)."""
    found: list[list[int]] = []
    before = None
    for block in blocks:
        if block.kind == kind:
            if before and before.kind == kind and before.inside == block.inside:
                found[-1][0] += 1
            else:
                found.append([1, block.line])
        before = block
    return [(length, line) for length, line in found]


def as_set(values: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Each value once, in the order of the alphabet, with its first line."""
    return sorted(dict(reversed(values)).items())


# Rule, what it compares, how it reads that from the blocks of a section: list of (value, line).
PARTS = [
    ('PAR-4', 'admonitions', lambda blocks: [(b.inside, b.line) for b in blocks if b.kind == 'admonition']),
    ('PAR-5', 'lengths of lists', lambda blocks: runs(blocks, 'item')),
    ('PAR-5', 'rows of tables', lambda blocks: runs(blocks, 'row')),
    ('PAR-6', 'cited facts', lambda blocks: as_set([(i, b.line) for b in blocks for i in b.cites])),
    (
        'PAR-7',
        'telephone links',
        lambda blocks: as_set(
            [(link.target, b.line) for b in blocks for link in b.links if link.target.startswith('tel:')]
        ),
    ),
    (
        'PAR-8',
        'link targets',
        lambda blocks: as_set(
            [(link.target, b.line) for b in blocks for link in b.links if not link.target.startswith('tel:')]
        ),
    ),
    (
        'PAR-9',
        'drawn parts',
        lambda blocks: [(f'{b.text} {b.ident}'.strip(), b.line) for b in blocks if b.kind == 'draw'],
    ),
]


def pair(zh: Page, en: Page) -> list[Problem]:
    """PAR-3 headings; PAR-4 to PAR-9 what is under each heading; PAR-12 front matter that both share."""
    found = [*outlines(zh, en)]
    theirs, ours = sections(zh), sections(en)
    for ident in ours:
        if ident not in theirs:
            continue
        place = f'under "{ident}"' if ident else 'before the first heading'
        for rule, name, read in PARTS:
            there, here = read(theirs[ident]), read(ours[ident])
            if [value for value, _ in there] != [value for value, _ in here]:
                blocks = theirs[ident], ours[ident]
                found.append(difference(zh, en, rule, f'{name} {place}', there, here, blocks))
    for key in ('next', 'risk', 'template'):
        if zh.meta.get(key) != en.meta.get(key):
            found.append(
                en.problem(
                    en.line_of(key),
                    'PAR-12',
                    f'"{key}" differs from {zh.file}:{zh.line_of(key)}',
                    'write the same on both pages',
                )
            )
    return found


def beside(line: int, blocks: list[markdown.Block], others: list[markdown.Block], page: Page) -> int:
    """The line of the block at the same place of a section as one of the other language."""
    place = sum(block.line <= line for block in blocks) - 1
    return others[min(max(place, 0), len(others) - 1)].line if others else page.body_line


def difference(zh: Page, en: Page, rule: str, what: str, there: list, here: list, blocks: tuple) -> Problem:
    """The problem of two lists of (value, line) that differ, at the first line where they do.

    blocks: those of the section in Chinese and in English; what is missing in one is told where it belongs.
    """
    theirs, ours = (collections.Counter(value for value, _ in values) for values in (there, here))
    missing, extra = list((theirs - ours).elements()), list((ours - theirs).elements())
    at = next(
        (n for n, (a, b) in enumerate(zip(there, here, strict=False)) if a[0] != b[0]),
        min(len(there), len(here)),
    )
    line = next((ln for value, ln in here[at:] if value in extra), None)
    zh_line = next((ln for value, ln in there[at:] if value in missing), None)
    if line is None and zh_line is None:
        line, zh_line = here[at][1], there[at][1]
    elif line is None:
        line = beside(zh_line, *blocks, en)
    elif zh_line is None:
        zh_line = beside(line, *reversed(blocks), zh)
    told = ', '.join(
        f'only in {name}: {", ".join(map(str, values))}'
        for name, values in (('Chinese', missing), ('English', extra))
        if values
    )
    return en.problem(
        line,
        rule,
        f'{what} differ from {zh.file}:{zh_line} ({told or "another order"})',
        'make both pages alike',
    )


def outlines(zh: Page, en: Page) -> Iterator[Problem]:
    """PAR-3: headings with the same ids and levels in the same order."""
    there = {b.ident: b for b in markdown.blocks(zh) if b.kind == 'heading' and b.ident}
    here = {b.ident: b for b in markdown.blocks(en) if b.kind == 'heading' and b.ident}
    # where a heading belongs that is missing: behind the one before it
    before = en.body_line
    for ident, block in there.items():
        before = here[ident].line if ident in here else before
        if ident not in here:
            yield en.problem(
                before,
                'PAR-3',
                f'heading "{ident}" missing (zh line {block.line})',
                f'add {"#" * block.level} … {{ #{ident} }}, or delete it in {zh.file}',
            )
        elif here[ident].level != block.level:
            yield en.problem(
                here[ident].line,
                'PAR-3',
                f'heading "{ident}" is of level {here[ident].level}, in Chinese {block.level}',
                'give both the same number of #',
            )
    for ident, block in here.items():
        if ident not in there:
            yield en.problem(
                block.line,
                'PAR-3',
                f'heading "{ident}" is only in English',
                f'add it to {zh.file}, or delete it here',
            )
    if set(there) == set(here) and list(there) != list(here):
        first = next(a for a, b in zip(here, there, strict=True) if a != b)
        yield en.problem(
            here[first].line,
            'PAR-3',
            f'heading "{first}" is in another place than in {zh.file}:{there[first].line}',
            'put the headings into one order',
        )


def lagging(book: Book) -> list[Problem]:
    """PAR-10: the Chinese text was changed after the English was last accepted as its twin."""
    return [
        en.problem(
            en.line_of('synced'),
            'PAR-10',
            f'{zh.file} was changed since this page was last brought up to it',
            f'see what changed: make drift PAGE={zh.slug or "/"}. '
            f'Bring this page up to it, then: make accept PAGE={zh.slug or "/"} '
            f"(on a web page: write synced: '{drift.hash_of(zh.body)}' here)",
        )
        for zh, en in drift.drifted(book)
    ]
