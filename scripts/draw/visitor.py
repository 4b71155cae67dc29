"""Draws the visitor check (data/tools.yml): eight things, what each proves, the only three answers."""

from __future__ import annotations

from scripts.book import markdown
from scripts.book.model import Book, Page


def visitor(book: Book, page: Page, _name: str) -> str:
    """The list to tick, then for each thing whether it can be faked, then what the ticks amount to."""
    data, lang = book.data['tools']['check'], page.lang
    out = [f'!!! checklist "{data["title"][lang]}"']
    for row in data['items']:
        mark = book.text('check-fake', lang) if row.get('fake') else ''
        out.append(f'    - {row["text"][lang]}{mark}\n      {{ #check-{row["id"]} }}')
    out += ['', f'## {data["answers-title"][lang]} {{ #answers }}', '']
    for row in data['answers']:
        out += [f'### {row["title"][lang]} {{ #answer-{row["id"]} }}', '']
        out += [row['text'][lang] + markdown.cite(row['facts']), '']
        out += [*(f'- {act[lang]}{markdown.cite(act.get("facts", []))}' for act in row['acts']), '']
    out += [f'## {data["proves"][lang]} {{ #faked }}', '']
    out += [f'- {row["proof"][lang]}{markdown.cite(row.get("facts", []))}' for row in data['items']]
    return '\n'.join(out) + '\n'
