"""What the checks of the sources know, member by member: a line for each, a text put into the good tree."""

from __future__ import annotations

from unittest import mock

import pytest
from trees import Change, found, found_with, shared

from scripts import check
from scripts.card import sheets
from scripts.check import card, links

# Where a text is put: a file, and the words that it replaces.
PLACES = {
    'zh': ('docs/zh/words/index.md', '先看意思。'),
    'en': ('docs/en/words/index.md', 'Read the meaning first.'),
    'zh home': ('docs/zh/index.md', '先别开门。'),
    'en home': ('docs/en/index.md', 'Do not open yet.'),
    'zh about': ('docs/zh/about/sources.md', '这里列出全部来源'),
    'zh say': ('docs/zh/now/index.md', '请您两天后再来。'),
    'en say': ('docs/en/now/index.md', 'Please come back in two days.'),
    'zh kind': ('docs/zh/now/index.md', '!!! maynot "他们不可以"'),
    'zh cited': ('docs/zh/now/index.md', '不可以进屋。'),
    'en cited': ('docs/en/now/index.md', 'They may not come in.'),
    'zh link': ('docs/zh/now/index.md', '[真假](claims.md)'),
    'zh image': ('docs/zh/words/index.md', '![门](../../assets/img/door.svg)'),
    'zh draw': ('docs/zh/words/index.md', '<!-- draw: terms -->'),
    'zh heading': ('docs/zh/now/index.md', '## 现在就做 { #do }'),
    'en description': ('docs/en/now/index.md', 'description: Do not open. Ask first.'),
    'zh title': ('docs/zh/help/index.md', 'title: 打哪个电话'),
    'source': ('data/sources.yml', 'title: {zh: 示例法, en: Example Law}'),
    'term': ('data/terms.yml', 'aliases: {zh: [外访, hb], en: [field visit]}'),
    'term meaning': ('data/terms.yml', 'meaning: {zh: 在门外叫人。'),
    'term also': ('data/terms.yml', 'also: {zh: [叩门]'),
    'tool': ('data/tools.yml', 'hint: {zh: 写上时间。'),
    'tool with facts': ('data/tools.yml', 'text: {zh: 缺了。'),
    'words': ('data/interface.yml', 'menu: {zh: 目录, en: Menu}'),
    'card law': ('data/card.yml', 'law-facts: [hotline-110]'),
    'card facts': ('data/card.yml', 'facts: [hotline-110]'),
    'card panel': ('data/card.yml', 'id: knock'),
    'card file': ('data/card.yml', "stem: 'card-strip-{lang}', name: {zh: 图画"),
    'card file name': ('data/card.yml', '{zh: A4一张，沿虚线对折'),
    'nav': ('mkdocs.yml', '  - 求助: [help/index.md, words/index.md]'),
}

