"""What staging writes: whole pages held against golden texts, each part of a basis line, other files."""

from __future__ import annotations

import shutil

import pytest
from small_book import GOOD, fact, golden, put, small

from scripts import stage
from scripts.book.read import load

USES = [{'id': 'law-a', 'at': {'zh': '第1条', 'en': 'art. 1'}}, {'id': 'standard-b', 'at': None}]


@pytest.mark.parametrize('slug', ['help/', 'now/', 'now/claims/'])
@pytest.mark.parametrize('lang', ['zh', 'en'])
def test_a_page_is_staged_whole(lang, slug):
    book = small()
    text = stage.staged(book, book.pages[lang, slug], '2026-11-24')
    golden(f'staged-{slug.strip("/").replace("/", "-")}-{lang}.md', text)


SAID = {
    'zh': '**法律**：[示例法](../about/sources.md#law-a) 第1条（示例机关）；'
    '[示例标准](../about/sources.md#standard-b)。'
    '管：所有人。**{}**，2026-11-24查。',
    'en': '**Law**: [Example Law](../about/sources.md#law-a) art. 1 (Example Body); '
    '[Example standard](../about/sources.md#standard-b). Binds: everybody. **{}**, checked 2026-11-24.',
}


@pytest.mark.parametrize(
    'lang, verification, word',
    [
        ('zh', 'verified', '已核实'),
        ('zh', 'secondary', '二手，没看到原文'),
        ('zh', 'unverified', '没有核实'),
        ('en', 'verified', 'Verified'),
        ('en', 'secondary', 'Second-hand, text not seen'),
        ('en', 'unverified', 'Not verified'),
    ],
)
def test_a_basis_line_says_force_sources_issuer_whom_it_binds_and_how_sure_it_is(lang, verification, word):
    book = small()
    claim = fact(book, 'x', verification=verification)
    assert stage.basis_line(book, claim, book.pages[lang, 'now/']) == SAID[lang].format(word)


def basis(book, lang='zh', slug='now/', **values) -> str:
    """The basis line of a fact with these values."""
    return stage.basis_line(book, fact(book, 'x', **values), book.pages[lang, slug])


def test_the_issuer_is_that_of_the_first_source_and_a_place_stands_only_where_it_is_known():
    book = small()
    other = '**法律**：[示例标准](../about/sources.md#standard-b)（示例委员会）'
    assert basis(book, sources=USES[::-1]).startswith(other + '；[示例法](../about/sources.md#law-a) 第1条。')
    assert basis(book, sources=USES[1:]).startswith(other + '。管：')
    three = basis(book, 'en', sources=[*USES, USES[0]])
    assert three.count('; ') == 2 and three.count('(Example Body)') == 1 and 'art. 1. Binds' in three


def test_without_links_a_basis_line_keeps_brackets_that_its_words_hold():
    book = small()
    claim = fact(book, 'x', sources=[{'id': 'law-a', 'at': {'zh': '〔1〕', 'en': 'No. [2017] 1'}}, USES[1]])
    page = book.pages['en', 'now/']
    assert '](' in stage.basis_line(book, claim, page)
    assert stage.basis_line(book, claim, page, links=False).startswith(
        '**Law**: Example Law No. [2017] 1 (Example Body); Example standard. '
    )


def test_the_force_is_that_of_the_fact():
    assert basis(small(), force='nothing-found').startswith('**没有查到规定，或只是我们的建议**：')
    assert basis(small(), 'en', force='press-report').startswith('**Press report**: ')


@pytest.mark.parametrize(
    'lang, word, binds, none',
    [('zh', '不适用', '管：', '。**已核实**'), ('en', 'n/a', 'Binds: ', '). **Verified**')],
)
def test_a_fact_that_binds_nobody_leaves_the_line_out(lang, word, binds, none):
    book, other = small(), {'zh': 'x', 'en': 'x'}
    said = basis(book, lang, binds={**other, lang: word}, sources=USES[:1])
    assert binds not in said and none in said and word not in said
    assert binds + word in basis(book, lang, binds={**other, lang: word + '!'})


def test_without_a_register_sources_are_named_without_a_link():
    book = small()
    del book.pages['zh', 'about/sources/']
    assert basis(book).startswith('**法律**：示例法 第1条（示例机关）；示例标准。管')
    assert '[Example Law](../about/sources.md#law-a)' in basis(book, 'en'), 'the other language has one'


def test_links_to_the_register_start_from_the_page():
    book = small()
    assert '](about/sources.md#law-a)' in basis(book, slug='')
    assert '](sources.md#law-a)' in basis(book, slug='about/sources/')


