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

ZH_NUMERAL = '[零〇一二两三四五六七八九十廿卅百千万亿]+'
ZH_UNIT = rf'[多余来几]?个?(?:{alternatives(ZH)}|元|圆|块)'
# 几十, 数百, 上百, 第三 are no numbers of anything, nor is 后三位 a number of people
ZH_COUNTED = re.compile(
    rf'(?<![\d几数第上零〇一二两三四五六七八九十廿卅百千万亿])({ZH_NUMERAL})'
    rf'(?=(?:(?:至|到|或|、)(?:{ZH_NUMERAL}|\d+))?{ZH_UNIT})'
)
ZH_PART = re.compile(
    rf'([百千万]|(?<![{ZH_NUMERAL[1:-2]}第])[二三四五六七八九十]|(?<!\d)\d\d?)分之'
    rf'({ZH_NUMERAL}|\d+(?:\.\d+)?)(?:点([零〇一二三四五六七八九]+))?'
)
WHOLE = {'百': 100, '千': 1000, '万': 10000}
# 日息万五 is five in ten thousand a day
ZH_IN_TEN_THOUSAND = re.compile(
    r'(?<=[息率日天])((?:是|为|按|收|：)?万)(?=[二三四五六七八九](?![十百千万亿元块]))'
)
# as sums are written on contracts: 叁万伍仟元
FORMAL = str.maketrans('壹贰叁肆伍陆柒捌玖拾佰仟', '一二三四五六七八九十百千')
ZH_FORMAL = re.compile('[壹贰叁肆伍陆柒捌玖][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*(?=[元圆块])')
ZH_ARTICLE = re.compile(rf'第({ZH_NUMERAL})(?=条)')
ZH_YEAR = re.compile(r'[一二][零〇一二三四五六七八九]{3}(?=年)')

# What a figure may also look like: 三成, 八五折, 5‰, 50k, 5w, 1万5, 半小时, a dozen.
# 成 and 折 are much else, but not behind a number: 一成不变, 2成功, 3折页.
PER_MILLE = re.compile(r'(\d+(?:\.\d+)?) ?‰')
THOUSANDS = re.compile(r'(?<![A-Za-z\d.,])(\d[\d,]*(?:\.\d+)?) ?[kK](?![A-Za-z])')
ZH_TENTHS = re.compile(
    r'(?<![第\d.几数零〇一二两三四五六七八九十百千万])([一二两三四五六七八九十]|\d(?:\.\d)?)成(半)?(?![不员为功立了果本年熟交])'
)
ZH_OFF = re.compile(
    r'(?<![第\d.几数零〇一二两三四五六七八九十百千万])([一二三四五六七八九]{1,2}|\d(?:\.\d)?|\d\d)折(?![页叠成])'
)
ZH_MORE = re.compile(r'(?<![\d.])(\d+)([万千])([1-9])[千百]?(?![\d.万千百亿至到或、–～~-])')
ZH_TEN_THOUSANDS = re.compile(r'(\d(?:\.\d+)?) ?[wW](?![A-Za-z])')
ZH_AND_A_HALF = re.compile(r'(?<![\d.])(\d+|一)个半(?=小时|钟头|月|星期)')
ZH_WITH_A_HALF = re.compile(r'(?<![\d.])(\d+|一)(年|小时|周)半(?!夜)')
ZH_HALVES = (
    (re.compile('(?<![大小上下前后个])半年(?![度报])'), '6个月'),
    (re.compile('半个?月(?![刊])'), '15天'),
    (re.compile('半个?(?:小时|钟头)'), '30分钟'),
)
EN_ODD = re.compile(r'half|fortnight|dozen|third|quarter|fifth|tenth', re.IGNORECASE)
PARTS = {'third': 3, 'quarter': 4, 'fifth': 5, 'tenth': 10}
# a third of it, two thirds; a third person is none
EN_PART = re.compile(
    rf'\b(?:(an?|one|1)[ -]({"|".join(PARTS)})(?= of\b)|([2-9])[ -]({"|".join(PARTS)})s\b)', re.IGNORECASE
)
EN_HALVES = [
    (re.compile(rf'\b{form}\b', re.IGNORECASE), written)
    for form, written in (
        ('half(?: an |-)hour', '30 minutes'),
        ('half a year', '6 months'),
        ('(?:a |one |1 )quarter of an hour', '15 minutes'),
        ('(?:(?:an?|one|every|each|per) )?fortnight', '2 weeks'),
        ('half a dozen', '6'),
        ('(?:a|one) dozen', '12'),
    )
]
EN_WITH_A_HALF = re.compile(r'\b(an?|one|\d+)( (?:hour|day|week|month|year)s?)? and a half\b', re.IGNORECASE)
EN_TIMES = re.compile(r'\b(\d+) (dozen|fortnights)\b')

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
    word = word.replace('廿', '二十').replace('卅', '三十')
    body = word.rstrip('万亿')
    if not body:
        return word
    if set(body) & {'万', '亿'}:
        body = word
    if len(body) > 1 and not set(body) & {*ZH_TENS, '万', '亿'}:
        # a row of digits: a year, or two neighbours that mean "about so many"
        return ''.join(str(ZH_DIGITS[sign]) for sign in word) if len(body) > 2 and body == word else word
    if re.search('[一二两三四五六七八九]{2}', body):
        return word
    total, part, digit, unit = 0, 0, 0, 10
    for sign in body:
        if sign in ZH_DIGITS:
            digit = ZH_DIGITS[sign]
            # 两万零五 has five ones, 两万五 five thousands
            unit = unit if digit else 10
        elif sign in ZH_TENS:
            unit = ZH_TENS[sign]
            part, digit = part + (digit or 1) * unit, 0
        elif sign == '万':
            unit = 10**4
            total, part, digit = total + (part + digit or 1) * unit, 0, 0
        else:
            unit = 10**8
            total, part, digit = (total + part + digit or 1) * unit, 0, 0
    return f'{total + part + digit * unit // 10}{word[len(body) :]}'


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


