"""Small HTML in, small HTML out: what the list of contents holds, and where it stands."""

from __future__ import annotations

import re

import pytest
from small import BOOK, changed

from scripts.finish import contents


def after(html: str, lang: str = 'zh') -> str:
    def step(tree) -> None:
        contents.verdicts(BOOK, tree, lang)
        contents.contents(BOOK, tree, lang)

    return changed(step, html)


def sections(number: int) -> str:
    return ''.join(f'<h2 id="a{n}">甲{n}</h2>' for n in range(number))


def claims(number: int) -> str:
    """Groups of one claim each."""
    one = '<h2 id="g{0}">组</h2><h3 id="c{0}">“话<b>{0}</b>”</h3><p><strong>不真。</strong></p>'
    return ''.join(one.format(n) for n in range(number))


def nav(title: str, count: str, items: str) -> str:
    summary = f'<summary>{title}<span>{count}</span></summary>'
    return f'<nav class="toc" aria-label="{title}"><details>{summary}</details><ul>{items}</ul></nav>'


def links(names: list[str]) -> str:
    return ''.join(f'<li><a href="#{name}">甲{name[1:]}</a></li>' for name in names)


ANSWER = '<h1>t</h1><p>b</p>'
LISTED = links([f'a{n}' for n in range(5)])


@pytest.mark.parametrize('lang, title, count', [('zh', '本页内容', '5节'), ('en', 'On this page', '5 parts')])
def test_sections(lang, title, count):
    assert after(ANSWER + sections(5), lang) == ANSWER + nav(title, count, LISTED) + sections(5)


def test_claims_with_their_verdicts():
    verdict = '<span class="verdict false">不真</span>'
    items = ''.join(f'<li><a href="#c{n}">“话{n}”</a>{verdict}</li>' for n in range(5))
    assert nav('本页内容', '5句话', items) in after(ANSWER + claims(5))


def test_sections_of_which_some_hold_claims():
    found = after(ANSWER + claims(3) + sections(2))
    assert re.findall(r'<li><a href="#(\w+)">', found) == ['g0', 'g1', 'g2', 'a0', 'a1']
    assert '5节' in found and '<span class="verdict' not in found


GROUPS = '<h3 id="group-x">甲x</h3><h3 id="group-y">甲y</h3>'
TOO_FEW = {
    'four': sections(4),
    'four, the basis and the next pages': sections(4) + '<h2 id="basis">B</h2><h2 id="next">n</h2>',
    'four and one within': sections(4) + '<h3 id="x">x</h3>',
    'four and one without an id': sections(4) + '<h2>x</h2>',
    'four and one in a block': sections(4) + '<div><h2 id="x">x</h2></div>',
    'none': '',
}


@pytest.mark.parametrize('html', TOO_FEW.values(), ids=TOO_FEW)
def test_no_list(html):
    assert after(ANSWER + html) == ANSWER + html


def test_groups_of_telephone_numbers_count():
    assert re.findall('href="#([^"]+)"', after(ANSWER + sections(3) + GROUPS))[-2:] == ['group-x', 'group-y']


CALL, SAY = '<div class="admonition call110">c</div>', '<div class="admonition say">s</div>'
HELP, OUT = '<div class="admonition crisis">h</div>', '<p class="exit"><a>x</a></p>'
PLACES = {
    'behind the answer': f'{ANSWER}@',
    'behind an answer of two paragraphs': f'{ANSWER}<p>c</p>@',
    'behind the 110 box that follows it': f'{ANSWER}{CALL}@',
    'behind the help that follows it': f'{ANSWER}{HELP}@',
    'behind help and 110': f'{ANSWER}{HELP}{CALL}@{SAY}{HELP}',
    'behind the answer below the way out': f'<h1>t</h1>{OUT}<p>b</p>{HELP}@',
    'behind the answer below the help': f'<h1>t</h1>{OUT}{HELP}<p>b</p>@<p>c</p>',
    'before other blocks': f'{ANSWER}@{SAY}{CALL}',
    'before a list': f'{ANSWER}@<ul><li>x</li></ul>',
    'before a drawing': f'{ANSWER}@<p><svg></svg></p>',
    'where there is no answer': '<h1>t</h1>@',
    'behind 110 alone': f'<h1>t</h1>{CALL}@',
    'behind the path': f'<div class="path">x</div>{ANSWER}@',
}


@pytest.mark.parametrize('html', PLACES.values(), ids=PLACES)
def test_the_place(html):
    found = after(html.replace('@', '') + sections(5))
    assert re.sub('<nav class="toc".*?</nav>', '@', found) == html + sections(5)
