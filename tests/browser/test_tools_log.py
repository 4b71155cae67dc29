"""The log on the phone: written, kept on the reader's press alone, merged between tabs, never lost."""

from __future__ import annotations

import json

import pytest
from test_keyboard import tab_to
from using import BOTH, kept, tool_page, words

FIELDS = ('when', 'where', 'who', 'firm', 'people', 'said', 'did', 'witness', 'proof', 'reported')
# A phone that is full, one that forbids to keep anything, one that takes it and has it not.
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
SHUT = """Object.defineProperty(self, 'localStorage',
  {get() { throw new DOMException('no', 'SecurityError'); }});"""
LIAR = 'Storage.prototype.setItem = () => {};'
# No way out of the browser but a text to copy by hand.
MUTE = """Object.defineProperty(navigator, 'clipboard', {value: undefined});
  document.execCommand = () => false;
  URL.createObjectURL = () => { throw new Error('no'); };"""


def note(page, **fields) -> None:
    """Writes one entry and says that it is done."""
    page.click('#log-new')
    for name, said in fields.items():
        page.fill(f'#entry-{name}', said)
    page.click('#log-form .keep button >> nth=0')


def save(page) -> str:
    """Presses save; returns what the page says."""
    page.click('[data-do=keep]')
    return said(page)


def said(page) -> str:
    return page.locator('#tool-status').inner_text()


def shown(page) -> list[str]:
    """The entries, the newest first: the values of each in their order, but for the time."""
    return page.locator('.entry').evaluate_all(
        "all => all.map(one => [...one.querySelectorAll('span')].map(p => p.textContent).slice(1).join('|'))"
    )


def stored(page) -> list[dict]:
    """The entries that the phone keeps."""
    return json.loads(page.evaluate("localStorage.getItem('handbook-log')"))['entries']


@BOTH
def test_a_full_use_asks_no_host_and_keeps_nothing_before_the_press(open_page, address, lang):
    watched = open_page(viewport={'width': 360, 'height': 640}, permissions=['clipboard-write'])
    page = tool_page(watched, address, lang, 'log')
    before = len(watched.requests)
    typed = {name: f'SECRET {name}' for name in FIELDS}
    note(page, **typed)
    note(page, said='SECRET two')
    page.click('.entry button >> nth=0')
    page.fill('#entry-did', 'SECRET more\nSECRET still')
    page.set_input_files('#log-file', {'name': 'SECRET.jpg', 'mimeType': 'image/jpeg', 'buffer': b'SECRET'})
    page.click('#log-form button >> text=/校验码|fingerprint/')
    page.locator('#tool-status', has_text=words('log-hash-done', lang)).wait_for()
    page.click('[data-do=copy]')
    page.locator('#tool-status', has_text=words('tool-copied', lang)).wait_for()
    page.click('#log summary')
    for button in ('[data-do=file]', '#log-csv', '#log-json'):
        with page.expect_download():
            page.click(button)
    page.fill('#log-paste', page.input_value('#tool-text'))
    page.click('#log-take')
    page.click('#log-form .keep button >> nth=0')
    page.click('.entry button >> nth=1')
    assert kept(page) == []
    assert [url for url in watched.requests[before:] if not url.startswith('blob:')] == []
    assert page.url == f'{address}/{lang}tools/log/'
    save(page)
    assert [line.partition('=')[0] for line in kept(page)] == ['handbook-log'] and len(stored(page)) == 1
    page.click('[data-do=clear]')
    page.click('[data-do=yes]')
    assert kept(page) == [] and page.locator('.entry').count() == 0
    assert [url for url in watched.requests[before:] if not url.startswith('blob:')] == []
    assert watched.faults == []


def test_the_button_stamps_the_time_of_the_phone(open_page, address):
    page = tool_page(open_page(timezone_id='America/St_Johns', locale='zh-CN'), address, '', 'log')
    now = "new Date().toLocaleString('sv-SE').slice(0, 16)"
    before = page.evaluate(now)
    page.click('#log-new')
    assert before <= page.input_value('#entry-when') <= page.evaluate(now)
    assert page.input_value('#entry-when') in said(page)


