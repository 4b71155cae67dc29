"""Makes /offline/ and /en/offline/: the door pages, help and the card as one file to keep or pass on.

Its text is that of the finished pages. It has no script, and its inner links work from a file on a phone.
"""

from __future__ import annotations

import html
import itertools
import posixpath
import re

import lxml.html

from scripts.book.model import BASES, Book
from scripts.book.words import listed, the_page
from scripts.finish import document
from scripts.finish.page import Finished
from scripts.finish.tree import element

# What a page in its place needs and a part of a file does not; its basis stands at the end of the file.
LEFT_OUT = (
    './/nav | .//div[@class="path"] | .//form | .//i[@id="here"] | .//details[@class="fold"]'
    ' | .//div[@class="footnote"] | .//h2[@id="next"] | .//h2[@id="next"]/following-sibling::*'
)
# A part's heading stands below that of the file.
LOWER = {'h1': 'h2', 'h2': 'h3', 'h3': 'h4', 'h4': 'h5'}
# The sheets that the parts need beside the common ones.
SHEETS = ('tables', 'claims', 'numbers', 'crisis', 'card')


def place(book: Book, lang: str) -> str:
    """Where the file of a language stands under the site's root."""
    return f'{BASES[lang]}{the_page(book, "bundle")}index.html'


def parts(book: Book, pages: dict[str, Finished], lang: str) -> list[tuple[str, Finished]]:
    """The pages that the file of a language is made of, by their addresses. pages: all, by their path."""
    slugs = [slug for slug in listed(book, 'roles', 'bundled') if (lang, slug) in book.pages]
    return [(slug, pages[f'{BASES[lang]}{slug}index.html']) for slug in slugs]


def name_of(slug: str) -> str:
    """What a page's ids begin with in the file: now-say for now/say/."""
    return slug.strip('/').replace('/', '-')


def bundle(book: Book, pages: list[tuple[str, Finished]], lang: str, style: str) -> str:
    """The file of one language. pages: its parts; style: the text of its sheets."""
    notes: dict[str, int] = {}
    slugs = [slug for slug, _ in pages]
    sections = [part(book, page.html, lang, slug, slugs, notes) for slug, page in pages]
    entries = ''.join(
        f'<li><a href="#{name_of(slug)}">{html.escape(book.pages[(lang, slug)].meta["title"])}</a></li>'
        for slug in slugs
    )
    words = (book.text(name, lang) for name in ('bundle', 'bundle-note', 'bundle-elsewhere'))
    title, note, elsewhere = (html.escape(text.replace('{date}', book.as_of)) for text in words)
    # the name leads to the public address, or to the top of the file where there is none
    home = f'{book.site_url}/{BASES[lang]}" rel="noreferrer' if book.site_url else '#article'
    return document.document(
        book,
        lang,
        f'{book.text("bundle", lang)} - {book.text("site-name", lang)}',
        style,
        f'{document.head(book, lang, home)}<main class="door">'
        f'<article id="article" tabindex="-1"><i id="here" hidden></i><h1>{title}</h1>'
        f'<p>{note}</p><p>{elsewhere}</p><ul class="go" role="list">{entries}</ul>\n'
        f'{"".join(sections)}{basis(book, lang, notes)}</article></main>\n'
        f'<footer class="foot"><p>{book.text("not-official", lang)}</p></footer>\n',
    )


def basis(book: Book, lang: str, notes: dict[str, int]) -> str:
    """What all parts rest on, folded as on a page; what several rest on stands once."""
    count = book.text('basis-count', lang).format(n=len(notes))
    items = ''.join(f'<li id="n{number}">{note}</li>' for note, number in notes.items())
    return (
        f'<details class="fold"><summary><h2 id="basis">{book.text("basis", lang)}</h2><span>{count}</span>'
        f'</summary></details><div class="footnote"><ol>{items}</ol></div>'
    )


def cited(node, notes: dict[str, int]) -> None:
    """Lets the marks of a page lead to the one list of the file. notes: the HTML of each note by number."""
    own = {}
    for note in node.xpath('.//div[@class="footnote"]//li'):
        for link in note.xpath('.//a[not(contains(@href, ":")) and not(@class="footnote-backref")]'):
            link.drop_tag()
        text = ''.join(lxml.html.tostring(child, encoding='unicode') for child in note).strip()
        own[f'#{note.get("id")}'] = notes.setdefault(text, len(notes) + 1)
    for mark in node.xpath('.//a[@class="footnote-ref"]'):
        mark.text = str(own[mark.get('href')])
        mark.set('href', f'#n{mark.text}')
        del mark.attrib['class']


def part(book: Book, text: str, lang: str, slug: str, slugs: list[str], notes: dict[str, int]) -> str:
    """One page as a section of the file: its ids carry its name, its headings stand one step lower."""
    node = lxml.html.document_fromstring(text).xpath('//article')[0]
    cited(node, notes)
    for leftover in node.xpath(LEFT_OUT):
        leftover.drop_tree()
    for picture in node.xpath('.//img'):
        without(picture)
    ids = set(node.xpath('.//@id'))
    name = name_of(slug)
    for key in ('id', 'for', 'aria-describedby', 'aria-labelledby'):
        for child in node.xpath(f'.//*[@{key}]'):
            child.set(key, f'{name}--{child.get(key)}')
    for link in node.xpath('.//a[@href and not(parent::sup)]'):
        if link.get('href')[1:] in ids or not link.get('href').startswith('#'):
            lead(book, link, lang, slug, slugs)
        else:
            link.drop_tag()
    for child in node.iter(*LOWER):
        child.tag = LOWER[child.tag]
    section = element(f'<section id="{name}"></section>')
    section.text = node.text
    section.extend(list(node))
    section.tail = '\n'
    return re.sub(r'\s*\n\s*', '\n', lxml.html.tostring(section, encoding='unicode'))


def without(picture) -> None:
    """Takes out the section of a page that shows pictures from files, which do not lie beside this one."""
    for head in picture.xpath('ancestor::*[parent::article]/preceding-sibling::h2[1]'):
        for node in [*itertools.takewhile(lambda node: node.tag != 'h2', head.itersiblings()), head]:
            node.drop_tree()


def lead(book: Book, link, lang: str, slug: str, slugs: list[str]) -> None:
    """Makes a link of a page lead within the file, or to the public address; without one it is text."""
    href = link.get('href')
    link.attrib.pop('data-at', None)
    if href.startswith('#'):
        link.set('href', f'#{name_of(slug)}--{href[1:]}')
    elif ':' not in href:
        path, hash_sign, anchor = href.partition('#')
        way = posixpath.normpath(posixpath.join('/', BASES[lang], slug, path)).lstrip('/')
        way += '/' if way and '.' not in posixpath.basename(way) else ''
        own = way.removeprefix(BASES[lang])
        if way.startswith(BASES[lang]) and own in slugs:
            link.set('href', f'#{name_of(own)}' + (f'--{anchor}' if anchor else ''))
        elif book.site_url:
            link.set('href', f'{book.site_url}/{way}{hash_sign}{anchor}')
            link.set('rel', 'noreferrer')
        else:
            link.drop_tag()