# A rule that the text breaks, and breaks alone; or a family without a number, whose rules it all keeps.
ROWS = [
    # citations: what is no claim and no figure
    ('CIT', 'zh home', '法律规定是什么？'),
    ('CIT', 'en home', 'Is it so by law?'),
    ('CIT', 'zh home', '要听法律意见。'),
    ('CIT', 'en home', 'Get legal advice.'),
    ('CIT', 'zh home', '打110天亮也行。'),
    ('CIT', 'zh say', '请您2天后再来，法律规定。'),
    ('CIT', 'en say', 'Come back in 2 days, by law.'),
    ('CIT', 'zh kind', '!!! maynot "这3件事，法律规定，3次"'),
    ('CIT', 'zh heading', '## 现在3次，法律规定 { #do }'),
    ('CIT', 'zh about', '法律规定列出3次'),
    ('CIT', 'source', 'title: {zh: 示例法3次, en: Example Law}'),
    ('CIT', 'zh', '看[法律规定](https://law.example.org/a)。[^door-closed]'),
    ('CIT-3', 'zh', '看[法律规定](https://law.example.org/a)。'),
    ('CIT-3', 'zh home', '谁说的？\n法律规定。'),
    ('CIT-3', 'zh home', '先看；法律规定。要不要看？'),
    ('CIT-3', 'en home', 'See; by law. Or not?'),
    ('CIT-3', 'zh home', '“法律规定。”'),
    ('CIT-1', 'zh home', '看。[^door-closed][^xyzzy]'),
    # clock times
    ('FIG', 'zh', '第3点要看，5点名，6点击，7点评。'),
    (
        'FIG',
        'zh',
        '3点建议，3点意见，3点理由，3点内容，3点说明，3点提示，3点原因，3点区别，3点好处，3点注意，3点要记。',
    ),
    ('FIG', 'zh say', '22点再来。'),
    ('FIG', 'zh kind', '!!! maynot "22点以后"'),
    ('FIG', 'zh heading', '## 22点 { #do }'),
    ('FIG', 'source', 'title: {zh: 示例法22点, en: Example Law}'),
    ('FIG-2', 'zh', '5点来。'),
    ('FIG-2', 'zh', '15点整来。'),
    ('FIG-2', 'zh', '5点20分来。'),
    ('FIG-2', 'en', 'At 5pm.'),
    ('FIG-2', 'en', 'At 5 am.'),
    ('FIG-2', 'en', 'At 5 p.m. or so.'),
    ('FIG-2', 'en', "At 5 o'clock."),
    ('FIG', 'en', 'At 5 Pmt.'),
    # figures: every kind of place in a fact that may hold one
    ('FIG', 'zh cited', '不可以进屋，打110，10日。'),
    ('FIG-1', 'zh cited', '不可以进屋，打110，11日。'),
    ('FIG-1', 'zh cited', '不可以进屋，900元。'),
    ('FIG', 'zh cited', '不可以进屋，1次。[^visit-hours]'),
    ('FIG', 'zh cited', '不可以进屋，3个工作日。[^visit-hours]'),
    ('FIG-1', 'en cited', 'They may not come in for 3 working days.'),
    ('FIG', 'zh', '先看这3点建议，有3点理由，再看3点要求。'),
    ('FIG-2', 'zh', '下午三点来。'),
    ('FIG', 'zh', '晚一点来，早点来。'),
    ('FIG', 'zh cited', '按第1条，百分之二十四也不可以进屋。[^visit-hours]'),
    ('FIG-1', 'zh cited', '按第2条，不可以进屋。'),
    ('FIG', 'en cited', 'Under art. 1 they may not come in.'),
    ('FIG-1', 'en cited', 'Under arts. 1 and 2 they may not come in.'),
    ('FIG', 'zh cited', '不少于2个，不可以进屋。[^visit-hours]'),
    ('FIG-1', 'zh cited', '不少于4个，不可以进屋。[^visit-hours]'),
    ('FIG', 'zh cited', '不超过3，不可以进屋。[^visit-hours]'),
    ('FIG-1', 'zh cited', '不超过4，不可以进屋。[^visit-hours]'),
    ('FIG', 'en cited', 'At most three, at most 2: they may not come in.[^visit-hours]'),
    ('FIG-1', 'en cited', 'They may not come in, at most 4.[^visit-hours]'),
    # numbers
    ('FIG', 'zh', '打110、120或者区号加12368，编号99。'),
    ('FIG-3', 'zh', '编号100。'),
    ('FIG-3', 'zh', '打1100。'),
    ('FIG-3', 'zh', '打１２３７９。'),
    ('FIG-3', 'zh about', '编号12379的来源'),
    ('FIG', 'zh home', '看https://law.example.org/a?12379。'),
    ('FIG-3', 'zh home', '看https://law.example.org/a 编号12379。'),
    ('FIG', 'zh', '手机138 1234 5678，身份证11010119900307123X。'),
    ('FIG', 'zh cited', '15000，不可以进屋。[^visit-hours]'),
    ('FIG-3', 'zh cited', '15001，不可以进屋。[^visit-hours]'),
    ('FIG', 'en cited', '15,000: they may not come in.[^visit-hours]'),
    ('FIG', 'zh heading', '## 2026年，900元，第5条 { #do }'),
    ('FIG', 'source', 'title: {zh: 示例法12379, en: Example Law}'),
    ('FIG', 'zh heading', '## 编号15000 { #do }'),
    ('FIG-3', 'zh heading', '## 编号15001 { #do }'),
    ('FIG', 'en description', 'description: Do not open for 15,000.'),
    ('FIG-3', 'en description', 'description: Do not open for 15,001.'),
    ('FIG-3', 'zh title', 'title: 打哪个电话，12379'),
    ('FIG', 'zh title', 'title: 打哪个电话，12368'),
    # what other people call a thing is theirs
    ('FIG', 'term also', 'also: {zh: [叩12379]'),
    ('CIT', 'term also', 'also: {zh: [叩3次]'),
    ('FIG-3', 'term meaning', 'meaning: {zh: 在门外叫12379。'),
    ('CIT-4', 'term meaning', 'meaning: {zh: 在门外叫3次。'),
    ('FIG-3', 'zh home', '也叫：编号12379。'),
    # a record that names facts is asked where it is drawn
    ('FIG', 'tool with facts', 'text: {zh: 缺了编号2026。'),
    ('FIG-3', 'tool', 'hint: {zh: 写上编号2026。'),
    ('FIG', 'zh link', '[打 1-1-0](tel:110)，[原文](https://law.example.org/a)'),
    ('FIG-4', 'zh link', '[打110或120](tel:110)'),
    ('FIG-4', 'zh link', '[打110](tel:)'),
    # links
    ('LNK', 'zh link', '[真假](#do)，[真假](#basis)，[真假](#next)，[真假](claims.md#fine)'),
    ('LNK', 'zh link', '[真假](claims.md#basis)，[真假](../help/index.md#group-danger)'),
    (
        'LNK',
        'zh link',
        '[真假](../../assets/img/door.svg)，[原文](https://law.example.org/a)，[打110](tel:110)',
    ),
    ('LNK', 'zh link', '真假{ #truth }，[真假](#truth)'),
    ('LNK', 'zh link', '`[真假](none.md)`'),
    ('LNK-2', 'zh link', '[真假](claims.md#do)'),
    ('LNK-4', 'zh link', '[真假](../../en/index.md)'),
    ('LNK-5', 'zh link', '[真假](tel:)'),
    ('LNK-6', 'zh link', '[原文](https://law.example.org/b)'),
    ('LNK-9', 'zh link', '[真假](../../assets/img)'),
    ('LNK-9', 'zh image', '![门](door.svg)'),
    (
        'LNK',
        'zh',
        '看https://law.example.org/a，再看（https://law.example.org/a）；“https://law.example.org/a”。',
    ),
    ('LNK', 'zh', '看https://law.example.org/a、https://law.example.org/a：[https://law.example.org/a]'),
    ('LNK-10', 'zh', '看[门](../now/index.md){ data-icon="window" }。'),
    ('LNK', 'zh', '看[门](../now/index.md){ data-icon="door" }。'),
    ('LNK', 'zh', '写`[门](../now/index.md){ data-icon=window }`。'),
    ('LNK', 'nav', '  - 求助: help/index.md\n  - 词语: [words/index.md]'),
    ('LNK-8', 'nav', '  - 求助: [help/index.md, [words/index.md]]'),
    ('LNK-11', 'zh link', '[真假](/zh/now/claims.md)'),
    ('LNK-11', 'zh link', '[真假](c:claims.md)'),
    # digits of an id and of a name of a file are no number to call
    ('CARD-2', 'card law', 'law-facts: [law110]'),
    ('CARD-2', 'card facts', 'facts: [law110]'),
    ('CARD-7', 'card panel', 'id: knock110'),
    ('CARD', 'card file', "stem: 'card-strip110{lang}', name: {zh: 图画"),
    # a file may be named with what is no hotline
    ('CARD', 'card file name', "{zh: '{checked}，A4一张'"),
    # only a brief page has to answer in its first words, and may not go on for long
    ('TXT', 'zh', '先看意思。' * 100),
]
ROWS += [
    ('TXT', 'zh kind', f'!!! {kind} "他们不可以"')
    for kind in (
        'say',
        'donot',
        'may',
        'maynot',
        'call110',
        'danger',
        'caution',
        'checklist',
        'crisis',
        'letter',
        'poster',
    )
]


