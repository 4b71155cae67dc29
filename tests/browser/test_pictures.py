"""The page "components" looks as accepted: pixel by pixel, in another browser by its boxes and colours.

The baseline in tests/browser/look/ is made by `make look-accept` (tests/look.py).
"""

from __future__ import annotations

import functools
import itertools
import json
import math
import pathlib
import re
import tempfile

import look
import pytest
from PIL import Image

from scripts.book.model import LANGS
from scripts.settings import Fault

BASELINE = pathlib.Path(__file__).resolve().parent / 'look'
# A pixel differs where a channel is off by more than this, of 255: a stored colour is off by up to ROUNDING,
# and another processor may round an edge by a little more. A paler change shows in the section's colours.
FAR = look.ROUNDING + 4
# What is marked in the picture of a paler change; the stored colours of edges are marked with it.
PALE = 3
# The share of a section's pixels that may differ: 20 of a usual section, less than its smallest sign has.
# The same browser and fonts draw the same pixels, so this is room for rounded corners alone.
SHARE = 0.0002
# px by which a box may be off in another browser: half pixels are rounded both ways, a line may be higher.
NEAR = 3
# Where its type runs wider or narrower, lines break elsewhere: then only the sides of what is this wide (px)
# are held, and a section may be higher or lower by this share.
WIDE, HIGHER = 300, 0.5
PAIRS = list(itertools.product(LANGS, look.SCHEMES))
ACCEPT = (
    'Meant so? Run `make look-accept`, look at what changed in tests/browser/look/ and pictures/, and '
    'commit both. Else mend docs/assets/css/.'
)


class Difference:
    """What is wrong with one section, and the picture of the difference where there is one."""

    def __init__(self, section: str, what: str, new=None, difference=None) -> None:
        self.section, self.what, self.new, self.difference = section, what, new, difference


def accepted() -> tuple[dict, dict]:
    """The baseline's boxes by language and section, and the machine that drew it."""
    names = ('boxes.json', 'browser.json')
    return tuple(json.loads((BASELINE / name).read_text(encoding='utf-8')) for name in names)


def off(new, old, far: int):
    """Where two pictures of one width differ by more than far, as far down as both reach: white on black."""
    low = (0, 0, new.width, min(new.height, old.height))
    return look.farthest(new.crop(low), old.crop(low)).point(lambda value: 255 * (value > far))


def shown(new, marks):
    """A picture faded, with the marks of off() in red."""
    faded = Image.blend(new.crop((0, 0, *marks.size)), Image.new('RGB', marks.size, 'white'), 0.7)
    faded.paste(Image.new('RGB', marks.size, (220, 0, 90)), mask=marks)
    return faded


def colour_faults(now, name: str, then: dict, scheme: str, before=None) -> list[Difference]:
    """Colours of a section that came or went. before: the section as accepted, where pixels can be compared.

    Elsewhere colours have the room that another browser needs.
    """
    new = now.section(name)
    here = set(now.sections[name]['colours'])
    most = here if before else set(look.colours(new, look.FLAT * 2))
    some = here if before else set(look.colours(new, look.FLAT / 10))
    gone, come = set(then[scheme]) - some, most - set(then[scheme])
    what = ' and '.join(
        [f'has no {colour} any more' for colour in sorted(gone)]
        + [f'has {colour}' for colour in sorted(come)]
    )
    if not what:
        return []
    return [Difference(name, what, new, shown(new, off(new, before, PALE)) if before else None)]


def pixel_faults(now, name: str, before) -> list[Difference]:
    """A section that is higher or lower than it was, or has too many other pixels. before: as accepted."""
    new = now.section(name)
    marks = off(new, before, FAR)
    share = marks.histogram()[255] / (marks.width * marks.height)
    what = f'{share:.2%} of the pixels differ, {SHARE:.2%} may' if share > SHARE else ''
    if new.height != before.height:
        what = f'is {new.height} px high instead of {before.height}'
    return [Difference(name, what, new, shown(new, marks))] if what else []


def room(element: str, old: list[int], same_type: bool) -> tuple:
    """By how much x, y, width and height of a box may be off."""
    if same_type:
        return (NEAR,) * 4
    if element == 'section':
        return 0, 0, 0, HIGHER * old[3]
    return (NEAR, math.inf, NEAR, math.inf) if old[2] >= WIDE else (math.inf,) * 4


def box_faults(now, name: str, then: dict, same_type: bool) -> list[Difference]:
    """Elements of a section that moved, grew or are gone."""
    found = []
    boxes = now.sections[name]['boxes'] | {'section': [0, 0, 360, now.sections[name]['height']]}
    for element, old in (then['boxes'] | {'section': [0, 0, 360, then['height']]}).items():
        new = boxes.get(element)
        if new is None:
            found.append(f'{element} is gone')
            continue
        if any(abs(a - b) > much for a, b, much in zip(new, old, room(element, old, same_type), strict=True)):
            found.append(f'{element} stands at {new} instead of {old}')
    what = '; '.join([*found[:3], *([f'{len(found) - 3} more'] if len(found) > 3 else [])])
    return [Difference(name, f'{what} (x, y, width, height in px)', now.section(name))] if found else []


