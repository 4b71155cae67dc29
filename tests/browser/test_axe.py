"""axe finds nothing: WCAG 2.2 A and AA, its best practices, and contrast of 7:1.

By default every built page is looked at once on a phone (the walk), and the pages that show every component
in four looks for contrast. `pytest -m full` asks every rule of every page in all four looks, with every fold
open.
"""

from __future__ import annotations

import axe
import pytest

PHONE = {'width': 360, 'height': 640}


def test_text_of_every_component_has_seven_to_one(everywhere, showcase):
    def look(page, _slug):
        page.evaluate(axe.FEWER)
        for each in axe.LOOKS:
            yield from axe.contrast(page, each)

    found = everywhere(look, showcase, axe.SCRIPT, viewport=PHONE)
    assert not found, '\n'.join(found)


# What a tap brings up: on which page, what is tapped, what then holds it.
STATES = [
    ('now/', '.maynot .cite a', '.footnote li:target'),
    ('now/', '.say-line', '.say-large'),
    ('help/', '.toc summary', '.toc ul'),
    ('help/', '.fold summary', '.footnote'),
]


def test_what_a_tap_brings_up_keeps_them_too(everywhere, address):
    def look(page, slug):
        for _where, tapped, shown in [state for state in STATES if slug.endswith(state[0])]:
            page.goto(f'{address}/{slug}')
            page.click(tapped)
            page.wait_for_selector(shown)
            yield from axe.rules(page, part=shown)
            for each in axe.LOOKS[:2]:
                yield from axe.contrast(page, each, shown)

    found = everywhere(look, ['now/', 'en/now/', 'help/', 'en/help/'], axe.SCRIPT, viewport=PHONE)
    assert not found, '\n'.join(found)


@pytest.mark.full
def test_every_rule_on_every_page_in_every_look_with_every_fold_open(everywhere, built, showcase):
    runs = []

    def look(page, slug):
        page.evaluate('document.querySelectorAll("details").forEach(fold => { fold.open = true })')
        for each in axe.LOOKS:
            yield from axe.contrast(page, each)
            yield from [f'{each}: {fault}' for fault in axe.rules(page, axe.EVERY_RULE)]
            runs.append((slug, each))

    found = everywhere(look, built + [slug for slug in showcase if '#' in slug], axe.SCRIPT)
    print(f'{len(runs)} runs of every rule, {len(found)} findings')
    assert not found, '\n'.join(found)
