"""Turns the engine's output into the site: each page one lean document, no leftovers of the theme, indexes beside it."""
from __future__ import annotations

import pathlib
import shutil

import kb
from finish import assets, door, page, search


def pages(book: kb.Book, site: pathlib.Path, style: assets.Style) -> None:
    """Finishes every page in place, and writes the scripts that they ask for."""
    scripts = set()
    for path in sorted(site.rglob('*.html')):
        text, names = page.finished(book, path.read_text(encoding='utf-8'), path.relative_to(site), style)
        path.write_text(text, encoding='utf-8')
        scripts.add(names)
    assets.write_scripts(book, site, scripts - {()})


def leftovers(book: kb.Book, site: pathlib.Path) -> None:
    """Removes what the theme brings and what has been inlined."""
    for name in ('javascripts', 'stylesheets', 'images', 'css'):
        shutil.rmtree(site / 'assets' / name, ignore_errors=True)
    (site / 'sitemap.xml.gz').unlink(missing_ok=True)
    if not book.site_url:
        (site / 'sitemap.xml').unlink(missing_ok=True)
        for image in site.glob('assets/share-*.png'):
            image.unlink()


def card_files(book: kb.Book, site: pathlib.Path) -> None:
    """Puts the card files into the site; they go past the engine."""
    files = book.root / 'docs' / 'assets' / 'print'
    if files.is_dir():
        shutil.copytree(files, site / 'assets' / 'print', dirs_exist_ok=True, ignore=shutil.ignore_patterns('manifest.json'))


def finish(book: kb.Book, site: pathlib.Path) -> None:
    """Finishes the site in place. site: the folder that the engine wrote."""
    style = assets.Style(book.root / 'docs' / 'assets' / 'css')
    pages(book, site, style)
    leftovers(book, site)
    search.write(book, site)
    door.write(book, site, style.of())
    card_files(book, site)
    (site / '_headers').write_text(assets.headers(style.used.values()), encoding='utf-8')
