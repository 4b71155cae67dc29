"""What the tests of the tools share: opening one, its words, its text as sent, what a phone keeps."""

from __future__ import annotations

import pytest
from project import ROOT

from scripts.book.read import load

DATA = load(ROOT).data
WORDS = DATA['interface']
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


def press(page, name: str) -> None:
    """Presses a button of the bar: keep, clear, yes, no, print, copy, file."""
    page.click(f'#tool [data-do="{name}"]')


def taken(page, name: str) -> str:
    """Presses a button that gives a file; returns what stands in it."""
    with page.expect_download() as given:
        press(page, name)
    with open(given.value.path(), encoding='utf-8-sig') as file:
        return file.read()


def asked(watched, before: int) -> list[str]:
    """The requests after the first ones. A file made on the phone is none."""
    return [url for url in watched.requests[before:] if not url.startswith('blob:')]
