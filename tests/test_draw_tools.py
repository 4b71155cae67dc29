"""What the tools' data draws: gaps, what a line needs, marks, blank entries, tables, the finder's links."""

from __future__ import annotations

import re

import pytest
from small_book import GOOD, put, small

from scripts import check, draw
from scripts.book import markdown
from scripts.book.read import load
from scripts.book.words import wrong_language
from scripts.check import citations, text


def drawn(book, name: str, lang: str = 'zh') -> str:
    return draw.DRAWINGS[name](book, book.pages[lang, 'help/'], '')


def test_a_chinese_letter_has_its_subject_to_whom_lines_enclosures_end_name_and_day():
    first, second = drawn(small(), 'letters').split('\n## ')
    assert first.rstrip().split('\n    ')[1:] == [
        '事由：请证明\n',
        '<u data-field="firm">（公司）</u>：\n',
        '<span data-needs="firm"><u data-field="firm">（公司）</u>的人来过。</span>\n',
        '请答复我。\n',
        '附件：<span class="enclosed"><span>截图</span>；<span>录音</span></span>\n',
        '致礼\n',
        '<u data-field="name">（姓名）</u>\n',
        '<u data-field="date" data-kind="day">（日期）</u>',
    ]
    assert '附件' not in second and second.count('data-needs') == 0


def test_an_english_letter_has_each_line_in_both_languages():
    lines = drawn(small(), 'letters', 'en').split('\n\n    ')
    assert lines[0].endswith('<span lang="zh-CN">事由：请证明</span><br>\n    Subject: Prove it')
    assert lines[2] == (
        '<span data-needs="firm"><span lang="zh-CN"><u data-field="firm">（公司）</u>的人来过。</span><br>\n'
        '    People from <u data-field="firm">(firm)</u> came.</span>'
    )
    assert lines[4] == (
        '<span lang="zh-CN">附件：<span class="enclosed"><span>截图</span>；<span>录音</span></span></span>'
        '<br>\n'
        '    Enclosed: <span class="enclosed"><span>screenshots</span>; <span>recording</span></span>'
    )


def test_a_letter_says_on_what_it_rests_and_what_it_does_not_do_each_with_its_facts():
    items = [line for line in drawn(small(), 'letters').split('\n') if line.startswith('- ')]
    assert items[:2] == [
        '- **依据什么：** 没你同意不能进。[^door-closed]',
        '- **做不到什么：** 不能叫他停。[^hotline-110] [^door-closed]',
    ]


def test_the_checks_see_the_words_of_a_line_and_not_its_mark():
    book = small()
    page = put(book, '<!-- draw: letters -->')
    plain = [block.plain for block in draw.blocks(book, page) if block.inside == 'letter']
    assert '（公司）的人来过。' in plain
    book = small()
    book.data['letters']['letters'][1]['lines'][0]['zh'] = '法律规定3天要答复。'
    put(book, '<!-- draw: letters -->')
    rules = {problem.rule for problem in citations.uncited(book, book.pages.values())}
    assert rules == {'CIT-3', 'CIT-4'}


def test_the_mark_of_a_fake_stands_on_what_can_be_faked_alone():
    zh, en = (drawn(small(), 'visitor-check', lang) for lang in ('zh', 'en'))
    assert '    - 姓名（能造假）\n      { #check-name .needed }\n    - 我打过' in zh
    assert '    - 我打过电话\n      { #check-call }\n' in zh
    assert '    - A name (can be faked)\n' in en and '    - I called\n' in en
    assert '\n- 姓名能编。\n- 电话最可靠。[^hotline-110]\n' in zh
    assert '\n- 打110。[^hotline-110]\n- 再开门。\n' in zh


def test_one_entry_of_the_log_says_how_and_the_others_are_for_paper():
    zh = drawn(small(), 'log')
    assert re.findall(r'!!! blank "(.*)"', zh) == ['第1次', '第2次', '第3次']
    assert zh.count('- **姓名**') == 3 and zh.count('*他说的。*') == zh.count('{ #log-who }') == 1


def test_the_tables_of_the_plan_have_empty_cells_to_write_in():
    book = small()
    budget, debts = drawn(book, 'plan-budget'), drawn(book, 'plan-debts')
    assert re.findall(r'\| (?:\*\*)?(.*?)(?:\*\*)?(?: \{.*)? \| \|\n', budget) == [
        '工资',
        '进账',
        '吃饭',
        '必需',
        '别的',
        '别的一共',
        '能还的',
        '少了收入',
    ]
    assert debts.split('\n')[2:] == ['| 1. | | |', '| 2. | | |', '| **一共** | | |', '']


def test_the_call_has_gaps_that_a_script_finds_and_in_english_its_pinyin():
    zh, en = (drawn(small(), 'plan-call', lang).split('\n') for lang in ('zh', 'en'))
    assert zh == [
        '!!! say "打电话"',
        '    - 我能还<u data-field="amount">（多少）</u>元。',
        '    - 请答复。',
        '',
    ]
    assert en[1:3] == [
        '    - <span lang="zh-CN">我能还<u data-field="amount">（多少）</u>元。</span><br>'
        '<i lang="zh-Latn">Wǒ néng huán <u data-field="amount">(duōshao)</u> yuán.</i><br>',
        '      I can pay <u data-field="amount">(how much)</u>.',
    ]


