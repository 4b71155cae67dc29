"""The letters on the phone: the court paper first, each letter filled and read as text."""

from __future__ import annotations

import datetime
import re

import pytest
import using
from using import BOTH, asked, kept, press, taken, text, tool_page, words

DATA = using.DATA['letters']
LETTERS = {row['id']: row for row in DATA['letters']}
LABELS = {row['id']: row['label'] for row in DATA['fields']}
KINDS = {row['id']: row.get('kind', 'text') for row in DATA['fields']}
DAY = '2026-11-26'


def lines(letter) -> list[dict]:
    """The lines of a letter with gaps, as the data has them, without its enclosures."""
    head = [{'zh': '事由：' + letter['subject']['zh']}, {'zh': letter['to']['zh'] + '：'}]
    return [*head, *letter['lines'], DATA['close'], DATA['sign'], DATA['signed']]


def fields(letter) -> list[str]:
    """The names of its gaps in their order."""
    return list(dict.fromkeys(re.findall(r'\{([a-z-]+)\}', ''.join(line['zh'] for line in lines(letter)))))


def value(name: str) -> str:
    """What a reader types into a gap: with signs that HTML knows, several lines where there is room."""
    if KINDS[name] == 'day':
        return DAY
    return f'<b>{name}</b> & "1"' + ('\n第二行' if KINDS[name] == 'long' else '')


def written(letter, values: dict, enclosed=()) -> str:
    """The Chinese letter as its addressee reads it, reckoned from the data alone."""

    def gap(found: re.Match) -> str:
        said = values.get(found[1]) or f'（{LABELS[found[1]]["zh"]}）'
        return '2026年11月26日' if said == DAY else said

    out = [
        re.sub(r'\{([a-z-]+)\}', gap, line['zh'])
        for line in lines(letter)
        if all(values.get(name) for name in line.get('needs', ()))
    ]
    if enclosed:
        out.insert(-3, '附件：' + '；'.join(letter['enclosures'][at]['zh'] for at in enclosed))
    return '\n'.join(out) + '\n'


def opened(page, lang: str, ident: str) -> None:
    """Says that there is no court paper, and chooses a letter."""
    page.click(f'text={words("letters-none", lang)}')
    page.locator('.choices button').nth(list(LETTERS).index(ident)).click()


def fill(page, values: dict) -> None:
    for name, said in values.items():
        page.fill(f'#fill-{name}', said)


@BOTH
@pytest.mark.parametrize('ident', LETTERS)
def test_each_letter_is_written_as_its_addressee_reads_it(phone, address, lang, ident):
    page, letter = tool_page(phone, address, lang, 'letters'), LETTERS[ident]
    opened(page, lang, ident)
    asked = page.locator('.fields [id^="fill-"]:not(small)')
    assert [each.get_attribute('id') for each in asked.all()] == [f'fill-{name}' for name in fields(letter)]
    values = {name: value(name) for name in fields(letter)}
    fill(page, values)
    sheet = f'#letter-{ident} ~ .letter'
    assert text(page, sheet) == written(letter, values)
    ticks = page.locator('.fields .tick input')
    assert ticks.count() == len(letter['enclosures'])
    for at in range(ticks.count()):
        ticks.nth(at).check()
    assert text(page, sheet) == written(letter, values, range(ticks.count()))
    if ticks.count() > 1:
        ticks.nth(0).uncheck()
        assert text(page, sheet) == written(letter, values, range(1, ticks.count()))
    # the English stands beside it, line by line
    if lang:
        said = page.locator(sheet).first.inner_text()
        assert '26 November 2026' in said and values['name'] in said


@BOTH
@pytest.mark.parametrize('ident', LETTERS)
def test_a_sentence_drops_out_when_any_gap_that_it_needs_is_empty(phone, address, lang, ident):
    page, letter = tool_page(phone, address, lang, 'letters'), LETTERS[ident]
    opened(page, lang, ident)
    values = {name: value(name) for name in fields(letter)}
    fill(page, values)
    for name in fields(letter):
        # blanks alone are nothing
        page.fill(f'#fill-{name}', '' if KINDS[name] == 'day' else '  ')
        less = {**values, name: ''}
        assert text(page, f'#letter-{ident} ~ .letter') == written(letter, less), name
        needed = any(name in line.get('needs', ()) for line in lines(letter))
        still = f'（{LABELS[name]["zh"]}）' in written(letter, less)
        assert needed or still, f'{name} is of no effect'
        note = page.locator('.note').inner_text()
        assert LABELS[name]['zh' if not lang else 'en'] in note, f'it is not said that {name} is empty'
        page.fill(f'#fill-{name}', values[name])


@BOTH
def test_until_something_is_typed_the_letter_stands_whole_as_on_paper(phone, address, lang):
    page, letter = tool_page(phone, address, lang, 'letters'), LETTERS['who']
    opened(page, lang, 'who')
    needing = page.locator('.letter').nth(list(LETTERS).index('who')).locator('[data-needs]')

    def hidden() -> list[bool]:
        return needing.evaluate_all('nodes => nodes.map(node => node.parentNode.hidden)')

    assert len(hidden()) >= sum('needs' in line for line in letter['lines']) > 0 and not any(hidden())
    # the first gap takes the lines away that have none of theirs
    fill(page, {'name': '张三'})
    assert all(hidden())


