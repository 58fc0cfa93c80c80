"""A Flink cluster of plain processes: one job manager, task managers one by one, all on 127.0.0.1."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from subprocess import Popen

from tests.engines.processes import HOST, free_port, listens, need, process, says, wait_until

_OPENED = "java.lang java.lang.invoke java.lang.reflect java.net java.nio java.text java.time java.util".split()


class Cluster:
    """One job manager; `task_manager` adds a worker with one slot."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        # The jar of jars: its order is fixed, and two of the jars hold other versions of the same classes.
        self._jars = need("flink", "flink-job-server.jar") / "flink-job-server.jar"
        self.rest = free_port()
        self._rpc = free_port()
        (folder / "config.yaml").write_text(self._settings())
        self._start("StandaloneSessionClusterEntrypoint", "entrypoint", "manager", "--executionMode", "cluster")
        wait_until(lambda: listens(self.rest), f"the job manager listens; see {folder / 'manager.log'}", 120)

    def task_manager(self, name: str) -> Popen[bytes]:
        started = self._start("TaskManagerRunner", "taskexecutor", name)
        log = self._folder / f"{name}.log"
        wait_until(lambda: says(log, "Successful registration at resource manager"), f"{name} registers; {log}", 120)
        return started

    def _start(self, main: str, package: str, name: str, *arguments: str) -> Popen[bytes]:
        opened = [word for one in _OPENED for word in ("--add-opens", f"java.base/{one}=ALL-UNNAMED")]
        java: list[str | Path] = ["java", "-Xmx384m", *opened, "-cp", self._jars]
        command = [*java, f"org.apache.flink.runtime.{package}.{main}", "--configDir", str(self._folder), *arguments]
        return self._stack.enter_context(process(command, self._folder / f"{name}.log"))

    def _settings(self) -> str:
        told = {
            "jobmanager.rpc.address": HOST,
            "jobmanager.rpc.port": self._rpc,
            "jobmanager.bind-host": HOST,
            "rest.address": HOST,
            "rest.bind-address": HOST,
            "rest.port": self.rest,
            "taskmanager.bind-host": HOST,
            "taskmanager.host": HOST,
            "taskmanager.numberOfTaskSlots": 1,
            "taskmanager.cpu.cores": 1,
            "taskmanager.memory.framework.heap.size": "128m",
            "taskmanager.memory.framework.off-heap.size": "64m",
            "taskmanager.memory.jvm-metaspace.size": "192m",
            "taskmanager.memory.jvm-overhead.min": "64m",
            "taskmanager.memory.jvm-overhead.max": "64m",
            "taskmanager.memory.task.heap.size": "192m",
            "taskmanager.memory.task.off-heap.size": "0m",
            "taskmanager.memory.network.min": "32m",
            "taskmanager.memory.network.max": "32m",
            "taskmanager.memory.managed.size": "64m",
            "classloader.resolve-order": "parent-first",
            "state.checkpoints.dir": f"file://{self._folder}/checkpoints",
            "io.tmp.dirs": str(self._folder),
            "heartbeat.interval": 1000,
            "heartbeat.timeout": 10000,
            "restart-strategy.type": "fixed-delay",
            "restart-strategy.fixed-delay.attempts": 10,
            "restart-strategy.fixed-delay.delay": "1 s",
        }
        return "".join(f"{name}: {value}\n" for name, value in told.items())


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Ends with the block, task managers included."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        yield Cluster(folder, stack)