def test_the_statement_is_drawn_like_a_letter_with_its_subject_and_its_end():
    zh = drawn(small(), 'plan-statement').split('\n\n    ')
    assert [line.partition('<u')[0] for line in zh] == [
        '!!! letter "照着写，空格自己填"\n    事由：分期',
        '',
        '我是',
        '致礼',
        '',
        '',
    ]


def test_a_lender_is_told_its_own_part_and_no_other_sum(book):
    """What all lenders get together would read as the offer to each of them."""
    call = ''.join(row['zh'] for row in book.data['tools']['plan']['call'])
    by_id = {row['id']: row for row in book.data['letters']['letters']}
    for lines in (book.data['letters']['statement']['lines'], by_id['time']['lines']):
        sums = re.findall(r'能还\{([a-z-]+)\}元', ''.join(line['zh'] for line in lines))
        assert sums == re.findall(r'能还\{([a-z-]+) ', call) == ['share']


def test_the_first_four_of_the_check_are_those_that_are_needed(book):
    needed = [bool(row.get('needed')) for row in book.data['tools']['check']['items']]
    assert needed == [True] * 4 + [False] * 4
    assert '前4样' in book.data['tools']['check']['title']['zh']
    assert 'first 4' in book.data['tools']['check']['title']['en']


def test_a_claim_to_office_is_asked_before_all_else():
    zh = drawn(small(), 'visitor-check')
    assert -1 < zh.index('{ #check-office }') < zh.index('{ #check-name .needed }')


def test_every_gap_of_the_call_is_one_of_the_statement(book):
    asked = re.findall(
        r'\{([a-z-]+) ', ''.join(row[of] for row in book.data['tools']['plan']['call'] for of in row)
    )
    lines = book.data['letters']['statement']['lines']
    filled = re.findall(r'\{([a-z-]+)\}', ''.join(line['zh'] for line in lines))
    assert asked and set(asked) <= set(filled)


def test_a_finder_leads_to_the_heading_it_names_and_dials_what_can_be_dialled():
    en = drawn(small(), 'finder', 'en')
    assert '(../now/index.md#do)' in en and '(../now/claims.md)\n' in en
    assert '[110](tel:110) Police[^hotline-110]' in en and ': **area code + 12368** Court[^' in en
    assert '    - 请您离开。\n\n' in drawn(small(), 'finder')


@pytest.mark.parametrize('said, figure', [('看人走以后24小时。', False), ('看24小时。', True)])
def test_the_title_of_a_page_is_a_name_and_no_figure(said, figure):
    book = small()
    put(book, slug='visit/after/', title='人走以后24小时')
    page = put(book, said)
    found = citations.uncited(book, book.pages.values())
    assert [fault.rule for fault in found if fault.file == page.file] == ['CIT-4'] * figure


def test_the_way_out_may_stand_above_the_answer():
    book = small()
    for body, told in (('<!-- draw: exit -->\n\n甲。', []), ('<!-- draw: crisis -->\n\n甲。', ['TXT-10'])):
        page = put(book, body, slug='help/new/')
        assert [fault.rule for fault in text.shape(book, page, markdown.blocks(page))] == told


@pytest.mark.parametrize(
    'said, wrong', [('{name}，{day}', False), ('{name} on {day}', True), ('{a}日', False)]
)
def test_what_is_gaps_alone_has_no_language(said, wrong):
    assert wrong_language(small(), said, 'zh') is wrong


@pytest.mark.parametrize(
    'name, file, change',
    [
        ('finder', 'finder', lambda data: data['outcomes'][0].update(say='nothing')),
        ('finder', 'finder', lambda data: data['outcomes'][0].update(page='nowhere/')),
        ('finder', 'finder', lambda data: data.pop('ask')),
        ('letters', 'letters', lambda data: data['letters'][0]['to'].update(zh='{x}', en='{x}')),
        ('letter-fields', 'letters', lambda data: data.update(fields=5)),
        ('log', 'tools', lambda data: data.pop('log')),
        ('plan-debts', 'tools', lambda data: data['plan'].update(debts=0)),
        ('fields', 'tools', lambda data: data['check'].update(items=[])),
    ],
)
def test_nothing_is_drawn_from_data_that_a_check_finds_wrong(name, file, change):
    book = load(GOOD)
    change(book.data[file])
    page = put(book, f'<!-- draw: {name} -->')
    assert check.structure(book) and not book.sound
    assert draw.part(book, page, name, '') == ''


def test_what_is_no_list_of_fields_is_no_form():
    book = small()
    assert draw.named(book, 'fields') == ['sample', 'log']
    assert draw.part(book, book.pages['zh', 'help/'], 'fields', 'check') == ''
