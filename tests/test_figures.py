"""Which figures stand in a Chinese text: a line for each way to write one, and what is none; what is left."""

from __future__ import annotations

import pathlib
import re

import pytest
from small_book import fact, put, small

from scripts import draw
from scripts.book.figures import find, parse, plain
from scripts.book.numerals import in_digits
from scripts.book.read import load
from scripts.book.units import EN as EN_UNITS
from scripts.book.units import UNITS
from scripts.book.units import ZH as ZH_UNITS
from scripts.check import citations
from scripts.check import figures as check_figures

# text -> its figures as class=value, in the order of the text's patterns, then of the text
ZH = {
    # clock times
    '22:00至8:00不宜上门': 'clock=22:00 clock=8:00',
    '09:30开门': 'clock=9:30',
    '8:5': '',
    '0:00': 'clock=0:00',
    # dates, as far as they are given
    '2026年1月1日起': 'date=2026-01-01',
    '2026年11月24日': 'date=2026-11-24',
    '2026年3月起': 'date=2026-03',
    '2026年起': 'date=2026',
    '1999年': 'date=1999',
    '1月1日': 'date=--01-01',
    '12月31日前': 'date=--12-31',
    '2026年3月15': 'date=2026 month=3',
    '1899年': 'year=1899',
    '第2026年': '',
    '2100年': 'year=2100',
    '2026年1月1日和2月': 'date=2026-01-01 month=2',
    # percentages
    '24%': 'percent=24',
    '15.4％': 'percent=15.4',
    '1,000%': 'percent=1000',
    '百分之24': 'percent=24',
    '24 %': 'percent=24',
    # amounts
    '900元': 'yuan=900',
    '1,500元': 'yuan=1500',
    '1.5万元': 'yuan=15000',
    '3亿元': 'yuan=300000000',
    '5百元': 'yuan=500',
    '2千元': 'yuan=2000',
    '5000多元': 'yuan=5000',
    '10万余元': 'yuan=100000',
    '1万至10万元': 'yuan=10000 yuan=100000',
    '5至10万元': 'yuan=50000 yuan=100000',
    '1-2元': 'yuan=1 yuan=2',
    '100、200或300元': 'yuan=100 yuan=200 yuan=300',
    '3万-5元': 'yuan=30000 yuan=5',
    '900圆': 'yuan=900',
    '900 元': 'yuan=900',
    '5千块': 'yuan=5000',
    '500块钱': 'yuan=500',
    '3块屏': '',
    '￥500': 'yuan=500',
    '¥ 1.5万': 'yuan=15000',
    '人民币500': 'yuan=500',
    '欠5万就来': 'yuan=50000',
    '3千万元': 'yuan=30000000',
    '第5万': '',
    # counts with each unit
    '3个工作日': 'workday=3',
    '15日内': 'day=15',
    '15天': 'day=15',
    '6个月': 'month=6',
    '2小时': 'hour=2',
    '24个小时': 'hour=24',
    '3年': 'year=3',
    '3次': 'time=3',
    '2人': 'person=2',
    '3名': 'person=3',
    '4位': 'person=4',
    '1.5小时': 'hour=1.5',
    '1万人': 'person=10000',
    '30多天': 'day=30',
    '10来天': 'day=10',
    '30几天': 'day=30',
    '60余次': 'time=60',
    '30分钟': 'minute=30',
    '2周': 'week=2',
    '满16周岁': 'age=16',
    '18岁': 'age=18',
    '打6通电话': 'time=6',
    '最多3个电话': 'time=3',
    '4倍': 'fold=4',
    '后3位': 'digit=3',
    '3位警察': 'person=3',
    '2个': 'thing=2',
    '列了6种': 'thing=6',
    '这3种': '',
    '下面3类': '',
    '有3类': 'thing=3',
    # what the text counts of itself, and how big its files are
    '2件': '',
    '99步': '',
    '91 KB': '',
    # articles
    '第47条': 'article=47',
    '第9999条第3项': 'article=9999',
    '第22条、第23条': 'article=22 article=23',
    '第4、6条': 'article=4 article=6',
    '第11条至第13条': 'article=11 article=12 article=13',
    '第11至99999999条': 'article=11 article=99999999',
    '第11至9条': 'article=11',
    '第11至11条': 'article=11',
    '第0条': 'article=0',
    '第11至13条': 'article=11 article=12 article=13',
    '第17—19条': 'article=17 article=18 article=19',
    '70条': 'clause=70',
    # without a unit
    '不超过3': 'number=3',
    '最多99。': 'number=99',
    '最多100。': '',
    '最多3次': 'time=3',
    '最多8:00': 'clock=8:00',
    '看3': '',
    '20秒': 'second=20',
    '48h内': 'hour=48',
    '30 min': 'minute=30',
    '5http': '',
    '15个自然日': 'day=15',
    '这3条': '',
    # ranges
    '2至3人': 'person=2 person=3',
    '2到3名': 'person=2 person=3',
    '2或3位': 'person=2 person=3',
    '5-10日': 'day=5 day=10',
    '5–10日': 'day=5 day=10',
    '5—10日': 'day=5 day=10',
    '5~10日': 'day=5 day=10',
    '5～10日': 'day=5 day=10',
    '3、5天': 'day=3 day=5',
    '3和5天': 'day=3 day=5',
    '1至2至3次': 'time=1 time=2 time=3',
    # no figures
    '第2天': '',
    '第15日': '',
    '3-第2条': 'article=2',
    '/3天': '',
    '1/2年': '',
    '-3日': '',
    '打110': '',
    '三天': '',
    '': '',
    # what one figure takes, no other has, and what stands beside it does not grow together
    '3个24%月': 'percent=24 thing=3',
    '24%2人': 'percent=24 person=2',
    '2026年5月1日2人': 'date=2026-05-01 person=2',
    '8:003次': 'clock=8:00 time=3',
    '900元3次': 'yuan=900 time=3',
    # several
    '2026年1月1日起，24小时内最多3次，每次2人，900元': 'date=2026-01-01 yuan=900 hour=24 time=3 person=2',
}


