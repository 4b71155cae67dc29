"""One page of the engine as its final HTML: no leftovers of the theme, our shell, the look, the languages."""

from __future__ import annotations

import pathlib
import posixpath
import re
import zlib
from typing import NamedTuple

import lxml.html

from scripts import settings
from scripts.book.model import TAGS, Book
from scripts.finish import assets, blocks, citations, contents, home, language, lost, rows
from scripts.finish.tree import element

# What the theme puts outside any block and our shell does not use.
LEFTOVERS = (
    '//input[contains(@class, "md-toggle")] | //label[@class="md-overlay"]'
    ' | //div[@data-md-component="announce"]'
    ' | //div[@class="md-dialog"] | //div[@data-md-component="skip"]'
)
# The theme's classes that our sheets use; the others go.
KEPT = re.compile(r'md-(grid|content$|button)')


class Finished(NamedTuple):
    """A page's final HTML, packed, the style that it inlines, the name of its script file or ''."""

    packed: bytes
    style: str
    script: str

    @property
    def html(self) -> str:
        """The page's final HTML. All pages of a site are kept, and most of each is one and the same style."""
        return zlib.decompress(self.packed).decode()


def printed_address(href: str, where: pathlib.PurePath, site_url: str) -> str:
    """What stands behind a link on paper: the address from the site's root, with the host if there is one."""
    path, hash_sign, anchor = href.partition('#')
    if path.startswith('/'):
        # a page that is not there names the root of its host, which need not be the site's
        path = '/' + path.removeprefix(settings.base(site_url))
    address = posixpath.normpath(posixpath.join('/', where.parent.as_posix(), path)).rstrip('/')
    folder = '' if '.' in posixpath.basename(address) else '/'
    return site_url + address + folder + hash_sign + anchor


def links(tree, where: pathlib.PurePath, site_url: str) -> None:
    """Inner links get the address that paper shows, outside ones tell nobody where from."""
    for link in tree.xpath(
        '//article//a[@href and not(ancestor::nav) and not(contains(@href, ":"))'
        ' and not(starts-with(@href, "#"))'
        ' and not(ancestor::div[@class="footnote"])]'
    ):
        link.set('data-at', printed_address(link.get('href'), where, site_url))
    for link in tree.xpath('//a[starts-with(@href, "http")]'):
        link.set('rel', 'noreferrer')
        link.set('class', ' '.join(filter(None, (link.get('class'), 'outside'))))


def bare(tree) -> None:
    """Takes away what the theme leaves over: elements, attributes and classes that our shell does not use."""
    for leftover in tree.xpath(LEFTOVERS):
        leftover.drop_tree()
    for name in ('dir', 'data-md-component'):
        for node in tree.xpath(f'//*[@{name}]'):
            del node.attrib[name]
    tree.attrib.pop('class', None)
    for node in tree.xpath('//*[starts-with(@class, "md-")]'):
        kept = [name for name in node.get('class').split() if not name.startswith('md-') or KEPT.match(name)]
        if kept:
            node.set('class', ' '.join(kept))
        else:
            del node.attrib['class']


def shape(book: Book, tree, lang: str, where: str) -> None:
    """The look, in the order that the steps need each other. where: the file under the site's root."""
    blocks.icons(book, tree)
    blocks.buttons(tree)
    citations.citations(book, tree, lang)
    citations.sources(book, tree)
    citations.basis(book, tree, lang)
    contents.verdicts(book, tree, lang)
    contents.contents(book, tree, lang)
    rows.tables(tree)
    rows.numbers(tree)
    blocks.checklists(tree)
    blocks.sayings(tree)
    blocks.calls(tree)
    if where in ('index.html', 'en/index.html'):
        home.home(tree)
    if where.endswith('404.html'):
        lost.lost(tree)
    blocks.bare_lists(tree)


# A line break before one of these is not shown.
BLOCK = r'\n+(?=</?(?:article|div|h[1-6]|li|link|main|meta|nav|ol|p|section|table|tbody|td|th|thead|tr|ul)\b)'


def squeezed(text: str) -> str:
    """HTML without indentation, empty lines and breaks that nobody sees; a sample of code stays as it is."""
    parts = re.split(r'(<pre.*?</pre>)', text, flags=re.S)
    for place in range(0, len(parts), 2):
        parts[place] = re.sub(BLOCK, '', re.sub(r'\s*\n\s*', '\n', parts[place]))
    return ''.join(parts)


def lang_of(where: pathlib.PurePath) -> str:
    """The language of a file under the site's root."""
    return 'en' if where.parts[0] == 'en' else 'zh'


def finished(
    book: Book, text: str, where: pathlib.PurePath, style: assets.Style, scripts: assets.Scripts
) -> Finished:
    """One page of the engine, finished.

    text: the engine's HTML; where: the file under the site's root; style, scripts: what it takes its own of.
    """
    lang = lang_of(where)
    root = settings.base(book.site_url) if where.name == '404.html' else '../' * (len(where.parts) - 1)
    tree = lxml.html.document_fromstring(text)
    tree.set('lang', TAGS[lang])
    if book.as_of:
        tree.set('data-day', book.as_of)
    bare(tree)
    article = tree.xpath('//article')[0]
    article.set('id', 'article')
    article.set('tabindex', '-1')
    tree.body.insert(0, element(f'<a class="skip" href="#article">{book.text("skip", lang)}</a>'))
    links(tree, where, book.site_url)
    shape(book, tree, lang, where.as_posix())
    inlined, script = assets.equip(book, tree, lang, root, style, scripts)
    language.mark(tree, lang)
    done = squeezed(lxml.html.tostring(tree, encoding='unicode', doctype='<!doctype html>'))
    return Finished(zlib.compress(done.encode(), 1), inlined, script)
