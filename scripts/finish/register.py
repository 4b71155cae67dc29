"""Makes the pages of the register that have the facts of one topic each, in both languages.

So each fact has an address that shows what it says, what it does not mean and what it rests on.
"""

from __future__ import annotations

import html

import lxml.html

from scripts.book.model import BASES, Book
from scripts.book.words import the_page
from scripts.finish import document, language

# A page of facts stands one folder below the register.
UP = '../'


def pages(book: Book, style: str) -> dict[str, str]:
    """All pages by their path under the site's root. style: the text of the common sheets."""
    return {
        f'{base}{the_page(book, "register")}{topic}/index.html': page(book, lang, topic, style)
        for lang, base in BASES.items()
        for topic in book.data['facts']
    }


def page(book: Book, lang: str, topic: str, style: str) -> str:
    """The page of one topic."""
    name = book.data['interface']['topic'][topic][lang]
    register = book.pages[(lang, the_page(book, 'register'))].meta['title']
    facts = ''.join(one(book, lang, fact) for fact in book.facts.values() if book.topics[fact['id']] == topic)
    home, site = UP * (the_page(book, 'register').count('/') + 1), book.text('site-name', lang)
    body = (
        f'{document.head(book, lang, home)}<main class="door">'
        f'<article id="article" tabindex="-1"><h1>{html.escape(name)}</h1>'
        f'<p><a href="{UP}">{html.escape(register)}</a></p>{facts}</article></main>'
        f'<footer class="foot"><p>{book.text("not-official", lang)}</p></footer>\n'
    )
    title = f'{name} - {register} - {site}'
    tree = lxml.html.document_fromstring(document.document(book, lang, title, style, body))
    language.mark(tree, lang)
    return lxml.html.tostring(tree, encoding='unicode', doctype='<!doctype html>') + '\n'


def one(book: Book, lang: str, fact: dict) -> str:
    """A fact: its id as a heading, so that it has an address, and all that its record says."""
    words, colon = book.data['interface'], '：' if lang == 'zh' else ': '
    sources = book.by_id('sources')
    rests = '；'.join if lang == 'zh' else '; '.join
    at = rests(
        f'<a href="{UP}#{use["id"]}">{html.escape(sources[use["id"]]["title"][lang], quote=False)}</a>'
        + (f' {html.escape(use["at"][lang], quote=False)}' if use['at'] else '')
        for use in fact['sources']
    )
    rows = [
        (words['register']['limits'][lang], html.escape(fact['limits'][lang], quote=False)),
        (words['force'][fact['force']][lang], at),
        (words['register']['binds'][lang], html.escape(fact['binds'][lang], quote=False)),
        (words['register']['checked'][lang], checked(book, lang, fact)),
    ]
    said = ''.join(f'<li><strong>{name}</strong>{colon}{text}</li>' for name, text in rows)
    claim = html.escape(fact['claim'][lang], quote=False)
    return f'<h2 id="{fact["id"]}">{fact["id"]}</h2><p>{claim}</p><ul>{said}</ul>'


def checked(book: Book, lang: str, fact: dict) -> str:
    """How sure it is, the day of the check, the next one, and the last day of a fact that ends."""
    words, comma = book.data['interface'], '，' if lang == 'zh' else ', '
    parts = [
        words['verification'][fact['verification']][lang],
        fact['checked'],
        words['register']['again'][lang].format(day=book.check_by(fact)),
    ]
    if fact['until']:
        parts.append(words['register']['until'][lang].format(day=fact['until']))
    return comma.join(parts)
