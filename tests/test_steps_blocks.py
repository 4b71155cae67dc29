"""Small HTML in, small HTML out: tables, rows of numbers, blocks, lists, the home page."""

from __future__ import annotations

import functools

import pytest
from small import BOOK, ICON, changed

from scripts.finish import blocks, home, rows


def table(*heads: str) -> str:
    """A table of one row as the engine writes it."""
    cells = ''.join(f'<td>{n}</td>' for n, _ in enumerate(heads))
    return (
        f'<table><thead><tr>{"".join(f"<th>{head}</th>" for head in heads)}</tr></thead>'
        f'<tbody><tr>{cells}</tr></tbody></table>'
    )


def stack(*heads: str, cells: str) -> str:
    """A table of three columns as it is to be."""
    names = ''.join(f'<th role="columnheader">{head}</th>' for head in heads)
    return (
        f'<table class="stack" role="table"><thead><tr role="row">{names}</tr></thead>'
        f'<tbody><tr role="row">{cells}</tr></tbody></table>'
    )


def call(rest: str, kind: str = 'md-button call') -> str:
    return f'<p><a class="{kind}" href="tel:110">打110</a>{rest}</p>'


def calling(rest: str) -> str:
    return f'<p class="calling"><a class="md-button call" href="tel:110">打110</a> {rest}</p>'


def block(kind: str, inner: str) -> str:
    return f'<div class="admonition {kind}">{inner}</div>'


def say(item: str) -> str:
    return block('say', f'<ul><li>{item}</li></ul>')


LINE = '<span class="line"><a class="tel" href="tel:110">110</a><strong>报警</strong></span>'
TEL = '<ul><li><a class="tel" href="tel:110">110</a> <strong>报警</strong>{}</li></ul>'


def numbers(more: str) -> str:
    return f'<ul class="numbers"><li>{LINE}{more}</li></ul>'


