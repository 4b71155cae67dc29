"""Small HTML in, small HTML out: citation marks, the numbers of sources, the basis, verdicts."""

from __future__ import annotations

import lxml.html
import pytest
from small import BOOK, changed

from scripts.finish import citations, contents

SHUT = {'zh': '关上', 'en': 'Close'}


def mark(name: str, number: int, time: str = '') -> str:
    """A citation mark as the engine writes it."""
    return f'<sup id="fnref{time}:{name}"><a class="footnote-ref" href="#fn:{name}">{number}</a></sup>'


def notes(*names: str, times: int = 1) -> str:
    """The footnotes as the engine writes them, each cited so many times."""
    back = '<a class="footnote-backref" href="#fnref:x" title="Back">↩</a>' * times
    items = ''.join(f'<li id="fn:{name}"><p>{name} {back}</p></li>' for name in names)
    return f'<div class="footnote"><hr><ol>{items}</ol></div>'


def group(*numbers: int) -> str:
    """A group of marks as it is to be: a word joiner, then the links."""
    return (
        '<sup class="cite">\u2060'
        + ''.join(f'<a class="footnote-ref" href="#n{n}">{n}</a>' for n in numbers)
        + '</sup>'
    )


def sheets(*names: str, lang: str = 'zh') -> str:
    """The footnotes as they are to be: short ids, one link that shuts each."""
    shut = f'<a class="footnote-backref" href="#here">{SHUT[lang]}</a>'
    items = ''.join(f'<li id="n{n}"><p>{name} {shut}</p></li>' for n, name in enumerate(names, 1))
    return f'<div class="footnote"><ol>{items}</ol></div>'


HERE = '<i id="here" hidden></i>'
MARKS = {
    'one': (f'<p>甲{mark("a", 1)}。</p>{notes("a")}', f'{HERE}<p>甲{group(1)}。</p>{sheets("a")}'),
    'side by side': (
        f'<p>甲{mark("a", 1)}{mark("b", 2)}。</p>{notes("a", "b")}',
        f'{HERE}<p>甲{group(1, 2)}。</p>{sheets("a", "b")}',
    ),
    'three, with blanks between': (
        f'<p>甲{mark("a", 1)} {mark("b", 2)}\n{mark("c", 3)}。</p>{notes("a", "b", "c")}',
        f'{HERE}<p>甲{group(1, 2, 3)}。</p>{sheets("a", "b", "c")}',
    ),
    'words between': (
        f'<p>甲{mark("a", 1)}乙{mark("b", 2)}</p>{notes("a", "b")}',
        f'{HERE}<p>甲{group(1)}乙{group(2)}</p>{sheets("a", "b")}',
    ),
    'an element between': (
        f'<p>甲{mark("a", 1)}<b>乙</b>{mark("b", 2)}</p>{notes("a", "b")}',
        f'{HERE}<p>甲{group(1)}<b>乙</b>{group(2)}</p>{sheets("a", "b")}',
    ),
    'in two places': (
        f'<p>甲{mark("a", 1)}</p><p>乙{mark("a", 1, "2")}</p>{notes("a", times=2)}',
        f'{HERE}<p>甲{group(1)}</p><p>乙{group(1)}</p>{sheets("a")}',
    ),
    'cited out of order': (
        f'<p>甲{mark("b", 2)}乙{mark("a", 1)}</p>{notes("a", "b")}',
        f'{HERE}<p>甲{group(2)}乙{group(1)}</p>{sheets("a", "b")}',
    ),
    'beside a raised figure': (
        f'<p>m<sup>2</sup>{mark("a", 1)}</p>{notes("a")}',
        f'{HERE}<p>m<sup>2</sup>{group(1)}</p>{sheets("a")}',
    ),
    'no mark': ('<p>m<sup>2</sup></p>', '<p>m<sup>2</sup></p>'),
}


@pytest.mark.parametrize('before, after', MARKS.values(), ids=MARKS)
def test_marks(before, after):
    assert changed(lambda tree: citations.citations(BOOK, tree, 'zh'), before) == after


def test_marks_in_english():
    after = f'{HERE}<p>A{group(1)}.</p>{sheets("a", lang="en")}'
    before = f'<p>A{mark("a", 1)}.</p>{notes("a")}'
    assert changed(lambda tree: citations.citations(BOOK, tree, 'en'), before) == after


