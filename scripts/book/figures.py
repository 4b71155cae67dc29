"""Finds figures in text: clock times, dates, percentages, amounts, articles of law, counts with a unit.

A figure is (class, value), for instance ('day', 15.0), ('clock', '22:00'), ('date', '2026-01-01'). The
classes of counts are in units.py. Ordinals (第2天) are no figures, but for articles of a law (第47条). What
is left over are plain numbers, such as those of telephones.
"""

from __future__ import annotations

import functools
import re

from scripts.book.days import MONTHS
from scripts.book.units import EN as EN_UNITS
from scripts.book.units import SIGNS, alternatives
from scripts.book.units import ZH as ZH_UNITS

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
# The Civil Code has 1,260.
MOST_ARTICLES = 2000
NUMBER = r'\d[\d,]*(?:\.\d+)?'
MONTH = '|'.join(MONTHS)
ZH_NAMES, EN_NAMES, SIGN_NAMES = map(alternatives, (ZH_UNITS, EN_UNITS, SIGNS))
ZH_COUNT = (
    rf'(?<![第\d.,/-])({NUMBER}(?:[万亿千百]?(?:[-–—~～、]|至|到|或|和){NUMBER})*)([万亿千百]*)[多余来几]? ?'
)
EN_COUNT = rf'(?<![\w.,/-])({NUMBER}(?:(?:-|–|, | or | to | and | and at most | and up to |, or ){NUMBER})*)'
EN_SCALE = '(?: (hundred|thousand|million|billion)|)'
EN_MORE = r'(?:more |calendar |natural |full |whole |banned |other )?'
EN_UNIT = rf"(?:-| ){EN_MORE}({EN_NAMES})(?:e?s|e?s'|)\b"
# an article of a law, and no number that counts something behind it: "article 245, 3 years"
EN_ARTICLE = (
    r'\d+(?:\(\d+\))*'
    rf'(?!\d|[,.]\d| ?(?:%|per ?cent|yuan|RMB)|(?:-| ){EN_MORE}(?:people|(?:{EN_NAMES})e?s)\b)'
)
# Each pattern in the order in which it takes its part of the text. A unit is the last group.
ZH = [
    ('clock', r'(\d{1,2}):(\d\d)'),
    ('article', r'第(\d+(?:(?:条?(?:[、和及或]|[至到–—-])第?)\d+)*)条'),
    ('date', r'(\d{4})年(\d{1,2})月(\d{1,2})日'),
    ('date', r'(\d{4})年(\d{1,2})月(?!\d)'),
    ('date', r'(?<![\d第])((?:19|20)\d\d)年'),
    ('date', r'()(\d{1,2})月(\d{1,2})日'),
    ('percent', rf'({NUMBER}) ?[%％]'),
    ('percent', rf'百分之({NUMBER})'),
    ('yuan', rf'(?:[¥￥]|人民币) ?({NUMBER})([万亿千百]*)'),
    ('yuan', ZH_COUNT + '(?:元|圆|块(?![头儿屏]))'),
    ('digit', rf'(?<=[后前])({NUMBER})()位'),
    ('count', ZH_COUNT + rf'个?({ZH_NAMES})'),
    ('count', ZH_COUNT + rf'({SIGN_NAMES})(?![A-Za-z])'),
    ('yuan', rf'(?<![第\d.,/-])({NUMBER})([千百]?[万亿])'),
    ('number', rf'(?:最多|最少|至少|至多|不(?:超过|多于|少于|满)) ?({NUMBER})()(?![\d:：-])'),
]
EN = [
    ('clock', r'(\d{1,2}):(\d\d)'),
    (
        'article',
        rf'\b[Aa]rt(?:icles?|s?\.) ({EN_ARTICLE}(?:(?:, and |, | and | or | to |-|–){EN_ARTICLE})*)',
    ),
    ('date', rf'(?P<d>\d{{1,2}}) (?P<m>{MONTH}) (?P<y>\d{{4}})'),
    ('date', rf'(?P<m>{MONTH}) (?P<y>\d{{4}})'),
    ('date', rf'(?P<d>\d{{1,2}}) (?P<m>{MONTH})\b'),
    ('date', rf'(?P<m>{MONTH}) (?P<d>\d{{1,2}})\b'),
    ('percent', rf'({NUMBER}) ?(?:%|per ?cent)'),
    ('yuan', EN_COUNT + EN_SCALE + r'[ -]?(?:yuan|RMB|CNY|kuai)\b'),
    ('yuan', rf'(?:RMB|CNY|[¥￥]) ?({NUMBER}){EN_SCALE}'),
    ('count', EN_COUNT + EN_UNIT),
    ('count', EN_COUNT + rf'[ -]?({SIGN_NAMES})\b'),
    ('date', r'(?<![\w.,/\[-])(?P<y>(?:19|20)\d\d)(?![\w-])'),
    (
        'age',
        rf'\b(?:[Aa]ged?|(?:[Aa]ge|child|person|someone|anyone) of|[Uu]nder|[Oo]ver) ({NUMBER})()(?![\w%])',
    ),
    ('number', rf'\b(?:up to|at (?:most|least)|(?:more|less|fewer) than|exceed) ({NUMBER})()(?![\w:%-])'),
    (
        'number',
        rf'(?<![\w.,/-])({NUMBER})() (?:at (?:most|least)|if|are|in many|an? (?:day|week|month|year))\b',
    ),
]
PATTERNS = {
    lang: [(kind, re.compile(pattern)) for kind, pattern in rows] for lang, rows in (('zh', ZH), ('en', EN))
}
DIGIT = re.compile(r'\d')
# A number with its own blanks and hyphens: 400 821 1215, 010-82951332, 45251-2025.
PLAIN = re.compile(rf'\d+(?:[- ]\d+)+|{NUMBER}')
MOST_OWN = 100
# What a count of things is that a text itself goes on to give: 这3种, these 3 kinds.
ITS_OWN = {'zh': re.compile(r'(?:这|那|下面|以下|上面)$'), 'en': re.compile(r'\b(?:[Tt]h[eo]se) $')}


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
        value = float(number.replace(',', ''))
        for sign in own or ([scale] if scale in SCALE else scale):
            value *= SCALE[sign]
        found.append(value)
    return found


