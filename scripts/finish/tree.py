"""Small helpers that every step of finishing uses on a page's tree."""

from __future__ import annotations

import lxml.html


def element(text: str):
    """One element out of its HTML."""
    return lxml.html.fragment_fromstring(text)