NOTE, PLAIN = '<div class="footnote"><a href="{}">x</a></div>', '<a href="../about/sources/#law-b">x</a>'
INNER = '<div><ul><li id="law-a">A</li></ul></div>'
SOURCES = {
    'a source': (NOTE.format('../about/sources/#law-b'), NOTE.format('../about/sources/#s2')),
    'another id': (NOTE.format('../about/sources/#law-c'), NOTE.format('../about/sources/#law-c')),
    'on the page itself': (NOTE.format('#law-b'), NOTE.format('#law-b')),
    'outside the footnotes': (PLAIN, PLAIN),
    'the register': (
        '<ul><li id="law-a">A<b>b</b></li><li id="law-c">C</li></ul>',
        '<ul><li id="law-a"><i id="s1"></i>A<b>b</b></li><li id="law-c">C</li></ul>',
    ),
    'a list within a block': (INNER, INNER),
}


@pytest.mark.parametrize('before, after', SOURCES.values(), ids=SOURCES)
def test_numbers_of_sources(before, after):
    assert changed(lambda tree: citations.sources(BOOK, tree), before) == after


TWO = '<div class="footnote"><ol><li>1</li><li>2</li></ol></div>'
FOLD = '<details class="fold"><summary><h2 id="basis">B</h2><span>{}</span></summary></details>'
BASIS = {
    'folded': (
        'zh',
        f'<p>a</p><h2 id="basis">B</h2>{TWO}<p>c</p><h2 id="next">n</h2>',
        f'<p>a</p><p class="checked" id="checked">c</p>{FOLD.format("2条")}{TWO}<h2 id="next">n</h2>',
    ),
    'English': (
        'en',
        f'<h2 id="basis">B</h2>{TWO}<p>c</p>',
        f'<p class="checked" id="checked">c</p>{FOLD.format("2 sources")}{TWO}',
    ),
    'nothing cited': (
        'zh',
        '<p>a</p><h2 id="basis">B</h2><p>c</p>',
        '<p>a</p><p class="checked" id="checked">c</p>',
    ),
    'no basis': ('zh', '<h2 id="more">B</h2><p>c</p>', '<h2 id="more">B</h2><p>c</p>'),
}


@pytest.mark.parametrize('lang, before, after', BASIS.values(), ids=BASIS)
def test_the_basis(lang, before, after):
    assert changed(lambda tree: citations.basis(BOOK, tree, lang), before) == after


CLAIM = '<h3>甲</h3><p><strong>{}</strong> 乙</p>'
VERDICTS = {
    ('zh', '真。'): ('true', '真'),
    ('en', 'True.'): ('true', 'True'),
    ('zh', '部分真。'): ('partly', '部分真'),
    ('en', 'Partly true.'): ('partly', 'Partly true'),
    ('zh', '不真。'): ('false', '不真'),
    ('en', 'False.'): ('false', 'False'),
}
NO_VERDICTS = {
    'another word': ('zh', CLAIM.format('假。')),
    'part of a word': ('zh', CLAIM.format('真')),
    'the other language': ('en', CLAIM.format('真。')),
    'not at the start': ('zh', '<h3>甲</h3><p>说<strong>真。</strong></p>'),
    'the second bold word': ('zh', '<h3>甲</h3><p><strong>乙</strong><strong>真。</strong></p>'),
    'a later paragraph': ('zh', '<h3>甲</h3><p>乙</p><p><strong>真。</strong></p>'),
    'under no claim': ('zh', '<h2>甲</h2><p><strong>真。</strong></p>'),
}


@pytest.mark.parametrize('lang, word', VERDICTS)
def test_a_verdict_becomes_a_tag(lang, word):
    kind, shown = VERDICTS[lang, word]
    tagged = CLAIM.format(word).replace(f'<strong>{word}', f'<strong class="verdict {kind}">{shown}')
    assert changed(lambda tree: contents.verdicts(BOOK, tree, lang), CLAIM.format(word)) == tagged


@pytest.mark.parametrize('lang, html', NO_VERDICTS.values(), ids=NO_VERDICTS)
def test_what_is_no_verdict_stays(lang, html):
    assert changed(lambda tree: contents.verdicts(BOOK, tree, lang), html) == html


@pytest.mark.parametrize('address', ['now/claims', 'en/now/claims'])
def test_every_claim_of_the_real_page_has_its_verdict_there_and_in_its_list(site, address):
    page = lxml.html.document_fromstring((site / address / 'index.html').read_text(encoding='utf-8'))
    tags = page.xpath('//article/h3/following-sibling::*[1]/strong[starts-with(@class, "verdict ")]')
    claims = [tag.getparent().getprevious().get('id') for tag in tags]
    assert len(claims) > 9 and len({tag.get('class') for tag in tags}) == 3
    assert page.xpath('//nav[@class="toc"]//a/@href') == [f'#{claim}' for claim in claims]
    listed = page.xpath('//nav[@class="toc"]//li/span')
    assert [(it.get('class'), it.text) for it in listed] == [(tag.get('class'), tag.text) for tag in tags]
