"""What is told where a built page shows something else than its source says."""

from __future__ import annotations

import lxml.html
import pytest
from small_book import put, small
from trees import Change, found, shared

from scripts.check import html, referee, shown

NOW = 'site/now/index.html'


def row(kind: str = 'para', text: str = '甲', **more) -> shown.Shown:
    return shown.Shown(kind, more.pop('inside', ''), more.pop('about', ()), text, **more)


# HTML, and the things that it shows.
SHOWN = [
    *(
        (f'甲<{tag}>乙</{tag}>丙', [row(), row(text='乙'), row(text='丙')])
        for tag in ('p', 'div', 'section', 'form', 'details', 'noscript')
    ),
    ('甲<b>乙</b>。1.5 丙<br>\u2060x', [row(text='甲乙1.5丙x')]),
    ('甲<a id="a">乙</a>', [row(text='甲乙')]),
    ('甲<span>乙<p>丙</p></span>', [row(), row(text='乙'), row(text='丙')]),
    ('甲<nav>乙</nav>', [row()]),
    ('<pre><code>  index\n</code></pre>', [row('code', '  index')]),
    ('<details><summary>甲</summary><p>乙</p></details>', [row(), row(text='乙')]),
    (
        '<ol start="3"><li>甲<ul><li>乙<p>丙</p></li></ul></li><li><p>丁</p></li></ol>',
        [
            row('item', about=(0, 3)),
            row('item', '乙', about=(1, 0)),
            row(text='丙'),
            row('item', '丁', about=(0, 4)),
        ],
    ),
    (
        '<div class="admonition say"><p class="admonition-title">甲</p><ul><li>乙</li></ul></div>丙',
        [row('box', about=('say',)), row('item', '乙', about=(0, 0), inside='say'), row(text='丙')],
    ),
    (
        '<a href="#a">甲</a><a href="../b/">乙</a><img src="c.svg" alt="丙"><a href="tel:110">丁</a>',
        [
            row(
                text='甲乙丙丁',
                links=(('/now/#a', '甲'), ('/b/', '乙'), ('/now/c.svg', '丙'), ('tel:110', '丁')),
            )
        ],
    ),
    (
        '甲<sup><a class="footnote-ref" href="#n2">2</a><a class="footnote-ref" href="#n3">3</a></sup>'
        '<sup><a class="footnote-ref" href="#n">?</a></sup>',
        [row(cites=('b', '', ''))],
    ),
]


@pytest.mark.parametrize(('markup', 'rows'), SHOWN, ids=[markup for markup, _ in SHOWN])
def test_what_a_piece_of_a_built_page_shows(markup, rows):
    root = lxml.html.fragment_fromstring(markup, create_parent='article')
    assert shown.of_tree(root, 'now/index.html', ['a', 'b']) == rows


def test_what_a_page_says_is_told_as_the_built_page_shows_it():
    book = small()
    table = '| 甲。 | [乙](../index.md) |\n| :-- | --- |\n| **丙** | 丁\\|[^door-closed] |'
    page = put(book, f'```text\nindex\n```\n\n{table}\n')
    assert shown.of_page(book, page) == [
        row('code', 'index', line=9),
        row('row', '甲乙', about=('甲', '乙'), links=(('/', '乙'),), line=13),
        # the line of --- is no row, aligned or not
        row('row', '丙丁|', about=('丙', '丁|'), cites=('door-closed',), line=15),
    ]


# What the checks saw, what the built page shows, and what is told at which line.
DIFFERENT = [
    ([row()], [row()], []),
    ([row(), row('row', line=5)], [row()], ['5 the table row “甲” is not on the built page']),
    (
        [row(line=3)],
        [row(), row('code', '一' * 21)],
        [f'3 the built page shows the sample of code “{"一" * 20}…”, which the checks did not see'],
    ),
    ([], [row('item')], ['10 the built page shows the list item “甲”, which the checks did not see']),
    (
        [row('heading', '一' * 20, line=4)],
        [row('box')],
        [f'4 the heading “{"一" * 20}” became the box “甲” on the built page'],
    ),
    ([row(line=4)], [row(text='乙')], ['4 the paragraph “甲” reads “乙” on the built page']),
    ([row(line=4, inside='say')], [row()], ['4 the paragraph “甲” stands in another box on the built page']),
    (
        [row(line=4, about=(1,)), row(text='乙')],
        [row()],
        ['4 the paragraph “甲” has another place or form on the built page'],
    ),
    ([row(line=4, links=('a',))], [row()], ['4 the paragraph “甲” has other links on the built page']),
    ([row(line=4, cites=('a',))], [row()], ['4 the paragraph “甲” cites other facts on the built page']),
]


@pytest.mark.parametrize(('said', 'seen', 'told'), DIFFERENT)
def test_the_first_difference_to_the_built_page_is_told_at_its_line(said, seen, told):
    found = list(referee.difference(shared().book.pages['zh', 'now/'], said, seen, ' (on a/)'))
    assert [f'{problem.line} {problem.what}' for problem in found] == [f'{line} (on a/)' for line in told]
    assert {problem.rule for problem in found} <= {'HTML-13'}


def test_a_page_that_was_not_built_is_told_at_its_first_line(tmp_path):
    book = shared().book
    (problem,) = referee.check(book, html.Pages(tmp_path), book.pages['en', 'help/'])
    said = 'docs/en/help/index.md:1 HTML-13 en/help/index.html is not in the built site -> build again'
    assert str(problem) == said


def test_a_basis_of_fewer_facts_than_are_cited_is_told():
    raw = (shared(built=True).root / NOW).read_text(encoding='utf-8')
    last = raw[raw.index('<li id="n3">') : raw.index('</ol></div><h2 id="next">')]
    (line,) = found('referee', shared(built=True).files_with([Change(NOW, last, '')]))
    what = '3 facts are cited, the built page has 2 in its basis'
    assert line == f'docs/zh/now/index.md:10 HTML-13 {what} -> write citations in text, as [^fact-id]'


def test_the_basis_of_another_fact_is_told_at_its_record():
    (line,) = found('referee', shared(built=True).files_with([Change(NOW, '管：警察', '管：所有人')]))
    assert line.startswith(
        'data/facts/hotline.yml:1 HTML-13 the basis of hotline-110 on now/index.html is not '
    )


@pytest.mark.parametrize('anchor', ['do', 'more'])
def test_a_link_to_a_place_on_the_page_itself_leads_to_the_same_place_on_the_bare_page(anchor):
    said = [Change('docs/zh/now/index.md', '问是谁。', '问是谁，看[这里](#do)。')]
    link = [('now', 'do'), ('d', anchor)]
    said += [
        Change(f'site/{at}/index.html', '问是谁。', f'问是谁，看<a href="#{to}">这里</a>。')
        for at, to in link
    ]
    lines = found('referee', shared(built=True).files_with(said))
    what = 'the list item “问是谁，看这里” has other links on the built page (on d/index.html)'
    assert [line.split(' -> ')[0] for line in lines] == (
        [] if anchor == 'do' else [f'docs/zh/now/index.md:22 HTML-13 {what}']
    )


def test_the_referee_leaves_the_pages_whole_for_the_checks_behind_it():
    with shared(built=True).with_files({}) as book:
        built = html.Pages(book.root / 'site')
        assert referee.check(book, built, book.pages['zh', 'now/']) == []
        assert len(built.known['now/index.html'].tree.xpath('//a[@class="footnote-backref"]')) == 3