# For each step: what it is given, and what comes out; None where nothing changes.
TABLES = {
    'three columns': (
        table('a', '<b>b</b> x', 'c'),
        stack(
            'a',
            '<b>b</b> x',
            'c',
            cells=(
                '<td role="cell">0</td><td role="cell" data-th="b x">1</td><td role="cell" data-th="c">2</td>'
            ),
        ),
    ),
    'a column without name': (
        table('a', '', 'c'),
        stack(
            'a',
            '',
            'c',
            cells=('<td role="cell">0</td><td role="cell">1</td><td role="cell" data-th="c">2</td>'),
        ),
    ),
    'one column': (table('a'), None),
}
NUMBERS = {
    'a label': (
        TEL.format('<br><em>时间</em>每天<sup>1</sup>'),
        numbers('<span class="row"><em>时间</em><span>每天<sup>1</sup></span></span>'),
    ),
    'rows': (
        TEL.format('<br>\n管抢劫\n<br><em>不管</em>吵架'),
        numbers('<span>管抢劫</span><span class="row"><em>不管</em><span>吵架</span></span>'),
    ),
    'words beside a link': (
        TEL.format('<br><em>Not</em> see <a>x</a> and <b>y</b> \n'),
        numbers('<span class="row"><em>Not</em><span>see <a>x</a> and <b>y</b></span></span>'),
    ),
    'the line alone': (TEL.format(''), numbers('')),
    'a number that is no link': (
        '<ul><li><b class="tel">12110</b><br>x</li></ul>',
        '<ul class="numbers"><li><span class="line"><b class="tel">12110</b></span><span>x</span></li></ul>',
    ),
    'a plain link': (TEL.format('<br>x').replace(' class="tel"', ''), None),
    'a number that is not first': (TEL.format('<br>x').replace('<li>', '<li><b>x</b>'), None),
}
CHECKLISTS = {
    'boxes': (
        block('checklist', '<ul><li>a <b>c</b> d</li><li><a>e</a></li></ul>'),
        block(
            'checklist',
            (
                '<ul><li><label><input type="checkbox"><span>a <b>c</b> d</span></label></li>'
                '<li><label><input type="checkbox"><span><a>e</a></span></label></li></ul>'
            ),
        ),
    ),
    'another block': (block('donot', '<ul><li>a</li></ul>'), None),
}
SAYINGS = {
    'two sentences': (say('你好。再见。'), say('<span>你好。</span><span>再见。</span>')),
    'three kinds of end': (
        say('<p>好。谁？走！</p>'),
        say('<p><span>好。</span><span>谁？</span><span>走！</span></p>'),
    ),
    'quotation marks': (say('说“好。”走。'), say('<span>说“好。”</span><span>走。</span>')),
    'a citation behind': (say('好。走。<sup>1</sup>'), say('<span>好。</span><span>走。</span><sup>1</sup>')),
    'one sentence': (say('你好，再见。'), None),
    'no end': (say('你好。再见'), None),
    'with pinyin beneath': (say('你好。再见。<br>Nǐ hǎo. Zàijiàn.<br>Hello.'), None),
    'English': (say('Hello. Go away.'), None),
    'English with Chinese marks': (say('Hello。Go away。'), None),
    'another block': (block('donot', '<ul><li>你好。再见。</li></ul>'), None),
}
SECOND = '或者<a href="tel:1">1</a>。'
CALLS = {
    'with a full stop': (call('。先说地址。'), calling('<span>先说地址。</span>')),
    'with an English one': (call('. Say where.'), calling('<span>Say where.</span>')),
    'without': (call(' 先说地址。'), calling('<span>先说地址。</span>')),
    'with elements': (call('。说<b>地</b>址<sup>1</sup>'), calling('<span>说<b>地</b>址<sup>1</sup></span>')),
    'a second number': (call(f' {SECOND}'), calling(f'<span>{SECOND}</span>')),
    'alone': (call(''), calling('')),
    'a full stop alone': (call('。'), calling('')),
    'in the 110 box': (
        block('call110', '<p><a href="tel:110">打110</a>。说。</p>'),
        block(
            'call110', ('<p class="calling"><a href="tel:110" class="call">打110</a> <span>说。</span></p>')
        ),
    ),
    'a plain link': ('<p><a href="tel:110">打110</a>。说。</p>', None),
    'a plain link in another box': (block('danger', '<p><a href="tel:110">打110</a>。说。</p>'), None),
    'after words': (call('。').replace('<p>', '<p>先'), None),
    'after an element': (call('。').replace('<p>', '<p><b>先</b>'), None),
    'in a list': (call('。').replace('p>', 'li>'), None),
}
BUTTON, CARD = '<li><a class="md-button" href="x">y</a></li>', '<li><a href="x"><svg></svg>y</a></li>'
LISTS = {
    'large buttons': (f'<ul>{BUTTON}<li>z</li></ul>', f'<ul class="buttons">{BUTTON}<li>z</li></ul>'),
    'large buttons with drawings': (f'<ul>{BUTTON}{CARD}</ul>', f'<ul class="buttons">{BUTTON}{CARD}</ul>'),
    'cards with drawings': (f'<ul>{CARD}</ul>', f'<ul class="go">{CARD}</ul>'),
    'the next pages': (
        '<h2 id="next">n</h2><ul><li>y</li></ul><ul><li>z</li></ul>',
        '<h2 id="next">n</h2><ul class="go"><li>y</li></ul><ul><li>z</li></ul>',
    ),
    'plain links': ('<h2 id="more">n</h2><ul><li><a href="x">y</a></li></ul>', None),
}
ITEMS = '<li>x</li>'
ROLES = {
    'a list with a class': (f'<ul class="go">{ITEMS}</ul>', f'<ul class="go" role="list">{ITEMS}</ul>'),
    'steps': (
        f'<h2 id="do">d</h2><ol>{ITEMS}</ol><ol>{ITEMS}</ol>',
        f'<h2 id="do">d</h2><ol role="list">{ITEMS}</ol><ol>{ITEMS}</ol>',
    ),
    'a menu': (f'<nav><ul>{ITEMS}</ul></nav>', f'<nav><ul role="list">{ITEMS}</ul></nav>'),
    'search': ('<ol id="search-results"></ol>', '<ol id="search-results" role="list"></ol>'),
    'a block': (block('donot', f'<ul>{ITEMS}</ul>'), block('donot', f'<ul role="list">{ITEMS}</ul>')),
    'plain lists': (f'<ul>{ITEMS}</ul><ol>{ITEMS}</ol>', None),
    'steps further below': (f'<h2 id="do">d</h2><p>a</p><ol>{ITEMS}</ol>', None),
}
ICONS = {
    'drawn': ('<a data-icon="door" href="x">y <b>z</b></a>', f'<a href="x">{ICON}y <b>z</b></a>'),
    'none': ('<a href="x">y</a>', None),
}
REST = '<p class="checked">e</p><details></details>'
HOME = {
    'parts': (
        f'<h1>t</h1><p>a</p><ul></ul><h2 id="more">m</h2><p>b</p><h2 id="card">c</h2>{REST}',
        '<div class="hero"><h1>t</h1><p>a</p><ul></ul></div><div class="parts">'
        '<section class="part more"><h2 id="more">m</h2><p>b</p></section>'
        '<section class="part card"><h2 id="card">c</h2></section>'
        f'<div class="rest">{REST}</div></div>',
    ),
}
STEPS = [
    (rows.tables, TABLES),
    (rows.numbers, NUMBERS),
    (blocks.checklists, CHECKLISTS),
    (blocks.sayings, SAYINGS),
    (blocks.calls, CALLS),
    (blocks.buttons, LISTS),
    (blocks.bare_lists, ROLES),
    (home.home, HOME),
    (functools.partial(blocks.icons, BOOK), ICONS),
]
CASES = [
    pytest.param(step, before, after, id=f'{getattr(step, "__name__", "icons")}-{name}')
    for step, cases in STEPS
    for name, (before, after) in cases.items()
]


@pytest.mark.parametrize('step, before, after', CASES)
def test_a_step(step, before, after):
    assert changed(step, before) == (after or before)
