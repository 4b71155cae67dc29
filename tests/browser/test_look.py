"""The pruned theme sheet looks like the whole one on the page that shows every part."""
from __future__ import annotations

import io
import re

import pytest
from PIL import Image, ImageChops

import theme_css


@pytest.mark.parametrize('slug', ['components/', 'en/components/'])
@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_the_pruned_sheet_loses_nothing(open_page, address, root, slug, scheme):
    watched = open_page(viewport={'width': 720, 'height': 900}, color_scheme=scheme, bypass_csp=True)
    watched.page.goto(f'{address}/{slug}')
    pruned = Image.open(io.BytesIO(watched.page.screenshot(full_page=True)))
    site_css = (root / 'docs' / 'assets' / 'site.css').read_text(encoding='utf-8')
    watched.page.evaluate('css => { document.querySelector("style").textContent = css }', theme_css.theme_sheet() + site_css)
    whole = Image.open(io.BytesIO(watched.page.screenshot(full_page=True)))
    used = set(re.findall(r'class="([^"]+)"', watched.page.content()))
    assert pruned.size == whole.size, f'heights differ: run make theme-css (classes here: {sorted(used)})'
    difference = ImageChops.difference(pruned.convert('RGB'), whole.convert('RGB')).getbbox()
    assert difference is None, f'the part at {difference} looks different: run make theme-css (classes here: {sorted(used)})'
