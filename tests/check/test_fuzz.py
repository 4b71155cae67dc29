"""Damage at random to the real pages and to data: whatever passes the gate is shown as it says.

FUZZ=5000 tries that many cases, each time others.
"""

from __future__ import annotations

import copy
import functools
import os
import re

import lxml.html
import markdown as engine
import yaml
from damage import ONE, damaged, naive
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from project import ROOT
from trees import shared

from scripts import check, draw, stage
from scripts.book.model import Book, Page
from scripts.book.read import load
from scripts.check import citations, links, markup, parity, referee, shown, signs
from scripts.finish import path_of

CASES = int(os.environ.get('FUZZ', '300'))
MANY = settings(
    max_examples=CASES,
    deadline=None,
    database=None,
    derandomize='FUZZ' not in os.environ,
    suppress_health_check=list(HealthCheck),
)


@functools.cache
def book() -> Book:
    """The handbook, its pages without their drawn parts: what is drawn is not the page's own."""
    whole = load(ROOT)
    for page in whole.pages.values():
        links.ids(whole, page)
    # a link may lead to what is drawn
    whole.memory = {key: known for key, known in whole.memory.items() if key[0].endswith('.ids')}
    for page in whole.pages.values():
        page.body = re.sub(r'(?m)^<!-- draw: .*-->\n', '', page.body)
        page.memory.clear()
    return whole


@functools.cache
def sections() -> list[tuple[Page, str]]:
    """Every section of every page: a slip is found in a few lines as well as in many."""
    return [
        (page, part + '\n')
        for page in book().pages.values()
        for part in re.split(r'\n(?=## )', page.body.strip('\n'))
    ]


@functools.cache
def renderer() -> engine.Markdown:
    """The engine's Markdown, with the extensions of mkdocs.yml."""
    named = yaml.safe_load((ROOT / 'mkdocs.yml').read_text(encoding='utf-8'))['markdown_extensions']
    rows = [next(iter(row.items())) if isinstance(row, dict) else (row, {}) for row in named]
    return engine.Markdown(extensions=[name for name, _ in rows], extension_configs=dict(rows))


def rendered(book: Book, page: Page):
    """The article that the engine makes of a page, addresses and citations as finish writes them."""
    staged = stage.staged(book, page, '2026-11-24').split('\n---\n', 1)[1]
    html = renderer().reset().convert(staged)
    article = lxml.html.fragment_fromstring(f'<article>{html}</article>')
    cited = draw.cited(book, page)
    for link in article.xpath('.//a[@class="footnote-ref"]'):
        ident = link.get('href').partition(':')[2]
        link.set('href', f'#n{cited.index(ident) + 1}' if ident in cited else '#n0')
    for link in article.xpath('.//a[contains(@href, ".md")]'):
        link.set('href', shown.target_of(page, link.get('href')))
    for head in article.xpath('./h2[@id="basis"]'):
        for node in [head, *head.itersiblings()]:
            node.drop_tree()
    return article


def sources_pass(book: Book, page: Page) -> bool:
    """Whether the checks of the sources find nothing on a page."""
    return not [
        *signs.UNSEEN.findall(page.body),
        *markup.of_page(page),
        *parity.headings(page),
        *citations.of_page(book, page),
        *links.of_page(book, page),
    ]


def referee_passes(book: Book, page: Page, article) -> bool:
    rows = shown.of_tree(copy.deepcopy(article), path_of(page), draw.cited(book, page))
    return not [*referee.difference(page, shown.of_page(book, page), rows, '')]


def shows(article) -> dict[str, list]:
    """What an article shows, as damage.naive counts it."""

    def own(path):
        return article.xpath(f'.//{path}')

    for node in [*own('pre'), *own('sup'), *own('code')]:
        node.drop_tree()
    return {
        'headings': [node.get('id') for node in own('h2') + own('h3')],
        'boxes': [node.get('class').split()[1] for node in own('div[contains(@class, "admonition")]')],
        'in boxes': [True for _ in own('div[contains(@class, "admonition")]/*[self::ul or self::ol]/li')],
        'items': [bool(node.xpath('ancestor::div')) for node in own('li')],
        'calls': [node.get('href')[4:] for node in own('a[starts-with(@href, "tel:")]')],
        'links': [node.get('href') for node in own('a[not(starts-with(@href, "tel:"))]')],
        'numbers': re.findall(r'\d+', article.text_content()),
        'rows': [len(node) + 1 for node in own('tr')],
    }


def holds(said: dict[str, list], seen: dict[str, list]) -> None:
    """What is said is shown: headings in any order, links in number, all else one for one."""
    said['headings'], seen['headings'] = sorted(said['headings']), sorted(seen['headings'])
    said['links'], seen['links'] = [len(said['links'])], [len(seen['links'])]
    assert said == seen


@MANY
@given(st.integers(0, 10**6), st.lists(ONE, min_size=1, max_size=3))
def test_a_damaged_page_that_passes_is_shown_as_it_says(number, slips):
    whole = book()
    good, text = sections()[number % len(sections())]
    for slip in slips:
        text = damaged(text, *slip)
    page = Page(good.lang, good.slug, good.path, good.file, good.meta, text, good.body_line, good.front)
    try:
        if not sources_pass(whole, page):
            return
        article = rendered(whole, page)
        if referee_passes(whole, page, article):
            holds(naive(text), shows(article))
    finally:
        # a thousand damaged pages are not to be remembered
        for key in [key for key in whole.memory if page in key]:
            del whole.memory[key]


def test_the_pages_as_they_are_pass():
    whole = book()
    for page in whole.pages.values():
        assert sources_pass(whole, page), page.file
        article = rendered(whole, page)
        assert referee_passes(whole, page, article), page.file
        holds(naive(page.body), shows(article))


FILES = [
    path.relative_to(shared().root).as_posix()
    for path in sorted((shared().root / 'data').rglob('*.yml'))
    if path.stem not in ('style', 'tools')
]


@MANY
@given(st.sampled_from(FILES), st.lists(ONE, min_size=1, max_size=2))
def test_damaged_data_that_passes_is_shown_as_it_says(file, slips):
    tree = shared()
    text = (tree.root / file).read_text(encoding='utf-8')
    for slip in slips:
        text = damaged(text, *slip)
    with tree.with_files({file: text.encode()}) as changed:
        if check.structure(changed):
            return
        for slug in ('help/', 'words/', 'about/sources/'):
            page = changed.pages['zh', slug]
            article = rendered(changed, page)
            if not referee_passes(changed, page, article):
                continue
            if slug == 'help/':
                dialled = [row['tel'] for row in changed.data['hotlines'] if row['tel']]
                found = article.xpath('.//li/a[starts-with(@href, "tel:")]/@href')
                assert sorted(found) == sorted(f'tel:{number}' for number in dialled)
