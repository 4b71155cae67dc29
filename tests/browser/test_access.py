"""Accessibility: axe on every page, light and dark, phone and desktop."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from test_reader import PAGES

TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']


@pytest.mark.parametrize('width, scheme', [(360, 'light'), (360, 'dark'), (1280, 'light'), (1280, 'dark')])
def test_axe_finds_nothing(open_page, address, width, scheme):
    # the tool puts its script into the page, which our policy stops: only here pages open without it
    watched = open_page(
        viewport={'width': width, 'height': 640 if width == 360 else 800},
        color_scheme=scheme,
        bypass_csp=True,
    )
    found = []
    for slug in [f'{lang}{slug}' for lang in ('', 'en/') for slug in PAGES] + ['404.html']:
        watched.page.goto(f'{address}/{slug}')
        result = Axe().run(watched.page, options={'runOnly': {'type': 'tag', 'values': TAGS}})
        found += [
            f'{slug}: {fault["id"]} {fault["nodes"][0]["target"]} '
            f'{fault["nodes"][0].get("failureSummary", "")[:200]}'
            for fault in result.response['violations']
        ]
    assert not found, '\n'.join(found)


def test_contrast_at_the_door_is_seven_to_one(open_page, address):
    """Bars: 7:1 on now/ pages; axe's enhanced contrast rule measures it."""
    found = []
    for scheme in ('light', 'dark'):
        watched = open_page(viewport={'width': 360, 'height': 640}, color_scheme=scheme, bypass_csp=True)
        for slug in ('now/', 'en/now/', 'now/wont-leave/', 'en/now/claims/'):
            watched.page.goto(f'{address}/{slug}')
            result = Axe().run(
                watched.page,
                options={
                    'runOnly': ['color-contrast-enhanced'],
                    'rules': {'color-contrast-enhanced': {'enabled': True}},
                },
            )
            found += [
                f'{slug} {scheme}: {node["target"]} {node["failureSummary"][:160]}'
                for fault in result.response['violations']
                for node in fault['nodes'][:3]
            ]
    assert not found, '\n'.join(found)
