"""Which figures stand in a text: a line for each way to write one, in both languages, and what is none."""

from __future__ import annotations

import pytest

from scripts.book.figures import EN_UNITS, EN_WORDS, ZH_DIGITS, ZH_UNITS, find, in_digits

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
    '百分之24': '',
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
    '900圆': '',
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
    '60余次': 'time=60',
    '2个': '',
    '2件': '',
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
    '3-第2条': '',
    '/3天': '',
    '1/2年': '',
    '-3日': '',
    '打110': '',
    '三天': '',
    '': '',
    # what one figure takes, no other has, and what stands beside it does not grow together
    '3个24%月': 'percent=24',
    '24%2人': 'percent=24 person=2',
    '2026年5月1日2人': 'date=2026-05-01 person=2',
    '8:003次': 'clock=8:00 time=3',
    '900元3次': 'yuan=900 time=3',
    # several
    '2026年1月1日起，24小时内最多3次，每次2人，900元': 'date=2026-01-01 yuan=900 hour=24 time=3 person=2',
}
EN = {
    # clock times
    'from 22:00 to 8:00': 'clock=22:00 clock=8:00',
    'at 09:05': 'clock=9:05',
    'ratio 3:1': '',
    # dates
    'since 1 January 2026': 'date=2026-01-01',
    '24 November 2026.': 'date=2026-11-24',
    'March 2026': 'date=2026-03',
    'on 31 December': 'date=--12-31',
    'December 31': 'date=--12-31',
    'by 1 May': 'date=--05-01',
    'in 2026': 'date=2026',
    'in 1999,': 'date=1999',
    'in 1899': '',
    'in 2100': '',
    '2026-11': '',
    'No. 2026': 'date=2026',
    '/2026': '',
    '[2026] 5': '',
    '1 Mayor': '',
    'May 3': 'date=--05-03',
    'May 31st': '',
    '45 people in May 2020': 'date=2020-05 person=45',
    # percentages
    '24%': 'percent=24',
    '24 per cent': 'percent=24',
    '24 percent': 'percent=24',
    '15.4 %': 'percent=15.4',
    '1,000%': 'percent=1000',
    # amounts
    '900 yuan': 'yuan=900',
    '15,000 yuan': 'yuan=15000',
    '900 RMB': 'yuan=900',
    'RMB 900': 'yuan=900',
    '¥900': 'yuan=900',
    '¥ 1.5': 'yuan=1.5',
    '2 hundred yuan': 'yuan=200',
    '3 thousand yuan': 'yuan=3000',
    '1.5 million yuan': 'yuan=1500000',
    '2 billion yuan': 'yuan=2000000000',
    '100 to 200 yuan': 'yuan=100 yuan=200',
    '100, 200 or 300 yuan': 'yuan=100 yuan=200 yuan=300',
    '100,000 to 200,000 yuan': 'yuan=100000 yuan=200000',
    '900 euros': '',
    # counts with each unit
    '3 working days': 'workday=3',
    '1 business day': 'workday=1',
    '15 days': 'day=15',
    "10 days' detention": 'day=10',
    '6 months': 'month=6',
    '2 years': 'year=2',
    '24 hours': 'hour=24',
    'a 24-hour line': 'hour=24',
    '3 times': 'time=3',
    '2 people': 'person=2',
    '1 person': 'person=1',
    '2 collectors': 'person=2',
    '2 visitors': 'person=2',
    '2 agents': 'person=2',
    '2 officers': 'person=2',
    '30 calendar days': 'day=30',
    '7 full days': 'day=7',
    '2 more times': 'time=2',
    '1.5 hours': 'hour=1.5',
    '1,000 people': 'person=1000',
    '3 items': '',
    '3 daylight': '',
    # ranges
    '2 to 3 people': 'person=2 person=3',
    '2-3 people': 'person=2 person=3',
    '2–3 people': 'person=2 person=3',
    '2 or 3 days': 'day=2 day=3',
    '2 and 3 days': 'day=2 day=3',
    '1, 2 or 3 days': 'day=1 day=2 day=3',
    '2 and at most 3 people': 'person=2 person=3',
    '5 and up to 10 days': 'day=5 day=10',
    '1, 2, or 3 days': 'day=1 day=2 day=3',
    # no figures
    'art-3 days': '',
    'v3 days': '',
    '1/2 years': '',
    '$3 days': 'day=3',
    'call 110': '',
    'three days': '',
    '': '',
    # what one figure takes, no other has, and what stands beside it does not grow together
    '5 24%days': 'percent=24',
    '24%2 people': 'percent=24 person=2',
    '1 May 2026 2 people': 'date=2026-05-01 person=2',
    # several
    'In 2026 2 people, 3 times, 900 yuan, at 8:00': 'clock=8:00 yuan=900 person=2 time=3 date=2026',
}