@BOTH
def test_what_was_saved_outlives_reload_and_a_killed_tab(phone, address, lang):
    page = tool_page(phone, address, lang, 'log')
    note(page, said='一', where='甲')
    assert words('tool-saved', lang)[-6:] in save(page)
    note(page, said='二')
    assert page.locator('.entry', has_text=words('log-unsaved', lang)).count() == 1
    page.reload()
    assert shown(page) == ['甲|一'], 'what was not saved is forgotten'
    page.click('#log-new')
    page.fill('#entry-said', '三，还在写')
    save(page)
    page.close()
    page = phone.context.new_page()
    page.goto(f'{address}/{"" if lang else "en/"}tools/log/')
    assert shown(page) == ['三，还在写', '甲|一'], 'the other language reads the same log'


def test_an_entry_is_changed_deleted_and_put_back(phone, address):
    page = tool_page(phone, address, '', 'log')
    note(page, said='原话')
    save(page)
    page.click('.entry button >> nth=0')
    page.fill('#entry-said', '另一句')
    page.click('#log-form .keep button >> nth=1')
    assert words('log-gone', '') in page.locator('.entry').inner_text()
    page.click('.entry button')
    assert shown(page) == ['另一句']
    page.click('.entry button >> nth=1')
    save(page)
    assert page.locator('.entry').count() == 0
    assert '另一句' not in json.dumps(stored(page), ensure_ascii=False)
    page.reload()
    assert page.locator('.entry').count() == 0


def test_clear_everything_is_in_sight_and_asks_once(phone, address):
    page = tool_page(phone, address, '', 'log')
    note(page, said='一')
    save(page)
    for answer, left in (('no', 1), ('yes', 0)):
        assert page.locator('[data-do=clear]').is_visible() and not page.locator('#tool-sure').is_visible()
        page.click('[data-do=clear]')
        assert page.evaluate('document.activeElement.dataset.do') == 'no'
        page.click(f'[data-do={answer}]')
        assert page.locator('.entry').count() == left == len(kept(page))


@BOTH
@pytest.mark.parametrize('stub, reason', [(FULL, 'full'), (SHUT, 'forbidden'), (LIAR, 'forbidden')])
def test_a_phone_that_keeps_nothing_says_so_and_the_entries_stay(open_page, address, lang, stub, reason):
    watched = open_page(viewport={'width': 360, 'height': 640})
    watched.page.add_init_script(stub + MUTE)
    page = tool_page(watched, address, lang, 'log')
    note(page, said='一')
    assert save(page) == words(f'tool-{reason}', lang)
    assert shown(page) == ['一'] and page.locator('.entry', has_text=words('log-unsaved', lang)).count() == 1
    page.click('[data-do=copy]')
    assert said(page) == words('tool-hold', lang)
    assert page.input_value('#tool-text').endswith('一')
    chosen = '[document.activeElement.id, document.activeElement.selectionEnd]'
    assert page.evaluate(chosen) == ['tool-text', len(page.input_value('#tool-text'))]
    page.click('#log summary')
    page.click('#log-json')
    assert said(page) == words('tool-hold', lang) and '"一"' in page.input_value('#tool-text')
    page.click('[data-do=clear]')
    page.click('[data-do=yes]')
    assert page.locator('.entry').count() == 0 and not page.locator('#tool-text').is_visible()
    assert watched.faults == []


def test_within_an_app_nothing_leaves_the_page_and_the_text_is_shown(open_page, address):
    agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 13_0 like Mac OS X) MicroMessenger/8.0.0'
    watched = open_page(viewport={'width': 360, 'height': 640}, user_agent=agent)
    watched.page.add_init_script('self.print = () => { self.printed = true; }')
    page, files = tool_page(watched, address, '', 'log'), []
    page.on('download', lambda file: files.append(file))
    note(page, said='一')
    for button in ('print', 'file'):
        page.click(f'[data-do={button}]')
        assert said(page) == words('tool-hold', '') and page.input_value('#tool-text').endswith('一')
    page.wait_for_timeout(200)
    assert files == [] and not page.evaluate('self.printed') and shown(page) == ['一']


