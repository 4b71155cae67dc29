"""The page for an address that is not there: 404.html, and en/404.html with English first.

A host serves them for any address, so their links start at the root of the host, and they have no menu.
"""

from __future__ import annotations

import posixpath

import lxml.html

# What the English home page says of itself and a page that is not there does not.
OWN = (
    '//head/link[@rel="canonical" or @rel="alternate"] | //head/meta[@name="description" or @property]'
    ' | //a[@class="switch"]'
)


def lost(tree) -> None:
    """Takes the menu out of a page that is not there, and the dot that the engine writes for the root."""
    for node in tree.xpath('//nav[@id="menu"] | //a[@class="head-menu"]'):
        node.drop_tree()
    for link in tree.xpath('//a[contains(@href, "/.")]'):
        link.set('href', link.get('href').removesuffix('.'))
    tree.body.set('class', 'lost')


def english(text: str, front: str, base: str) -> str:
    """The engine's HTML of en/404.html: the English shell around the parts of 404.html, English first.

    text: the engine's 404.html, both languages in a Chinese shell; front: its English home page; base: the
    path of the site's root on its host, with a closing slash.
    """
    gone, tree = lxml.html.document_fromstring(text), lxml.html.document_fromstring(front)
    for node in tree.xpath(OWN):
        node.drop_tree()
    for link in tree.xpath('//a[@href and not(ancestor::article) and not(starts-with(@href, "#"))]'):
        if ':' not in link.get('href'):
            link.set('href', posixpath.normpath(posixpath.join(base, 'en', link.get('href'))) + '/')
    chinese, own = gone.xpath('//article/section')
    chinese.xpath('h1')[0].tag, own.xpath('h2')[0].tag = 'h2', 'h1'
    article = tree.xpath('//article')[0]
    for node in list(article):
        article.remove(node)
    article.text = None
    article.extend([own, chinese])
    tree.find('head/title').text = ' · '.join(reversed(gone.findtext('head/title').split(' · ')))
    return lxml.html.tostring(tree, encoding='unicode', doctype='<!doctype html>')