def compare(now, lang: str, scheme: str, here: dict) -> list[Difference]:
    """All that differs from the baseline. here: this machine (look.machine)."""
    boxes, machine = accepted()
    before = Image.open(BASELINE / f'{lang}-{scheme}.png').convert('RGB')
    same_type = all(abs(a - b) <= 1 for a, b in zip(here['widths'], machine['widths'], strict=True))
    added = now.sections.keys() - boxes[lang].keys()
    found = [Difference(name, 'is new', now.section(name)) for name in sorted(added)]
    for name, then in boxes[lang].items():
        if name not in now.sections:
            found.append(Difference(name, 'is not on the page any more'))
            continue
        if here == machine:
            old = before.crop((0, then['top'], before.width, then['top'] + then['height']))
            found += pixel_faults(now, name, old) or colour_faults(now, name, then, scheme, old)
        else:
            found += box_faults(now, name, then, same_type) + colour_faults(now, name, then, scheme)
    return found


@functools.cache
def pictures() -> pathlib.Path:
    """The folder for pictures of what is wrong, one a run, made when it is asked for."""
    return pathlib.Path(tempfile.mkdtemp(prefix='look-'))


def message(faults: list[Difference], lang: str, scheme: str, here: dict, folder: pathlib.Path) -> str:
    """What is wrong, where the pictures of it lie, and what to do. Writes these pictures to folder."""
    drew = accepted()[1]
    lines = [f'docs/{lang}/components.md, {scheme}, does not look as accepted']
    if here != drew:
        lines[0] += (
            f' (boxes and colours compared: browser {here["browser"]}, type {here["type"]}; '
            f'the pictures are from {drew["browser"]}, {drew["type"]})'
        )
    for fault in faults:
        lines.append(f'  #{fault.section} {fault.what}')
        for kind, picture in (('new', fault.new), ('difference', fault.difference)):
            if picture:
                path = folder / f'{lang}-{scheme}-{fault.section}-{kind}.png'
                picture.save(path)
                lines.append(f'    {kind}: {path}')
    return '\n'.join([*lines, ACCEPT])


@pytest.fixture(scope='module')
def here(browser):
    return look.machine(browser)


@pytest.fixture(scope='module')
def seen(browser, address):
    """The page as a function of language and scheme, each taken once."""
    return functools.cache(lambda lang, scheme: look.take(browser, address, lang, scheme))


@pytest.mark.parametrize('lang, scheme', PAIRS)
def test_the_components_look_as_accepted(seen, here, lang, scheme):
    faults = compare(seen(lang, scheme), lang, scheme, here)
    if faults:
        pytest.fail(message(faults, lang, scheme, here, pictures()), pytrace=False)


# Changes of style by the one section that shows them: a colour hardly another, a sign gone, a pale line gone,
# a field higher, a button elsewhere.
CHANGES = {
    'call110': '.call110 .admonition-title { background: #9c1328 }',
    'donot': '.donot li:before { visibility: hidden }',
    'checklist': '.checklist { border-color: #fff }',
    'fields': '.fields textarea { height: 15rem }',
    'exit': '.exit > * { position: relative; right: 6rem }',
}


@pytest.fixture(scope='module')
def changed(browser, address):
    """The page with all the changes."""
    return look.take(browser, address, 'zh', 'light', ''.join(CHANGES.values()))


def test_changes_are_seen_and_shown(seen, changed, tmp_path):
    drew = accepted()[1]
    known = {fault.section for fault in compare(seen('zh', 'light'), 'zh', 'light', drew)}
    faults = compare(changed, 'zh', 'light', drew)
    assert set(CHANGES) <= {fault.section for fault in faults} <= set(CHANGES) | known
    told = message(faults, 'zh', 'light', drew, tmp_path)
    assert 'make look-accept' in told and (known or '#call110 has #9c1328' in told)
    named = [pathlib.Path(path) for path in re.findall(r'(?:new|difference): (\S+)', told)]
    assert named and set(named) == set(tmp_path.iterdir())


@pytest.mark.parametrize('wider, found', [(1, {'call110', 'fields', 'exit'}), (1.1, {'call110'})])
def test_another_browser_is_held_to_boxes_and_colours(seen, changed, wider, found):
    """What only pixels show is not found, and with type of another width nor is what moved a little."""
    drew = accepted()[1]
    other = drew | {'browser': '1.2.3.4', 'widths': [width * wider for width in drew['widths']]}
    known = {fault.section for fault in compare(seen('zh', 'light'), 'zh', 'light', other)}
    assert found <= {fault.section for fault in compare(changed, 'zh', 'light', other)} <= found | known


def test_the_pictures_are_small_and_the_readme_shows_its_own(root):
    assert sum(path.stat().st_size for path in BASELINE.iterdir()) <= look.LARGEST_BASELINE
    names = {'boxes.json', 'browser.json', *(f'{lang}-{scheme}.png' for lang, scheme in PAIRS)}
    assert {path.name for path in BASELINE.iterdir()} == names
    readme = (root / 'README.md').read_text(encoding='utf-8')
    shown = re.findall(r'!\[([^\]]+)\]\((pictures/[^)]+)\)', readme)
    assert {path for _, path in shown} == {f'{look.PICTURES}/{name}.png' for name in look.README}
    for _, path in shown:
        picture = root / path
        assert Image.open(picture).size == (look.PHONE['width'], look.PHONE['height']), path
        assert picture.stat().st_size <= look.LARGEST_PICTURE, path
    assert len(list((root / look.PICTURES).iterdir())) == len(look.README)


def test_nothing_is_taken_of_a_site_that_is_not_built(tmp_path):
    with pytest.raises(Fault, match='run make look-accept, which builds it'):
        look.make(tmp_path)
    assert list(tmp_path.iterdir()) == []