@pytest.mark.parametrize(
    ('rule', 'place', 'said'), ROWS, ids=[f'{rule} {place} {said}' for rule, place, said in ROWS]
)
def test_a_text_keeps_all_rules_of_a_family_or_breaks_one_alone(rule, place, said):
    lines = found_with(rule, Change(*PLACES[place], said))
    assert {line.split(' ')[1] for line in lines} == ({rule} if '-' in rule else set()), lines


# A file that cannot be read: what depends on it is not reported as missing.
UNREAD = [
    'data/facts/hotline.yml',
    'data/facts/visit.yml',
    'data/finder.yml',
    'data/hotlines.yml',
    'data/interface.yml',
    'data/letters.yml',
    'data/look.yml',
    'data/pictures/steps.yml',
    'data/sources.yml',
    'data/style.yml',
    'data/terms.yml',
    'data/tools.yml',
    'mkdocs.yml',
    'docs/en/index.md',
    'docs/en/now/index.md',
    'docs/zh/help/index.md',
    'docs/zh/index.md',
    'docs/zh/now/index.md',
]


@pytest.mark.parametrize('file', UNREAD)
def test_a_file_that_cannot_be_read_is_the_only_fault(file):
    with shared().with_files({file: b'\xff'}) as book:
        assert {problem.rule for problem in check.everything(book)} == {'DATA-1'}, check.everything(book)


