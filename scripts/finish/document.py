"""A whole document for the pages that the build makes without the engine: the bare door, the empty sheet."""

from __future__ import annotations

import html
import pathlib

from scripts.book.model import TAGS
from scripts.finish import policy


def document(lang: str, title: str, style: str, body: str) -> str:
    """The document. title: in words; style: its one style; body: HTML, the skip link first."""
    return (
        f'<!doctype html>\n<html lang="{TAGS[lang]}">\n<head>\n<meta charset="utf-8">\n'
        f'{chr(10).join(policy.metas(style))}\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta name="format-detection" content="telephone=no">\n<link rel="icon" href="data:,">\n'
        f'<title>{html.escape(title)}</title>\n<style>{style}</style>\n</head>\n'
        f'<body>\n{body}</body>\n</html>\n'
    )


def write(target: pathlib.Path, text: str) -> None:
    """Writes a document, its folder too."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding='utf-8')
