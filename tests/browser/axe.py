"""How the tests ask axe: which rules, in which looks, and what counts as a fault."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
# Rules of these tags that axe leaves out unless they are asked for.
ASKED = {
    rule: {'enabled': True}
    for rule in (
        'target-size',
        'label-content-name-mismatch',
        'css-orientation-lock',
        'td-has-header',
        'table-fake-caption',
    )
}
CONTRAST = {rule: {'enabled': True} for rule in ('color-contrast', 'color-contrast-enhanced')}
BUT_CONTRAST = {
    'runOnly': {'type': 'tag', 'values': TAGS},
    'resultTypes': ['violations'],
    'rules': {**ASKED, 'color-contrast': {'enabled': False}},
}
EVERY_RULE = {**BUT_CONTRAST, 'rules': {**ASKED, **CONTRAST}}
# 7:1 (4.5:1 for large text) asks more than 4.5:1 (3:1) of the very same texts: where it holds, both do.
SEVEN_TO_ONE = {
    'runOnly': ['color-contrast-enhanced'],
    'resultTypes': ['violations', 'incomplete'],
    'rules': {'color-contrast-enhanced': {'enabled': True}},
}
LOOKS = [(width, scheme) for width in (360, 1280) for scheme in ('light', 'dark')]

# axe itself. A link within text must differ by more than its colour: asked of all, it spares axe measuring
# colours first.
SCRIPT = (
    AXE_SCRIPT + ';axe.configure({rules: [{id: "link-in-text-block", any: ["link-in-text-block-style"]}]});'
)
# A sign drawn behind a text with :before hides the ground from axe, which then does not judge the text.
BARE = """() => { const bare = new CSSStyleSheet(); document.adoptedStyleSheets = [bare];
  bare.replaceSync('*::before, *::after { background: none !important }') }"""
# The later ones of many that are alike: without them four looks take seconds and not minutes.
FEWER = """document.querySelectorAll(
  'li:nth-of-type(n+4), tr:nth-of-type(n+4), article > h3:nth-of-type(n+6) ~ *').forEach(e => e.remove())"""
# A line for each fault, and each text that axe did not judge with its reasons.
RUN = """([part, options]) => axe.run(part || document, options).then(({violations, incomplete}) => ({
  faults: violations.map(({id, nodes}) =>
    nodes.map(n => `${id}: ${n.target} ${n.failureSummary.slice(0, 160)}`)).flat(),
  unjudged: incomplete.map(({nodes}) => nodes).flat().map(n =>
    [`${n.target}`, n.any.map(c => c.data && c.data.messageKey)])
}))"""
# axe judges no text of a single sign: the card's boxes to tick and its crosses, beside words of the same
# colour.
SIGN_ALONE = {'nonBmp', 'shortTextContent'}


def rules(page, options=BUT_CONTRAST, part: str = '') -> list[str]:
    """What the rules find on the page as it stands, or in a part of it (a selector)."""
    return page.evaluate(RUN, [part, options])['faults']


def contrast(page, look, part: str = '') -> list[str]:
    """What the rule of 7:1 finds in a look; a text that axe cannot judge is a fault too."""
    take(page, look)
    page.evaluate(BARE)
    told = page.evaluate(RUN, [part, SEVEN_TO_ONE])
    unjudged = [
        f'not judged: {target} {keys}' for target, keys in told['unjudged'] if not SIGN_ALONE & set(keys)
    ]
    return [f'{look[0]} {look[1]}: {fault}' for fault in told['faults'] + unjudged]


def take(page, look) -> None:
    """Gives the open page another look."""
    page.set_viewport_size({'width': look[0], 'height': 640})
    page.emulate_media(color_scheme=look[1])
