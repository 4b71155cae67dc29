"""The same pages under Astro Starlight, to measure beside: the staged Markdown, as Starlight reads it."""

from __future__ import annotations

import json
import os
import pathlib
import posixpath
import re
import shutil
import subprocess

import yaml
from project import ROOT

from scripts import settings, stage
from scripts.book.model import LANGS, Book, Page
from scripts.book.read import load

PINS = ROOT / 'tests' / 'starlight'
BOX = re.compile(r'(?m)^!!! (\S+)(?: "(.*)")?\n((?:(?:    .*)?\n)+)')
# What stands behind headings, links and items for our own engine.
ATTRIBUTES = re.compile(r'[ \t]*\{:?\s*[#.][^}\n]*\}')
LINK = re.compile(r'\]\((?!#|[a-z]+:)([^)\s#]*)(#[^)\s]*)?\)')
# Starlight has four kinds of box.
ASIDES = {
    'call110': 'danger',
    'danger': 'danger',
    'donot': 'danger',
    'caution': 'caution',
    'maynot': 'caution',
}


def built(folder: pathlib.Path) -> pathlib.Path:
    """Builds the site in a folder, where the packages are kept from time to time; returns what to serve.

    Raises CalledProcessError, OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in ('package.json', 'package-lock.json'):
        shutil.copy(PINS / name, folder)
    if not (folder / 'node_modules' / 'astro').is_dir():
        run(folder, 'npm', 'ci', '--silent', '--ignore-scripts', '--no-audit', '--no-fund')
    for name in ('src', 'public', 'dist'):
        shutil.rmtree(folder / name, ignore_errors=True)
    book = load(ROOT)
    book.as_of = settings.as_of(ROOT)
    docs = folder / 'src' / 'content' / 'docs'
    for page in book.pages.values():
        target = docs / address(page.file).lstrip('/')
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(translated(page, stage.staged(book, page, book.as_of)), encoding='utf-8')
    for file in stage.referred(book):
        target = folder / 'public' / file.removeprefix('docs/')
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, target)
    (folder / 'src' / 'content.config.mjs').write_text(
        "import { defineCollection } from 'astro:content';\n"
        "import { docsLoader } from '@astrojs/starlight/loaders';\n"
        "import { docsSchema } from '@astrojs/starlight/schema';\n"
        'export const collections = {\n'
        '  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),\n};\n',
        encoding='utf-8',
    )
    (folder / 'astro.config.mjs').write_text(
        "import { defineConfig } from 'astro/config';\nimport starlight from '@astrojs/starlight';\n"
        f'export default defineConfig({{ integrations: [starlight({json.dumps(config(book))})] }});\n',
        encoding='utf-8',
    )
    run(folder, 'npx', '--no-install', 'astro', 'build', '--silent')
    return folder / 'dist'


def run(folder: pathlib.Path, *words: str) -> None:
    """Runs a program in a folder, quietly. Raises CalledProcessError."""
    env = {**os.environ, 'ASTRO_TELEMETRY_DISABLED': '1'}
    subprocess.run(words, cwd=folder, check=True, env=env, stdout=subprocess.DEVNULL)


def config(book: Book) -> dict:
    """Starlight's settings: our name, both languages, our menu."""
    base = yaml.safe_load((ROOT / 'mkdocs.yml').read_text(encoding='utf-8'))
    words = base['plugins'][0]['i18n']['languages'][1]['nav_translations']
    menu = []
    for entry in base['nav']:
        for group, files in entry.items() if isinstance(entry, dict) else ():
            slugs = [address('docs/zh/' + file)[1:].removesuffix('.md') for file in files]
            items = [re.sub(r'(^|/)index$', '', slug) for slug in slugs]
            menu.append({'label': group, 'translations': {'en': words[group]}, 'items': items})
    names = {lang: book.text('site-name', lang) for lang in LANGS}
    return {
        'title': {'zh-CN': names['zh'], 'en': names['en']},
        'defaultLocale': 'root',
        'locales': {'root': {'label': '中文', 'lang': 'zh-CN'}, 'en': {'label': 'English', 'lang': 'en'}},
        'sidebar': menu,
    }


def address(file: str) -> str:
    """/now/say.md for docs/zh/now/say.md, /en/now/say.md for the English one."""
    return '/' + file.removeprefix('docs/').removeprefix('zh/')


def translated(page: Page, text: str) -> str:
    """A staged page as Starlight reads it."""
    body = text.split('\n---\n', 1)[1].replace(stage.FOOTNOTES_HERE, '')
    front = {key: page.meta[key] for key in ('title', 'description')}

    def box(match: re.Match) -> str:
        kind, title = ASIDES.get(match[1], 'note'), match[2]
        inner = re.sub(r'(?m)^    ', '', match[3]).strip('\n')
        return f':::{kind}{f"[{title}]" if title else ""}\n{inner}\n:::\n\n'

    def link(match: re.Match) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), match[1])) if match[1] else ''
        target = re.sub(r'(^|/)index\.md$', r'\1', address(path)) if path else ''
        return f']({target.removesuffix(".md") + "/" * target.endswith(".md")}{match[2] or ""})'

    body = LINK.sub(link, ATTRIBUTES.sub('', BOX.sub(box, body + '\n')))
    return f'---\n{yaml.safe_dump(front, allow_unicode=True)}---\n{body}'
