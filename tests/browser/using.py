"""What the tests of the tools share: opening one, its words, its text as sent, what a phone keeps."""

from __future__ import annotations

import pytest
import yaml
from project import ROOT

WORDS = yaml.safe_load((ROOT / 'data' / 'interface.yml').read_text(encoding='utf-8'))
BOTH = pytest.mark.parametrize('lang', ['', 'en/'])

# Everything that a page can keep on a phone, as texts.
KEPT = """async () => {
  const found = [];
  for (const store of [localStorage, sessionStorage]) {
    found.push(...Object.keys(store).map(key => `${key}=${store.getItem(key)}`));
  }
  for (const base of await indexedDB.databases()) { found.push(`database ${base.name}`); }
  for (const name of await caches.keys()) { found.push(`cache ${name}`); }
  if (document.cookie) { found.push(document.cookie); }
  if (location.search) { found.push(location.search); }
  if (history.state) { found.push(JSON.stringify(history.state)); }
  if (window.name) { found.push(window.name); }
  return found;
}"""


def words(name: str, lang: str) -> str:
    """A text of data/interface.yml. lang: '' or 'en/'."""
    return WORDS[name][lang.strip('/') or 'zh']


def tool_page(watched, address: str, lang: str, name: str):
    """The opened page of a tool."""
    watched.page.goto(f'{address}/{lang}tools/{name}/')
    return watched.page


def text(page, sheet: str) -> str:
    """What would be sent of a sheet: its Chinese."""
    return page.locator(sheet).first.evaluate('box => self.handbookSheet.text(box)')


def kept(page) -> list[str]:
    """What the phone holds of the page beyond memory."""
    return page.evaluate(KEPT)
