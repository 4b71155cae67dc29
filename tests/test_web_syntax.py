"""No own stylesheet or script holds syntax that Chromium 80 or Safari 13 cannot read. Needs no Node.
`make lint-web` knows more. What an old engine skips without harm (text-wrap, color-scheme) is no fault."""

from __future__ import annotations

import pathlib
import re
from typing import NamedTuple

import pytest

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHEETS = sorted(ROOT.glob('docs/assets/**/*.css'))
SCRIPTS = sorted(path for path in ROOT.glob('docs/assets/js/*.js') if path.name != 'minisearch.js')


class Ban(NamedTuple):
    """Syntax that is not used, and snippets that prove that it is found."""

    what: str
    pattern: str
    since: str  # the first Chromium and Safari that know it, as MDN's browser-compat-data has them
    fix: str
    bad: str  # every line holds it
    good: str  # no line holds it
    unless: str = ''  # CSS: no fault where the same rule holds this
    keep: str = ''  # JS: look into this kind of token too: string or regex


def word(what: str, *rest: str) -> Ban:
    """What is looked for as it stands."""
    return Ban(what, re.escape(what), *rest)


def prop(names: str) -> str:
    """The pattern of a property."""
    return rf'[{{;]\s*(?:{names})\s*:'


CSS = [
    # a rule that only spares work may be skipped
    Ban(
        ':has(',
        r':has\((?![^{}]*\{\s*content-visibility\s*:\s*hidden)',
        '105, 15.4',
        'set a class',
        'a:has(b) {}\na:has(b) { content-visibility: auto }',
        '.has {}\n[x=":has("] {}\na:has(b) { content-visibility: hidden }',
    ),
    Ban(
        ':is( or :where(',
        r':(?:is|where)\(',
        '88, 14',
        'write each selector out',
        'a:is(b, i) {}\n:where(a) {}',
        'a b, a i {}\n.is, .where {}',
    ),
    Ban(
        'a list in :not(',
        r':not\((?:[^()]|\([^()]*\))*,',
        '88, 9',
        'write :not(a):not(b)',
        'p:not(.a, .b) {}\np:not(:lang(en), .b) {}',
        'p:not(.a):not(.b), i {}\np:not(:lang(en)), i {}',
    ),
    word(':focus-visible', '86, 15.4', 'use :focus', 'a:focus-visible {}', 'a:focus {}'),
    # WebKit bug 190065: a summary is laid out as a block, whatever its display is
    Ban(
        'summary as flex or grid',
        r'\bsummary\s*(?=[,{])[^{}]*\{[^{}]*display\s*:[^;}]*\b(?:flex|grid)\b',
        '80, later than 14',
        'leave it a block, place its sign absolutely',
        '.a summary { display: flex }',
        'summary span { display: flex }\nsummary { display: block }',
    ),
    word('@layer', '99, 15.4', 'order the sheets', '@layer a { b {} }', '.layer {}'),
    word('@container', '105, 16', 'use @media', '@container (a: b) {}', '.container {}'),
    Ban(
        'a range in @media',
        '@media[^{]*[<>]',
        '104, 16.4',
        'use min-width or max-width',
        '@media (width >= 4em) {}\n@media (4em<width) {}',
        '@media (min-width: 4em) { a > b {} }',
    ),
    Ban(
        'nesting',
        r'&|(?:^|[{};])\s*[^@{};\s][^{};]*\{[^{}]*\{',
        '120, 17.2',
        'write the whole selector',
        '.a { &:b {} }\n.a { b: c; .d {} }\n@media print { .a { .b {} } }\n.a { @media print { b: c } }',
        '@media print { .a {} .b { c: d } }\n@font-face { a: b } .c {}\n.a:after { content: "&" }',
    ),
    Ban(
        'a shorthand of sides',
        prop('inset[a-z-]*|(?:margin|padding|border)-(?:inline|block)'),
        '87, 14.1',
        'write each side',
        '.a { inset: 0 }\n.a { b: c; inset-inline: 0 }\n.a { margin-inline: 0 }',
        '.a { box-shadow: inset 0 0 red }\n.inset:hover { --inset: 0 }\n.a { margin-inline-start: 0 }',
    ),
    Ban(
        'aspect-ratio',
        prop('aspect-ratio'),
        '88, 15',
        'set both sizes, or pad the top in %',
        '.a { aspect-ratio: 1 }',
        '@media (min-aspect-ratio: 1/1) {}',
    ),
    Ban(
        'gap outside a grid',
        prop('(?:row-|column-)?gap'),
        '84, 14.1',
        'use margins, or grid-gap in a grid',
        '.a { display: flex; gap: 1em }\n.a { row-gap: 1em }',
        '.a { display: grid; gap: 1em }\n.a { grid-gap: 1em }\n.gap:hover {}',
        r'display\s*:\s*(?:inline-)?grid',
    ),
    Ban(
        'accent-color',
        prop('accent-color'),
        '93, 15.4',
        'draw the box as .checklist input does',
        '.a { accent-color: red }',
        '.a { --accent-color: red }',
    ),
    word(
        'color-mix(',
        '111, 16.2',
        'write the mixed colour',
        '.a { color: color-mix(in srgb, red, blue) }',
        '.color-mix { color: red }',
    ),
    Ban(
        'dvh, svh and kin',
        r'(?<![\w-])[\d.]*\d[dsl]v(?:h|w|min|max|i|b)\b',
        '108, 15.4',
        'use vh or vw',
        '.a { height: 100dvh }\n.a { height: calc(.5svh + 1px) }',
        '.a { height: 100vh }\n.a1dvh {}',
    ),
    word(
        'clamp(',
        '79, 13.1',
        'use max() and min()',
        '.a { width: clamp(1em, 5%, 9em) }',
        '.a { width: max(1em, min(5%, 9em)) }',
    ),
    Ban(
        'overflow-wrap: anywhere',
        prop('overflow-wrap') + r'\s*anywhere',
        '80, 15.4',
        'put word-break: break-word before it',
        '.a { overflow-wrap: anywhere }\n'
        '.a { overflow-wrap: anywhere; word-break: break-word }\n'
        '.a { word-break: break-word } .b { overflow-wrap: anywhere }',
        '.a { word-break: break-word; overflow-wrap: anywhere }',
        r'word-break\s*:\s*break-word.*anywhere',
    ),
    Ban(
        'mask or appearance alone',
        prop('(mask[a-z-]*|appearance)'),
        '84 to 120, 15.4',
        'add -webkit-',
        '.a { mask-size: 0 }\n.a { -webkit-mask: none; appearance: none }',
        '.a { -webkit-mask: none; mask: none }\n.a { -webkit-appearance: a; appearance: a }',
        '-webkit-{}',
    ),
]
JS = [
    Ban('?.', r'\?\.(?!\d)', '80, 13.1', 'use &&', 'a?.b\n`${a?.[0]}`', 'a ?.5 : b\n/a?.b/.test(c)\n`a?.b`'),
    Ban('??', r'\?\?(?!=)', '80, 13.1', 'use || or a test', 'a ?? b', '"??"\nx = /a??b/'),
    Ban(
        '??=, ||= or &&=',
        r'(?:\?\?|\|\||&&)=',
        '85, 14',
        'write a = a || b',
        'a ??= b\na ||= b\na &&= b',
        'a = a || b\na |= b\na >= b',
    ),
    Ban(
        'import or export',
        r'(?<![\w$.])(?:import|export)\b(?!\s*:)',
        '61, 10.1 in modules only',
        'add a script element',
        'import "a"\nexport var a',
        'important()\na = { export: 1 }',
    ),
    Ban('await', r'(?<![\w$.])await\b(?!\s*:)', '89, 15 at the top', 'use then()', 'await a', 'a.await'),
    # both engines know it; without it no await can be right
    Ban('async', r'(?<![\w$.])async\b(?!\s*:)', '55, 10.1', 'use then()', 'async () => {}', 'a.async = 1'),
    word('.at(', '92, 15.4', 'use a[a.length - 1]', 'a.at(-1)', 'a.charAt(1)\nat(1)'),
    word('.replaceAll(', '85, 13.1', 'use replace(/a/g, b)', 'a.replaceAll(b)', 'a.replace(b)'),
    word('structuredClone', '98, 15.4', 'copy by hand', 'structuredClone(a)', 'a = "structuredClone"'),
    word('Object.hasOwn', '93, 15.4', 'use hasOwnProperty', 'Object.hasOwn(a)', 'hasOwnProperty(a)'),
    word('Promise.any', '85, 14', 'use race or all', 'Promise.any(a)', 'Promise.allSettled(a)'),
    word('ResizeObserver', '64, 13.1', 'use onresize', 'new ResizeObserver(a)', 'a.onresize = b'),
    Ban(
        'an event of matchMedia',
        r'matchMedia\([^)]*\)\.addEventListener',
        '39, 14',
        'use addListener',
        'matchMedia("print").addEventListener(a, b)',
        'matchMedia("print").addListener(a)',
    ),
    Ban('a private field', r'#[A-Za-z_$]', '74, 14.1', 'use a variable', 'class A { #b }', 'c = "#a" + /#b/'),
    # both engines know it, ES2018 does not
    Ban('1_000', r'(?<![\w$])\d+_\d', '75, 13', 'leave the line out', '1_000', 'a1_000\n1000'),
    Ban(
        'dialog',
        r'showModal|HTMLDialogElement|createElement\(\s*.dialog',
        '37, 15.4',
        'give a div its role',
        'a.showModal()\ncreateElement("dialog")',
        'a.setAttribute("role", "dialog")',
        keep='string',
    ),
    Ban(
        'inert',
        r'\.inert\b|Attribute\(\s*.inert\b',
        '102, 15.5',
        'keep Tab inside, as page.js does',
        'a.inert = true\na.setAttribute("inert", "")',
        'b = "inert"\na.inertia',
        keep='string',
    ),
    Ban(
        'a selector that throws',
        r'(?:querySelector(?:All)?|matches|closest)\(\s*(["\'])(?:(?!\1).)*:'
        '(?:has|is|where|focus-vis)',
        '105, 15.4',
        'look for plain selectors',
        'a.querySelector("p:has(b)")\na.closest(\'[b="c"]:is(d)\')',
        'a.matches("p:not(b)")\nb = ":has("',
        keep='string',
    ),
    # named groups and \p{L} are in Chromium 64 and Safari 11.1
    Ban(
        'a lookbehind',
        r'\(\?<[=!]',
        '62, 16.4',
        'match more and cut it off: the whole script fails',
        'a = /(?<=b)c/\nreturn /(?<!b)c/',
        'a = /(?<b>c)\\p{L}(?=d)/u\n"(?<="',
        keep='regex',
    ),
]
STRING = r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
TOKENS = {
    '.css': rf'(?P<comment>/\*.*?\*/)|(?P<string>{STRING})|(?P<address>url\(\s*[^\'")\s][^)]*\))',
    # a slash starts a pattern, not a division, where a value may begin
    '.js': rf'(?P<comment>/\*.*?\*/|//[^\n]*)|(?P<string>{STRING})|(?P<template>`(?:\\.|[^`\\])*`)'
    r'|(?:^|[(,=:[!&|?{};+*%^~<>-]|\breturn|\btypeof)\s*'
    r'(?P<regex>/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+/[a-z]*)',
}


