"""Finds figures in text: clock times, dates, percentages, amounts, counts with a unit.

A figure is (class, value), for instance ('day', 15.0), ('clock', '22:00'), ('date', '2026-01-01'). Units of
one class are equal: 日 and 天; 月 and 个月; 人, 名, 位 and 个. Ordinals (第2天) are not figures.
"""

from __future__ import annotations

import functools
import re

ZH_UNITS = {
    '工作日': 'workday',
    '小时': 'hour',
    '日': 'day',
    '天': 'day',
    '月': 'month',
    '年': 'year',
    '次': 'time',
    '人': 'person',
    '名': 'person',
    '位': 'person',
}
EN_UNITS = {
    'working day': 'workday',
    'business day': 'workday',
    'day': 'day',
    'month': 'month',
    'year': 'year',
    'hour': 'hour',
    'time': 'time',
    'people': 'person',
    'person': 'person',
    'collector': 'person',
    'visitor': 'person',
    'agent': 'person',
    'officer': 'person',
}
SCALE = {
    '': 1,
    '百': 100,
    '千': 1000,
    '万': 10_000,
    '亿': 100_000_000,
    'hundred': 100,
    'thousand': 1000,
    'million': 1e6,
    'billion': 1e9,
}
MONTHS = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
]
ZH_DIGITS = {sign: n for n, sign in enumerate('零一二三四五六七八九')} | {'〇': 0, '两': 2}
EN_WORDS = {
    word: n
    for n, word in enumerate(
        [
            'zero',
            'one',
            'two',
            'three',
            'four',
            'five',
            'six',
            'seven',
            'eight',
            'nine',
            'ten',
            'eleven',
            'twelve',
            'thirteen',
            'fourteen',
            'fifteen',
            'sixteen',
            'seventeen',
            'eighteen',
            'nineteen',
        ]
    )
}
EN_WORDS |= {
    word: 10 * n
    for n, word in enumerate(
        ['twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'], 2
    )
}

NUMBER = r'\d[\d,]*(?:\.\d+)?'
MONTH = '|'.join(MONTHS)
ZH_COUNT = rf'(?<![第\d.,/-])({NUMBER}(?:[万亿千百]?(?:[-–—~～、]|至|到|或|和){NUMBER})*)([万亿千百]?)[多余]?'
EN_COUNT = rf'(?<![\w.,/-])({NUMBER}(?:(?:-|–|, | or | to | and | and at most | and up to |, or ){NUMBER})*)'
# Each pattern in the order in which it takes its part of the text. A unit is the last group.
ZH = [
    ('clock', r'(\d{1,2}):(\d\d)'),
    ('date', r'(\d{4})年(\d{1,2})月(\d{1,2})日'),
    ('date', r'(\d{4})年(\d{1,2})月(?!\d)'),
    ('date', r'(?<![\d第])((?:19|20)\d\d)年'),
    ('date', r'()(\d{1,2})月(\d{1,2})日'),
    ('percent', rf'({NUMBER})[%％]'),
    ('yuan', ZH_COUNT + '元'),
    ('count', ZH_COUNT + f'个?({"|".join(ZH_UNITS)})'),
]
EN = [
    ('clock', r'(\d{1,2}):(\d\d)'),
    ('date', rf'(?P<d>\d{{1,2}}) (?P<m>{MONTH}) (?P<y>\d{{4}})'),
    ('date', rf'(?P<m>{MONTH}) (?P<y>\d{{4}})'),
    ('date', rf'(?P<d>\d{{1,2}}) (?P<m>{MONTH})\b'),
    ('date', rf'(?P<m>{MONTH}) (?P<d>\d{{1,2}})\b'),
    ('percent', rf'({NUMBER}) ?(?:%|per ?cent)'),
    ('yuan', EN_COUNT + r' ?(hundred|thousand|million|billion|) ?(?:yuan|RMB)'),
    ('yuan', rf'(?:RMB|¥) ?({NUMBER})()'),
    ('count', EN_COUNT + rf"(?:-| )(?:more |calendar |full )?({'|'.join(EN_UNITS)})(?:s|s'|)\b"),
    ('date', r'(?<![\w.,/\[-])(?P<y>(?:19|20)\d\d)(?![\w-])'),
]


