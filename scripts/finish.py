"""Turns the engine's output into the site: each page one lean document, no leftovers of the theme, indexes beside it."""
from __future__ import annotations

import base64
import hashlib
import pathlib
import posixpath
import re
import shutil

import lxml.html

import finish_door
import finish_language
import finish_search
import kb

# One policy for the whole site (MAINTAINING.md, "The policy"); the placeholder takes the hash of the one inlined style.
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self' {styles}; img-src 'self' data:; connect-src 'self'; "
          "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'")
# What the theme puts outside any block and our shell does not use.
LEFTOVERS = ('//input[contains(@class, "md-toggle")] | //label[@class="md-overlay"] | //div[@data-md-component="announce"]'
             ' | //div[@class="md-dialog"] | //div[@data-md-component="skip"]')
# The one small script that a page may need: where it is needed, and the words that it shows.
SCRIPTS = {'say': ('//div[@class="admonition say"]//li', ('open', 'close')), 'search': ('//form[@id="search"]', ())}


def sheets(site: pathlib.Path, *names: str) -> str:
    """Style sheets as one text, without comments and line breaks."""
    text = ''.join((site / 'assets' / name).read_text(encoding='utf-8') for name in names)
    return re.sub(r'\s*\n\s*', '', re.sub(r'/\*.*?\*/', '', text, flags=re.S))


def policy(styles: list[str]) -> str:
    """The content security policy that allows exactly these inlined style texts."""
    hashes = [base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() for style in styles]
    return POLICY.format(styles=' '.join(f"'sha256-{value}'" for value in hashes))


def element(text: str):
    return lxml.html.fragment_fromstring(text)


def printed_address(href: str, where: pathlib.PurePath, site_url: str) -> str:
    """What stands behind a link on paper: the address from the site's root, with the host once there is one."""
    path, hash_sign, anchor = href.partition('#')
    return site_url + posixpath.normpath(posixpath.join('/', where.parent.as_posix(), path)).rstrip('/') + '/' + hash_sign + anchor


def tidy_footnotes(tree) -> None:
    """One way back from each footnote, and short names for the places that cite: long pages cite fifty facts."""
    for number, item in enumerate(tree.xpath('//div[@class="footnote"]//li'), 1):
        back = item.xpath('.//a[@class="footnote-backref"]')
        for more in back[1:]:
            more.drop_tree()
        places = tree.xpath(f'//a[@class="footnote-ref" and @href="#{item.get("id")}"]/..')
        for place in places:
            place.attrib.pop('id', None)
        places[0].set('id', f'r{number}')
        back[0].set('href', f'#r{number}')
    for rule in tree.xpath('//div[@class="footnote"]/hr'):
        rule.drop_tree()


def mark_links(tree, where: pathlib.PurePath, site_url: str) -> None:
    """Lists of large buttons lose their marks, inner links get the address that paper shows, outside ones tell nobody where from."""
    for ul in tree.xpath('//article//ul[li/a[contains(@class, "md-button")]]'):
        ul.set('class', 'buttons')
    for link in tree.xpath('//article//a[@href and not(ancestor::nav) and not(contains(@href, ":")) and not(starts-with(@href, "#"))'
                           ' and not(ancestor::div[@class="footnote"])]'):
        link.set('data-at', printed_address(link.get('href'), where, site_url))
    for link in tree.xpath('//a[starts-with(@href, "http")]'):
        link.set('rel', 'noreferrer')
        link.set('class', ' '.join(filter(None, (link.get('class'), 'outside'))))


def add_scripts(book: kb.Book, tree, lang: str, root: str) -> None:
    """The script that the page needs, with its words. root: the way from the page to the site's root."""
    for name, (needed_by, words) in SCRIPTS.items():
        if tree.xpath(needed_by):
            script = element(f'<script defer src="{root}assets/js/{name}.js"></script>')
            for word in words:
                script.set(f'data-{word}', book.text(f'{name}-{word}', lang))
            tree.head.append(script)


def finish_page(book: kb.Book, text: str, lang: str, style: str, rule: str, where: pathlib.PurePath) -> str:
    """One page of the engine as its final HTML.

    lang: 'zh' or 'en'; style: the inlined style; rule: the policy; where: the file under the site's root.
    """
    root = '/' if where.name == '404.html' else '../' * (len(where.parts) - 1)
    tree = lxml.html.document_fromstring(text)
    tree.set('lang', kb.TAGS[lang])
    tree.attrib.pop('class', None)
    for leftover in tree.xpath(LEFTOVERS):
        leftover.drop_tree()
    head, body = tree.head, tree.body
    for name in ('dir', 'data-md-component'):
        for node in tree.xpath(f'//*[@{name}]'):
            del node.attrib[name]
    links = head.xpath('link[@rel="stylesheet"]')
    inlined = element('<style></style>')
    inlined.text = style
    links[0].addprevious(inlined)
    for link in links:
        link.drop_tree()
    head.insert(1, element(f'<meta http-equiv="Content-Security-Policy" content="{rule}">'))
    article = tree.xpath('//article')[0]
    article.set('id', 'article')
    article.set('tabindex', '-1')
    body.insert(0, element(f'<a class="skip" href="#article">{book.text("skip", lang)}</a>'))
    mark_links(tree, where, book.site_url)
    add_scripts(book, tree, lang, root)
    tidy_footnotes(tree)
    finish_language.mark(tree, lang)
    out = lxml.html.tostring(tree, encoding='unicode', doctype='<!doctype html>')
    return re.sub(r'\n\s*\n+', '\n', re.sub(r'\n[ \t]+', '\n', out))


def copy_card_files(book: kb.Book, site: pathlib.Path) -> None:
    """Puts the card files into the site; they go past the engine."""
    files = book.root / 'docs' / 'assets' / 'print'
    if files.is_dir():
        shutil.copytree(files, site / 'assets' / 'print', dirs_exist_ok=True, ignore=shutil.ignore_patterns('manifest.json'))


def finish(book: kb.Book, site: pathlib.Path) -> None:
    """Finishes every page under `site` in place."""
    style = sheets(site, 'theme.css', 'site.css')
    # the one page with the card on it carries the card's sheet as well
    with_card = style + sheets(site, 'card.css')
    door = sheets(site, 'door.css')
    # the header allows every page's style; the meta of a page only its own
    rule = policy([style, with_card, door])
    for path in sorted(site.rglob('*.html')):
        where = path.relative_to(site)
        lang = 'en' if where.parts[0] == 'en' else 'zh'
        text = path.read_text(encoding='utf-8')
        own = with_card if '<div class="door-card">' in text else style
        path.write_text(finish_page(book, text, lang, own, policy([own]), where), encoding='utf-8')
    for left in ('assets/javascripts', 'assets/stylesheets', 'assets/images'):
        shutil.rmtree(site / left, ignore_errors=True)
    # every sheet is inlined, or was for printing the card files
    for left in (*site.glob('assets/*.css'), site / 'sitemap.xml.gz', *([] if book.site_url else [site / 'sitemap.xml'])):
        left.unlink(missing_ok=True)
    finish_search.write(book, site)
    finish_door.write(book, site, door, policy([door]))
    copy_card_files(book, site)
    (site / '_headers').write_text(f"/*\n  Content-Security-Policy: {rule}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n"
                                   '  Referrer-Policy: no-referrer\n', encoding='utf-8')
