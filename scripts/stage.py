"""Copies docs/ to a work folder and adds what data owns: drawn tables, the basis, the next links.

What it writes is plain Markdown that any Python-Markdown engine renders.
"""

from __future__ import annotations

import pathlib
import posixpath
import shutil

from scripts import draw
from scripts.book.days import spoken
from scripts.book.model import LANGS, Book, Page, link, linked, remembered
from scripts.book.words import the_page

ASSETS = 'assets/'
FOOTNOTES_HERE = '///Footnotes Go Here///'


def basis_line(book: Book, fact: dict, page: Page, links: bool = True) -> str:
    """The text of a fact's footnote: force, instrument, article, issuer, who is bound, verification, date.

    links: with False the titles are no links to the register.
    """
    lang, sources = page.lang, book.by_id('sources')
    register = book.pages.get((lang, the_page(book, 'register'))) if links else None
    parts = []
    for use in fact['sources']:
        source = sources[use['id']]
        title = source['title'][lang]
        if register:
            title = f'[{title}]({link(page, register)}#{use["id"]})'
        parts.append(title + (f' {use["at"][lang]}' if use['at'] else ''))
    issuer = sources[fact['sources'][0]['id']]['issuer'][lang]
    parts[0] += f'（{issuer}）' if lang == 'zh' else f' ({issuer})'
    force = book.data['interface']['force'][fact['force']][lang]
    verified = book.data['interface']['verification'][fact['verification']][lang]
    checked = book.text('basis-checked', lang).format(date=fact['checked'])
    nobody = fact['binds'][lang] == book.text('basis-binds-nobody', lang)
    binds = (
        ''
        if nobody
        else book.text('basis-binds', lang) + fact['binds'][lang] + ('。' if lang == 'zh' else '. ')
    )
    if lang == 'zh':
        return f'**{force}**：{"；".join(parts)}。{binds}**{verified}**，{checked}。'
    return f'**{force}**: {"; ".join(parts)}. {binds}**{verified.capitalize()}**, {checked}.'


@remembered
def staged(book: Book, page: Page, as_of: str) -> str:
    """The Markdown of a page as the engine gets it. as_of: the day (ISO) to set check dates against."""
    lang = page.lang
    body = draw.fill(book, page)
    cited = draw.cited(book, page)
    again = book.page_check_by(page, cited)
    lines = [
        page.front.rstrip('\n'),
        *(['overdue: true'] if again < as_of else []),
        '---',
        body.rstrip('\n'),
        '',
        f'## {book.text("basis", lang)} {{ #basis }}',
        '',
    ]
    if cited:
        lines += [FOOTNOTES_HERE, '']
    reviewed = page.meta['reviewed']
    checked = book.text('checked', lang).format(
        checked=spoken(reviewed, lang), again=spoken(again, lang, reviewed)
    )
    lines += [checked + (f' **{book.text("overdue", lang)}**' if again < as_of else ''), '']
    if page.meta.get('next'):
        lines += [f'## {book.text("next", lang)} {{ #next }}', '']
        for slug in page.meta['next']:
            lines.append(f'- {linked(page, book.pages[(lang, slug)])}')
        lines.append('')
    lines += [f'[^{i}]: {basis_line(book, book.facts[i], page)}' for i in cited]
    return '---\n' + '\n'.join(lines) + '\n'


def pages(book: Book, as_of: str) -> dict[str, str]:
    """The staged text of every page, by its file (docs/zh/now/say.md). The book must have passed checks."""
    return {page.file: staged(book, page, as_of) for page in book.pages.values()}


def write(texts: dict[str, str], work: pathlib.Path) -> None:
    """Writes staged pages to work/docs."""
    for file, text in texts.items():
        target = work / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding='utf-8')


@remembered
def referred(book: Book) -> list[str]:
    """The files of docs/ that a page shows or links to, and the pictures beside links to the site.

    Nothing else is published: who saves a case file or an editor's backup under docs/ tells nobody of it.
    """
    found = {f'docs/assets/share-{lang}.png' for lang in LANGS}
    for page in book.pages.values():
        for block in draw.blocks(book, page):
            # whatever is no page is under assets/: only then its links are read
            for other in (*block.links, *block.images) if ASSETS in block.text else ():
                path = other.target.partition('#')[0]
                if path and ':' not in path and not path.endswith('.md'):
                    found.add(posixpath.normpath(posixpath.join(posixpath.dirname(page.file), path)))
    return sorted(file for file in found if file.startswith('docs/') and (book.root / file).is_file())


def stage(book: Book, work: pathlib.Path, texts: dict[str, str]) -> None:
    """Writes the staged tree to work/docs: the pages, and beside them the files that they refer to.

    texts: those of `pages`.
    """
    write(texts, work)
    for file in referred(book):
        (work / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(book.root / file, work / file)
