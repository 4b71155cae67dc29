"""What the search knows of each page, read from the built page; finish/index.py writes it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import lxml.html

from scripts.book import markdown
from scripts.book.model import BASES, Book, Page


class Part(NamedTuple):
    """A section of a page: where a result lands, its heading, its text, what else people type for it."""

    ident: str
    heading: str
    text: str
    words: str = ''


class Entry(NamedTuple):
    """What the search knows of a page."""

    slug: str
    section: str
    title: str
    description: str
    aliases: list[str]
    parts: list[Part]
    twin: list[str]


def entry(page: Page, html: str) -> Entry:
    """What the search knows of a page alone, from its built HTML: its text by section."""
    article = lxml.html.document_fromstring(html).xpath('//article')[0]
    section = ''.join(article.xpath('.//div[@class="path"]/nav/text()')).strip(' ›\n')
    for node in article.xpath(
        './/nav | .//div[@class="path"] | .//h1 | .//details[@class="fold"] | .//p[@class="checked"]'
        ' | .//h2[@id="basis"] | .//h2[@id="next"] | .//div[@class="footnote"] | .//sup | .//svg'
        ' | .//*[@hidden]'
    ):
        node.drop_tree()
    parts, ident, heading, texts = [], '', '', []
    for node in article.iterchildren():
        if node.tag in ('h2', 'h3'):
            parts.append(Part(ident, heading, spaced(' '.join(texts))))
            ident, heading, texts = node.get('id', ''), spaced(node.text_content()), []
        else:
            texts.append(node.text_content())
    parts.append(Part(ident, heading, spaced(' '.join(texts))))
    return Entry(
        page.slug,
        section,
        page.meta['title'],
        page.meta['description'],
        names(page),
        [part for part in parts if part.heading or part.text],
        [],
    )


def whole(book: Book, page: Page, own: Entry) -> Entry:
    """What the search knows of a page: its HTML, and what data and its twin say, which is not in there."""
    return own._replace(parts=own.parts + terms(book, page), twin=called(book, page))


def terms(book: Book, page: Page) -> list[Part]:
    """The terms of the glossary where it stands, each a place of its own with what people type for it."""
    if not any(block.kind == 'draw' and block.text == 'terms' for block in markdown.blocks(page)):
        return []
    lang = page.lang
    return [
        Part(f'term-{term["id"]}', term['term'][lang], term['meaning'][lang], ' '.join(typed(term, lang)))
        for term in book.data['terms']
    ]


def typed(term: dict, lang: str) -> list[str]:
    """What people type for a term. Who reads English has also seen the Chinese word, or has heard it."""
    known = {of: [*term.get('also', {}).get(of, []), *term['aliases'][of]] for of in BASES}
    if lang == 'zh':
        return known['zh']
    letters = unicodedata.normalize('NFD', term['pinyin'].lower())
    return [*known['en'], term['term']['zh'], *known['zh'], re.sub('[^a-z]', '', letters)]


def called(book: Book, page: Page) -> list[str]:
    """What the Chinese twin of an English page is called, for who pastes Chinese out of a letter."""
    twin = book.pages.get(('zh', page.slug)) if page.lang == 'en' else None
    return [twin.meta['title'], *names(twin)] if twin else []


def names(page: Page) -> list[str]:
    """What else people call what a page is about."""
    return [str(alias) for alias in page.meta.get('aliases', [])]


def spaced(text: str) -> str:
    """A text on one line with single spaces."""
    return re.sub(r'\s+', ' ', text).strip()
