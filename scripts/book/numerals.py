"""Numbers in words become digits, so that figures.py reads them: 十五日 -> 15日, two thousand -> 2000.

Of a fact every numeral counts. In prose 一, one, once, each and the like are mostly no numbers and stay as
they are. So does what is only about so many: 几十天, 两三天.
"""

from __future__ import annotations

import re

from scripts.book.units import EN, ZH, alternatives

ZH_DIGITS = {sign: n for n, sign in enumerate('零一二三四五六七八九')} | {'〇': 0, '两': 2}
ZH_TENS = {'十': 10, '百': 100, '千': 1000}
ONES = 'zero one two three four five six seven eight nine'.split()
TEENS = 'ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split()
TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split()
EN_WORDS = {word: n for n, word in enumerate([*ONES, *TEENS])}
EN_WORDS |= {word: 10 * n for n, word in enumerate(TENS, 2)}
EN_SCALES = {'hundred': 100, 'thousand': 1000, 'million': 10**6, 'billion': 10**9}

# full-width digits and per cent signs are what they look like
NARROW = str.maketrans('０１２３４５６７８９％．', '0123456789%.')
WIDE = re.compile('[０-９％．]')

ZH_NUMERAL = '[零〇一二两三四五六七八九十百千万亿]+'
ZH_UNIT = rf'[多余来几]?个?(?:{alternatives(ZH)}|元|圆|块)'
# 几十, 数百, 上百, 第三 are no numbers of anything, nor is 后三位 a number of people
ZH_COUNTED = re.compile(
    rf'(?<![\d几数第上零〇一二两三四五六七八九十百千万亿])({ZH_NUMERAL})'
    rf'(?=(?:(?:至|到|或|、)(?:{ZH_NUMERAL}|\d+))?{ZH_UNIT})'
)
ZH_PART = re.compile(rf'(百|千|万)分之({ZH_NUMERAL}|\d+(?:\.\d+)?)(?:点([零〇一二三四五六七八九]+))?')
ZH_ARTICLE = re.compile(rf'第({ZH_NUMERAL})(?=条)')
ZH_YEAR = re.compile(r'[一二][零〇一二三四五六七八九]{3}(?=年)')

SMALL = rf'(?:(?:{"|".join(TENS)})(?:[- ](?:{"|".join(ONES[1:])}))?|{"|".join([*TEENS, *ONES])})'
SCALE = rf'(?: (?:{"|".join(EN_SCALES)}))'
EN_NUMBER = re.compile(
    rf'\b(?:(?:{SMALL}|an?){SCALE}+(?:(?: and)? {SMALL}{SCALE}*)*|{SMALL})\b', re.IGNORECASE
)

# A number that is read out digit by digit, as that of a telephone: 幺幺零, one one oh, triple nine.
SAID_DIGITS = {**ZH_DIGITS, '幺': 1, 'oh': 0, 'o': 0, 'nought': 0} | {w: n for n, w in enumerate(ONES)}
TIMES = {'double': 2, 'triple': 3, 'treble': 3}
EN_DIGIT = rf'(?:(?:{"|".join(TIMES)})[- ])?(?:{"|".join([*ONES, "nought", "oh?"])})'
SPOKEN = (
    rf'[幺〇零一二三四五六七八九]{{2,}}(?![零〇一二两三四五六七八九十百千万亿]|{ZH_UNIT})'
    rf'|{EN_DIGIT}(?:,?[- ]{EN_DIGIT})*\b'
)

NUMBER_WORDS = {'twice', *EN_WORDS, *EN_SCALES} - {'one'}
WORDS_APART = str.maketrans(dict.fromkeys('-–—“”‘’"\'()[]|/,.;:*', ' '))


def narrow(text: str) -> str:
    """A text with its full-width digits as those that a phone dials."""
    return text.translate(NARROW) if WIDE.search(text) else text


