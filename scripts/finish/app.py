"""Writes the web app manifests and their icon: the site on a home screen. Name and icon give nobody away."""

from __future__ import annotations

import json
import re

from scripts.book.model import BASES, LANGS, TAGS, Book
from scripts.finish.folder import Folder

FILE, ICON = 'site.webmanifest', 'icon.svg'


def write(book: Book, site: Folder, style: str) -> None:
    """Writes a manifest for each language, and the icon of both. style: the text of the common sheets."""
    for lang in LANGS:
        site.write(BASES[lang] + FILE, manifest(book, lang))
    site.write(ICON, icon(book, style))


def manifest(book: Book, lang: str) -> str:
    """The manifest of one language; its scope is the whole site, so that the other language stays in it."""
    root = '../' * BASES[lang].count('/') or './'
    said = {
        'id': './',
        'name': book.text('site-name', lang),
        'short_name': book.text('app', lang),
        'lang': TAGS[lang],
        'start_url': './',
        'scope': root,
        'display': 'minimal-ui',
        'icons': [{'src': f'{root}{ICON}', 'sizes': 'any', 'type': 'image/svg+xml'}],
    }
    return json.dumps(said, ensure_ascii=False, separators=(',', ':')) + '\n'


def icon(book: Book, style: str) -> str:
    """The mark of the site on the ground of its header."""
    look, ground = book.data['look'], re.search(r'--band:(#[0-9a-f]+)', style)[1]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<path fill="{ground}" d="M0,0h32v32H0z"/>'
        f'<path fill="none" stroke="#fff" stroke-width="3" d="{look["mark"]}"/>'
        f'<path fill="#fff" fill-rule="evenodd" d="{look["leaf"]}"/></svg>\n'
    )