def _date(match: re.Match) -> str:
    """A date in ISO form, as far as it is given: 2026-01-01, 2026-01, 2026, --01-01."""
    named = match.groupdict()
    if named:
        year, month, day = (
            named.get('y'),
            MONTHS.index(named['m']) + 1 if named.get('m') else None,
            named.get('d'),
        )
    else:
        year, month, day = (*match.groups(), None, None)[:3]
    return '-'.join([year or '-', *(f'{int(part):02}' for part in (month, day) if part)])


def _values(numbers: str, scale: str) -> list[float]:
    """The values of a number or of a range: 5至10, 1万至10(万), 100,000 to 200,000."""
    found = []
    for number, own in re.findall(rf'({NUMBER})([万亿千百]?)', numbers):
        found.append(float(number.replace(',', '')) * SCALE[own or scale])
    return found


def find(text: str, lang: str) -> list[tuple[str, object, str]]:
    """(class, value, as written) of each figure in digits, in no certain order."""
    found = []

    def take(kind: str, match: re.Match) -> str:
        written = match[0].strip()
        if kind == 'clock':
            found.append((kind, f'{int(match[1])}:{match[2]}', written))
        elif kind == 'date':
            found.append((kind, _date(match), written))
        elif kind == 'percent':
            found.append((kind, float(match[1].replace(',', '')), written))
        elif kind == 'yuan':
            found.extend((kind, value, written) for value in _values(match[1], match[2]))
        elif lang == 'zh':
            found.extend((ZH_UNITS[match[3]], value, written) for value in _values(match[1], match[2]))
        else:
            found.extend((EN_UNITS[match[2]], value, written) for value in _values(match[1], ''))
        return ' ' * len(match[0])

    for kind, pattern in ZH if lang == 'zh' else EN:
        text = re.sub(pattern, functools.partial(take, kind), text)
    return found


def _zh_number(word: str) -> str:
    """A Chinese numeral in digits: 十五 -> 15, 两 -> 2, 三百 -> 300; 万 and 亿 stay as they are."""
    total, digit = 0, 0
    for sign in word.rstrip('万亿'):
        if sign in ZH_DIGITS:
            digit = ZH_DIGITS[sign]
        else:
            total += (digit or 1) * {'十': 10, '百': 100, '千': 1000}[sign]
            digit = 0
    return f'{total + digit}{word[len(word.rstrip("万亿")) :]}'


def _night(hour: int) -> str:
    """An hour of the evening both as it may be written: 晚10点 -> 22:00、10:00; 晚12点 is midnight."""
    return '24:00、0:00' if hour == 12 else f'{hour % 12 + 12}:00、{hour}:00'


def in_digits(text: str, lang: str) -> str:
    """A fact's text with its numerals in words and its clock hours written as figures."""
    if lang == 'zh':
        numeral = '[零〇一二两三四五六七八九十百千]+[万亿]?'
        unit = f'[多余]?个?(?:{"|".join(ZH_UNITS)}|元|个)'
        text = re.sub(
            rf'(?<![几数第])({numeral})(?=(?:(?:至|到|或|、)(?:{numeral}|\d+))?{unit})',
            lambda m: _zh_number(m[1]),
            text,
        )
        text = re.sub(f'百分之({numeral})', lambda m: _zh_number(m[1]) + '%', text)
        text = re.sub(r'(\d+)个(?![月小工人])', r'\1名', text.replace('半年', '6个月'))
        text = re.sub(r'晚上?(\d{1,2})[点时]', lambda m: _night(int(m[1])), text)
        return re.sub(r'(?<!\d)(\d{1,2})[点时](?!间)', r'\1:00', text)
    text = re.sub(r'\b[Tt]wice\b', '2 times', re.sub(r'\b[Oo]nce\b', '1 time', text))
    text = re.sub(r'\bhalf a year\b', '6 months', text)
    text = re.sub(
        r'\b(\d{1,2}) ?([ap])\.?m\b\.?', lambda m: f'{int(m[1]) % 12 + (12 if m[2] == "p" else 0)}:00', text
    )
    words = '|'.join(EN_WORDS)
    text = re.sub(
        rf'\b({words})(?:-({words}))?\b',
        lambda m: str(EN_WORDS[m[1].lower()] + EN_WORDS[(m[2] or 'zero').lower()]),
        text,
        flags=re.IGNORECASE,
    )
    return re.sub(rf'\b(?:an?|each|every|per) (?={"|".join(EN_UNITS)})', '1 ', text)