def plain(text: str, kind: str, keep: str = '') -> str:
    """The text with blanks for comments, strings and the like; code in a template stays."""

    def hide(token: re.Match) -> str:
        body = token[token.lastgroup]
        if token.lastgroup == keep:
            return token[0]
        code = r'\$(\{[^{}]*\})|[^\n]' if token.lastgroup == 'template' else r'()[^\n]'
        hidden = re.sub(code, lambda part: ' ' + plain(part[1] or '', kind, keep), body)
        return token[0][: -len(body)] + hidden

    return re.sub(TOKENS[kind], hide, text, flags=re.S)


def faults(name: str, text: str, bans: list[Ban]) -> list[str]:
    """One message a fault: file, line, what, since when, how to mend it."""
    found = []
    for ban in bans:
        shown = plain(text, pathlib.Path(name).suffix, ban.keep)
        for match in re.finditer(ban.pattern, shown, re.S):
            rule = shown[shown.rfind('{', 0, match.end()) :].partition('}')[0]
            unless = ban.unless.format(*match.groups())
            if not (unless and re.search(unless, rule, re.S)):
                line = shown.count('\n', 0, match.end()) + 1
                engines = 'Chromium ' + ban.since.replace(', ', ', Safari ')
                found.append(f'{name}:{line}: {ban.what} (first in {engines}): {ban.fix}')
    return found