def told(text: str, lang: str) -> str:
    return ' '.join(
        f'{kind}={value:.10g}' if isinstance(value, float) else f'{kind}={value}'
        for kind, value, _ in find(text, lang)
    )


@pytest.mark.parametrize('text', ZH)
def test_figures_in_chinese(text):
    assert told(text, 'zh') == ZH[text]


@pytest.mark.parametrize('text', EN)
def test_figures_in_english(text):
    assert told(text, 'en') == EN[text]


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
        assert told(f'5{unit}' if lang == 'zh' else f'5 {unit}', lang) == f'{kind}=5'


# a fact's text -> the same with its numerals in words and its hours as figures
ZH_WORDS = {
    '十日以下拘留': '10日以下拘留',
    '十五日': '15日',
    '二十天': '20天',
    '两人至三人': '2人至3人',
    '三百元': '300元',
    '两千五百元': '2500元',
    '一百零五次': '105次',
    '三万元': '3万元',
    '一亿元': '1亿元',
    '十多天': '10多天',
    '二〇次': '0次',
    '五至十日': '5至10日',
    '三或5日': '3或5日',
    '三到五名': '3到5名',
    '二、三人': '2、3人',
    '六个月': '6个月',
    '半年': '6个月',
    '两个人': '2个人',
    '三个工作日': '3个工作日',
    '二个': '2名',
    '2个': '2名',
    '2个月': '2个月',
    '3个小时': '3个小时',
    '5个工作日': '5个工作日',
    '3个人': '3个人',
    '百分之二十四': '24%',
    '百分之五': '5%',
    '第三次': '第三次',
    '几十天': '几十天',
    '数百元': '数百元',
    '一起': '一起',
    '三家': '三家',
    '晚10点': '22:00、10:00',
    '晚上9时': '21:00、9:00',
    '晚12点': '24:00、0:00',
    '晚22点': '22:00、22:00',
    '晚1点': '13:00、1:00',
    '8点': '8:00',
    '20时': '20:00',
    '8时间': '8时间',
    '123点': '123点',
}
EN_TEXTS = {
    'twice a month': '2 times 1 month',
    'Once a day': '1 time 1 day',
    'Twice': '2 times',
    'once': '1 time',
    'ounce': 'ounce',
    'half a year': '6 months',
    'from 10 pm to 8 am': 'from 22:00 to 8:00',
    '10 p.m. and 8 a.m.': '22:00 and 8:00',
    '12 pm': '12:00',
    '12 am': '0:00',
    '1pm': '13:00',
    '8 amps': '8 amps',
    'ten days': '10 days',
    'Two to three people': '2 to 3 people',
    'twenty-four per cent': '24 per cent',
    'ninety': '90',
    'zero': '0',
    'nineteen': '19',
    'Twenty-One days': '21 days',
    'tenfold': 'tenfold',
    'someone': 'someone',
    'each time': '1 time',
    'every month': '1 month',
    'per person': '1 person',
    'an hour': '1 hour',
    'a day': '1 day',
    'a working day': '1 working day',
    'a car': 'a car',
    'an agent': '1 agent',
    'that day': 'that day',
}


@pytest.mark.parametrize('text', ZH_WORDS)
def test_chinese_numerals_of_a_fact_in_digits(text):
    assert in_digits(text, 'zh') == ZH_WORDS[text]


@pytest.mark.parametrize('text', EN_TEXTS)
def test_english_numerals_of_a_fact_in_digits(text):
    assert in_digits(text, 'en') == EN_TEXTS[text]


def test_every_numeral_has_its_value():
    assert [in_digits(f'{sign}天', 'zh') for sign in '零〇一二两三四五六七八九十'] == [
        f'{n}天' for n in (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    ]
    assert set(ZH_DIGITS) == set('零〇一二两三四五六七八九')
    tens = ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
    assert [in_digits(word, 'en') for word in tens] == ['20', '30', '40', '50', '60', '70', '80', '90']
    small = (
        'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen '
        'sixteen seventeen eighteen nineteen'
    ).split()
    assert [in_digits(word, 'en') for word in small] == [str(n) for n in range(20)]
    assert set(EN_WORDS) == {*small, *tens}


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
