"""Bad input: a page holds what is long or many; what cannot be drawn is told once, with file and line."""

from __future__ import annotations

import re
import shutil
import time

import lxml.html
import pytest
from small import GOOD, change, small_project

from scripts import build, check
from scripts.book.model import LANGS, Book
from scripts.book.read import load
from scripts.check import html

FRONT = {
    'zh': '---\ntitle: 这一页\ndescription: 试一试。\naliases: [试]\nreviewed: 2026-11-24\nrisk: none\n'
    '---\n\n先看这里。\n\n',
    'en': '---\ntitle: A page\ndescription: A try.\naliases: [try]\nreviewed: 2026-11-24\nrisk: none\n'
    "synced: '000000000000'\n---\n\nRead this first.\n\n",
}
UNIT, STOP = {'zh': '先问清是谁再说', 'en': 'doorstep'}, {'zh': '。', 'en': '.'}


def long(lang: str, size: int) -> str:
    """A sentence of so many characters, with no place to cut it."""
    return (UNIT[lang] * size)[: size - 1] + STOP[lang]


def headings(number: int, lang: str) -> str:
    """So many sections."""
    return ''.join(f'## {UNIT[lang]}{n} {{ #part-{n} }}\n\n' for n in range(number))


def said(lang: str) -> list[str]:
    """Two lines to say; in English each has its Chinese, its pinyin, and what it means."""
    zh = [long('zh', 80), long('zh', 40) * 2]
    if lang == 'zh':
        return zh
    return [f'{line}<br>{"wèn" * len(line.replace("。", ""))}<br>{long("en", 80)}' for line in zh]


def everything_long(lang: str) -> str:
    """A heading of 60 characters, lines to say of 80 and cells of 200, and 4 sections more."""
    return (
        f'## {long(lang, 60)} {{ #long }}\n\n'
        f'!!! say "x"\n    - {said(lang)[0]}\n    - {said(lang)[1]}\n\n'
        f'| a | b |\n| --- | --- |\n| x | {long(lang, 200)} |\n\n'
        f'| a | b | c |\n| --- | --- | --- |\n| x | {long(lang, 200)} | z |\n\n{headings(4, lang)}'
    )


PAGES = {
    **{f'heads-{n}': lambda lang, n=n: headings(n, lang) for n in (0, 1, 4, 5, 60)},
    'long': everything_long,
}


@pytest.fixture(scope='module')
def built(tmp_path_factory) -> Book:
    """The small project, built with the pages that are long and many."""
    root = small_project(tmp_path_factory.mktemp('bad') / 'project')
    for name, body in PAGES.items():
        for lang in LANGS:
            (root / 'docs' / lang / f'{name}.md').write_text(FRONT[lang] + body(lang), encoding='utf-8')
    change(root, 'data/style.yml', 'outside-menu: [', 'outside-menu: [' + ''.join(f'{it}/, ' for it in PAGES))
    assert build.build(root) == 0
    return load(root)


def article(book: Book, lang: str, name: str):
    """The article of a built page."""
    path = book.root / 'site' / ('' if lang == 'zh' else lang) / name / 'index.html'
    return lxml.html.document_fromstring(path.read_text(encoding='utf-8')).get_element_by_id('article')


def texts(nodes: list) -> list[str]:
    return [node.text_content().strip() for node in nodes]


@pytest.mark.parametrize('lang', LANGS)
def test_long_words_stay_whole(built, lang):
    page = article(built, lang, 'long')
    assert texts(page.xpath('.//h2'))[0] == long(lang, 60) == texts(page.xpath('.//nav[@class="toc"]//a'))[0]
    assert texts(page.xpath('.//div[@class="admonition say"]//li')) == [
        line.replace('<br>', '') for line in said(lang)
    ]
    assert texts(page.xpath('.//td')) == ['x', long(lang, 200), 'x', long(lang, 200), 'z']


@pytest.mark.parametrize('lang', LANGS)
@pytest.mark.parametrize('number, listed', [(0, 0), (1, 0), (4, 0), (5, 5), (60, 60)])
def test_contents_from_five_sections_on(built, lang, number, listed):
    page = article(built, lang, f'heads-{number}')
    heads = page.xpath('.//h2[starts-with(@id, "part-")]')
    assert len(heads) == number
    assert texts(page.xpath('.//nav[@class="toc"]//a')) == texts(heads)[:listed]
    assert page.xpath('.//nav[@class="toc"]//a/@href') == [f'#part-{n}' for n in range(listed)]
    if listed:
        counted = page.xpath('string(.//nav[@class="toc"]//summary/span)')
        assert re.findall('[0-9]+', counted) == [str(listed)]


