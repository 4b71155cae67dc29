"""Draws the plan as a paper form (data/tools.yml): what comes in and goes out, the debts, a statement."""

from __future__ import annotations

import re

from scripts.book.model import Book, Page
from scripts.draw import letters

# A gap of the call: the name of what goes there, and what stands there on paper.
GAP = re.compile(r'\{([a-z-]+) ([^{}]+)\}')


def budget(book: Book, page: Page, _name: str) -> str:
    """The table of a month: income, essentials, the rest, what is left of it and of one fifth less income.

    The cells for figures are empty.
    """
    data, lang = book.data['tools']['plan'], page.lang
    heads = data['heads']
    out = [f'| {heads["what"][lang]} | {heads["yuan"][lang]} |', '| --- | --- |']
    for name in ('income', 'essential', 'other'):
        out += [f'| {row["label"][lang]} {{ #plan-{row["id"]} }} | |' for row in data[name]]
        out.append(f'| **{data[f"{name}-total"][lang]}** | |')
    return '\n'.join([*out, *(f'| **{data[name][lang]}** | |' for name in ('left', 'low'))]) + '\n'


def debts(book: Book, page: Page, _name: str) -> str:
    """The table of debts, numbered: who, how much, what each gets a month."""
    data, lang = book.data['tools']['plan'], page.lang
    heads = ' | '.join(data['heads'][name][lang] for name in ('who', 'owed', 'share'))
    rows = [f'| {number}. | | |' for number in range(1, data['debts'] + 1)]
    return '\n'.join(
        [f'| {heads} |', '| --- | --- | --- |', *rows, f'| **{data["owed-total"][lang]}** | | |', '']
    )


def statement(book: Book, page: Page, _name: str) -> str:
    """The one-page statement for a lender, drawn like a letter (data/letters.yml)."""
    title, row = book.text('letter-sheet', page.lang), book.data['letters']['statement']
    return '\n'.join([f'!!! letter "{title}"', *letters.sheet(book, page.lang, row)])


def call(book: Book, page: Page, _name: str) -> str:
    """What to say on the phone, a line each, in English with its pinyin and its meaning beneath."""
    data = book.data['tools']['plan']
    out = [f'!!! say "{data["call-title"][page.lang]}"']
    for row in data['call']:
        zh, pinyin, en = (GAP.sub(gap, row[of]) for of in ('zh', 'pinyin', 'en'))
        if page.lang == 'en':
            zh = f'<span lang="zh-CN">{zh}</span><br><i lang="zh-Latn">{pinyin}</i><br>\n      {en}'
        out.append(f'    - {zh}')
    return '\n'.join(out) + '\n'


def gap(found: re.Match) -> str:
    """A gap of the call as a script finds it."""
    left, right = ('（', '）') if re.search('[\u3400-\u9fff]', found[2]) else ('(', ')')
    return f'<u data-field="{found[1]}">{left}{found[2]}{right}</u>'
