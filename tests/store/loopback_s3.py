"""A real S3-compatible server on loopback, and requests to it that fail, get lost, or are never sent."""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import s3fs

from transforms.store.errors import StoreUnwritable
from transforms.wiring.objects import below
from transforms.wiring.places import place

BUCKET = "tin"
ENDED, REFUSED, BROKEN = 0, 3, 4


@contextmanager
def served(folder: Path) -> Iterator[None]:
    """Runs moto's server in a process of its own; the environment leads to it while the block runs."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "server.log").open("wb") as log:
        line = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        server = subprocess.Popen(line, stdout=log, stderr=log)
    before = dict(os.environ)
    told = {"AWS_ACCESS_KEY_ID": "t", "AWS_SECRET_ACCESS_KEY": "t", "AWS_DEFAULT_REGION": "us-east-1"}
    os.environ.update(told | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}"})
    try:
        s3fs.S3FileSystem.clear_instance_cache()  # one that an earlier server was asked through asks it for ever
        _wait_for(port)
        boto3.client("s3").create_bucket(Bucket=BUCKET)
        yield
    finally:
        server.kill()
        server.wait()
        os.environ.clear()
        os.environ.update(before)


def _wait_for(port: int) -> None:
    for _ in range(600):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("moto's server did not start")


def tree(url: str) -> dict[str, str]:
    """Name → ETag of every object."""
    client = boto3.client("s3")
    return {
        name: client.head_object(Bucket=BUCKET, Key=f"{url.removeprefix(f's3://{BUCKET}/')}/{name}")["ETag"]
        for name in below(place(url))
    }


def copied(source: str, target: str) -> str:
    """Copies a data set to another prefix."""
    client, root = boto3.client("s3"), f"s3://{BUCKET}/"
    for name in below(place(source)):
        from_key = f"{source.removeprefix(root)}/{name}"
        client.copy({"Bucket": BUCKET, "Key": from_key}, BUCKET, f"{target.removeprefix(root)}/{name}")
    return target


def before_request(number: int, fault: Callable[[], None]) -> list[int]:
    """Calls `fault` before this process's `number`-th request; gives a list that holds how many were made."""
    made, ask = [0], s3fs.S3FileSystem._call_s3

    async def asked(self: Any, *arguments: Any, **named: Any) -> Any:
        made[0] += 1
        if made[0] == number:
            fault()
        return await ask(self, *arguments, **named)

    s3fs.S3FileSystem._call_s3 = asked
    return made


def after_request(number: int, fault: Callable[[], None]) -> None:
    """Calls `fault` after the `number`-th request was carried out: its answer is lost."""
    made, ask = [0], s3fs.S3FileSystem._call_s3

    async def asked(self: Any, *arguments: Any, **named: Any) -> Any:
        made[0] += 1
        mine = made[0] == number
        answer = await ask(self, *arguments, **named)
        if mine:
            fault()
        return answer

    s3fs.S3FileSystem._call_s3 = asked


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fail() -> None:
    raise OSError("the connection broke off")


def in_child(work: Callable[[Path], object], url: str, temp: Path, prepare: Callable[[], object] = lambda: None) -> int:
    """Runs work on a data set in a process with a temporary folder of its own; its exit code, -9 where killed."""
    child = os.fork()
    if child == 0:
        gc.disable()  # it crashes in a child of a process that has had gRPC's threads
        code = BROKEN
        try:
            tempfile.tempdir = str(temp)
            prepare()
            work(place(url))
            code = ENDED
        except StoreUnwritable as error:
            code = REFUSED if "s3://" in str(error) else BROKEN
        except BaseException:  # noqa: BLE001 -- told by the exit code; the child must not go on as a second test run
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def requests_of(work: Callable[[Path], object], url: str, temp: Path) -> int:
    """How many requests some work makes."""
    came, went = os.pipe()

    def counted(root: Path) -> None:
        made = before_request(0, fail)
        work(root)
        os.write(went, str(made[0]).encode())

    assert in_child(counted, url, temp) == ENDED
    os.close(went)
    with os.fdopen(came, "rb") as stream:
        return int(stream.read())
