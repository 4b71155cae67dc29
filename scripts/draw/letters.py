"""Draws the letters (data/letters.yml): each with its use and limits, its lines, gaps with their names.

A letter is in Chinese. An English page shows each line in both languages. What a line needs stands on it,
so that a script can leave the line out where a gap stays empty.
"""

from __future__ import annotations

import re

from scripts.book import markdown
from scripts.book.model import LANGS, Book, Page

GAP = re.compile(r'\{([a-z-]+)\}')
# A stop at the end of what leads to a list, by language.
COLON = {'zh': '：', 'en': ':'}
# What stands between two enclosures, by language.
STOP = {'zh': '；', 'en': '; '}


def letters(book: Book, page: Page, _name: str) -> str:
    """Every letter in turn."""
    return '\n'.join(line for row in book.data['letters']['letters'] for line in letter(book, page, row))


def letter(book: Book, page: Page, row) -> list[str]:
    """One letter: when to use it, on what it rests, what it does not do, and the letter itself."""
    lang = page.lang
    out = [f'## {row["title"][lang]} {{ #letter-{row["id"]} }}', '', row['use'][lang], '']
    for key in ('why', 'not'):
        said = row[key]
        out.append(f'- **{book.text(f"letter-{key}", lang)}** {said[lang]}{markdown.cite(said["facts"])}')
    return [*out, '', f'!!! letter "{book.text("letter-sheet", lang)}"', *sheet(book, lang, row), '']


def sheet(book: Book, lang: str, row) -> list[str]:
    """The lines of a letter: its subject, to whom, what it says, what is enclosed, its end, name, day."""
    subject = {of: book.text('letter-subject', of) + row['subject'][of] for of in LANGS}
    lines = [subject, {of: row['to'][of] + COLON[of] for of in LANGS}, *row['lines']]
    if row['enclosures']:
        lines.append({of: enclosed(book, of, row['enclosures']) for of in LANGS})
    return paragraphs(book, lang, lines)


def enclosed(book: Book, lang: str, parts) -> str:
    """The line of what is enclosed; a script leaves out each part that a reader does not have."""
    listed = STOP[lang].join(f'<span>{part[lang]}</span>' for part in parts)
    return f'{book.text("letter-enclosed", lang)}<span class="enclosed">{listed}</span>'


def paragraphs(book: Book, lang: str, lines) -> list[str]:
    """Lines, then end, name and day, as paragraphs of an admonition.

    In Chinese alone, or with English beneath each.
    """
    data, out = book.data['letters'], []
    fields = {field['id']: field for field in data['fields']}
    for line in [*lines, data['close'], data['sign'], data['signed']]:
        told = gaps(line['zh'], fields, 'zh')
        if lang == 'en':
            told = f'<span lang="zh-CN">{told}</span><br>\n    {gaps(line["en"], fields, "en")}'
        if line.get('needs'):
            told = f'<span data-needs="{" ".join(line["needs"])}">{told}</span>'
        out += [f'    {told}', '']
    return out


def gaps(text: str, fields, lang: str) -> str:
    """A text with each {field} as a gap that says what goes there, and a script what kind of field it is."""
    left, right = ('（', '）') if lang == 'zh' else ('(', ')')

    def gap(found: re.Match) -> str:
        field = fields[found[1]]
        kind = f' data-kind="{field["kind"]}"' if 'kind' in field else ''
        return f'<u data-field="{found[1]}"{kind}>{left}{field["label"][lang]}{right}</u>'

    return GAP.sub(gap, text)


def fields(book: Book, page: Page, _name: str) -> str:
    """What goes into each gap."""
    lang = page.lang
    return '\n'.join(
        f'- **{row["label"][lang]}{COLON[lang]}** {row["hint"][lang]}\n  {{ #field-{row["id"]} }}'
        for row in book.data['letters']['fields']
    )
