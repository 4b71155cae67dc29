"""Writes one search index per language out of the built pages, for docs/assets/js/search.js."""

from __future__ import annotations

import json
import pathlib
import re

import lxml.html

from scripts.book import markdown
from scripts.book.model import Book, Page
from scripts.book.words import has_role


def entry(book: Book, page: Page, html: str) -> dict:
    """What search knows of a page.

    u address, s section, t title, d description, a aliases, h headings, x text; where the glossary stands,
    w what else people type for its terms.
    """
    article = lxml.html.document_fromstring(html).xpath('//article')[0]
    section = ''.join(article.xpath('.//div[@class="path"]/nav/text()')).strip(' ›\n')
    for node in article.xpath(
        './/nav | .//div[@class="path"] | .//h1 | .//details[@class="fold"] | .//p[@class="checked"]'
        ' | .//h2[@id="basis"]'
        ' | .//h2[@id="next"] | .//div[@class="footnote"] | .//sup | .//svg'
    ):
        node.drop_tree()
    headings = [node.text_content() for node in article.xpath('.//h2 | .//h3')]
    text = re.sub(r'\s+', ' ', article.text_content()).strip()
    words = [word for term in book.data['terms'] for word in term['aliases'][page.lang]]
    drawn = any(block.kind == 'draw' and block.text == 'terms' for block in markdown.blocks(page))
    return {
        'u': page.slug,
        's': section,
        't': page.meta['title'],
        'd': page.meta['description'],
        'a': ' '.join(map(str, page.meta.get('aliases', []))),
        'h': ' '.join(headings),
        'x': text,
        **({'w': ' '.join(words)} if drawn else {}),
    }


def write(book: Book, entries: dict[tuple[str, str], dict], site: pathlib.Path) -> None:
    """Writes search/index.js and en/search/index.js: scripts, as fetch fails on a site opened from a folder.

    entries: what the search knows of each page, by language and address.
    """
    for lang, base in (('zh', site), ('en', site / 'en')):
        rows = [
            entry
            for (of, slug), entry in entries.items()
            if of == lang and not has_role(book, slug, 'unsearched')
        ]
        target = base / 'search' / 'index.js'
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(
            'self.handbookIndex=' + json.dumps(rows, ensure_ascii=False, separators=(',', ':')) + ';\n',
            encoding='utf-8',
        )