@pytest.mark.parametrize('day, late', [('2027-05-22', False), ('2027-05-23', False), ('2027-05-24', True)])
def test_a_page_is_overdue_on_the_day_after_its_check_date(day, late):
    book = small()
    zh, en = (stage.staged(book, book.pages[lang, 'now/claims/'], day).splitlines() for lang in ('zh', 'en'))
    assert '核对到2026年11月24日，2027年5月23日前再核对。' + ' **已经过了日子，自己先核实。**' * late in zh
    mark = ' **Out of date: check first.**' * late
    assert f'Checked on 24 November 2026, and again by 23 May 2027.{mark}' in en
    # the shell says it at the top
    for lines in (zh, en):
        assert ('overdue: true' in lines[: lines.index('---', 1)]) == late


def test_the_check_date_is_the_earliest_of_page_and_facts():
    book = small()
    early = put(book, '字[^hotline-110]', reviewed='2026-11-20')
    assert '核对到2026年11月20日，12月24日前' in stage.staged(book, early, '2026-11-24')
    old = put(book, '字[^hotline-110]', reviewed='2026-01-01')
    assert '核对到2026年1月1日，6月30日前' in stage.staged(book, old, '2026-01-02')


def test_next_links_stand_in_their_order_with_titles_of_the_same_language():
    book = small()
    page = put(book, '字', next=['help/', '', 'now/claims/'])
    assert stage.staged(book, page, '2026-11-24').endswith(
        '\n\n## 接着看 { #next }\n\n- [打哪个电话](../help/index.md)\n'
        '- [先看这里](../index.md)\n- [他说的是真是假](claims.md)\n\n'
    )
    page = put(book, 'Words', 'en', next=['help/'])
    text = stage.staged(book, page, '2026-11-24')
    assert '## Read next { #next }\n\n- [Which number](../help/index.md)\n' in text


def test_a_page_without_citations_and_next_has_only_its_check_date():
    book = small()
    assert stage.staged(book, put(book, '字 x\n\n\n', title='x'), '2026-11-24') == (
        '---\ntitle: x\n---\n字 x\n\n## 依据 { #basis }\n\n核对到2026年11月24日，2027年5月23日前再核对。\n\n'
    )
    assert stage.FOOTNOTES_HERE not in stage.staged(book, put(book, '字[^no-such-fact]'), '2026-11-24')


def test_footnotes_stand_once_each_in_the_order_of_citation_drawn_ones_too():
    book = small()
    page = put(book, '甲[^visit-hours]\n\n<!-- draw: hotlines law -->\n\n乙[^door-closed][^visit-hours]')
    text = stage.staged(book, page, '2026-11-24')
    assert '### 法律和法院 { #group-law }' in text and text.count('\n///Footnotes Go Here///\n') == 1
    ends = text.split('\n\n')[-1].splitlines()
    assert [line.split(':')[0] for line in ends] == ['[^visit-hours]', '[^hotline-110]', '[^door-closed]']


def files(folder) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob('*') if path.is_file())


def test_stage_writes_every_page_and_copies_only_what_they_refer_to(tmp_path):
    root, work = tmp_path / 'root', tmp_path / 'work'
    shutil.copytree(GOOD, root)
    copied = ['assets/img/door.svg', 'assets/img/b.svg', 'assets/share-zh.png']
    others = ('assets/img/c.svg', 'assets/print.css', 'assets/print/card.pdf', 'zh/case.pdf', 'note.md')
    for name in (*copied[1:], *others):
        (root / 'docs' / name).parent.mkdir(parents=True, exist_ok=True)
        (root / 'docs' / name).write_text(name, encoding='utf-8')
    # a picture in its part, beside a page and another host: a page that is staged is no file to copy
    links = ('../assets/img/b.svg#top', 'now/index.md', 'now/claims.md#do', 'https://a.example/assets/x')
    page = root / 'docs/zh/index.md'
    said = ''.join(f'[字]({link})' for link in links)
    page.write_text(page.read_text(encoding='utf-8') + f'\n{said}\n', encoding='utf-8')
    book = load(root)
    stage.stage(book, work, stage.pages(book, '2026-11-24'))
    pages = sorted(page.file for page in book.pages.values())
    assert len(pages) == 12
    assert files(work) == sorted([*pages, *(f'docs/{name}' for name in copied)])
    picture, staged = 'docs/assets/img/door.svg', work / 'docs/zh/now/index.md'
    assert (work / picture).read_bytes() == (root / picture).read_bytes()
    assert (work / picture).stat().st_mtime == (root / picture).stat().st_mtime
    assert staged.read_text(encoding='utf-8') == stage.staged(book, book.pages['zh', 'now/'], '2026-11-24')
    # again, over what is there
    stage.stage(book, work, stage.pages(book, '2028-01-01'))
    assert '已经过了日子' in staged.read_text(encoding='utf-8')
