"""The one table of units: what is counted, how each language names it. Every unit on the pages is in it.

The names of one class are equal: 日 and 天; 次, 通, calls and visits. No fact holds what the
handbook counts of itself, `own` (5步, 3 lines), nor the `size` of its files, so nothing checks those.
"""

from __future__ import annotations

import re

UNITS = {
    'second': ('秒 秒钟', 'second'),
    'minute': ('分钟', 'minute'),
    'hour': ('小时 钟头', 'hour'),
    'workday': ('工作日', 'working day, business day'),
    'day': ('日 天 自然日', 'day'),
    'week': ('周 星期 礼拜', 'week'),
    'month': ('月', 'month'),
    'year': ('年', 'year'),
    'age': ('周岁 岁', 'year-old, years old, years of age'),
    'time': ('次 趟 遍 通 电话', 'time, call, visit, attempt'),
    'fold': ('倍', 'fold'),
    'person': ('人 名 位', 'people, person, collector, visitor, agent, officer'),
    'digit': ('位数 位数字', 'digit'),
    'clause': ('条 款', 'clause, article'),
    'thing': ('个 种 类 项 期 家 渠道', 'kind, type, class, item, way, channel, instalment, firm'),
    'own': (
        '点 步 件 句 行 页 张 份 格 字 词 样 段 面',
        'point, step, line, row, page, sheet, copy, word, sentence, question, thing, part, case, ground, '
        'network, field, answer, ministry, authority, try',
    ),
    'size': ('KB', 'KB'),
}
ZH = {name: kind for kind, (names, _) in UNITS.items() for name in names.split()}
EN = {name: kind for kind, (_, names) in UNITS.items() for name in names.split(', ')}
# ministry, ministries: the pattern of a count adds the s
EN |= {f'{name[:-1]}ie': kind for name, kind in EN.items() if re.search('[^aeiou]y$', name)}
# What stands for a unit in either language, right behind its number too: 48h, 30 mins.
SIGNS = {
    sign: kind
    for kind, signs in {
        'second': 'sec secs',
        'minute': 'min mins',
        'hour': 'h H hr hrs',
        'week': 'wk wks',
        'month': 'mth mths',
        'year': 'yr yrs',
    }.items()
    for sign in signs.split()
}


def alternatives(names) -> str:
    """The names as part of a regular expression, the longest first."""
    return '|'.join(sorted(names, key=len, reverse=True))