def _odd(text: str) -> str:
    """A text of either language with 5‰ and 50k as 0.5% and 50000."""
    text = PER_MILLE.sub(lambda m: f'{float(m[1]) / 10:.10g}%', text)
    return THOUSANDS.sub(lambda m: f'{float(m[1].replace(",", "")) * 1000:.10g}', text)


def _zh_odd(text: str) -> str:
    """A Chinese text with 三成, 八五折, 1万5 and halves as 30%, 85%, 15000 and the smaller unit."""

    def tenths(said: str) -> float:
        digits = ''.join(str(ZH_DIGITS.get(sign, 10 if sign == '十' else sign)) for sign in said)
        return float(digits) * 10 if len(said) == 1 or '.' in said else float(digits)

    text = ZH_TENTHS.sub(lambda m: f'{tenths(m[1]) + (5 if m[2] else 0):.10g}%', _odd(text))
    text = ZH_OFF.sub(lambda m: f'{tenths(m[1]):.10g}%', text)
    text = ZH_TEN_THOUSANDS.sub(r'\1万', text)
    text = ZH_MORE.sub(lambda m: str((int(m[1]) * 10 + int(m[3])) * (1000 if m[2] == '万' else 100)), text)
    text = ZH_AND_A_HALF.sub(lambda m: f'{1 if m[1] == "一" else m[1]}.5个', text)
    text = ZH_WITH_A_HALF.sub(lambda m: f'{1 if m[1] == "一" else m[1]}.5{m[2]}', text)
    for half, written in ZH_HALVES:
        text = half.sub(written, text)
    return text


def _en_odd(text: str) -> str:
    """An English text with half an hour, a fortnight, a dozen as 30 minutes, 2 weeks, 12."""
    if EN_ODD.search(text):
        for half, written in EN_HALVES:
            text = half.sub(written, text)
        text = EN_WITH_A_HALF.sub(lambda m: f'{m[1] if m[1].isdigit() else 1}.5{m[2] or ""}', text)
        text = EN_PART.sub(lambda m: f'{100 * int(m[3] or 1) / PARTS[(m[2] or m[4]).lower()]:.10g}%', text)
        text = EN_TIMES.sub(
            lambda m: f'{12 * int(m[1])}' if m[2] == 'dozen' else f'{2 * int(m[1])} weeks', text
        )
    return text


def _zh(text: str, prose: bool) -> str:
    def part(match: re.Match) -> str:
        whole = zh_number(match[2]) if match[2][0] in ZH_NUMERAL else match[2]
        decimals = ''.join(str(ZH_DIGITS[sign]) for sign in match[3] or '')
        parts = WHOLE.get(match[1]) or int(zh_number(match[1]) if match[1][0] in ZH_NUMERAL else match[1])
        value = 100 * float(f'{whole}.{decimals}' if decimals else whole) / parts if parts else 0
        return f'{value:.10g}%'

    text = ZH_FORMAL.sub(lambda m: m[0].translate(FORMAL), text)
    text = ZH_PART.sub(part, ZH_IN_TEN_THOUSAND.sub('万分之', text))
    text = ZH_YEAR.sub(lambda m: zh_number(m[0]), text)
    text = ZH_ARTICLE.sub(lambda m: '第' + zh_number(m[1]), text)
    text = ZH_COUNTED.sub(lambda m: m[1] if prose and m[1] == '一' else zh_number(m[1]), text)
    return _zh_odd(text)


def in_prose(text: str, lang: str) -> str:
    """A text of a page with its numerals in words written as digits."""
    if lang == 'zh':
        return _zh(text, True)
    if not NUMBER_WORDS.isdisjoint(text.lower().translate(WORDS_APART).split()):
        # looking for a number of several words takes long
        text = re.sub(r'\b[Tt]wice (?=an? |per |each |every )', '2 times ', text)
        text = EN_NUMBER.sub(lambda m: m[0] if m[0].lower() == 'one' else str(en_number(m[0])), text)
    return _en_odd(_odd(text))


def in_digits(text: str, lang: str) -> str:
    """A fact's text with its numerals in words and its clock hours written as figures."""
    if lang == 'zh':
        text = re.sub(r'(\d+)个(?![月小工人])', r'\1名', _zh(text, False))
        text = re.sub(r'晚上?(\d{1,2})[点时]', lambda m: _night(int(m[1])), text)
        return re.sub(r'(?<!\d)(\d{1,2})[点时](?!间)', r'\1:00', text)
    text = re.sub(r'\b[Tt]wice\b', '2 times', re.sub(r'\b[Oo]nce\b', '1 time', text))
    text = re.sub(
        r'\b(\d{1,2}) ?([ap])\.?m\b\.?', lambda m: f'{int(m[1]) % 12 + (12 if m[2] == "p" else 0)}:00', text
    )
    text = _en_odd(_odd(EN_NUMBER.sub(lambda m: str(en_number(m[0])), text)))
    return re.sub(rf'\b(?:an?|each|every|per) (?={alternatives(EN)})', '1 ', text)