def _articles(numbers: str) -> list[float]:
    """Every article of a list with its ranges: 4, 11至13 -> 4, 11, 12, 13. 175-1 is 175 with a suffix.

    Of a range that no law has only the first and the last.
    """
    found = []
    numbers = re.sub(r'\(\d+\)', '', numbers)
    for first, last in re.findall(r'(\d+)(?:条?(?:[至到–—-]| to )第?(\d+))?', numbers):
        start, end = float(first), float(last or 0)
        if 0 < end - start < MOST_ARTICLES:
            found += range(int(first), int(last) + 1)
        else:
            found += [start, end] if end > start else [start]
    return found


def parse(text: str, lang: str) -> tuple[list[tuple[str, object, str]], str]:
    """(class, value, as written) of each figure in digits, in no certain order; and the text without them."""
    found: list = []
    if not DIGIT.search(text):
        return found, text

    def take(kind: str, match: re.Match) -> str:
        written = match[0].strip()
        if kind == 'clock':
            found.append((kind, f'{int(match[1])}:{match[2]}', written))
        elif kind == 'date':
            found.append((kind, _date(match), written))
        elif kind == 'article':
            found.extend((kind, float(value), written) for value in _articles(match[1]))
        elif kind == 'percent':
            found.append((kind, float(match[1].replace(',', '')), written))
        elif kind == 'count':
            unit = ({**ZH_UNITS, **SIGNS} if lang == 'zh' else {**EN_UNITS, **SIGNS})[match[match.re.groups]]
            values = _values(match[1], match[2] if lang == 'zh' else '')
            its_own = unit in ('thing', 'clause') and ITS_OWN[lang].search(match.string[: match.start()])
            if (unit == 'own' or its_own) and max(values) >= MOST_OWN:
                # nobody counts so many of a text: a number that stands in front of some word, 打12379点进去
                return match[0]
            if unit not in ('own', 'size') and not its_own:
                found.extend((unit, value, written) for value in values)
        else:
            values = _values(match[1], match[2] or '')
            if kind == 'number' and max(values) >= MOST_OWN:
                return match[0]
            found.extend((kind, value, written) for value in values)
        return ' ' * len(match[0])

    for kind, pattern in PATTERNS[lang]:
        text = pattern.sub(functools.partial(take, kind), text)
    return found, text


def find(text: str, lang: str) -> list[tuple[str, object, str]]:
    """(class, value, as written) of each figure in digits, in no certain order."""
    return parse(text, lang)[0]


def plain(text: str) -> list[tuple[str, str]]:
    """(digits alone, as written) of each number in a text, such as that of a telephone."""
    found = [match[0].rstrip(',') for match in PLAIN.finditer(text)]
    return [(re.sub(r'[ ,-]', '', number), number) for number in found]
