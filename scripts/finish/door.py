"""Makes the bare door pages /d/ and /en/d/ out of the built now/: one document, no script, no other request.

They are where the QR code of the door card leads. Their text is that of now/, never a second one.
"""

from __future__ import annotations

import html
import posixpath
import re

import lxml.html

from scripts.book.model import BASES, Book
from scripts.book.words import listed, the_page
from scripts.finish import document
from scripts.finish.folder import Folder
from scripts.finish.page import Finished

# Whatever the article of now/ holds that a bare page does not need.
LEFT_OUT = (
    './/nav | .//i[@id="here"] | .//div[@class="path"] | .//sup | .//script | .//div[@class="footnote"]'
    ' | .//details[@class="fold"]'
    ' | .//h2[@id="next"] | .//h2[@id="next"]/following-sibling::* | .//a[@class="headerlink"]'
)
KEPT = ('href', 'class', 'id', 'lang', 'type', 'role', 'rel')


def path_of(book: Book, lang: str) -> str:
    """Where the bare page of a language stands in the built site."""
    return f'{BASES[lang]}{the_page(book, "made-bare")}index.html'


def write(book: Book, pages: dict[str, Finished], site: Folder, style: str) -> None:
    """Writes both pages. pages: the finished ones by their path; style: the text of the common sheets."""
    for lang, base in BASES.items():
        source = pages.get(f'{base}{the_page(book, "bare")}index.html')
        if source:
            site.write(path_of(book, lang), bare(book, source.html, lang, style))


def bare(book: Book, text: str, lang: str, style: str) -> str:
    """The bare page out of the finished HTML of now/."""
    article = lxml.html.document_fromstring(text).xpath('//article')[0]
    checked = article.xpath('.//p[@class="checked"]')
    line = checked[0].text_content().strip() if checked else ''
    for node in [*article.xpath(LEFT_OUT), *checked]:
        node.drop_tree()
    for node in article.xpath('descendant-or-self::*[not(ancestor-or-self::svg)]'):
        for name in [name for name in node.attrib if name not in KEPT]:
            del node.attrib[name]
    for link in article.xpath('.//a[@href]'):
        link.set('href', from_door(link.get('href'), the_page(book, 'bare')))
    article.attrib.clear()
    article.set('id', 'article')
    article.set('tabindex', '-1')
    body = re.sub(r'\s*\n\s*', '\n', lxml.html.tostring(article, encoding='unicode')).strip()
    page = book.pages[(lang, the_page(book, 'bare'))]
    title = f'{page.meta.get("tab") or page.meta["title"]} - {book.text("site-name", lang)}'
    more = ' '.join(
        f'<a href="../{slug}">{html.escape(book.pages[(lang, slug)].meta["title"])}</a>'
        for slug in listed(book, 'roles', 'bare-next')
        if (lang, slug) in book.pages
    )
    return document.document(
        book,
        lang,
        title,
        style,
        f'{document.head(book, lang, "../")}'
        f'<main class="door">\n{body}\n</main>\n<footer class="foot"><p>{html.escape(line)}</p><p>{more}</p>'
        f'<p>{book.text("not-official", lang)}</p></footer>\n',
    )


def from_door(href: str, slug: str) -> str:
    """A link of the page at `slug` as it is written on d/."""
    if href.startswith('#') or ':' in href:
        return href
    path, hash_sign, anchor = href.partition('#')
    way = posixpath.normpath(posixpath.join('..', slug, path))
    return way + ('/' if path.endswith('/') or path in ('', '.', '..') else '') + hash_sign + anchor