def zh_number(word: str) -> str:
    """A Chinese numeral in digits: 十五 -> 15, 两千五百 -> 2500, 二〇二六 -> 2026; 10万 keeps its 万.

    What is only about so many (两三, 七八) stays as it is.
    """
    body = word.rstrip('万亿')
    if set(body) & {'万', '亿'}:
        body = word
    if len(body) > 1 and not set(body) & {*ZH_TENS, '万', '亿'}:
        # a row of digits: a year, or two neighbours that mean "about so many"
        return ''.join(str(ZH_DIGITS[sign]) for sign in word) if len(body) > 2 and body == word else word
    if re.search('[一二两三四五六七八九]{2}', body):
        return word
    total, part, digit = 0, 0, 0
    for sign in body:
        if sign in ZH_DIGITS:
            digit = ZH_DIGITS[sign]
        elif sign in ZH_TENS:
            part, digit = part + (digit or 1) * ZH_TENS[sign], 0
        else:
            total, part, digit = total + (part + digit or 1) * {'万': 10**4, '亿': 10**8}[sign], 0, 0
    return f'{total + part + digit}{word[len(body) :]}'


def en_number(words: str) -> int:
    """An English number in words: twenty-four -> 24, two thousand five hundred and one -> 2501."""
    total, part = 0, 0
    for word in re.split(r'[- ]', words.lower()):
        if word in EN_WORDS:
            part += EN_WORDS[word]
        elif word == 'hundred':
            part = (part or 1) * 100
        elif word in EN_SCALES:
            total, part = total + (part or 1) * EN_SCALES[word], 0
    return total + part


def spoken(words: str) -> str:
    """The digits of a number that is read out: 幺幺零 -> 110, triple nine -> 999."""
    digits, times = '', 1
    for word in re.findall('[a-z]+|.', re.sub('[-, ]', ' ', words.lower()).strip()):
        if word in TIMES:
            times = TIMES[word]
        elif word in SAID_DIGITS:
            digits, times = digits + str(SAID_DIGITS[word]) * times, 1
    return digits


def _night(hour: int) -> str:
    """An hour of the evening both as it may be written: 晚10点 -> 22:00、10:00; 晚12点 is midnight."""
    return '24:00、0:00' if hour == 12 else f'{hour % 12 + 12}:00、{hour}:00'


def _zh(text: str, prose: bool) -> str:
    def part(match: re.Match) -> str:
        whole = zh_number(match[2]) if match[2][0] in ZH_NUMERAL else match[2]
        decimals = ''.join(str(ZH_DIGITS[sign]) for sign in match[3] or '')
        value = float(f'{whole}.{decimals}' if decimals else whole) / {'百': 1, '千': 10, '万': 100}[match[1]]
        return f'{value:.10g}%'

    text = ZH_PART.sub(part, text)
    text = ZH_YEAR.sub(lambda m: zh_number(m[0]), text)
    text = ZH_ARTICLE.sub(lambda m: '第' + zh_number(m[1]), text)
    return ZH_COUNTED.sub(lambda m: m[1] if prose and m[1] == '一' else zh_number(m[1]), text)


def in_prose(text: str, lang: str) -> str:
    """A text of a page with its numerals in words written as digits."""
    if lang == 'zh':
        return _zh(text, True)
    if NUMBER_WORDS.isdisjoint(text.lower().translate(WORDS_APART).split()):
        # looking for a number of several words takes long
        return text
    text = re.sub(r'\b[Tt]wice (?=an? |per |each |every )', '2 times ', text)
    return EN_NUMBER.sub(lambda m: m[0] if m[0].lower() == 'one' else str(en_number(m[0])), text)


def in_digits(text: str, lang: str) -> str:
    """A fact's text with its numerals in words and its clock hours written as figures."""
    if lang == 'zh':
        text = re.sub(r'(\d+)个(?![月小工人])', r'\1名', _zh(text.replace('半年', '6个月'), False))
        text = re.sub(r'晚上?(\d{1,2})[点时]', lambda m: _night(int(m[1])), text)
        return re.sub(r'(?<!\d)(\d{1,2})[点时](?!间)', r'\1:00', text)
    text = re.sub(r'\b[Tt]wice\b', '2 times', re.sub(r'\b[Oo]nce\b', '1 time', text))
    text = re.sub(r'\bhalf a year\b', '6 months', text)
    text = re.sub(
        r'\b(\d{1,2}) ?([ap])\.?m\b\.?', lambda m: f'{int(m[1]) % 12 + (12 if m[2] == "p" else 0)}:00', text
    )
    text = EN_NUMBER.sub(lambda m: str(en_number(m[0])), text)
    return re.sub(rf'\b(?:an?|each|every|per) (?={alternatives(EN)})', '1 ', text)
