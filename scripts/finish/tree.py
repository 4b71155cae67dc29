"""Small helpers that every step of finishing uses on a page's tree."""

from __future__ import annotations

import lxml.html


def element(text: str):
    """One element out of its HTML."""
    return lxml.html.fragment_fromstring(text)


def has_class(name: str) -> str:
    """The XPath condition that an element carries a class, whatever other classes it has."""
    return f'contains(concat(" ", normalize-space(@class), " "), " {name} ")'
