"""Compares a record with its JSON Schema in data/schema/ and reports the faults in an editor's words."""

from __future__ import annotations

import functools
import json
import pathlib
import re
import typing

from scripts.book.model import Record
from scripts.book.problems import Problem

if typing.TYPE_CHECKING:
    import jsonschema

# The schemas belong to the checks, not to the tree that is checked.
FOLDER = pathlib.Path(__file__).resolve().parents[2] / 'data' / 'schema'

# The records that have their form, by schema and what they hold: a file that is read again has most of them.
GOOD: set[tuple[str, str]] = set()

# What an input method writes for the [ and { of a list or a record.
WIDE = ('［', '【', '｛')


@functools.cache
def contents(name: str) -> dict:
    return json.loads((FOLDER / f'{name}.json').read_text(encoding='utf-8'))


@functools.cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    # only here: a check in which no record has changed does without it
    import jsonschema

    return jsonschema.Draft202012Validator(resolved(contents(name), contents(name)))


def resolved(part, whole: dict):
    """A schema with what its references name in their place: looking each up for each record takes long."""
    if isinstance(part, dict):
        if '$ref' in part:
            file, _, place = part['$ref'].partition('#/$defs/')
            home = contents(file.removesuffix('.json')) if file else whole
            return resolved(home['$defs'][place], home)
        return {key: resolved(value, whole) for key, value in part.items() if key != '$defs'}
    return [resolved(value, whole) for value in part] if isinstance(part, list) else part


def faults(name: str, record, line: int) -> list[tuple[int, str, str]]:
    """(line, what is wrong, what to do) for each fault of a record. line: for a record that has none."""
    known = getattr(record, 'faults', None)
    if known and known[0] == name:
        return known[1]
    held = name, repr(record)
    errors = validator(name).iter_errors(record) if held not in GOOD else ()
    found = [_told(name, error, record, line) for error in errors]
    if not found:
        GOOD.add(held)
    if isinstance(record, Record):
        # a record that an edit elsewhere left as it is need not be looked at again
        record.faults = name, found
    return found


def _told(name: str, error: jsonschema.ValidationError, record, line: int) -> tuple[int, str, str]:
    value = record
    for step in error.absolute_path:
        line = value.line_of(step) if isinstance(value, Record) else line
        value = value[step]
    where = '.'.join(str(step) for step in error.absolute_path)
    mend = error.schema.get('description') or f'see data/schema/{name}.json'
    if error.validator == 'additionalProperties':
        known = error.schema.get('properties', {})
        extra = [key for key in value if key not in known]
        line = value.line_of(extra[0]) if isinstance(value, Record) else line
        return (
            line,
            f'{where or "record"}: unknown key {", ".join(map(str, extra))}',
            f'delete it or correct its spelling; known are {", ".join(known)}',
        )
    if error.validator == 'required':
        key = re.match(r"'(.*)' is a required", error.message)[1]
        return line, f'{where or "record"}: key "{key}" is missing', f'add "{key}:"'
    if isinstance(value, str) and value.startswith(WIDE) and error.validator == 'type':
        what = f'{where or "record"}: {value[0]} is a full-width bracket, so this is no list'
        return line, what, 'write [ and ] and , with half-width signs'
    shown = json.dumps(value, ensure_ascii=False, default=str)
    said = shown if len(shown) <= 50 else shown[:50] + '…'
    return line, f'{where or "record"}: {said} does not match the schema', mend


def problems(name: str, record, file: str, line: int, rule: str) -> list[Problem]:
    """The faults of a record as problems under one rule."""
    return [Problem(file, at, rule, what, mend) for at, what, mend in faults(name, record, line)]
