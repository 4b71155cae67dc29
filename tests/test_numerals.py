"""Numbers in words as digits: in facts, where every numeral counts, and in prose, where few do."""

from __future__ import annotations

import pytest

from scripts.book.numerals import EN_WORDS, ZH_DIGITS, in_digits, in_prose, narrow, spoken

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
    '二〇次': '二〇次',
    '二〇二六年': '2026年',
    '网上二〇二六年公布': '网上2026年公布',
    '两三天': '两三天',
    '七八个': '七八个',
    '二三十天': '二三十天',
    '三五百元': '三五百元',
    '三十多天': '30多天',
    '二十来天': '20来天',
    '两万五千元': '25000元',
    '三千五百万元': '3500万元',
    '十万零五百元': '100500元',
    '两万零五元': '20005元',
    '三亿零五元': '300000005元',
    '一亿两千万元': '120000000元',
    '5千元': '5千元',
    '15万元': '15万元',
    '第二百四十五条': '第245条',
    '第一条': '第1条',
    '一条': '1条',
    '后三位': '后3位',
    '上百元': '上百元',
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
    '百分之二十四点五': '24.5%',
    '百分之零点零五': '0.05%',
    '千分之五': '0.5%',
    '万分之1.75': '0.0175%',
    '万分之五': '0.05%',
    '第三次': '第三次',
    '几十天': '几十天',
    '数百元': '数百元',
    '一起': '一起',
    '三家': '3家',
    '五八〇元': '580元',
    '两万五块，三千五块，一百二块': '25000块，3500块，120块',
    '两万零五块，三千零五块，一百零二块': '20005块，3005块，102块',
    '一万两千亿元，三亿两千万元，一亿零五万元': '1200000000000元，320000000元，100050000元',
    '三边': '三边',
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
    'two thousand yuan': '2000 yuan',
    'a hundred yuan': '100 yuan',
    'a thousand yuan': '1000 yuan',
    'two billion yuan': '2000000000 yuan',
    'Two thousand five hundred and one': '2501',
    'three hundred thousand': '300000',
    'one million two hundred': '1000200',
    'two and three days': '2 and 3 days',
    '2 hundred': '2 hundred',
    'hundreds of yuan': 'hundreds of yuan',
    'a few hundred yuan': 'a few hundred yuan',
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


# a text of a page -> the same with its numerals in words as digits
ZH_PROSE = {
    '百分之二十四': '24%',
    '两千块': '2000块',
    '十来天': '10来天',
    '一次、一个人、一年': '一次、一个人、一年',
    '两人': '2人',
    '几百元': '几百元',
    '第七十条': '第70条',
    '半年': '6个月',
    '晚10点': '晚10点',
}
EN_PROSE = {
    'one person, once, each day': 'one person, once, each day',
    'two people': '2 people',
    'twenty-four per cent': '24 per cent',
    'two thousand yuan': '2000 yuan',
    'twice a month': '2 times a month',
    'twice is enough': 'twice is enough',
    '10 pm': '10 pm',
    'six people': '6 people',
    '(two people)': '(2 people)',
    'a “two-month” wait': 'a “2-month” wait',
    'ten/twelve': '10/12',
}


@pytest.mark.parametrize('text', ZH_PROSE)
def test_chinese_numerals_in_prose(text):
    assert in_prose(text, 'zh') == ZH_PROSE[text]


@pytest.mark.parametrize('text', EN_PROSE)
def test_english_numerals_in_prose(text):
    assert in_prose(text, 'en') == EN_PROSE[text]


# figures in other forms, on a page and in a fact -> as they are read
ODD = {
    'zh': {
        '三成': '30%',
        '3成以上': '30%以上',
        '三成半': '35%',
        '十成': '100%',
        '四分之三，3分之1，第三分之一': '75%，33.33333333%，第三分之一',
        '四分之3，3分之一': '75%，33.33333333%',
        '十分之一，二十分之一，0分之1': '10%，二十分之一，0%',
        '日息万五，利率为万二': '日息0.05%，利率0.02%',
        '每天万一，日万五千元': '每天万一，日15000元',
        '叁万伍仟元，伍佰块': '35000元，500块',
        '队伍，陆家，万元': '队伍，陆家，万元',
        '一成不变，第三成员，2成功，三四成': '一成不变，第三成员，2成功，三四成',
        '3.5成': '35%',
        '八五折': '85%',
        '打5折': '打50%',
        '打8.5折': '打85%',
        '2折页，骨折': '2折页，骨折',
        '5‰': '0.5%',
        '廿四天，卅天': '24天，30天',
        '50k元': '50000元',
        '1.5K': '1500',
        '5w元': '5万元',
        '200 KB': '200 KB',
        '1万5千元': '15000元',
        '3千5': '3500',
        '1万至5万元': '1万至5万元',
        '半小时，半个钟头': '30分钟，30分钟',
        '半个月，半月刊': '15天，半月刊',
        '半年，上半年，半年报': '6个月，上半年，半年报',
        '2个半小时，一个半月': '2.5个小时，1.5个月',
        '2年半，一年半': '2.5年，1.5年',
    },
    'en': {
        'a fortnight': '2 weeks',
        'two fortnights': '4 weeks',
        'a dozen calls': '12 calls',
        'two dozen': '24',
        'half a dozen': '6',
        'a third of it, two-thirds': '33.33333333% of it, 66.66666667%',
        'Three quarters, one tenth of': '75%, 10% of',
        'one tenth of the debt': '10% of the debt',
        'two fifths': '40%',
        'a quarter of an hour': '15 minutes',
        'a third person, a fifth time': 'a third person, a fifth time',
        'dozens of calls': 'dozens of calls',
        'Half an hour': '30 minutes',
        'two and a half hours': '2.5 hours',
        'an hour and a half': '1.5 hour',
        '50k yuan, 5‰': '50000 yuan, 0.5%',
        'half the fee, on behalf': 'half the fee, on behalf',
    },
}


@pytest.mark.parametrize(('lang', 'text'), [(lang, text) for lang, texts in ODD.items() for text in texts])
def test_figures_in_other_forms(lang, text):
    assert in_prose(text, lang) == in_digits(text, lang) == ODD[lang][text]


def test_full_width_digits_are_digits():
    assert narrow('１２３７９０，５．６％、8') == '123790，5.6%、8' and narrow('甲，8%') == '甲，8%'


SPOKEN = {
    '幺幺零': '110',
    '九一一': '911',
    'triple nine': '999',
    'treble nine': '999',
    'one one oh': '110',
    'one one o': '110',
    'one one nought': '110',
    'Nine, double-four': '944',
}


@pytest.mark.parametrize('words', SPOKEN)
def test_a_number_that_is_read_out(words):
    assert spoken(words) == SPOKEN[words]