def test_a_full_phone_keeps_what_was_saved_before(phone, address):
    page = tool_page(phone, address, '', 'log')
    note(page, said='一')
    save(page)
    page.evaluate(f'() => {{ {FULL} }}')
    note(page, said='二')
    assert save(page) == words('tool-full', '') and len(stored(page)) == 1
    page.reload()
    assert shown(page) == ['一']


@BOTH
@pytest.mark.parametrize('text', ['{"entries":[', '{"entries":[{"id":5}]}', '[]', '5', '"一"'])
def test_a_damaged_log_is_told_shown_and_not_overwritten(phone, address, lang, text):
    page = tool_page(phone, address, lang, 'log')
    page.evaluate("text => localStorage.setItem('handbook-log', text)", text)
    page.reload()
    assert said(page) == words('tool-broken', lang) and page.input_value('#tool-text') == text
    note(page, said='新的')
    assert save(page) == words('tool-broken', lang)
    assert page.evaluate("localStorage.getItem('handbook-log')") == text
    page.click('[data-do=clear]')
    page.click('[data-do=yes]')
    note(page, said='新的')
    save(page)
    assert len(stored(page)) == 1 and phone.faults == []


@pytest.fixture
def tabs(phone, address):
    """Two tabs of one browser, each at the log."""
    other = phone.context.new_page()
    other.goto(f'{address}/en/tools/log/')
    return tool_page(phone, address, '', 'log'), other


def settled(page, count: int) -> None:
    page.locator(f'.entry:nth-child({count})').wait_for(state='attached')
    page.locator(f'.entry:nth-child({count + 1})').wait_for(state='detached')


def test_two_tabs_that_save_in_turn_have_both(tabs):
    for turn in range(3):
        for tab, page in enumerate(tabs):
            note(page, said=f'{turn}.{tab}')
    for page in tabs:
        save(page)
    for page in tabs:
        settled(page, 6)
        assert sorted(shown(page)) == ['0.0', '0.1', '1.0', '1.1', '2.0', '2.1']
        assert page.locator('.entry small').count() == 0
    assert len(stored(tabs[0])) == 6


def test_two_tabs_that_save_at_the_same_moment_have_both(tabs):
    first, second = tabs
    note(first, said='一')
    save(first)
    settled(second, 1)
    note(first, said='二')
    save(first)
    settled(second, 2)
    # the second wrote without having seen what the first has kept
    second.evaluate("""() => localStorage.setItem('handbook-log', JSON.stringify({entries: [
      {id: 'other', made: 5, changed: 5, fields: {when: 'x', said: '三'}}]}))""")
    settled(first, 3)
    assert sorted(one['fields']['said'] for one in stored(first)) == ['一', '三', '二']


@pytest.mark.parametrize('later', [0, 1])
def test_one_entry_changed_in_two_tabs_stays_in_both_texts(tabs, later):
    note(tabs[0], said='原话')
    save(tabs[0])
    settled(tabs[1], 1)
    for number in (later, 1 - later):
        tabs[number].click('.entry button >> nth=0')
        tabs[number].fill('#entry-said', f'改{number}')
    for page in tabs:
        save(page)
    for page in tabs:
        settled(page, 2)
        assert sorted(shown(page)) == ['改0', '改1']
    # the form goes on with the text that was typed into it
    assert [page.input_value('#entry-said') for page in tabs] == ['改0', '改1']


