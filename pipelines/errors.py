"""What a person can mend, in one line and an exit code; bugs keep their traceback."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from pydantic import ValidationError

from pipelines.config import ConfigError
from transforms.read.inputs import InputNotFoundError
from transforms.store.errors import StoreError

DATA_ERROR, USAGE_ERROR = 1, 2


class UsageError(Exception):
    """The command was given something that it cannot use; the message names it."""


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Turns what a person can mend into one line on standard error: exit code 2 for the call, 1 for the data."""
    try:
        yield
    except ValidationError as error:
        first = error.errors()[0]
        option = "--" + ".".join(str(step) for step in first["loc"]).replace("_", "-")
        fail(f"{option}: {first['msg']}" if first["loc"] else first["msg"], USAGE_ERROR)
    except (ConfigError, InputNotFoundError, UsageError) as error:
        fail(str(error), USAGE_ERROR)
    except StoreError as error:
        fail(str(error).partition(" [while running")[0], DATA_ERROR)  # Beam adds its step
    except PermissionError as error:
        fail(f"{error.filename}: {error.strerror}", DATA_ERROR)


def fail(message: str, code: int) -> NoReturn:
    """Says what is wrong and ends the command with `code`."""
    typer.secho(f"dongtin: {message}", err=True, fg=typer.colors.RED)
    raise typer.Exit(code)
