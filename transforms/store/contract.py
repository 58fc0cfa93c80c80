"""What readers may rely on: tables and columns stay as they are, and versions only add nullable columns at the end.

`schema_lock.json` holds every version that was ever written. A change of the schemas that is no new version, or a
version that breaks the one before it, fails the tests; `make schema` adds a new version to the lock.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

import pyarrow as pa

from transforms.store.errors import IncompatibleSchema
from transforms.store.office_terms import OFFICE_TERMS
from transforms.store.schemas import SCHEMA_VERSION, TABLES

# Column → Arrow type and whether it may be null, in the order of the file.
Columns = Mapping[str, tuple[str, bool]]
# Version → table → columns.
Lock = Mapping[str, Mapping[str, Columns]]


def schemas() -> dict[str, pa.Schema]:
    """The schema of every table as this code writes it, derived tables too."""
    return {name: table.schema for name, table in TABLES.items()} | {"office_terms": OFFICE_TERMS}


def columns_of(schema: pa.Schema) -> Columns:
    """The columns of a schema, types written alike whether it comes from code or from a file."""
    return {field.name: (_type_name(field.type), field.nullable) for field in schema}


def current() -> dict[str, Columns]:
    """Table → columns as this code writes them."""
    return {name: columns_of(schema) for name, schema in schemas().items()}


@cache
def locked() -> Lock:
    """All versions that were ever written."""
    told = json.loads(files("transforms.store").joinpath("schema_lock.json").read_text("utf-8"))
    return {
        version: {
            table: {name: (kind, null) for name, (kind, null) in columns.items()} for table, columns in one.items()
        }
        for version, one in told.items()
    }


def broken_promises(old: Mapping[str, Columns], new: Mapping[str, Columns]) -> list[str]:
    """Why a reader of `old` could fail on `new`; empty where it cannot."""
    return [what for table in old for what in _broken(table, old[table], new.get(table))]


def extended(lock: Lock, version: str, tables: Mapping[str, Columns]) -> Lock:
    """The lock with one more version. Raises `IncompatibleSchema` where it breaks a promise or is no new version."""
    if lock.get(version) == tables:
        return lock
    if version in lock:
        raise IncompatibleSchema(f"the tables differ from version {version} as locked: raise SCHEMA_VERSION")
    for earlier in sorted(lock, key=int)[-1:]:
        if broken := broken_promises(lock[earlier], tables):
            raise IncompatibleSchema(f"version {version} breaks version {earlier}: {'; '.join(broken)}")
    return {**lock, version: tables}


def written(lock: Lock) -> str:
    """The lock as its file holds it."""
    lines = [
        f'  "{version}": {{\n' + ",\n".join(_table_lines(one)) + "\n  }"
        for version, one in sorted(lock.items(), key=lambda entry: int(entry[0]))
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def unlike_its_version(table: str, version: str, schema: pa.Schema) -> str | None:
    """What is wrong with the schema of a file that says which version it is; None where nothing is."""
    if not version.isdecimal() or int(version) > int(SCHEMA_VERSION):
        return f"schema version {version}, this code reads up to {SCHEMA_VERSION}"
    if columns_of(schema) != locked().get(version, {}).get(table):
        return f"its columns are not those of schema version {version}"
    return None


def _broken(table: str, old: Columns, new: Columns | None) -> Iterator[str]:
    if new is None:
        yield f"{table}: gone"
        return
    for name, (kind, nullable) in old.items():
        if name not in new:
            yield f"{table}.{name}: removed or renamed"
        elif new[name][0] != kind:
            yield f"{table}.{name}: {kind} became {new[name][0]}"
        elif new[name][1] != nullable:
            yield f"{table}.{name}: {'can no longer' if nullable else 'can now'} be null"
    yield from (f"{table}.{name}: new and never null" for name in new.keys() - old.keys() if not new[name][1])
    if not _starts_with(list(new), [name for name in old if name in new]):
        yield f"{table}: new columns go last"


def _starts_with(names: list[str], start: list[str]) -> bool:
    return names[: len(start)] == start


def _table_lines(tables: Mapping[str, Columns]) -> list[str]:
    return [
        f'    "{table}": {{\n'
        + ",\n".join(f'      "{name}": ["{kind}", {json.dumps(null)}]' for name, (kind, null) in columns.items())
        + "\n    }"
        for table, columns in tables.items()
    ]


def _type_name(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"list<{_type_name(kind.value_type)}>"
    if pa.types.is_struct(kind):
        inner = (kind.field(place) for place in range(kind.num_fields))
        return f"struct<{', '.join(f'{field.name}: {_type_name(field.type)}' for field in inner)}>"
    return str(kind)
