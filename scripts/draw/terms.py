"""Draws the glossary, data/terms.yml."""

from __future__ import annotations

from scripts.book import markdown
from scripts.book.model import Book, Page


def terms(book: Book, page: Page, _name: str) -> str:
    """The glossary (data/terms.yml): an item for each term, with the id of the term as its anchor."""
    lang, out = page.lang, []
    for term in book.data['terms']:
        if lang == 'zh':
            head = f'**{term["term"]["zh"]}** {term["pinyin"]}：'
        else:
            head = f'**{term["term"]["en"]}** ({term["term"]["zh"]} *{term["pinyin"]}*): '
        also = ''
        if others := term.get('also', {}).get(lang):
            listed = ('、' if lang == 'zh' else ', ').join(others)
            also = f' {book.text("terms-also", lang)}{listed}{"。" if lang == "zh" else "."}'
        out.append(
            f'- {head}{term["meaning"][lang]}{markdown.cite(term.get("facts", []))}{also}\n'
            f'  {{ #term-{term["id"]} }}'
        )
    return '\n'.join(out)
