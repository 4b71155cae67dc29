"""Builds the staged pages under the theme's successor (zensical), one configuration a language.

It lists what is missing there. It keeps the successor in .venv-next, apart from what the site is built with.
"""

from __future__ import annotations

import json
import pathlib
import re
import shutil
import subprocess

import lxml.html
import yaml

from scripts import apart, check, engine, settings, stage, work
from scripts.book import markdown
from scripts.book.model import LANGS, Book
from scripts.book.problems import report
from scripts.book.read import load
from scripts.settings import Fault

SUCCESSOR = 'zensical'


def config(book: Book, lang: str) -> dict:
    """The configuration of one language, from mkdocs.yml: no plugin, the language's folder, its own nav."""
    text = (book.root / 'mkdocs.yml').read_text(encoding='utf-8')
    base = yaml.safe_load(text)
    words = base['plugins'][0]['i18n']['languages'][1]['nav_translations']

    def named(entries):
        return [
            {words.get(key, key) if lang == 'en' else key: named(value)} if isinstance(entry, dict) else entry
            for entry in entries
            for key, value in (entry.items() if isinstance(entry, dict) else [(None, None)])
        ]

    return {
        'site_name': book.text('site-name', lang),
        'docs_dir': f'docs/{lang}',
        'site_dir': f'next/{lang}',
        'theme': {**base['theme'], 'custom_dir': 'overrides', 'language': lang},
        'markdown_extensions': base['markdown_extensions'],
        'nav': named(base['nav']),
        'extra': {**engine.extra(book, ''), 'lang': lang},
    }


def missing(book: Book, base: pathlib.Path, lang: str) -> list[str]:
    """A line for each page of one language that is missing under `base` or lacks its title or most words."""
    found = []
    for page in (page for page in book.pages.values() if page.lang == lang):
        path = base / page.slug / 'index.html'
        if not path.is_file():
            found.append(f'{page.file}: no page')
            continue
        tree = lxml.html.parse(str(path)).getroot()
        for code in tree.xpath('//pre'):
            code.drop_tree()
        article = ' '.join(tree.xpath('string(//article)').split())
        said = ' '.join(block.plain for block in markdown.blocks(page) if block.kind != 'draw')
        words = re.findall(r'[\u3400-\u9fff]{4,}|[A-Za-z]{5,}', said)
        lost = [word for word in words if word not in article]
        if page.meta['title'] not in article:
            found.append(f'{page.file}: no title')
        if len(lost) > len(words) / 20:
            found.append(f'{page.file}: {len(lost)} of {len(words)} phrases missing, such as "{lost[0]}"')
        if '[^' in article:
            found.append(f'{page.file}: a citation stands as raw text')
    return found


def compare(root: pathlib.Path) -> int:
    """Builds every language, prints what is missing. Returns 0, or 1 with faults. Raises Fault, OSError."""
    book = load(root)
    if problems := check.structure(book):
        return report(problems)
    try:
        with work.locked(root):
            program = apart.installed(root, 'next') / SUCCESSOR
    except subprocess.CalledProcessError:
        raise Fault(
            f'pip could not install {SUCCESSOR}: look at its message above, then run it again'
        ) from None
    print(run(program, '--version').stdout.strip())
    faults = []
    with work.folder(root) as own:
        book.as_of = settings.as_of(root)
        stage.stage(book, own, stage.pages(book, book.as_of))
        # the successor takes no folder outside its own
        shutil.copytree(root / 'overrides', own / 'overrides')
        for lang in LANGS:
            path = own / f'{lang}.yml'
            # JSON is YAML, and takes the Book's own kinds of mapping
            path.write_text(json.dumps(config(book, lang), ensure_ascii=False), encoding='utf-8')
            done = run(program, 'build', '--config-file', path, cwd=own)
            if done.returncode:
                raise Fault(f'{SUCCESSOR} stopped on {lang}: {done.stdout.strip()[-600:]}')
            faults += missing(book, own / 'next' / lang, lang)
    print('\n'.join(faults) or f'All {len(book.pages)} pages are there.')
    return 1 if faults else 0


def run(program: pathlib.Path, *words, cwd: pathlib.Path | None = None) -> subprocess.CompletedProcess:
    """The finished program, all that it said under stdout."""
    return subprocess.run(
        [program, *words],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding='utf-8',
        errors='replace',
        check=False,
    )
