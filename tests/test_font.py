"""The card's own font: cut out of the machine's, as TrueType, or one sentence where it is not there."""

from __future__ import annotations

import base64
import io

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.ttLib import TTFont

from scripts import font
from scripts.settings import Fault


def drawn(width: int):
    """A glyph with one curve, as the CFF table holds it."""
    pen = T2CharStringPen(width, None)
    pen.moveTo((0, 0))
    pen.curveTo((0, 400), (300, 700), (500, 700))
    pen.lineTo((500, 0))
    pen.closePath()
    return pen.getCharString()


@pytest.fixture
def cubic(tmp_path):
    """A font of two signs with cubic outlines that can also be set from top to bottom."""
    made = FontBuilder(1000, isTTF=False)
    made.setupGlyphOrder(['.notdef', 'a', 'b'])
    made.setupCharacterMap({ord('a'): 'a', ord('b'): 'b'})
    made.setupCFF('Own', {}, {name: drawn(600) for name in ('.notdef', 'a', 'b')}, {})
    made.setupHorizontalMetrics({name: (600, 0) for name in ('.notdef', 'a', 'b')})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupVerticalMetrics({name: (1000, 0) for name in ('.notdef', 'a', 'b')})
    made.setupVerticalHeader(ascent=500, descent=-500)
    made.setupVerticalOrigins({}, 880)
    made.setupNameTable({'familyName': 'Own', 'styleName': 'Regular'})
    made.setupOS2()
    made.setupPost()
    made.save(tmp_path / 'own.otf')
    return tmp_path / 'own.otf'


@pytest.fixture
def machine(tmp_path, monkeypatch):
    """A function that says what the machine answers when it is asked for the font."""

    def answers(family: str, file) -> None:
        program = tmp_path / 'bin' / 'fc-match'
        program.parent.mkdir(exist_ok=True)
        # a style that is not there has no answer
        program.write_text(
            f'#!/bin/sh\ncase "$3" in "{font.FAMILY}:regular"|"{font.FAMILY}:bold")'
            f' printf "%s" "{family}|{file}|65536";; esac\n',
            encoding='utf-8',
        )
        program.chmod(0o755)
        monkeypatch.setenv('PATH', f'{program.parent}:/usr/bin:/bin')
        font.face.cache_clear()

    yield answers
    font.face.cache_clear()


def test_the_font_holds_the_asked_signs_alone_as_truetype(cubic, machine):
    machine(f'{font.FAMILY},Noto Sans', cubic)
    rules = font.faces('a')
    assert [rules.count(f'font-weight:{weight};') for weight in (400, 700)] == [1, 1]
    raw = rules.partition('base64,')[2].partition(')')[0]
    made = TTFont(io.BytesIO(base64.b64decode(raw)))
    assert set(made.getBestCmap()) == {ord('a')}
    assert not {'CFF ', 'VORG', 'vhea', 'vmtx'} & set(made.keys())
    assert made['maxp'].tableVersion == 0x00010000 and made['maxp'].numGlyphs == 2
    glyph = made['glyf']['a']
    points, _, on = glyph.getCoordinates(made['glyf'])
    assert (0, 0) in points and (500, 700) in points and 0 in on
    assert (glyph.xMax, glyph.yMax) == (500, 700) and made['hmtx']['a'][0] == 600


@pytest.mark.parametrize('family, there', [('DejaVu Sans', True), (font.FAMILY, False)])
def test_another_font_or_none_is_one_sentence(cubic, machine, family, there):
    machine(family, cubic if there else '')
    with pytest.raises(Fault, match=f'^no {font.FAMILY}: install fonts-noto-cjk and fontconfig$'):
        font.faces('a')