def test_no_number_is_unknown_where_the_list_of_numbers_cannot_be_read():
    said = [
        Change(*PLACES['en description'], 'description: Do not open. Call 12368.'),
        Change(*PLACES['zh home'], '先别开门，打12368。'),
        Change(*PLACES['tool'], 'hint: {zh: 打12368。'),
    ]
    files = shared().files_with(said)
    assert found('figures', files) == []
    (line,) = found('figures', files | {'data/hotlines.yml': b'\xff'})
    assert line.startswith('data/hotlines.yml:1 DATA-1 ')


def test_no_hotline_of_the_card_is_unknown_where_the_list_of_hotlines_cannot_be_read():
    (line,) = found('card', {'data/hotlines.yml': b'\xff'})
    assert line.startswith('data/hotlines.yml:1 DATA-1 ')


@pytest.mark.parametrize(
    ('drawn', 'file'), [('hotlines xyzzy', 'data/interface.yml'), ('fields xyzzy', 'data/tools.yml')]
)
def test_no_part_to_draw_is_unknown_where_the_list_of_parts_cannot_be_read(drawn, file):
    files = shared().files_with([Change(*PLACES['zh draw'], f'<!-- draw: {drawn} -->')])
    for broken, rules in (({}, ['LNK-10']), ({file: b'\xff'}, [])):
        with shared().with_files(files | broken) as book:
            assert [line.rule for line in links.of_page(book, book.pages['zh', 'words/'])] == rules


def test_a_page_that_is_only_in_the_other_language_is_not_proposed():
    only = {'docs/en/fires/index.md': (shared().root / 'docs/en/help/index.md').read_bytes()}
    change = Change('docs/zh/help/index.md', 'next: [now/]', 'next: [fire/]')
    (line,) = found('links', shared().files_with([change]) | only)
    assert line == 'docs/zh/help/index.md:7 LNK-7 next "fire/" leads to no page -> correct the address'


@pytest.mark.parametrize(('raw', 'start'), [(b'\xff', '1 DATA-1 '), (b'a: 1\nnav: [', '3 DATA-2 ')])
def test_a_menu_that_cannot_be_read_is_told_with_its_file(raw, start):
    (line,) = found('links', {'mkdocs.yml': raw})
    assert line.startswith(f'mkdocs.yml:{start}')


def test_an_entry_of_the_menu_that_is_not_found_again_in_the_file_is_told_at_its_first_line():
    nav = Change(*PLACES['nav'], '  - 求助: [help/index.md, words/index.md, "\\u0078yzzy.md"]')
    (line,) = found_with('LNK', nav)
    assert line.startswith('mkdocs.yml:1 LNK-8 nav names docs/zh/xyzzy.md, which is not there')
    for quoted in ("'xyzzy.md'", '"xyzzy.md"', 'xyzzy.md'):
        nav = Change(*PLACES['nav'], f'  - 求助: [help/index.md, words/index.md, {quoted}]')
        (line,) = found_with('LNK', nav)
        assert line.startswith('mkdocs.yml:7 LNK-8 '), line


def test_what_the_card_lacks_as_a_whole_is_told_at_its_first_line():
    (line,) = found_with('CARD', Change('data/card.yml', "version: '2'\n", ''))
    assert line == 'data/card.yml:1 CARD-1 record: key "version" is missing -> add "version:"'


def test_a_file_of_the_card_has_no_debt_word_in_its_name():
    good = shared(True)
    with mock.patch.object(sheets, 'files', lambda: ['card-a4.pdf', 'card-huabei.pdf']):
        with good.with_files({}) as book:
            found = [str(problem) for problem in card.texts(book)]
    what = 'the file name card-huabei.pdf holds the word "huabei"'
    assert found == [f'data/card.yml:1 CARD-5 {what} -> rename it in scripts/card/sheets.py']


@pytest.mark.parametrize(
    'name', ['sources', 'terms', 'hotlines', 'interface', 'style', 'look', 'tools', 'finder']
)
def test_a_file_that_is_missing_is_a_fault(name):
    line = f'data/{name}.yml:1 FACT-8 is missing -> bring the file back: the build and the checks read it'
    assert line in found('facts', {f'data/{name}.yml': None})


def test_without_the_lists_no_text_is_judged():
    with shared().with_files({'data/style.yml': None}) as book:
        assert (
            [problem.rule for problem in check.everything(book)]
            == ['FACT-8']
            == [problem.rule for problem in check.structure(book)]
        )
