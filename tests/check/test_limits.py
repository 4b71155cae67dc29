"""Every limit from both sides: an overlay is one past it, and after one small cut it passes."""

from __future__ import annotations

import pytest
from trees import FIXTURES, Change, changes_of, found_with, rule_of, shared, told

from scripts.card import text as card_text
from scripts.check import card

# An overlay that is one past a limit; what is cut from its change and what is put there, to be at the limit.
PAIRS = [
    ('text/TXT-1-26-at-the-door', '问他叫', '问叫'),
    ('text/TXT-1-36-elsewhere', '问他叫', '问叫'),
    ('text/TXT-1-36-in-data', '问他叫', '问叫'),
    ('text/TXT-1-21-words-at-the-door', 'and where', 'where'),
    ('text/TXT-1-21-words-elsewhere', 'and where', 'where'),
    ('text/TXT-1-21-words-in-data', 'and where', 'where'),
    ('text/TXT-3-7.1-at-the-door', 'information first', 'information'),
    ('text/TXT-3-9.1-elsewhere', 'letter now', 'letter'),
    ('text/TXT-10-61-at-the-door', '先别开门', '别开门'),
    ('text/TXT-10-61-behind-the-way-out', '先别开门', '别开门'),
    ('text/TXT-10-41-words-at-the-door', 'the door', 'doors'),
    ('text/TXT-11-351-before-more', '先别开门', '别开门'),
    ('text/TXT-11-281-words-before-more', 'the door', 'doors'),
    # what is drawn has no words of its own
    ('text/TXT-11-281-words-before-more', 'Wait Wait Wait Wait.', 'Wait Wait Wait.\n\n<!-- draw: crisis -->'),
    ('text/TXT-11-351-before-the-first-entry', '先别开门', '别开门'),
    ('text/TXT-11-281-words-before-the-first-entry', 'the door', 'doors'),
    ('text/TXT-11-what-is-under-do-counts', '先别开门', '别开门'),
    ('text/TXT-11-what-is-under-do-counts', '{ #do }', '{ #other }'),
    ('text/TXT-11-what-is-under-officials-counts', '先别开门', '别开门'),
    ('text/TXT-11-what-is-under-officials-counts', '{ #officials }', '{ #other }'),
    ('text/TXT-11-what-is-before-do-counts-too', '先别开门', '别开门'),
    ('text/TXT-11-what-is-before-do-counts-too', '{ #again }', '{ #more }'),
    ('text/TXT-15-h1', '# 词语', '## 词语'),
    ('text/TXT-15-level-4', '#### 法院', '### 法院'),
    ('text/TXT-17-long-run', '然后', '后'),
    ('text/TXT-17-english-sentence', 'the meaning', 'meaning'),
    ('frontmatter/FM-2-four-next', ', now/claims/', ''),
    ('frontmatter/FM-2-no-alias', '[]', '[门]'),
    ('facts/FACT-6-two-spaces', '  only', ' only'),
    ('facts/FACT-6-space-at-the-end', "only. '", "only.'"),
    ('html/HTML-3-two', '<h1>又一个</h1>', ''),
    ('html/HTML-11-id-twice', 'id="do"', 'id="doing"'),
    ('links/LNK-8-twice', ' index.md,', ''),
]


@pytest.mark.parametrize(('name', 'cut', 'put'), PAIRS, ids=[f'{name}-{cut}' for name, cut, _ in PAIRS])
def test_one_past_a_limit_fails_and_at_the_limit_passes(name, cut, put):
    overlay = FIXTURES / name
    (change,) = changes_of(overlay)
    assert told(overlay) and cut in change.new
    assert found_with(rule_of(overlay), change._replace(new=change.new.replace(cut, put, 1))) == []


@pytest.mark.parametrize('cell', ['丙', r'丙\|丙'])
def test_a_table_of_three_columns_passes(cell):
    (change,) = changes_of(FIXTURES / 'text/TXT-9-four-columns')
    three = f'| 一 | 乙 | {cell} |\n| --- | --- | --- |\n| 一 | 乙 | 丙 |'
    assert found_with('TXT-9', change._replace(new=three)) == []


# Part of the card, edition, budget; behind which text of data/card.yml it grows, and by which sign or word.
BUDGETS = [
    ('mine', 'zh', 410, 'zh: 别骂人', '人'),
    ('mine', 'en', 275, "en: 'Don''t insult", ' not'),
    ('say', 'en', 125, '{zh: 我不方便', '我'),
    ('visitor', 'zh', 150, '- 请不要进屋，也', '我'),
    ('wallet mine', 'zh', 60, '{zh: 问', '问'),
    ('wallet mine', 'en', 50, "en: 'Ask", ' ask'),
    ('wallet visitor', 'zh', 65, '- 我不在门口付款、签', '不'),
    ('lock mine', 'zh', 55, '{zh: 我自己核实', '我'),
    ('lock mine', 'en', 40, "en: 'Someone at the", ' the'),
    ('lock visitor', 'zh', 55, '- 有事写下来放门口，留电话', '我'),
    ('strip', 'zh', 12, '{zh: 别开门', '门'),
    ('strip', 'en', 12, 'en: Keep it shut', ' now'),
]


@pytest.mark.parametrize(
    ('part', 'lang', 'budget', 'at', 'more'), BUDGETS, ids=[f'{part} {lang}' for part, lang, *_ in BUDGETS]
)
def test_each_part_of_the_card_has_its_budget(part, lang, budget, at, more):
    good, told = shared(True), []
    room = budget - card_text.counted(good.book, lang)[part]
    for number in (room, room + 1):
        change = Change('data/card.yml', at, at + more * number)
        with good.with_files(good.files_with([change])) as book:
            said = [problem.what for problem in card.texts(book)]
            told.append([what for what in said if what.startswith(f'{part} ({lang})')])
    unit = 'words' if lang == 'en' and part != 'say' else '字'
    assert told == [[], [f'{part} ({lang}) has {budget + 1} {unit}, at most {budget}']]


@pytest.mark.parametrize(
    ('at', 'more', 'longer'),
    [('law: 住宅', '住宅', 2), ('宪法第39条', '第39条', 0), ('我会打{police}', '打', 1)],
)
def test_on_the_visitors_side_the_names_of_laws_are_free(at, more, longer):
    good = shared(True)
    with good.with_files(good.files_with([Change('data/card.yml', at, at + more)])) as book:
        found = card_text.counted(book, 'zh')
    assert found == card_text.counted(good.book, 'zh') | {'visitor': 143 + longer}


@pytest.mark.parametrize('key', ['  facts: [hotline-110]\n  law-facts', '  law-facts: [hotline-110]'])
def test_the_card_is_as_old_as_the_oldest_fact_that_it_names(key):
    good = shared(True)
    named = Change('data/card.yml', key, key.replace('hotline-110', 'door-closed'))
    older = Change('data/facts/visit.yml', "checked: '2026-11-24'", "checked: '2026-10-03'")
    for changes, day in (([older], '2026-11-24'), ([named, older], '2026-10-03')):
        with good.with_files(good.files_with(changes)) as book:
            assert card_text.dates(book)['checked'] == day


def test_every_budget_of_the_card_is_tried():
    assert {(lang, part) for part, lang, *_ in BUDGETS} == {
        (lang, part) for lang, parts in card_text.BUDGETS.items() for part in parts
    }
