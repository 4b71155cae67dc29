"""A stand-in for Playwright and its browser, for what is to be asked of a command and not of a picture."""

from __future__ import annotations

import contextlib
import io
import pathlib
import urllib.request

from PIL import Image


class Page:
    """A page that remembers what was done to it: (what, with what) in order."""

    def __init__(self, browser: Browser, options: dict) -> None:
        self.browser, self.done, self.text = browser, [('opened', options)], ''

    def goto(self, address: str) -> None:
        with urllib.request.urlopen(address) as answer:
            self.done.append(('went', answer.read().decode()))

    def set_content(self, text: str) -> None:
        self.done.append(('shown', text))

    def set_viewport_size(self, size: dict) -> None:
        self.done.append(('sized', size))

    def emulate_media(self, media: str) -> None:
        self.done.append(('media', media))

    def evaluate(self, script: str):
        self.done.append(('asked', script))
        return self.browser.answers.get(script)

    def pdf(self, **options) -> bytes:
        self.done.append(('printed', options))
        return self.browser.pdf

    def screenshot(self, path: pathlib.Path | None = None, **options) -> bytes:
        self.done.append(('pictured', options))
        if path:
            path.write_bytes(self.browser.png)
        return self.browser.png


class Browser:
    """answers: what a script gives, by its text; pdf, png: what is printed and pictured."""

    def __init__(self, answers: dict | None = None) -> None:
        self.answers, self.pages, self.closed = answers or {}, [], False
        self.pdf = b'%PDF /CreationDate (D:20260102030405+00) /ModDate (D:20260102030405+00) /Type /Page\n'
        out = io.BytesIO()
        Image.new('L', (4, 4), 200).save(out, 'PNG')
        self.png = out.getvalue()

    def new_page(self, **options) -> Page:
        self.pages.append(Page(self, options))
        return self.pages[-1]

    def launch(self, executable_path: str, args: list[str]) -> Browser:
        self.launched = executable_path, args
        return self

    def close(self) -> None:
        self.closed = True

    @property
    def chromium(self) -> Browser:
        return self

    def instead(self, monkeypatch) -> Browser:
        """Puts it into the place of Playwright, and names a browser for commands that look for one."""
        monkeypatch.setattr('playwright.sync_api.sync_playwright', lambda: contextlib.nullcontext(self))
        monkeypatch.setenv('CHROME', '/bin/sh')
        return self