def told(text: str, lang: str) -> str:
    return ' '.join(
        f'{kind}={value:.10g}' if isinstance(value, float) else f'{kind}={value}'
        for kind, value, _ in find(text, lang)
    )


@pytest.mark.parametrize('text', ZH)
def test_figures_in_chinese(text):
    assert told(text, 'zh') == ZH[text]


def test_a_figure_is_told_as_it_is_written():
    assert find('从2026年 1月1日起', 'zh') == [('date', '2026', '2026年'), ('date', '--01-01', '1月1日')]
    assert find('1万至10万元', 'zh') == [('yuan', 10000.0, '1万至10万元'), ('yuan', 100000.0, '1万至10万元')]
    assert find('within 3 working days', 'en') == [('workday', 3.0, '3 working days')]


def test_every_month_has_its_number():
    months = ('January February March April May June July August September October November December').split()
    assert [told(f'7 {month} 2026', 'en') for month in months] == [
        f'date=2026-{n:02}-07' for n in range(1, 13)
    ]
    assert [told(f'{month} 7', 'en') for month in months] == [f'date=--{n:02}-07' for n in range(1, 13)]


@pytest.mark.parametrize('units, lang', [(ZH_UNITS, 'zh'), (EN_UNITS, 'en')])
def test_every_unit_counts(units, lang):
    for unit, kind in units.items():
        said = told(f'5{unit}' if lang == 'zh' else f'5 {unit}', lang)
        assert said == ('' if kind in ('own', 'size') else f'{kind}=5')
        if lang == 'en' and kind != 'age':
            assert told(f'5 {unit}s', lang) == said


def test_every_class_has_units_in_both_languages_and_no_unit_is_in_two():
    names = [name for both in UNITS.values() for name in both[0].split()]
    assert len(names) == len(set(names)) and all(zh and en for zh, en in UNITS.values())


def test_every_unit_on_the_pages_is_in_the_table(book):
    unit = {'zh': r'(?<![第\dA-Za-z.])\d{1,2}[\u4e00-\u9fff]+', 'en': r'(?<![\w.,#])\d{1,2} [a-z]+s\b'}
    left = [
        (page.file, found)
        for page in book.pages.values()
        for block in draw.blocks(book, page)
        if block.kind != 'draw' and block.drawn != 'sources'
        for found in re.findall(unit[page.lang], check_figures.read(book, block.plain, page.lang)[1])
    ]
    assert left == [], 'add the unit to scripts/book/units.py'


