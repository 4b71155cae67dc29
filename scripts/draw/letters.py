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
    """The lines of a letter: to whom, what it says, what is enclosed, name, day."""
    lines = [{of: row['to'][of] + COLON[of] for of in LANGS}, *row['lines']]
    if row['enclosures']:
        listed = {of: '；'.join(part[of] for part in row['enclosures']) for of in LANGS}
        listed['en'] = listed['en'].replace('；', '; ')
        lines.append({of: book.text('letter-enclosed', of) + listed[of] for of in LANGS})
    return paragraphs(book, lang, lines)


def paragraphs(book: Book, lang: str, lines) -> list[str]:
    """Lines, name and day as paragraphs of an admonition: in Chinese alone, or with English beneath each."""
    data, out = book.data['letters'], []
    labels = {field['id']: field['label'] for field in data['fields']}
    for line in [*lines, data['sign'], data['signed']]:
        told = gaps(line['zh'], labels, 'zh')
        if lang == 'en':
            told = f'<span lang="zh-CN">{told}</span><br>\n    {gaps(line["en"], labels, "en")}'
        if line.get('needs'):
            told = f'<span data-needs="{" ".join(line["needs"])}">{told}</span>'
        out += [f'    {told}', '']
    return out


def gaps(text: str, labels, lang: str) -> str:
    """A text with each {field} as a gap that says what goes there."""
    left, right = ('（', '）') if lang == 'zh' else ('(', ')')
    return GAP.sub(lambda m: f'<u data-field="{m[1]}">{left}{labels[m[1]][lang]}{right}</u>', text)


def fields(book: Book, page: Page, _name: str) -> str:
    """What goes into each gap."""
    lang = page.lang
    return '\n'.join(
        f'- **{row["label"][lang]}{COLON[lang]}** {row["hint"][lang]}\n  {{ #field-{row["id"]} }}'
        for row in book.data['letters']['fields']
    )