@pytest.mark.parametrize('deletes', [0, 1])
def test_what_one_tab_deletes_and_the_other_changes_is_not_lost(tabs, deletes):
    note(tabs[0], said='原话')
    save(tabs[0])
    settled(tabs[1], 1)
    tabs[deletes].click('.entry button >> nth=1')
    tabs[1 - deletes].click('.entry button >> nth=0')
    tabs[1 - deletes].fill('#entry-said', '改了')
    for page in tabs:
        save(page)
    tabs[1 - deletes].click('[data-do=keep]')
    tabs[deletes].locator('.entry', has_text='改了').wait_for(state='attached')
    assert [one['fields']['said'] for one in stored(tabs[0])] == ['改了']


def test_what_one_tab_deletes_the_other_does_not_bring_back(tabs):
    for text in ('一', '二'):
        note(tabs[0], said=text)
    save(tabs[0])
    settled(tabs[1], 2)
    tabs[0].click('.entry button >> nth=1')
    save(tabs[0])
    settled(tabs[1], 1)
    note(tabs[1], said='三')
    save(tabs[1])
    settled(tabs[0], 2)
    assert shown(tabs[0]) == ['三', '一'] == shown(tabs[1])


def test_clearing_in_one_tab_clears_the_other_but_what_it_never_saved(tabs):
    note(tabs[0], said='一')
    save(tabs[0])
    settled(tabs[1], 1)
    note(tabs[1], said='没存的')
    tabs[0].click('[data-do=clear]')
    tabs[0].click('[data-do=yes]')
    tabs[1].locator('.entry', has_text='一').wait_for(state='detached')
    assert shown(tabs[1]) == ['没存的']
    save(tabs[1])
    assert [one['fields']['said'] for one in stored(tabs[1])] == ['没存的']


@BOTH
def test_it_is_used_by_keyboard_alone(phone, address, lang):
    page = tool_page(phone, address, lang, 'log')
    tab_to(page, 'article a, article button')
    assert page.evaluate("!!document.activeElement.closest('.path')")
    tab_to(page, '#article > p a')
    assert page.evaluate("!!document.activeElement.closest('.exit')"), 'the way out comes first'
    tab_to(page, '#log-new')
    page.keyboard.press('Enter')
    assert page.evaluate('document.activeElement.className') == 'writing'
    for name in FIELDS[1:]:
        tab_to(page, f'#entry-{name}')
        page.keyboard.insert_text(name)
    tab_to(page, '#log-form .keep button')
    page.keyboard.press('Space')
    assert page.evaluate("document.activeElement.closest('.entry') !== null")
    page.keyboard.press('Tab')
    page.keyboard.press('Enter')
    page.keyboard.press('Enter')
    assert shown(page) == ['|'.join(FIELDS[1:])], 'deleted and put back, the focus stays with it'
    page.evaluate('document.activeElement.blur()')
    tab_to(page, '[data-do=keep]')
    page.keyboard.press('Enter')
    tab_to(page, '[data-do=clear]')
    page.keyboard.press('Enter')
    page.keyboard.press('Shift+Tab')
    page.keyboard.press('Enter')
    assert kept(page) == [] and page.evaluate('document.activeElement.dataset.do') == 'clear'


@pytest.mark.parametrize('script', [True, False])
def test_the_paper_form_is_there_without_entries_and_the_entries_with_them(open_page, address, script):
    watched = open_page(java_script_enabled=script)
    page = tool_page(watched, address, '', 'log')
    assert page.locator('#log-new').is_visible() is script
    page.emulate_media(media='print')
    assert page.locator('.blank').count() == 3
    assert all(page.locator('.blank').nth(number).is_visible() for number in range(3))
    assert not page.locator('#log-new, #tool').first.is_visible()
    if script:
        page.emulate_media(media='screen')
        note(page, said='一')
        page.click('#log-new')
        page.fill('#entry-said', '还在写')
        page.emulate_media(media='print')
        assert [page.locator('.entry').nth(number).is_visible() for number in (0, 1)] == [True, True]
        assert shown(page) == ['还在写', '一']
        for gone in ('.blank', '.entry button', '#log-form', '#sheet', '#log details'):
            assert not page.locator(gone).first.is_visible(), gone
