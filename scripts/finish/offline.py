"""Writes what works without a network: worker.js, which keeps pages, and the page in place of one not kept.

docs/assets/js/worker.js is how it keeps them; what it keeps is listed here (data/style.yml, `kept`).
"""

from __future__ import annotations

import hashlib
import html
import json
import pathlib
import re

import rjsmin

from scripts.book.model import BASES, LANGS, TAGS, Book
from scripts.book.words import has_role, listed, the_page
from scripts.draw import hotlines
from scripts.finish import assets, document
from scripts.finish.folder import Folder

FILE = 'worker.js'
# The worker of a build with OFFLINE=off. A browser asks for worker.js at each visit, so phones that took ours
# get this one, which throws away what was kept, and itself.
NONE = """self.addEventListener('install', () => { self.skipWaiting(); });
self.addEventListener('activate', (event) => {
  const own = self.registration.scope + ' ';
  event.waitUntil(caches.keys()
    .then((names) => Promise.all(names.map((name) => name.startsWith(own) && caches.delete(name))))
    .then(() => self.registration.unregister()));
});
"""
# The day that a page carries: alone it makes no other page, so nobody fetches all of them again for it.
DAY = re.compile(rb' data-day="[^"]*"')
SCRIPT = re.compile(r'<script[^>]* src="[^"]*?(assets/js/[^"]+)"')


def write(book: Book, site: Folder, style: str, scripts: assets.Scripts) -> None:
    """Writes both stand-ins and the worker. site: whole but for these; style: that of the common sheets."""
    for lang in LANGS:
        site.write(f'{stand_in_of(book, lang)}index.html', stand_in(book, lang, style))
    text = worker(book, site.path, scripts) if book.offline else NONE
    site.write(FILE, rjsmin.jsmin(text) + '\n')


def stand_in_of(book: Book, lang: str) -> str:
    """The address of the page that stands in for one that is not kept."""
    return BASES[lang] + the_page(book, 'stand-in')


def kept(book: Book, site: pathlib.Path, lang: str) -> list[str]:
    """What a phone keeps once a page of this language was read: addresses of pages, then of their scripts."""
    slugs = sorted({slug for of, slug in book.pages if of == lang} | set(listed(book, 'made')))
    addresses = [BASES[lang] + slug for slug in slugs if has_role(book, slug, 'kept')]
    texts = [(site / address / 'index.html').read_text(encoding='utf-8') for address in addresses]
    return addresses + sorted({name for text in texts for name in SCRIPT.findall(text)})


def file_of(address: str) -> str:
    """The file under the site's root that an address of the worker means."""
    return f'{address}index.html' if address.endswith('/') or not address else address


def worker(book: Book, site: pathlib.Path, scripts: assets.Scripts) -> str:
    """The text of the worker. It is another one exactly where what it does or what it keeps is another."""
    addresses = {lang: kept(book, site, lang) for lang in LANGS}
    stand_ins = {lang: stand_in_of(book, lang) for lang in LANGS}
    values = {
        'kept': addresses,
        'stand-in': stand_ins,
        'words': {lang: html.escape(book.text('stored', lang), quote=False) for lang in LANGS},
        'along': {BASES[lang] + the_page(book, 'search'): later(book, lang, scripts) for lang in LANGS},
    }
    text = (book.root / 'docs' / 'assets' / 'js' / FILE).read_text(encoding='utf-8')
    for name, value in values.items():
        text = text.replace(f"'${name}'", json.dumps(value, ensure_ascii=False))
    digest = hashlib.sha256(text.encode())
    for address in sorted({*stand_ins.values(), *(one for found in addresses.values() for one in found)}):
        digest.update(DAY.sub(b'', (site / file_of(address)).read_bytes()))
    return text.replace('$stamp', digest.hexdigest()[:12])


def later(book: Book, lang: str, scripts: assets.Scripts) -> list[str]:
    """What the search page of a language loads once somebody asks."""
    loaded = sorted({f'assets/js/{name}' for names in scripts.loads.values() for name in names})
    return [f'{BASES[lang]}{the_page(book, "search")}index.js', *loaded]


def stand_in(book: Book, lang: str, style: str) -> str:
    """The page in place of one that is not kept. The worker cuts the section out where it does not hold.

    Its calls work without a network: 110, and the number for whoever cannot go on. Their page is in its list.
    """
    word = {
        name: html.escape(book.text(name, lang), quote=False)
        for name in ('stand-in', 'stand-in-hint', 'crisis-title')
    }
    first = hotlines.for_crisis(book, lang)[0]
    saved = ''.join(
        f'<li><a href="../{slug}">{html.escape(book.pages[(lang, slug)].meta["title"], quote=False)}</a></li>'
        for slug in [*listed(book, 'roles', 'bundled'), *listed(book, 'roles', 'crisis-first')]
        if has_role(book, slug, 'kept')
    )
    other = next(of for of in LANGS if of != lang)
    door, words = next(iter(book.data['interface']['situations'].items()))
    return document.document(
        book,
        lang,
        f'{book.text("stand-in", lang)} - {book.text("site-name", lang)}',
        style,
        f'{document.head(book, lang, "../")}<main class="door"><article id="article" tabindex="-1">'
        f'<h1>{word["stand-in"]}</h1><p>{word["stand-in-hint"]}</p>'
        f'<p><a class="call" href="tel:110">{book.text("call-110", lang)}</a></p>'
        f'<p>{word["crisis-title"]}</p>'
        f'<p><a class="call" href="tel:{first["tel"]}">{hotlines.button(book, first, lang)}</a></p>'
        f'<p><a class="md-button" href="">{book.text("stand-in-again", lang)}</a></p>'
        f'<section><h2>{book.text("stand-in-kept", lang)}</h2>'
        f'<ul class="go" role="list">{saved}</ul></section>'
        f'<p><a href="{back(lang)}{BASES[other]}{door}" lang="{TAGS[other]}" hreflang="{TAGS[other]}">'
        f'{html.escape(words[other], quote=False)}</a></p></article></main>\n'
        f'<footer class="foot"><p>{book.text("not-official", lang)}</p></footer>\n',
    )


def back(lang: str) -> str:
    """The way from a page one step below a language's home to the root of the site."""
    return '../' * (1 + BASES[lang].count('/'))