def test_the_checks_of_html_find_no_fault(built):
    assert [str(problem) for problem in html.check(built)] == []


LOOK, HOME = 'data/look.yml', 'docs/zh/index.md'
TEXT, LINK = '{zh: 开不开门, en: Open or not}', '#group-danger)'
ONCE = {
    'an icon of a section': (LOOK, '    icon: door', '    icon: doar', 10, 'FACT-2', 'write "door"'),
    'an icon of a situation': (LOOK, 'now/: door', 'now/: bell', 5, 'FACT-2', 'unknown icon "bell"'),
    'an icon that is no path': (LOOK, 'M0 0v1', '"<b>"', 1, 'FACT-1', 'write one SVG path'),
    'the icon of the shell': (LOOK, 'search: M0 0v1, ', '', 1, 'FACT-1', 'add "search:"'),
    'an icon on a page': (HOME, LINK, f'{LINK}{{ data-icon=bell }}', 9, 'LNK-10', 'the icon "bell"'),
    'an icon in quotes': (HOME, LINK, f"{LINK}{{ .find data-icon='bell' }}", 9, 'LNK-10', 'the icon "bell"'),
    'a section without text': (LOOK, f'    text: {TEXT}\n', '', 8, 'FACT-1', 'add "text:"'),
    'a text left open': (LOOK, TEXT, '', 11, 'FACT-1', 'write a text in each language'),
    'a text in one language': (LOOK, TEXT, '{zh: 开不开门}', 11, 'FACT-1', 'add "en:"'),
    'an empty text': (LOOK, TEXT, "{zh: '', en: Open}", 11, 'FACT-6', 'empty text'),
    'a section without name': (LOOK, '    name: {zh: 门口, en: At the door}\n', '', 8, 'FACT-1', '"name:"'),
}


@pytest.mark.parametrize('file, old, new, line, rule, words', ONCE.values(), ids=ONCE)
def test_one_message_with_file_and_line(tmp_path, capsys, file, old, new, line, rule, words):
    root = shutil.copytree(GOOD, tmp_path / 'project')
    before = (root / 'site' / 'index.html').read_bytes()
    change(root, file, old, new)
    assert build.build(root) == 1
    told = capsys.readouterr().out.splitlines()
    assert len(told) == 1, told
    assert told[0].startswith(f'{file}:{line} {rule} ') and words in told[0] and ' -> ' in told[0]
    assert (root / 'site' / 'index.html').read_bytes() == before


HUGE = {
    'a page of 1 MB': lambda lang: f'{UNIT[lang]}{STOP[lang]}\n\n' * (2**20 // 26),
    '10,000 links': lambda lang: ''.join(f'- [{UNIT[lang]}{n}](now/index.md)\n' for n in range(10_000)),
}


@pytest.mark.parametrize('body', HUGE.values(), ids=HUGE)
def test_what_is_huge_is_told_at_once_and_nothing_is_lost(tmp_path, capsys, body):
    root = shutil.copytree(GOOD, tmp_path / 'project')
    before = {path: path.read_bytes() for path in (root / 'site').rglob('*') if path.is_file()}
    for lang in LANGS:
        (root / 'docs' / lang / 'huge.md').write_text(FRONT[lang] + body(lang), encoding='utf-8')
    start = time.monotonic()
    assert build.build(root) == 1 and time.monotonic() - start < 5
    told = capsys.readouterr().out.splitlines()
    said = 'is larger than 64 KB -> shorten it, or make two of it'
    assert told == [f'docs/{lang}/huge.md:1 DATA-7 {said}' for lang in ('en', 'zh')]
    assert {path: path.read_bytes() for path in (root / 'site').rglob('*') if path.is_file()} == before


def test_as_many_links_as_a_page_can_hold_are_all_there(tmp_path):
    root = small_project(tmp_path / 'project')
    for lang in LANGS:
        lines = f'- [{UNIT[lang]}](now/index.md)\n' * 1500
        (root / 'docs' / lang / 'many.md').write_text(FRONT[lang] + lines, encoding='utf-8')
    change(root, 'data/style.yml', 'outside-menu: [', 'outside-menu: [many/, ')
    assert build.build(root) == 0
    for lang in LANGS:
        links = article(load(root), lang, 'many').xpath('.//li/a[@href="../now/"]')
        assert texts(links) == [UNIT[lang]] * 1500


def test_an_icon_that_is_there_or_only_shown_is_no_fault(tmp_path):
    root = shutil.copytree(GOOD, tmp_path / 'project')
    change(root, 'docs/zh/index.md', '#group-danger)', '#group-danger){ data-icon=door }')
    change(root, 'docs/zh/words/index.md', '写法是', '写`{ data-icon=bell }`。写法是')
    assert not check.structure(load(root))