@pytest.mark.parametrize(
    ('name', 'ban'),
    [*(('a.css', ban) for ban in CSS), *(('a.js', ban) for ban in JS)],
    ids=lambda it: getattr(it, 'what', it),
)
def test_a_ban_finds_its_syntax_and_spares_its_neighbour(name, ban):
    assert [line for line in ban.bad.split('\n') if not faults(name, line, [ban])] == []
    assert [line for line in ban.good.split('\n') if faults(name, line, [ban])] == []


def test_comments_strings_and_addresses_are_no_syntax():
    assert faults('a.css', '/* :has( */ a { b: url(x;:is(); c: ":is("; d: url(\'x{inset:0}\') }', CSS) == []
    assert faults('a.js', "/* a?.b */ a = \"x ?? y\"; // a.at(1)\nb = `a?.b`, c = 'it\\'s a?.b';", JS) == []


def test_a_message_names_file_line_what_and_how():
    said = 'a.css:3: :has( (first in Chromium 105, Safari 15.4): set a class'
    assert faults('a.css', '/* 1\n*/\na:has(b) {}', CSS) == [said]


@pytest.mark.parametrize(('files', 'bans'), [(SHEETS, CSS), (SCRIPTS, JS)], ids=['css', 'js'])
def test_old_engines_can_read_what_we_write(files, bans):
    assert files, 'no file was found: did they move?'
    found = []
    for path in files:
        found += faults(path.relative_to(ROOT).as_posix(), path.read_text(encoding='utf-8'), bans)
    assert not found, '\n' + '\n'.join(found)
