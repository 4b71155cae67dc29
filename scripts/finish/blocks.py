"""The blocks of a page get what the look needs and no editor writes. Everything works without script."""

from __future__ import annotations

import re

import lxml.html

from scripts.book.model import Book
from scripts.finish.tree import element

HAN = re.compile('[\u3400-\u9fff]')
# Lists whose marks the style takes away; some screen readers then no longer say "list".
BARE_LISTS = (
    '//article//ul[@class] | //*[@id="do"]/following-sibling::*[1][self::ol] | //nav//ul'
    ' | //ol[@id="search-results"]'
    ' | //div[contains(@class, "admonition")]/ul'
)


def icon(book: Book, name: str):
    """A drawing of data/look.yml as an SVG without a name of its own: it always stands beside words."""
    path = book.data['look']['icons'][name]
    return element(f'<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"></path></svg>')


def icons(book: Book, tree) -> None:
    """data-icon="name" on an element becomes the drawing in front of its words."""
    for node in tree.xpath('//*[@data-icon]'):
        drawing = icon(book, node.attrib.pop('data-icon'))
        drawing.tail, node.text = node.text, None
        node.insert(0, drawing)


def checklists(tree) -> None:
    """Boxes that a finger can tick. Nothing is stored: leaving the page forgets them."""
    for item in tree.xpath('//div[@class="admonition checklist"]//li'):
        label = element('<label><input type="checkbox"><span></span></label>')
        label[1].text, item.text = item.text, None
        for child in list(item):
            label[1].append(child)
        item.append(label)


def sayings(tree) -> None:
    """A Chinese line to say breaks between its sentences rather than within one."""
    for item in tree.xpath('//div[@class="admonition say"]//li'):
        first = item.find('p') if item.find('p') is not None else item
        if first.find('br') is not None:
            # with pinyin beneath, as on English pages, it stays one line
            continue
        sentences = re.findall(r'[^。？！]+[。？！]+[”’」』）]*', first.text or '')
        if len(sentences) > 1 and ''.join(sentences) == first.text.strip() and HAN.search(first.text):
            first.text = None
            for place, sentence in enumerate(sentences):
                span = lxml.html.Element('span')
                span.text = sentence
                first.insert(place, span)


def calls(tree) -> None:
    """A call button at the start of a line: what follows stands beside or beneath it as one piece.

    The full stop between goes.
    """
    for link in tree.xpath('//article//p/a[starts-with(@href, "tel:")][1]'):
        line, kinds = link.getparent(), (link.get('class') or '').split()
        if link.getprevious() is not None or (line.text or '').strip():
            continue
        if 'call' not in kinds and line.getparent().get('class') != 'admonition call110':
            continue
        link.set('class', ' '.join(dict.fromkeys([*kinds, 'call'])))
        line.set('class', 'calling')
        rest = lxml.html.Element('span')
        rest.text, link.tail = re.sub(r'^[。.]?\s*', '', link.tail or ''), ' '
        for node in list(line)[1:]:
            rest.append(node)
        if rest.text or len(rest):
            line.append(rest)


def buttons(tree) -> None:
    """A list of large buttons, and a list of links that lead on, take their own look."""
    for ul in tree.xpath('//article//ul[li/a[contains(@class, "md-button")]]'):
        ul.set('class', 'buttons')
    for ul in tree.xpath('//h2[@id="next"]/following-sibling::ul[1] | //ul[li/a/svg][not(@class)]'):
        ul.set('class', 'go')


def bare_lists(tree) -> None:
    """A list without marks keeps its role."""
    for ul in tree.xpath(BARE_LISTS):
        ul.set('role', 'list')
