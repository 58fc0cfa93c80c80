"""YAML files as validated models; a mistake is named with its file, line and key. Imports no Beam."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)


class ConfigError(Exception):
    """A configuration file cannot be used; the message names file, line and key."""


def load_yaml(path: Path, model: type[Model], **given: object) -> Model:
    """The file as a `model`, fields that are not its to say `given`; raises `ConfigError` with file, line and key."""
    tree = _compose(path)
    told = yaml.safe_load(path.read_text("utf-8")) or {}
    if given and isinstance(told, dict):
        _refuse_given(path, tree, told, given)
        told = told | given
    try:
        return model.model_validate(told)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(step) for step in first["loc"])
        message = "unknown key" if first["type"] == "extra_forbidden" else first["msg"]
        raise ConfigError(f"{path}:{_line_of(tree, first['loc'])}: {key}: {message}") from error


def _refuse_given(path: Path, tree: yaml.Node | None, told: dict[Any, Any], given: dict[str, object]) -> None:
    for key in given:
        if key in told:
            raise ConfigError(f"{path}:{_line_of(tree, [key])}: {key}: is told by the file's name, leave it out")


def _compose(path: Path) -> yaml.Node | None:
    try:
        return yaml.compose(path.read_text("utf-8"), yaml.SafeLoader)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ConfigError(f"{path}:{line}: not YAML: {error.problem}") from error


def _line_of(node: yaml.Node | None, steps: Sequence[Any]) -> int:
    """The line of the deepest key or list entry of `steps` that the file has."""
    line = 1
    for step in steps:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
            continue
        if not isinstance(node, yaml.MappingNode):
            break
        found = next((pair for pair in node.value if pair[0].value == str(step)), None)
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line