def test_nobody_counts_a_hundred_parts_of_a_text():
    assert parse('看99步', 'zh')[1] == '看   ' and parse('看100步', 'zh')[1] == '看100步'
    assert parse('打12379点进去', 'zh')[1] == '打12379点进去'
    assert parse('这99种', 'zh')[1] == '这   ' and parse('这100种', 'zh')[1] == '这100种'
    assert parse('最多99。', 'zh')[1] == '    。' and parse('最多100。', 'zh')[1] == '最多100。'


def test_a_range_of_articles_is_of_2000_at_most():
    assert len(parse('第1条至第2000条', 'zh')[0]) == 2000
    assert [value for _, value, _ in parse('第1条至第2001条', 'zh')[0]] == [1, 2001]


def test_what_is_left_over_are_plain_numbers():
    text = '打400 821 1215，010-82951332或12379；GB/T 45251-2025，1,234.5和7'
    assert plain(parse(text, 'zh')[1]) == [
        ('4008211215', '400 821 1215'),
        ('01082951332', '010-82951332'),
        ('12379', '12379'),
        ('452512025', '45251-2025'),
        ('1234.5', '1,234.5'),
        ('7', '7'),
    ]
    assert plain('call 110, 12379') == [('110', '110'), ('12379', '12379')]


def test_a_fact_in_words_holds_the_figures_of_its_page():
    claim = (
        '晚10点至次日8点不宜上门；一次两人至三人，每月不超过三次，间隔半年可再来；费用不超过1.5万元或24%。'
    )
    assert {figure[:2] for figure in find(in_digits(claim, 'zh'), 'zh')} == {
        ('clock', '22:00'),
        ('clock', '10:00'),
        ('clock', '8:00'),
        ('percent', 24.0),
        ('yuan', 15000.0),
        ('time', 1.0),
        ('person', 2.0),
        ('person', 3.0),
        ('time', 3.0),
        ('month', 6.0),
    }


# what a text tells the reader to dial, and what of it is no known number
DIALLED = {
    '打99核对': '99',
    '打电话给９９。': '99',
    '拨99': '99',
    '打118。': '118',
    '打幺幺二，': '幺幺二',
    '请打：九一一': '九一一',
    '打九九。': '九九',
    '打110，或者拨幺二零': '',
    '打20次、打两三次、打三四个电话': '',
    '拨86，再拨区号': '',
    '打10%': '',
    '留了99份': '',
    'Call 99, then wait.': '99',
    'Text 99.': '99',
    'Call the police on 999': '999',
    'Dial triple nine.': 'triple nine',
    'call one one two now': 'one one two',
    'Dial nine nine.': 'nine nine',
    'Call one one oh': '',
    'Ask 20 friends, ask two or three, call one of them': '',
    'Call 20 to 30 firms': '',
}


@pytest.mark.parametrize('text', DIALLED)
def test_what_is_dialled(text):
    book = load(pathlib.Path(__file__).parent / 'fixtures' / 'good')
    lang = 'en' if text[0].isascii() else 'zh'
    assert ' '.join(check_figures.dialled(book, text, lang)) == DIALLED[text]


def faults(book, body: str, lang: str = 'zh', slug: str = 'now/new/') -> str:
    """What a page of this body says that no fact holds, each with its rule."""
    found = check_figures.of_pages(book, [put(book, body, lang, slug)])
    return ', '.join(problem.rule + ' ' + problem.what.split('"')[1] for problem in found)


