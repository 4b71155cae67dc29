"""Checks the data of the tools: that every path of the finder ends well, that every gap is a field.

In: data/finder.yml with what it names, data/letters.yml. Out: problems TOOL-n. The form of a file is for
facts.py; a file that has not its form is not looked at here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scripts.book import schema
from scripts.book.model import LANGS, Book
from scripts.book.problems import Problem, nearest
from scripts.check import links

FINDER, LETTERS = 'data/finder.yml', 'data/letters.yml'
MOST_OUTCOMES = 48


def check(book: Book) -> list[Problem]:
    """All faults of the tools but those of headings(), which looks at what is drawn."""
    return [*finder(book), *letters(book)]


def formed(book: Book, name: str):
    """The value of data/<name>.yml, or None where it is missing or has not its form (FACT-1 tells)."""
    value = book.data.get(name)
    return None if value is None or schema.faults(name, value, 1) else value


def known(file: str, line: int, what: str, name: str, names) -> Iterator[Problem]:
    """TOOL-1 where a name is not among names."""
    if name not in names:
        near = nearest(name, names)
        yield Problem(
            file,
            line,
            'TOOL-1',
            f'unknown {what} "{name}"',
            f'write "{near}"' if near else f'add the {what}, or name another',
        )


def twice(file: str, rows) -> Iterator[Problem]:
    """TOOL-1 where a list uses an id twice."""
    seen: set[str] = set()
    for row in rows:
        if row['id'] in seen:
            yield Problem(
                file, row.line, 'TOOL-1', f'the id "{row["id"]}" is used twice', 'give one of them another id'
            )
        seen.add(row['id'])


def leaves(answers) -> Iterator[dict]:
    """Each answer that leads to an outcome."""
    for row in answers:
        if 'go' in row:
            yield row
        else:
            yield from leaves(row['answers'])


def finder(book: Book) -> Iterator[Problem]:
    """TOOL-1 unknown names; TOOL-2 an outcome that no path reaches, too many of them."""
    data = formed(book, 'finder')
    if data is None:
        return
    outcomes, sayings = data['outcomes'], {row['id'] for row in data['sayings']}
    yield from twice(FINDER, outcomes)
    yield from twice(FINDER, data['sayings'])
    ids = {row['id'] for row in outcomes}
    paths = [*leaves(data['flags']['answers']), *leaves(data['answers'])]
    for row in paths:
        yield from known(FINDER, row.line_of('go'), 'outcome', row['go'], ids)
    reached = {row['go'] for row in paths}
    for row in outcomes:
        if row['id'] not in reached:
            what = f'no answer leads to the outcome "{row["id"]}"'
            yield Problem(FINDER, row.line, 'TOOL-2', what, 'name it under go: of an answer, or delete it')
        yield from known(FINDER, row.line_of('say'), 'saying', row['say'], sayings)
        if not book.unread('data/hotlines.yml'):
            yield from known(FINDER, row.line_of('number'), 'number', row['number'], book.by_id('hotlines'))
        slug = row['page'].partition('#')[0]
        for lang in LANGS if not book.unread('docs/') else ():
            slugs = [other for of, other in book.pages if of == lang]
            yield from known(FINDER, row.line_of('page'), f'{lang} page', slug, slugs)
    if len(outcomes) > MOST_OUTCOMES:
        what = f'{len(outcomes)} outcomes, at most {MOST_OUTCOMES}'
        yield Problem(FINDER, data.line_of('outcomes'), 'TOOL-2', what, 'fold some that say nearly the same')


def headings(book: Book, lang: str) -> Iterator[Problem]:
    """TOOL-1 again: the heading that an outcome names is missing on its page in this language."""
    data = formed(book, 'finder')
    for row in data['outcomes'] if data else ():
        slug, _, anchor = row['page'].partition('#')
        page = book.pages.get((lang, slug))
        ids = links.ids(book, page) if anchor and page else None
        if ids is not None:
            yield from known(FINDER, row.line_of('page'), f'heading of {page.file}', anchor, ids)


def letters(book: Book) -> Iterator[Problem]:
    """TOOL-1 unknown names, a field without a gap; TOOL-3 gaps that differ between the languages."""
    data = formed(book, 'letters')
    if data is None:
        return
    yield from twice(LETTERS, data['fields'])
    yield from twice(LETTERS, data['letters'])
    sheets = [data['statement'], *data['letters']]
    lines = [line for row in sheets for line in (row['subject'], row['to'], *row['lines'])]
    fields, used = {row['id'] for row in data['fields']}, set()
    for line in [data['close'], data['sign'], data['signed'], *lines]:
        zh, en = (re.findall(r'\{([^{}]*)\}', line[lang]) for lang in LANGS)
        for name in dict.fromkeys([*zh, *en]):
            yield from known(LETTERS, line.line, 'field', name, fields)
        if sorted(zh) != sorted(en):
            what = f'the gaps of "{line["en"]}" are others than those of its Chinese'
            yield Problem(LETTERS, line.line, 'TOOL-3', what, 'give both the same {fields}')
        for name in line.get('needs', []):
            yield from known(LETTERS, line.line_of('needs'), 'gap in this line', name, zh)
        used.update(zh)
    for row in data['fields']:
        if row['id'] not in used:
            what = f'no letter has a gap for the field "{row["id"]}"'
            yield Problem(
                LETTERS, row.line, 'TOOL-3', what, 'write {' + row['id'] + '} where it goes, or delete it'
            )
