"""The arithmetic of the plan in the browser, against another calculation here, by fractions."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import hypothesis
import pytest
from hypothesis import strategies as st

MOST = 10**12  # fen: every figure is below
LONGEST = 1200
WHOLE = 120_000
# How many cases go to the page at once, how often: each property gets EACH * TIMES of them.
EACH, TIMES = 60, 10

fen = st.one_of(st.integers(0, 10**4), st.integers(0, 10**8), st.integers(MOST - 10**4, MOST - 1))
owed = st.one_of(st.just(0), st.integers(1, 5 * 10**6), st.integers(MOST - 100, MOST - 1))


@pytest.fixture(scope='module')
def sums(browser, address):
    """Asks a function of the page for many answers at once."""
    page = browser.new_page()
    page.goto(f'{address}/tools/plan/')

    def ask(name: str, cases):
        asked = '([name, cases]) => cases.map(each => { const said = self.handbookSums[name](...each);'
        return page.evaluate(
            asked + 'return said === Infinity ? "never" : said; })', [name, [list(case) for case in cases]]
        )

    yield ask
    page.close()


def holds(case, check) -> int:
    """Checks lists of cases; returns how many were tried."""
    tried = []

    @hypothesis.settings(max_examples=TIMES, deadline=None, database=None, derandomize=True)
    @hypothesis.given(st.lists(case, min_size=EACH, max_size=EACH))
    def run(cases):
        tried.extend(cases)
        check(cases)

    run()
    assert len(tried) >= EACH * TIMES
    return len(tried)


# --- what is typed


def wide(text: str) -> str:
    """A text in full-width signs."""
    return ''.join(chr(ord(sign) + 0xFEE0) if '!' <= sign <= '~' else sign for sign in text)


@st.composite
def typed(draw):
    """A figure in one of the ways in which people type it, and its fen."""
    value = draw(fen)
    if draw(st.booleans()) and value % 100 == 0:
        whole = value // 10**6
        rest = f'{value % 10**6:06d}'.rstrip('0')
        text = f'{whole}{"." if rest else ""}{rest}万'
    else:
        yuan, cents = divmod(value, 100)
        text = f'{yuan:,}' if draw(st.booleans()) else f'{yuan:0{draw(st.integers(1, 16))}d}'
        if cents or draw(st.booleans()):
            text += f'.{cents:02d}' if cents % 10 or draw(st.booleans()) else f'.{cents // 10}'
    text = draw(st.sampled_from(['', '¥', '¥ ', '￥'])) + text
    text += draw(st.sampled_from(['', '元', ' 元', '块', '块钱', ' yuan', ' RMB']))
    text = draw(st.sampled_from([text, wide(text), f' {text}\u3000']))
    return text, value


def test_a_figure_is_read_to_the_fen_however_it_is_typed(sums):
    def check(cases):
        said = sums('read', [(text,) for text, _ in cases])
        assert said == [value for _, value in cases], [
            (text, value, got) for (text, value), got in zip(cases, said, strict=True) if value != got
        ][:3]

    holds(typed(), check)


@pytest.mark.parametrize(
    'text, said',
    [
        ('', None),
        ('  \u3000', None),
        ('0', 0),
        ('0.01', 1),
        ('9,999,999,999.99', MOST - 1),
        ('10000000000', 'big'),
        ('10,000,000,000.00', 'big'),
        ('999999.999999万', MOST - 1),
        ('100万万', 'number'),
        ('1000000万', 'big'),
        ('90071992547409.92', 'big'),
        ('9' * 400, 'big'),
        ('0' * 400 + '7', 700),
        ('1.23', 123),
        ('1.234', 'cents'),
        ('1.000', 'cents'),
        ('1.2345678万', 'cents'),
        ('1.234567万', 1234567),
        ('-1', 'minus'),
        ('−0.01', 'minus'),
        ('－５', 'minus'),
        ('¥-5', 'minus'),
        ('1,23', 'number'),
        ('1,2345', 'number'),
        ('12,34,567', 'number'),
        ('1,234,56', 'number'),
        (',123', 'number'),
        ('1.2.3', 'number'),
        ('1.', 'number'),
        ('.5', 'number'),
        ('1 234', 'number'),
        ('1e3', 'number'),
        ('0x10', 'number'),
        ('NaN', 'number'),
        ('Infinity', 'number'),
        ('三千', 'number'),
        ('3千', 'number'),
        ('1234美元', 'number'),
        ('1234元元', 'number'),
        ('大概1000', 'number'),
        ('=1+1', 'number'),
        ('+5', 'number'),
        ('1/2', 'number'),
        ('٣', 'number'),
    ],
)
def test_what_is_no_figure_is_told_and_limits_hold_on_both_sides(sums, text, said):
    assert sums('read', [(text,)]) == [said]


@pytest.mark.parametrize(
    'text, said',
    [
        ('18%', 1800),
        ('0', 0),
        ('100', 10000),
        ('100.01', 'big'),
        ('１５．４％', 1540),
        ('x%', 'number'),
        ('', None),
    ],
)
def test_a_rate_is_at_most_a_hundred_per_cent_a_year(sums, text, said):
    assert sums('rate', [(text,)]) == [said]


def test_any_text_is_a_figure_below_the_limit_or_is_told(sums):
    def check(cases):
        for text, said in zip(cases, sums('read', [(text,) for text in cases]), strict=True):
            fine = said in (None, 'number', 'cents', 'minus', 'big') or (
                type(said) is int and 0 <= said < MOST
            )
            assert fine, (text, said)

    holds(st.text(st.sampled_from('0123456789.,，．-元万¥ %e '), max_size=18), check)


# --- the split


def apportioned(total: int, debts: list[int]) -> list[int]:
    """The largest remainders, by fractions."""
    whole = sum(debts)
    if not whole:
        return [0 for _ in debts]
    exact = [Fraction(min(total, whole) * each, whole) for each in debts]
    parts = [math.floor(each) for each in exact]
    order = sorted(range(len(debts)), key=lambda at: parts[at] - exact[at])
    for at in order[: min(total, whole) - sum(parts)]:
        parts[at] += 1
    return parts


def test_the_split_adds_up_to_the_last_fen_by_the_largest_remainders(sums):
    def check(cases):
        for (total, debts), parts in zip(cases, sums('split', cases), strict=True):
            assert parts == apportioned(total, debts), (total, debts)
            assert sum(parts) == min(total, sum(debts))
            assert all(0 <= part <= each for part, each in zip(parts, debts, strict=True))

    holds(st.tuples(fen, st.lists(owed, min_size=1, max_size=8)), check)


@pytest.mark.parametrize(
    'total, debts, parts',
    [
        (100, [1000, 1000, 1000], [34, 33, 33]),
        (200, [1000, 1000, 1000], [67, 67, 66]),
        (1, [1, MOST - 1], [0, 1]),
        (0, [5, 6], [0, 0]),
        (11, [5, 6], [5, 6]),
        (12, [5, 6], [5, 6]),
        (10, [5, 6], [5, 5]),
        (MOST - 1, [MOST - 1] * 8, apportioned(MOST - 1, [MOST - 1] * 8)),
        (5, [0, 0], [0, 0]),
    ],
)
def test_the_split_at_its_edges(sums, total, debts, parts):
    assert sums('split', [(total, debts)]) == [parts]


# --- how long it lasts


def lasting(debt: int, part: int, yearly: int):
    """Months until a debt is cleared, the interest of each to the nearest fen."""
    left, months = debt, 0
    while left > 0 and months <= LONGEST:
        grown = math.floor(Fraction(left * yearly, WHOLE) + Fraction(1, 2))
        if grown >= part:
            return 'never'
        left, months = left + grown - part, months + 1
    return months


def test_months_without_interest_are_the_debt_over_the_part_rounded_up(sums):
    def check(cases):
        want = ['never' if not part else math.ceil(Fraction(debt, part)) for debt, part, _ in cases]
        assert sums('months', cases) == want

    holds(st.tuples(owed.map(lambda each: each or 1), st.integers(0, 10**6), st.just(0)), check)


def test_months_at_a_rate_are_those_of_month_by_month_reckoning(sums):
    def check(cases):
        for case, said in zip(cases, sums('months', cases), strict=True):
            assert said == lasting(*case), case

    debt = st.integers(1, 10**7)
    # parts near a month's interest too, where it hardly clears
    near = st.builds(
        lambda owe, yearly, more: (owe, max(owe * yearly // WHOLE + more, 0), yearly),
        debt,
        st.integers(1, 10**4),
        st.integers(-2, 400),
    )
    holds(st.one_of(st.tuples(debt, st.integers(0, 10**6), st.integers(1, 10**4)), near), check)


@pytest.mark.parametrize(
    'case, said',
    [
        ((120000, 1800, 1800), 'never'),  # the interest of a month is 1800 fen
        ((120000, 1801, 1800), lasting(120000, 1801, 1800)),
        ((120000, 121800, 1800), 1),
        ((120000, 121799, 1800), 2),
        ((1, 0, 0), 'never'),
        ((MOST - 1, MOST - 1, 0), 1),
        ((MOST - 1, 10**11, 10**4), lasting(MOST - 1, 10**11, 10**4)),
        ((12_100, 10, 1), LONGEST + 1),
    ],
)
def test_months_at_their_edges(sums, case, said):
    assert sums('months', [case]) == [said]


def test_the_interest_of_a_month_is_to_the_nearest_fen(sums):
    def check(cases):
        want = [math.floor(Fraction(debt * yearly, WHOLE) + Fraction(1, 2)) for debt, yearly in cases]
        assert sums('interest', cases) == want

    # 60 over 120,000: exactly half a fen, up
    half = st.integers(0, 10**5).map(lambda times: (times * 120 + 60, 1000))
    holds(st.one_of(st.tuples(fen, st.integers(0, 10**4)), half), check)


# --- a fifth less, and how money is written


def test_a_fifth_less_is_exact_with_the_last_fen_down(sums):
    def check(cases):
        assert sums('lower', [(each,) for each in cases]) == [
            math.floor(Fraction(4 * each, 5)) for each in cases
        ]

    holds(st.one_of(fen, st.integers(0, 2 * MOST - 2)), check)


def test_money_is_written_with_all_its_fen(sums):
    def written(value: int) -> str:
        text = f'{Decimal(value) / 100:,.2f}'
        return text.removesuffix('.00')

    def check(cases):
        assert sums('show', [(each,) for each in cases]) == [written(each) for each in cases]

    holds(st.one_of(fen, st.integers(-14 * MOST, 22 * MOST)), check)
