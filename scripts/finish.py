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
import finish_look
import finish_search
import kb

# One policy for the whole site (MAINTAINING.md, "The policy"); the placeholder takes the hash of the one inlined style.
POLICY = ("default-src 'none'; script-src 'self'; style-src 'self' {styles}; img-src 'self' data:; connect-src 'self'; "
          "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'")
# What the theme puts outside any block and our shell does not use.
LEFTOVERS = ('//input[contains(@class, "md-toggle")] | //label[@class="md-overlay"] | //div[@data-md-component="announce"]'
             ' | //div[@class="md-dialog"] | //div[@data-md-component="skip"]')
# What tells in the engine's output that a page needs a sheet of its own kind.
KINDS = {'front.css': 'md-button|admonition letter|<code', 'card.css': 'class="door-card"', 'numbers.css': 'class="tel"'}
# The one small script that a page may need: where it is needed, and the words that it shows.
SCRIPTS = {'page': ('//div[@class="admonition say"]//li | //div[@class="footnote"]', ('open', 'close', 'hint')), 'search': ('//form[@id="search"]', ())}


def sheets(site: pathlib.Path, *names: str) -> str:
    """Style sheets as one text, without comments and needless blanks. Texts in quotes stay as they are."""
    text = ''.join((site / 'assets' / name).read_text(encoding='utf-8') for name in names)
    text = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
    return ''.join(part if part.startswith('"') else re.sub(r' ?([{};,]) ?', r'\1', re.sub(r'\s+', ' ', part)).replace(': ', ':').replace(';}', '}')
                   for part in re.split(r'("[^"]*")', text)).strip()


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
            for word in words if tree.xpath('//div[@class="admonition say"]') else ():
                script.set(f'data-{word}', book.text(f'say-{word}', lang))
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
    finish_look.shape(book, tree, lang, where.as_posix())
    for node in tree.xpath('//*[starts-with(@class, "md-")]'):
        # the theme's classes that our sheet does not use
        kept = [name for name in node.get('class').split() if not re.match(r'md-(?!grid|content$|button)', name)]
        if kept:
            node.set('class', ' '.join(kept))
        else:
            del node.attrib['class']
    finish_language.mark(tree, lang)
    out = lxml.html.tostring(tree, encoding='unicode', doctype='<!doctype html>')
    # no indentation, no empty lines, but a sample of code stays as it is
    return ''.join(part if part.startswith('<pre') else re.sub(r'\n\s*\n+', '\n', re.sub(r'\n[ \t]+', '\n', part))
                   for part in re.split(r'(<pre.*?</pre>)', out, flags=re.S))


def copy_card_files(book: kb.Book, site: pathlib.Path) -> None:
    """Puts the card files into the site; they go past the engine."""
    files = book.root / 'docs' / 'assets' / 'print'
    if files.is_dir():
        shutil.copytree(files, site / 'assets' / 'print', dirs_exist_ok=True, ignore=shutil.ignore_patterns('manifest.json'))


def finish(book: kb.Book, site: pathlib.Path) -> None:
    """Finishes every page under `site` in place."""
    style = sheets(site, 'site.css')
    # pages of a kind carry that kind's sheet as well
    kinds = {name: style + sheets(site, name) for name in KINDS}
    # the header allows every page's style; the meta of a page only its own
    rule = policy([style, *kinds.values()])
    for path in sorted(site.rglob('*.html')):
        where = path.relative_to(site)
        lang = 'en' if where.parts[0] == 'en' else 'zh'
        text = path.read_text(encoding='utf-8')
        own = next((kinds[name] for name, sign in KINDS.items() if re.search(sign, text)), style)
        path.write_text(finish_page(book, text, lang, own, policy([own]), where), encoding='utf-8')
    for left in ('assets/javascripts', 'assets/stylesheets', 'assets/images'):
        shutil.rmtree(site / left, ignore_errors=True)
    # every sheet is inlined, or was for printing the card files
    for left in (*site.glob('assets/*.css'), site / 'sitemap.xml.gz', *([] if book.site_url else [site / 'sitemap.xml'])):
        left.unlink(missing_ok=True)
    for script in site.glob('assets/js/*.js'):
        # as it was written, without comments and indentation
        text = re.sub(r'/\*[^!].*?\*/', '', script.read_text(encoding='utf-8'), flags=re.S)
        script.write_text(re.sub(r'\s*\n\s*', '\n', text).lstrip(), encoding='utf-8')
    finish_search.write(book, site)
    finish_door.write(book, site, style, policy([style]))
    copy_card_files(book, site)
    (site / '_headers').write_text(f"/*\n  Content-Security-Policy: {rule}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n"
                                   '  Referrer-Policy: no-referrer\n', encoding='utf-8')
