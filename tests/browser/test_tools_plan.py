"""What can I pay, on the page: the drawn form becomes a sum, a statement and a call."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import hypothesis
import pytest
from hypothesis import strategies as st
from playwright.sync_api import expect
from test_tools_sums import MOST, apportioned
from using import BOTH, asked, kept, press, taken, text, tool_page, words

INCOME = ('wage', 'other-income')
ESSENTIAL = ('food', 'rent', 'power', 'medicine', 'school', 'care', 'fares', 'telephone')
OTHER = ('clothes', 'insurance', 'gifts', 'rest')
ROWS = (*INCOME, *ESSENTIAL, *OTHER)
# Writes into every field at once, as a reader who goes through the form, and tells what stands there then.
SET = """values => {
  document.querySelectorAll('article input').forEach(input => {
    if (input.type === 'text') { input.value = values[input.id] || ''; }
    if (input.type === 'checkbox') { input.checked = !!values[input.id]; }
  });
  document.querySelector('#plan-wage-yuan').dispatchEvent(new Event('change', {bubbles: true}));
  const said = selector => [...document.querySelectorAll(selector)].map(node => node.textContent);
  return {outputs: said('output'), faults: said('.fault').filter(Boolean), result: said('.result p'),
    lasts: said('td > output + small')};
}"""


def money(fen: int) -> str:
    return f'{Decimal(fen) / 100:,.2f}'.removesuffix('.00')


def plain(fen) -> str:
    return '' if fen is None else str(Decimal(fen) / 100)


def fill(page, **values) -> None:
    """Types each value into its field (wage='6000' is the row of the wage), then leaves it."""
    for name, said in values.items():
        ident = name.replace('_', '-')
        page.fill(f'#plan-{ident}-yuan' if ident in ROWS else f'#plan-{ident}', said)
        page.press(f'#plan-{ident}-yuan' if ident in ROWS else f'#plan-{ident}', 'Tab')


def result(page) -> list[str]:
    return page.locator('.result p').all_inner_texts()


@BOTH
def test_a_month_gives_the_parts_the_statement_and_the_call(phone, address, lang):
    page = tool_page(phone, address, lang, 'plan')
    drawn = text(page, '.letter')
    fill(page, wage='６，０００', other_income='0.5万元', food='1500', rent='1,800.5', clothes='200')
    assert result(page) == [
        words('plan-left', lang).replace('{left}', '7,499.50'),
        words('plan-low', lang).replace('{low}', '5,299.50'),
    ]
    assert text(page, '.letter') == drawn, 'nothing is said of a debt that is not there yet'
    fill(page, debt_1_name='花呗', debt_1_owed='20000', debt_1_rate='18')
    # one lender alone shares with nobody, and there is none to choose
    assert page.locator('#plan-to').is_hidden()
    assert '家各剩' not in text(page, '.letter') and '我每月能还5,299.50元' in text(page, '.letter')
    page.click(f'text={words("plan-more", lang)}')
    assert page.evaluate('document.activeElement.id') == 'plan-debt-2-name'
    fill(page, debt_2_name='<i>乙</i>', debt_2_owed='9999.99', offer='1000')
    parts = apportioned(100_000, [2_000_000, 999_999])
    page.select_option('#plan-to', label='<i>乙</i>')
    fill(page, name='张三', phone='13800000000')
    page.fill('#plan-date', '2026-01-02')
    assert text(page, '.letter') == (
        '事由：申请分期还款\n'
        '<i>乙</i>：\n我叫张三，在贵公司登记的手机号是13800000000。\n'
        '我想还，现在一次还不起全部。请看能不能照下面这样还。\n我每月到手11,000元。\n'
        '吃、住、水电这些必需的，每月3,300.50元。\n别的开支，每月200元。\n'
        f'能还的钱，我按2家各剩多少来分。\n贵公司这边，我每月能还{money(parts[1])}元。\n'
        '以上都是真的。同不同意，请写进App或者书面答复我。\n此致敬礼\n张三，13800000000\n2026年1月2日\n'
    )
    fill(page, start='12月10日', product='借呗')
    assert '\n贵公司同意的话，我从12月10日开始还。\n' in text(page, '.letter')
    assert '\n这里说的是借呗。\n' in text(page, '.letter')
    # each lender is told its own part, never the whole
    for lender, part in (('<i>乙</i>', parts[1]), ('花呗', parts[0])):
        page.select_option('#plan-to', label=lender)
        call = page.locator('.say').inner_text()
        assert all(each in call for each in ('11,000', '3,300.50', money(part), '12月10日'))
        assert '1,000元' not in call.replace('11,000元', '') and f'每月能还{money(part)}元' in call
    lasts = page.locator('td > output + small').first.inner_text()
    months = words('plan-months', lang)
    assert words('plan-bare', lang).strip() + ' ' * bool(lang) + months.replace('{months}', '30') in lasts
    assert words('plan-own', lang).strip() in lasts


def test_the_whole_page_agrees_with_another_reckoning(phone, address):
    page, tried = tool_page(phone, address, '', 'plan'), []
    small = st.one_of(
        st.none(), st.integers(0, 300_000), st.integers(0, 300_000).map(lambda yuan: yuan * 100)
    )
    debt = st.tuples(st.one_of(st.none(), st.integers(1, 10**8), st.just(MOST - 1)), st.booleans())

    @hypothesis.settings(max_examples=250, deadline=None, database=None, derandomize=True)
    @hypothesis.given(
        st.fixed_dictionaries({row: small for row in ROWS}),
        st.integers(0, 10**8),
        st.lists(debt, min_size=8, max_size=8),
        st.one_of(st.none(), st.integers(1, 10**6)),
    )
    def run(rows, wage, debts, offer):
        tried.append(1)
        rows = {**rows, 'wage': wage}
        sent = {f'plan-{name}-yuan': plain(fen) for name, fen in rows.items()} | {'plan-offer': plain(offer)}
        for at, (fen, old) in enumerate(debts, 1):
            sent |= {f'plan-debt-{at}-owed': plain(fen), f'plan-debt-{at}-old': old}
        got = page.evaluate(SET, sent)
        income, need, other = (sum(rows[row] or 0 for row in group) for group in (INCOME, ESSENTIAL, OTHER))
        left = income - need - other
        low = math.floor(Fraction(income * 4, 5)) - need - other
        asked = rows['food'] is None or rows['rent'] is None
        owed = [0 if old else fen or 0 for fen, old in debts]
        if asked or left <= 0 or (offer or 0) > left:
            amount = 0
        else:
            amount = max(low, 0) if offer is None else offer
        parts = apportioned(amount, owed) if amount else [0] * 8
        outputs = got['outputs']
        assert outputs[3:5] == (['', ''] if asked else [money(left), money(low)])
        shares = outputs[5:13]
        assert shares == [money(p) if sum(parts) and o else '' for p, o in zip(parts, owed, strict=True)]
        assert outputs[13] == (money(sum(owed)) if sum(owed) else '')
        assert outputs[14] == (money(min(amount, sum(owed))) if sum(parts) else '')

    run()
    assert len(tried) >= 250


@BOTH
@pytest.mark.parametrize('empty', ['food', 'rent'])
def test_food_and_housing_are_asked_for(phone, address, lang, empty):
    page = tool_page(phone, address, lang, 'plan')
    whole = {'wage': '6000', 'food': '1000', 'rent': '1000', 'debt_1_owed': '500'}
    fill(page, **{name: said for name, said in whole.items() if name != empty})
    assert result(page) == [words('plan-need', lang)]
    assert page.locator('.letter .filled').count() == 0
    fill(page, **{empty: '0'})
    assert len(result(page)) == 2 and page.locator('.letter .filled').count()


@BOTH
@pytest.mark.parametrize('rent, stops', [('4000', True), ('4000.01', True), ('3999.99', False)])
def test_it_stops_where_nothing_is_left_and_leads_on(phone, address, lang, rent, stops):
    page = tool_page(phone, address, lang, 'plan')
    fill(page, wage='5000', food='1000', rent=rent, debt_1_owed='900', offer='0.01')
    link = page.locator('.result a')
    assert link.count() == stops
    if stops:
        assert link.get_attribute('href') == '../../debt/no-money/'
        assert page.locator('.letter .filled').count() == page.locator('.say .filled').count() == 0
    else:
        assert words('plan-thin', lang) in result(page)
        assert page.locator('.letter .filled').count()


def test_a_month_that_bears_no_loss_of_income_names_no_sum_by_itself(phone, address):
    page = tool_page(phone, address, '', 'plan')
    fill(page, wage='5000', food='2000', rent='2000', debt_1_owed='900')
    assert result(page)[-1] == words('plan-thin', '') and not page.locator('.letter .filled').count()
    fill(page, food='1999.99')
    assert len(result(page)) == 2 and '每月能还0.01元' in text(page, '.letter')


@BOTH
@pytest.mark.parametrize(
    'ident, said, name',
    [
        ('plan-wage-yuan', 'abc', 'number'),
        ('plan-rest-yuan', '-5', 'minus'),
        ('plan-debt-1-owed', '10000000000', 'big'),
        ('plan-food-yuan', '1.234', 'cents'),
        ('plan-debt-1-rate', '100.01', 'big'),
        ('plan-offer', '5000', 'most'),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_until_it_is_mended(phone, address, lang, ident, said, name):
    page = tool_page(phone, address, lang, 'plan')
    fill(page, wage='6000', food='1000', rent='1000.01', debt_1_owed='8000')
    assert page.locator('.letter .filled').count()
    page.fill(f'#{ident}', said)
    page.press(f'#{ident}', 'Tab')
    field = page.locator(f'#{ident}')
    fault = page.locator(f'#{field.get_attribute("aria-describedby")}')
    assert fault.inner_text() == words(f'plan-{name}', lang) and field.get_attribute('aria-invalid') == 'true'
    assert page.locator('.fault:not(:empty)').count() == 1
    assert not page.locator('.letter .filled').count(), 'nothing is worked out from what is wrong'
    page.fill(f'#{ident}', '3999.99' if ident == 'plan-offer' else '50')
    assert not page.locator('.fault:not(:empty)').count() and field.get_attribute('aria-invalid') == 'false'


@BOTH
@pytest.mark.parametrize('which', [1, 2])
def test_a_debt_of_more_than_3_years_is_left_out_and_leads_to_its_page(phone, address, lang, which):
    page = tool_page(phone, address, lang, 'plan')
    fill(page, wage='6000', food='1000', rent='1000', debt_1_name='甲', debt_1_owed='800')
    page.click(f'text={words("plan-more", lang)}')
    fill(page, debt_2_name='乙', debt_2_owed='700')
    page.check(f'#plan-debt-{which}-old')
    cell = page.locator('td > output + small').nth(which - 1)
    assert cell.locator('a').get_attribute('href') == '../../debt/old/'
    other = '乙' if which == 1 else '甲'
    assert f'\n{other}：\n' in text(page, '.letter')
    assert f'每月能还{700 if which == 1 else 800}元' in text(page, '.letter')
    assert '按2家' not in text(page, '.letter')


@BOTH
def test_a_part_that_does_not_cover_the_interest_never_clears_and_this_is_said(phone, address, lang):
    page = tool_page(phone, address, lang, 'plan')
    fill(page, wage='6000', food='1000', rent='1000', debt_1_owed='10000', debt_1_rate='24', offer='200')
    lasts = page.locator('td > output + small').first
    assert words('plan-never', lang) in lasts.inner_text()
    fill(page, offer='200.01')
    assert words('plan-never', lang) not in lasts.inner_text()


def test_eight_debts_and_no_more(phone, address):
    page = tool_page(phone, address, '', 'plan')
    more = page.locator(f'button:has-text("{words("plan-more", "")}")')
    for number in range(2, 9):
        assert page.locator(f'#plan-debt-{number}-name').is_hidden()
        more.click()
        assert page.locator(f'#plan-debt-{number}-name').is_visible()
    assert more.is_hidden()


FULL = {
    'wage': '6000',
    'food': '1000',
    'rent': '1000',
    'debt_1_name': '甲',
    'debt_1_owed': '800',
    'name': '张三',
}


@BOTH
def test_a_full_use_sends_and_keeps_nothing_without_the_press(phone, address, lang):
    page = tool_page(phone, address, lang, 'plan')
    before = len(phone.requests)
    fill(page, **FULL, phone='13900001111', start='明天', debt_1_rate='18', offer='100')
    page.locator('.say-line').nth(1).click()
    page.keyboard.press('Escape')
    page.check('#plan-sure')
    assert taken(page, 'file') == text(page, '.letter')
    page.evaluate('self.print = () => {}')
    for name in ('copy', 'print', 'clear', 'no'):
        press(page, name)
    assert asked(phone, before) == [] and kept(page) == []


@BOTH
def test_what_was_saved_is_there_after_a_reload_and_gone_after_clearing(phone, address, lang):
    page = tool_page(phone, address, lang, 'plan')
    fill(page, **FULL)
    page.click(f'text={words("plan-more", lang)}')
    fill(page, debt_2_name='乙', debt_2_owed='700', debt_2_rate='12')
    page.check('#plan-debt-2-old')
    said = text(page, '.letter')
    press(page, 'keep')
    assert [entry.partition('=')[0] for entry in kept(page)] == ['handbook-plan']
    page.reload()
    assert text(page, '.letter') == said and page.input_value('#plan-debt-2-rate') == '12'
    assert page.is_checked('#plan-debt-2-old') and page.locator('#plan-debt-2-name').is_visible()
    assert not page.is_checked('#plan-sure'), 'true figures are said anew each time'
    page.check('#plan-sure')
    press(page, 'clear')
    press(page, 'yes')
    assert kept(page) == [] and page.locator('.letter .filled').count() == 0
    assert not page.is_checked('#plan-sure'), 'nor does it stand for figures that are gone'
    assert page.evaluate("""[...document.querySelectorAll('article input[type=text]')]
        .every(input => !input.value)""")
    assert page.locator('#plan-debt-2-name').is_hidden()
    page.reload()
    assert page.input_value('#plan-wage-yuan') == ''


@BOTH
@pytest.mark.parametrize('broken', ['{', '[1]', '"x"', '5', '{"plan-wage-yuan": 5}'])
def test_what_is_kept_and_broken_is_told_and_shown(phone, address, lang, broken):
    page = tool_page(phone, address, lang, 'plan')
    page.evaluate('text => localStorage.setItem("handbook-plan", text)', broken)
    page.reload()
    assert page.locator('#tool-status').inner_text() == words('tool-broken', lang)
    assert page.input_value('#tool-text') == broken and page.input_value('#plan-wage-yuan') == ''


@BOTH
@pytest.mark.parametrize('name', ['copy', 'file', 'print'])
def test_a_plan_goes_out_once_it_is_worked_out_and_said_to_be_true(phone, address, lang, name):
    page = tool_page(phone, address, lang, 'plan')
    page.evaluate('self.print = () => { self.printed = document.body.className; }')
    fill(page, wage='6000')
    press(page, name)
    assert page.locator('#tool-status').inner_text() == words('plan-empty', lang)
    fill(page, **FULL)
    press(page, name)
    assert page.locator('#tool-status').inner_text() == words('plan-unsure', lang)
    assert page.locator('#tool-copy').is_hidden() and not page.evaluate('!!self.printed')
    page.check('#plan-sure')
    press(page, name)
    if name == 'print':
        assert page.evaluate('self.printed').strip() == 'alone'
        page.emulate_media(media='print')
        assert page.evaluate('document.body.innerText').strip('\n') == text(page, '.letter').strip('\n')
    else:
        # what the clipboard answers takes its time
        expect(page.locator('#tool-status')).not_to_have_text(words('plan-unsure', lang))
        assert page.locator('#tool-status').inner_text() != ''


@BOTH
def test_what_the_statement_lacks_is_said(phone, address, lang):
    page = tool_page(phone, address, lang, 'plan')
    fill(page, **{**FULL, 'name': ''})
    label = {'': '姓名', 'en/': 'name'}[lang]
    missing = page.locator('.letter ~ p', has_text=words('plan-missing', lang).partition('{')[0]).first
    assert label in missing.inner_text()
    fill(page, name='张三')
    assert label not in missing.inner_text()


@BOTH
def test_without_script_the_form_is_as_it_was_drawn(open_page, address, lang):
    page = tool_page(open_page(java_script_enabled=False), address, lang, 'plan')
    assert page.locator('article table input').count() == 0
    assert page.locator('td:empty').count() == 19 + 16 + 2
    assert page.locator('.letter p:not(.admonition-title)').count() == 15
