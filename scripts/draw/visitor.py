"""Draws the visitor check (data/tools.yml): eight things, what each proves, the only three answers."""

from __future__ import annotations

from scripts.book import markdown
from scripts.book.model import Book, Page
from scripts.draw import forms


def visitor(book: Book, page: Page, _name: str) -> str:
    """The claim to a public office, the list to tick, the place of the answer, the answers, what each proves.

    docs/assets/js/check.js finds out of the ticks which answer it is: what it needs is marked.
    """
    data, lang = book.data['tools']['check'], page.lang
    office = data['office']
    out = [f'!!! checklist "{office["title"][lang]}"', f'    - {office["text"][lang]}']
    out += ['      { #check-office }', '', f'!!! checklist "{data["title"][lang]}"']
    for row in data['items']:
        mark = book.text('check-fake', lang) if row.get('fake') else ''
        needed = ' .needed' if row.get('needed') else ''
        out.append(f'    - {row["text"][lang]}{mark}\n      {{ #check-{row["id"]}{needed} }}')
    out += ['', '<div id="check" role="status"></div>', '']
    out.append(forms.keep(book, page, 'check'))
    out += ['', f'## {data["answers-title"][lang]} {{ #answers }}', '']
    for row in data['answers']:
        out += [f'### {row["title"][lang]} {{ #answer-{row["id"]} }}', '']
        out += [row['text'][lang] + markdown.cite(row['facts']), '']
        out += [*(f'- {act[lang]}{markdown.cite(act.get("facts", []))}' for act in row['acts']), '']
    out += [f'## {data["proves"][lang]} {{ #faked }}', '']
    out += [f'- {row["proof"][lang]}{markdown.cite(row.get("facts", []))}' for row in data['items']]
    return '\n'.join(out) + '\n'