@BOTH
def test_a_court_paper_comes_before_any_letter(phone, address, lang):
    page = tool_page(phone, address, lang, 'letters')
    assert page.locator('.danger .md-button').first.get_attribute('href') == '../../help/papers/'
    assert not page.locator('.choices').is_visible() and not page.locator('.fields input').count()
    start = page.locator(f'button:has-text("{words("letters-fill", lang)}")')
    assert start.count() == 7
    # who takes a letter further down is asked first, and then gets that letter
    start.nth(3).click()
    assert not page.locator('.fields input').count()
    assert page.evaluate('document.activeElement === document.querySelector(".danger")')
    page.click(f'text={words("letters-none", lang)}')
    assert page.locator('.fields #fill-reason').is_visible()
    assert page.evaluate('document.activeElement.id') == 'letter-time'


@BOTH
def test_what_a_letter_does_not_do_stands_beside_what_is_sent(phone, address, lang):
    page = tool_page(phone, address, lang, 'letters')
    for ident, letter in LETTERS.items():
        if not page.locator('.choices').is_visible():
            page.click(f'text={words("letters-none", lang)}')
        page.locator('.choices button').nth(list(LETTERS).index(ident)).click()
        assert letter['not'][lang.strip('/') or 'zh'] in page.locator('.letter + div').inner_text()


@BOTH
def test_what_was_typed_for_one_letter_stands_in_the_next(phone, address, lang):
    page = tool_page(phone, address, lang, 'letters')
    opened(page, lang, 'who')
    fill(page, {'name': '张三', 'lender': '甲公司', 'caller': '0571'})
    page.locator('.choices button').nth(1).click()
    assert page.input_value('#fill-name') == '张三' and not page.locator('#fill-caller').count()
    assert '张三' not in text(page, '#letter-who ~ .letter'), 'the letter before is as it is drawn'
    assert page.locator('#fill-name').count() == 1
    page.locator('.choices button').nth(0).click()
    assert page.input_value('#fill-caller') == '0571'


def test_the_day_is_today_on_this_phone(open_page, address):
    watched = open_page(viewport={'width': 360, 'height': 640}, timezone_id='Asia/Shanghai')
    page = tool_page(watched, address, '', 'letters')
    opened(page, '', 'contact')
    page.fill('#fill-name', '张三')
    now = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8)))
    assert f'{now.year}年{now.month}月{now.day}日' in text(page, '#letter-contact ~ .letter')


@BOTH
def test_a_full_use_sends_and_keeps_nothing_without_the_press(phone, address, lang):
    page = tool_page(phone, address, lang, 'letters')
    before = len(phone.requests)
    page.evaluate('self.print = () => {}')
    for ident in LETTERS:
        if ident == 'who':
            opened(page, lang, ident)
        else:
            page.locator('.choices button').nth(list(LETTERS).index(ident)).click()
        fill(page, {name: value(name) for name in fields(LETTERS[ident])})
        for tick in page.locator('.fields .tick input').all():
            tick.check()
        assert taken(page, 'file') == text(page, f'#letter-{ident} ~ .letter')
    for name in ('copy', 'print', 'clear', 'no'):
        press(page, name)
    assert asked(phone, before) == [] and kept(page) == []


@BOTH
def test_what_was_saved_is_there_after_a_reload_and_gone_after_clearing(phone, address, lang):
    page = tool_page(phone, address, lang, 'letters')
    opened(page, lang, 'complaint')
    fill(page, {'name': '张三', 'did': '一\n二', 'date': '2020-01-01'})
    page.locator('.fields .tick input').nth(1).check()
    press(page, 'keep')
    assert [entry.partition('=')[0] for entry in kept(page)] == ['handbook-letters']
    page.reload()
    assert not page.locator('.fields #fill-name').count(), 'the court paper comes first again'
    opened(page, lang, 'complaint')
    assert (
        page.input_value('#fill-did') == '一\n二' and page.locator('.fields .tick input').nth(1).is_checked()
    )
    assert page.input_value('#fill-date') == page.evaluate('handbookTool.today()'), (
        'an old day is no real one'
    )
    press(page, 'clear')
    press(page, 'yes')
    assert kept(page) == [] and page.input_value('#fill-name') == ''
    assert not page.locator('.fields .tick input').nth(1).is_checked()
    assert '张三' not in page.locator('article').inner_text()


@BOTH
@pytest.mark.parametrize('broken', ['{', '[1]', '"x"', '5', '{"values": {"name": 5}, "enclosed": {}}'])
def test_what_is_kept_and_broken_is_told_and_shown(phone, address, lang, broken):
    page = tool_page(phone, address, lang, 'letters')
    page.evaluate('text => localStorage.setItem("handbook-letters", text)', broken)
    page.reload()
    assert page.locator('#tool-status').inner_text() == words('tool-broken', lang)
    assert page.input_value('#tool-text') == broken


def test_on_paper_stands_the_chinese_letter_alone(phone, address):
    page = tool_page(phone, address, 'en/', 'letters')
    page.evaluate('self.print = () => {}')
    opened(page, 'en/', 'contact')
    press(page, 'print')
    page.emulate_media(media='print')
    assert 'Please contact me this way' in page.evaluate('document.body.innerText'), (
        'untouched: the paper forms'
    )
    page.emulate_media(media='screen')
    fill(page, {'name': '张三'})
    press(page, 'print')
    page.emulate_media(media='print')
    assert page.evaluate('document.body.innerText').strip('\n') == text(
        page, '#letter-contact ~ .letter'
    ).strip('\n')
    page.evaluate('dispatchEvent(new Event("afterprint"))')
    assert page.locator('.paper').count() == 0
    assert 'Please contact me this way' in page.evaluate('document.body.innerText')


def test_the_way_out_stays_first(phone, address):
    page = tool_page(phone, address, '', 'letters')
    opened(page, '', 'police')
    assert page.locator('.exit a').is_visible()
    assert page.locator('article h1 + *').get_attribute('class') == 'exit'
