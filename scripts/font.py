"""Cuts the Chinese font of this machine down to the characters of the card, as TrueType.

The browser writes a font with cubic outlines, such as Noto Sans CJK, into a PDF as some hundred Type 3 fonts,
which are large and print roughly; TrueType outlines it embeds as one small font.
"""

from __future__ import annotations

import base64
import functools
import io
import pathlib
import subprocess

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from scripts.settings import Fault

FAMILY = 'Noto Sans CJK SC'
# How far a TrueType outline may stray from the drawn one, in thousandths of an em.
STRAY = 0.5


def faces(characters: str) -> str:
    """The @font-face rules that give the card its own font, regular and bold. Raises Fault without it."""
    wanted = ''.join(sorted(set(characters)))
    return ''.join(
        f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};'
        f'src:url(data:font/ttf;base64,{face(name, wanted)})}}'
        for weight, name in ((400, 'regular'), (700, 'bold'))
    )


@functools.cache
def face(style: str, characters: str) -> str:
    """One weight with these characters as TrueType, in base64. Raises Fault without the font."""
    told = subprocess.run(
        ['fc-match', '-f', '%{family}|%{file}|%{index}', f'{FAMILY}:{style}'],
        capture_output=True,
        encoding='utf-8',
        errors='replace',
        check=False,
    )
    family, file, index = (told.stdout.split('|') + ['', ''])[:3]
    if FAMILY not in family or not pathlib.Path(file).is_file():
        raise Fault(f'no {FAMILY}: install fonts-noto-cjk and fontconfig')
    # a number of a collection may carry the variation in its upper half
    font = TTFont(file, fontNumber=int(index) & 0xFFFF)
    options = subset.Options(layout_features=[], hinting=False, name_IDs=[1, 2, 4, 6], notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    out = io.BytesIO()
    if 'CFF ' in font:
        as_truetype(font)
    font.save(out)
    return base64.b64encode(out.getvalue()).decode()


def as_truetype(font: TTFont) -> None:
    """Turns the cubic outlines of a font into quadratic ones, in place."""
    glyphs, order = font.getGlyphSet(), font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(glyphs)
        glyphs[name].draw(Cu2QuPen(pen, STRAY * font['head'].unitsPerEm / 1000, reverse_direction=True))
        outlines[name] = pen.glyph()
    font['loca'], font['glyf'] = newTable('loca'), newTable('glyf')
    font['glyf'].glyphOrder, font['glyf'].glyphs = order, outlines
    for name in ('CFF ', 'VORG', 'vhea', 'vmtx'):
        if name in font:
            del font[name]
    font['glyf'].compile(font)
    most = font['maxp'] = newTable('maxp')
    most.tableVersion, most.numGlyphs = 0x00010000, len(order)
    for key in (
        'maxZones',
        'maxTwilightPoints',
        'maxStorage',
        'maxFunctionDefs',
        'maxInstructionDefs',
        'maxStackElements',
        'maxSizeOfInstructions',
        'maxComponentElements',
        'maxComponentDepth',
        'maxPoints',
        'maxContours',
        'maxCompositePoints',
        'maxCompositeContours',
    ):
        setattr(most, key, 1 if key == 'maxZones' else 0)
    most.recalc(font)
    font['post'].formatType = 3.0
    font.sfntVersion = '\000\001\000\000'