# what a fact says, what a page says that cites it, and what of that the fact does not hold
HELD = [
    # things, people, rules of one text and years go by several names
    ('三类', '分3类，另有4类。', 'FIG-1 4类'),
    ('三条', '分3类。', ''),
    ('两人', '分2类。', ''),
    ('第3条', '分3类。', 'FIG-1 3类'),
    ('三条', '讲3条，再讲4条。', 'FIG-1 4条'),
    ('三类', '讲3条。', ''),
    ('第70条', '一共70条。', ''),
    ('三人', '讲3条。', 'FIG-1 3条'),
    ('一共70条', '按第70条。', 'FIG-1 第70条'),
    ('三人', '来3名，再来4名。', 'FIG-1 4名'),
    ('三个小孩', '来3名。', ''),
    ('三条', '来3名。', 'FIG-1 3名'),
    ('From 16 years of age.', 'If you are aged 16, or over 17.', 'FIG-1 over 17'),
    ('After 3 years.', 'A debt that is 3 years old.', ''),
    ('From 16 years of age.', 'It lasts 16 years.', 'FIG-1 16 years'),
    ('三天', '等3小时。', 'FIG-1 3小时'),
    # a telephone number that is not known has four digits at most, where a fact holds the same digits
    ('一共1500家，15000户', '打1500，打15000。', 'FIG-3 1500'),
    # an area code alone is a slip of another number, but where it is named as one
    ('The codes are 010 and 0755.', 'Put it in front (Beijing: 010, Shenzhen: 0755).', ''),
    ('The codes are 010 and 0755.', 'Note 010, note 0755.', 'FIG-3 010, FIG-3 0755'),
    ('The codes are 010 and 0755.', 'Put it in front (Beijing: 010), then note 010.', 'FIG-3 010'),
    ('区号010和0755', '前面加拨（北京：010，深圳：0755）。', ''),
    ('区号010和0755', '前面加拨（北京：010），再看010。', 'FIG-3 010'),
    # so many days are no telephone number
    ('一百天', '等100天，120天，打110天亮也行。', 'FIG-1 120天'),
    ('100 days', 'Wait 100 days, not 110 working days.', 'FIG-1 110 working days'),
    ('一百天', '打120，120急救。', ''),
    ('100 yuan', 'Pay 120%, or call 110.', 'FIG-1 120%'),
    ('The codes are 010 and 01234.', 'Note 01234.', ''),
]


@pytest.mark.parametrize(
    ('claim', 'said', 'missing'), HELD, ids=[f'{claim} {said}' for claim, said, _ in HELD]
)
def test_a_fact_holds_a_figure_of_the_same_kind_or_none(claim, said, missing):
    book = small()
    fact(book, 'held', claim={'zh': claim, 'en': claim})
    assert faults(book, f'{said}[^held]', 'en' if said[0].isascii() else 'zh') == missing


def test_a_fact_holds_what_its_limits_and_each_of_its_places_begin_with():
    places = [{'id': 'law-a', 'at': {'en': 'art. 1'}}, {'id': 'law-a', 'at': {'en': '4 days, by its note'}}]
    book = small()
    fact(book, 'held', limits={'en': '3 visits are not allowed.'}, sources=places)
    said = 'They said 3 visits within 4 days.[^held]'
    assert faults(book, said, 'en') == 'FIG-1 3 visits'
    # the page of myths quotes the wrong figures
    assert faults(book, said, 'en', 'now/claims/') == ''


def test_a_rule_goes_by_the_number_in_its_title_and_a_source_without_one_by_none():
    book = small(
        sources='- {id: bare}\n'
        '- {id: first, title: {zh: 标准45251}}\n'
        '- {id: second, title: {zh: 示例令第811号}}\n'
        '- {id: other, title: {zh: 标准45252}}\n'
    )
    fact(book, 'held', sources=[{'id': name} for name in ('nowhere', 'bare', 'first', 'second')])
    assert faults(book, '按标准45251和811号令。[^held]') == ''
    assert faults(book, '按标准45252。[^held]') == 'FIG-3 45252'
    assert faults(book, 'See 45251.[^held]', 'en') == 'FIG-3 45251'


def test_a_telephone_number_that_begins_with_another_is_known_as_a_whole():
    book = small(hotlines="- {id: bank, number: '95588'}\n- {id: desk, number: 95588-801}\n")
    assert faults(book, '问95588-801，或者95588。') == ''
    assert faults(book, '问95588-802。') == 'FIG-3 802'


def test_a_title_that_begins_with_another_is_a_name_as_a_whole():
    book = small()
    for slug, title in (('now/a/', '24小时内'), ('now/b/', '24小时内报警，30天内起诉')):
        put(book, slug=slug, title=title)
    assert faults(book, '看24小时内报警，30天内起诉，再看24小时内。[^door-closed]') == ''
    assert faults(book, '看24小时内报警，31天内起诉。[^door-closed]') == 'FIG-1 31天'


@pytest.mark.parametrize('lang', ['zh', 'en'])
def test_other_addresses_have_days_and_figures_of_their_own(lang):
    row = "{url: 'https://a.example/b/', name: {zh: 甲处2人, en: Place of 2 people}, checked: '2026-11-24'}"
    book = small(mirrors=f'key: RW12379\nmirrors: [{row}]\n')
    assert faults(book, '<!-- draw: mirrors -->', lang) == ''
    assert citations.uncited(book, [book.pages[lang, 'now/new/']]) == []
