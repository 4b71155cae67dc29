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


def test_a_chinese_letter_has_to_whom_lines_enclosures_name_and_day():
    first, second = drawn(small(), 'letters').split('\n## ')
    assert first.rstrip().split('\n    ')[1:] == [
        '<u data-field="firm">（公司）</u>：\n',
        '<span data-needs="firm"><u data-field="firm">（公司）</u>的人来过。</span>\n',
        '请答复我。\n',
        '附件：截图；录音\n',
        '<u data-field="name">（姓名）</u>\n',
        '<u data-field="date">（日期）</u>',
    ]
    assert '附件' not in second and second.count('data-needs') == 0


def test_an_english_letter_has_each_line_in_both_languages():
    lines = drawn(small(), 'letters', 'en').split('\n\n    ')
    assert lines[1] == (
        '<span data-needs="firm"><span lang="zh-CN"><u data-field="firm">（公司）</u>的人来过。</span><br>\n'
        '    People from <u data-field="firm">(firm)</u> came.</span>'
    )
    assert lines[3] == '<span lang="zh-CN">附件：截图；录音</span><br>\n    Enclosed: screenshots; recording'


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
    rules = {problem.rule for problem in citations.uncited(book)}
    assert rules == {'CIT-3', 'CIT-4'}


def test_the_mark_of_a_fake_stands_on_what_can_be_faked_alone():
    zh, en = (drawn(small(), 'visitor-check', lang) for lang in ('zh', 'en'))
    assert '    - 姓名（能造假）\n      { #check-name }\n    - 我打过电话\n      { #check-call }\n' in zh
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
    ]
    assert debts.split('\n')[2:] == ['| 1. | | |', '| 2. | | |', '| **一共** | | |', '']


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
    found = citations.uncited(book)
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
