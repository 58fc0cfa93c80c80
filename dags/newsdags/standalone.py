"""`make airflow`: a whole Airflow for one machine, over the bundled samples, ended by Ctrl-C without leftovers.

Runs `airflow standalone` in a process group of its own: on SIGINT alone some of its parts have been seen to stay.
Standard library only, besides the `airflow` command itself.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).parents[2]
_SAMPLES = ROOT / "samples" / "inputs"
_SECONDS_TO_START = 600.0  # on a busy machine; a quiet one takes 30
_SECONDS_TO_END = 15.0


def environment(home: Path, port: int) -> dict[str, str]:
    """What every process of this Airflow is told; settings already in the environment go first."""
    ours = {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "10",
        "AIRFLOW__API__HOST": "127.0.0.1",  # Airflow would listen to the whole network
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://localhost:{port}/execution/",
        "AIRFLOW__API__BASE_URL": f"http://localhost:{port}",
        "DONGTIN_DAG_SPECS": str(home / "specs"),
    }
    paths = [str(ROOT), str(ROOT / "dags"), os.environ.get("PYTHONPATH", "")]
    binaries = f"{Path(sys.executable).parent}:{os.environ.get('PATH', '')}"  # standalone starts `airflow` by name
    return ours | os.environ | {"PYTHONPATH": ":".join(filter(None, paths)), "PATH": binaries}


def prepare(home: Path, environ: Mapping[str, str]) -> None:
    """Makes the home: a spec over the samples, the database, the pools."""
    (home / "specs").mkdir(parents=True, exist_ok=True)
    spec = home / "specs" / "news.yaml"
    if not spec.exists():
        source = {"inputs": [str(_SAMPLES / name) for name in ("pages", "texts", "archives")]}
        about = {"name": "news", "out": str(home / "news"), "start_date": "2026-01-01", "sources": [source]}
        spec.write_text(json.dumps(about, indent=1))  # JSON is YAML
    _airflow("db", "migrate", environ=environ)
    _airflow("pools", "import", str(write_pools(home, environ)), environ=environ)


def write_pools(home: Path, environ: Mapping[str, str]) -> Path:
    """The pools of all specs, as `airflow pools import` takes them."""
    code = "from newsdags.spec import read_specs; print(*(spec.writer_pool for spec in read_specs()))"
    done = subprocess.run([sys.executable, "-c", code], env=dict(environ), check=True, capture_output=True, text=True)
    pools = {name: {"slots": 1, "description": "one writer", "include_deferred": False} for name in done.stdout.split()}
    path = home / "pools.json"
    path.write_text(json.dumps(pools))
    return path


def main() -> int:
    """Starts, says where it is to be found, and waits for Ctrl-C."""
    parser = argparse.ArgumentParser(description="A standalone Airflow with the DAGs of Dòng Tin over the samples.")
    parser.add_argument("--home", type=Path, default=ROOT / "out" / "airflow", help="its folder")
    parser.add_argument("--port", type=int, default=8080)
    told = parser.parse_args()
    home = told.home.absolute()
    if _taken(told.port):
        print(f"port {told.port} is taken; choose another: make airflow AIRFLOW_PORT=8081", file=sys.stderr)
        return 2
    environ = environment(home, told.port)
    print(f"preparing {home} …", flush=True)
    prepare(home, environ)
    with (home / "standalone.log").open("ab") as log:
        airflow = subprocess.Popen(
            [sys.executable, "-m", "airflow", "standalone"],
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    for ending in (signal.SIGINT, signal.SIGTERM):  # a shell's background job would ignore SIGINT
        signal.signal(ending, signal.default_int_handler)
    try:
        _say_where(airflow, home, told.port)
        return airflow.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        end(airflow)


def end(airflow: subprocess.Popen[bytes]) -> None:
    """Ends the group: its parts first get time to end the tasks they run."""
    for ending, seconds in ((signal.SIGTERM, _SECONDS_TO_END), (signal.SIGKILL, 1.0)):
        with suppress(ProcessLookupError):
            os.killpg(airflow.pid, ending)
            until = time.monotonic() + seconds
            while time.monotonic() < until and _group_lives(airflow):
                time.sleep(0.2)


def _group_lives(airflow: subprocess.Popen[bytes]) -> bool:
    airflow.poll()  # what has ended is no longer of the group
    try:
        os.killpg(airflow.pid, 0)
    except ProcessLookupError:
        return False
    return True


def _say_where(airflow: subprocess.Popen[bytes], home: Path, port: int) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while not _healthy(port):
        if airflow.poll() is not None or time.monotonic() > until:
            raise SystemExit(f"Airflow did not start; see {home / 'standalone.log'}")
        time.sleep(1)
    users = json.loads((home / "simple_auth_manager_passwords.json.generated").read_text())
    for user, password in users.items():
        print(f"Airflow is ready: http://localhost:{port}  user {user}  password {password}")
    print("unpause news_ingest to run it over the samples; Ctrl-C ends everything", flush=True)


def _healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{port}/api/v2/monitor/health", timeout=2) as answer:
            health = json.load(answer)
    except (URLError, OSError, ValueError):
        return False
    return all(health[part]["status"] == "healthy" for part in ("metadatabase", "scheduler", "dag_processor"))


def _airflow(*arguments: str, environ: Mapping[str, str]) -> None:
    command = [sys.executable, "-m", "airflow", *arguments]
    done = subprocess.run(command, env=dict(environ), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def _taken(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


if __name__ == "__main__":
    sys.exit(main())
