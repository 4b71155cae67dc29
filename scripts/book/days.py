"""Days as a reader says them."""

from __future__ import annotations

import datetime

MONTHS = 'January February March April May June July August September October November December'.split()


def spoken(day: str, lang: str, beside: str = '') -> str:
    """A day (ISO) in words. beside: a day that stands before it; its year is not said twice."""
    year, month, number = map(int, day.split('-'))
    same = day[:4] == beside[:4]
    if lang == 'zh':
        return ('' if same else f'{year}年') + f'{month}月{number}日'
    return f'{number} {MONTHS[month - 1]}' + ('' if same else f' {year}')


def tomorrow() -> str:
    """The day (ISO) that nothing past is beyond; east of here it may be tomorrow already."""
    return (datetime.date.today() + datetime.timedelta(1)).isoformat()
