"""Marks the language of phrases that switch, so that a screen reader speaks them: editors write no marks."""

from __future__ import annotations

import re

import lxml.html

# A run of Chinese; the digits and whole quotations within it belong to it, one mark of a pair does not.
HAN = re.compile(
    r'[\u3400-\u9fff](?:[\u3400-\u9fff\u3000-\u303f\uff00-\uffef·—…]|“[^“”]*”|‘[^‘’]*’'
    r'|[0-9:.%]+(?=[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]))*'
)
ENGLISH = re.compile(r"[A-Za-z][A-Za-z'’.-]*(?:[ ,:;-]+[A-Za-z][A-Za-z'’.-]*)+")
# Where a mark is no element or would break the page (a span inside an SVG text makes the parser
# leave the drawing).
SKIP = {'svg', 'title', 'option', 'textarea', 'script', 'style'}


def _pieces(text: str, pattern: re.Pattern, lang: str) -> list:
    """The text cut into strings and span elements; one string where nothing matches."""
    out, at = [], 0
    for match in pattern.finditer(text):
        span = lxml.html.Element('span', lang=lang)
        span.text = match[0]
        out += [text[at : match.start()], span]
        at = match.end()
    return out + [text[at:]]


def _place(node, pieces: list, tail: bool) -> None:
    """Puts pieces as the text of node, or behind it as its tail."""
    if tail:
        node.tail = pieces[0]
    else:
        node.text = pieces[0]
    parent = node.getparent() if tail else node
    index = parent.index(node) + 1 if tail else 0
    for span, after in zip(pieces[1::2], pieces[2::2], strict=True):
        span.tail = after
        parent.insert(index, span)
        index += 1


def _walk(node, pattern: re.Pattern, lang: str) -> None:
    children = list(node)
    marked = node.get('lang') is not None
    if not marked and isinstance(node.tag, str) and node.tag not in SKIP:
        for child in children:
            _walk(child, pattern, lang)
            if child.tail and pattern.search(child.tail):
                _place(child, _pieces(child.tail, pattern, lang), tail=True)
        if node.text and pattern.search(node.text):
            if (
                len(children) == 0
                and node.tag in ('span', 'a', 'strong', 'em', 'b', 'i', 'dt')
                and pattern.fullmatch(node.text.strip())
            ):
                node.set('lang', lang)
            else:
                _place(node, _pieces(node.text, pattern, lang), tail=False)


def _mark_pinyin(tree) -> None:
    """The second line of a `say` item, and any <i> or <em> with tone marks, is pinyin."""
    for item in tree.xpath('//div[contains(@class, "say")]//li'):
        breaks = item.xpath('.//br')
        if len(breaks) > 1 and breaks[0].tail:
            line = breaks[0]
            pinyin = lxml.html.Element('i', lang='zh-Latn')
            pinyin.text, line.tail = line.tail.strip(), None
            line.addnext(pinyin)
    for node in tree.xpath('//em'):
        if node.text and re.search('[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]', node.text):
            node.set('lang', 'zh-Latn')


def mark(tree, page_lang: str) -> None:
    """Sets lang on pinyin, on Han text of an English page, on English of a Chinese page. Changes tree.

    English counts from two words on.
    """
    _mark_pinyin(tree)
    if page_lang == 'en':
        _walk(tree.body, HAN, 'zh-CN')
    else:
        _walk(tree.body, ENGLISH, 'en')
