#!/usr/bin/env python3
"""Measures Jupyter kernels side by side and writes the medians as a Markdown table between two markers of a file.

Each round starts every kernel once, one after the other, and takes all measures of it, so that a load that comes and goes
meets all of them alike. Nothing but Debian's python3-jupyter-client and, for one row, python3-nbclient is needed.
"""
import argparse
import itertools
import json
import os
import pathlib
import platform
import queue
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import traceback

import zmq
import zmq.asyncio
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
TICKS = os.sysconf("SC_CLK_TCK")
LINES = 100_000
SIZE = 5_000_000
# What has run already is not compiled again by every kernel: each sum is a new one.
NUMBERS = itertools.count(1)
MORE_CELLS = 450

JAVA = {
    "sum": "1+%d",
    "class": "class Table%d {" + "".join(f" int f{i}(int x) {{ return x + {i}; }}" for i in range(20)) + " }",
    "complete": "Math.ab",
    "prepare": "",
    "busy": "long end = System.nanoTime() + %d_000_000L; double sum = 0; while (System.nanoTime() < end) sum += Math.sqrt(sum + 1);",
    "print": 'for (int i = 0; i < %d; i++) System.out.println("line " + i);' % LINES,
    "large": '"x".repeat(%d)' % SIZE,
    "cell": "int value%d = %d; value%d + 1",
    "bare": 'var bare = jdk.jshell.JShell.builder().executionEngine("local").build();',
    "bare_sum": 'long begun = System.nanoTime(); bare.eval("1+1"); System.out.print(System.nanoTime() - begun);',
}
PYTHON = {
    "sum": "1+%d",
    "class": "class Table%d:\n" + "".join(f"    def f{i}(self, x): return x + {i}\n" for i in range(20)),
    "complete": "math.sq",
    "prepare": "import math",
    "busy": "import time, math\nend = time.monotonic_ns() + %d_000_000\ntotal = 0\nwhile time.monotonic_ns() < end: total += math.sqrt(total + 1)",
    "print": "for i in range(%d): print('line', i)" % LINES,
    "large": "'x' * %d" % SIZE,
    "cell": "value%d = %d; value%d + 1",
}

# name, row title, target, unit, digits
ROWS = [
    ("info_start", "`kernel_info` after the process start", "200", "ms", 0),
    ("first", "first result after the process start", "650", "ms", 0),
    ("sum", "`1+1`, round trip", "10", "ms", 1),
    ("over_bare", "`1+1`, round trip, as a multiple of a bare JShell's `eval` in the same process", "1.3", "", 2),
    ("idle_sum", "`1+1` as the first cell, after 3 s without one", "100", "ms", 0),
    ("idle_lines", "the README's eight lines as the first cell, after 3 s without one", "2", "s", 2),
    ("again", "the eight lines again, as a multiple of the same code in a class, again", "1.2", "", 2),
    ("class", "class with 20 methods", "20", "ms", 1),
    ("complete", "completion", "15", "ms", 1),
    ("info", "`kernel_info`, idle", "2", "ms", 2),
    ("beat", "heartbeat, idle", "2", "ms", 2),
    ("info_busy", "`kernel_info` while a cell computes", "2", "ms", 2),
    ("beat_busy", "heartbeat while a cell computes", "2", "ms", 2),
    ("print_s", "100,000 printed lines", "0.5", "s", 2),
    ("print_messages", "messages they take", "200", "", 0),
    ("print_lost", "lines of them lost", "0", "", 0),
    ("large", "result of 5 MB", "0.2", "s", 2),
    ("notebook", "notebook of 20 cells by nbclient", "2", "s", 2),
    ("exit", "exit when idle", "1", "s", 2),
    ("exit_busy", "exit while a cell computes", "1", "s", 2),
    ("memory", "resident after the first cell", "200", "MB", 0),
    ("memory_later", "resident after 450 more cells", "350", "MB", 0),
    ("cell_later", "`1+1` after 450 more cells", "10", "ms", 1),
    ("cpu", "processor time in 3 s idle", "0", "ms", 0),
]


def tree(pid):
    """The process and all its descendants."""
    found = [pid]
    for process in found:
        for task in pathlib.Path(f"/proc/{process}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                pass
    return found


def resident(pid):
    """Resident memory of the process tree in MB (10^6 bytes)."""
    total = 0
    for process in tree(pid):
        for line in pathlib.Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                total += int(line.split()[1])
    return total * 1024 / 1e6


def processor(pid):
    """Processor time used by the process tree in ms."""
    total = 0
    for process in tree(pid):
        fields = pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total * 1000 / TICKS


class Kernel:
    """One process of a kernel and a client of it."""

    def __init__(self, argv, environment, folder):
        self.context = zmq.asyncio.Context()
        # The client shall neither wait between attempts to connect nor drop what it is slow to read.
        self.context.setsockopt(zmq.RECONNECT_IVL, 2)
        self.context.setsockopt(zmq.RCVHWM, 0)
        self.context.setsockopt(zmq.LINGER, 0)
        self.file, _ = write_connection_file(os.path.join(folder, f"connection-{time.monotonic_ns()}.json"), key=os.urandom(16).hex().encode())
        self.client = BlockingKernelClient(connection_file=self.file, context=self.context)
        self.client.load_connection_file()
        self.client.start_channels(hb=False)
        self.log = open(os.path.join(folder, "kernel.log"), "ab")
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            [self.file if part == "{connection_file}" else part for part in argv],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, env={**os.environ, **environment}, start_new_session=True)
        self.heart = zmq.Context.instance().socket(zmq.REQ)
        try:
            self.info(20)
            self.info_start = 1000 * (time.perf_counter() - self.started)
        except BaseException:
            self.close()
            raise
        self.heart.connect(f"tcp://127.0.0.1:{self.client.hb_port}")

    def reply(self, identity, timeout):
        end = time.perf_counter() + timeout
        while True:
            message = self.client.get_shell_msg(timeout=max(0.001, end - time.perf_counter()))
            if message["parent_header"].get("msg_id") == identity:
                return message

    def info(self, timeout=20):
        start = time.perf_counter()
        self.reply(self.client.kernel_info(), timeout)
        return 1000 * (time.perf_counter() - start)

    def complete(self, code):
        start = time.perf_counter()
        answer = self.reply(self.client.complete(code, len(code)), 20)
        took = 1000 * (time.perf_counter() - start)
        assert answer["content"]["matches"], "no completion"
        return took

    def beat(self):
        start = time.perf_counter()
        self.heart.send(b"beat")
        if not self.heart.poll(20_000):
            raise queue.Empty
        self.heart.recv()
        return 1000 * (time.perf_counter() - start)

    def run(self, code, timeout=20):
        """Milliseconds until both the reply and the idle status are there, and the messages in between."""
        messages, start = [], time.perf_counter()
        identity = self.client.execute(code)
        end = start + timeout
        while True:
            message = self.client.get_iopub_msg(timeout=max(0.001, end - time.perf_counter()))
            if message["parent_header"].get("msg_id") != identity:
                continue
            messages.append(message)
            if message["msg_type"] == "error":
                raise RuntimeError("\n".join(message["content"]["traceback"]))
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                break
        self.reply(identity, timeout)
        return 1000 * (time.perf_counter() - start), messages

    def exit(self):
        """Seconds from the request to shut down until the process is gone; 15 stands for more."""
        start = time.perf_counter()
        self.client.shutdown()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            pass
        return time.perf_counter() - start

    def close(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.client.stop_channels()
        self.heart.close(0)
        self.log.close()
        self.context.destroy(0)
        os.unlink(self.file)


def median_of(count, measure):
    return statistics.median(measure() for _ in range(count))


def measure(argv, environment, words, name, folder, found):
    """Puts all measures of one start into `found`, by the names of the rows."""
    kernel = Kernel(argv, environment, folder)
    try:
        found["info_start"] = kernel.info_start
        # The reply alone ends this one: a message on iopub may be gone before the subscription has reached the kernel.
        kernel.reply(kernel.client.execute(words["sum"] % next(NUMBERS)), 20)
        found["first"] = 1000 * (time.perf_counter() - kernel.started)
        found["memory"] = resident(kernel.process.pid)
        time.sleep(0.5)
        found["sum"] = median_of(30, lambda: kernel.run(words["sum"] % next(NUMBERS))[0])
        if "bare" in words:
            found["over_bare"] = over_bare(kernel, words)
        number = iter(range(1000))
        kernel.run(words["class"] % next(number))
        found["class"] = median_of(10, lambda: kernel.run(words["class"] % next(number))[0])
        if words["prepare"]:
            kernel.run(words["prepare"])
        kernel.complete(words["complete"])
        found["complete"] = median_of(10, lambda: kernel.complete(words["complete"]))
        found["info"] = median_of(20, kernel.info)
        found["beat"] = median_of(5, kernel.beat)
        time.sleep(1)
        before = processor(kernel.process.pid)
        time.sleep(3)
        found["cpu"] = processor(kernel.process.pid) - before
        busy = kernel.client.execute(words["busy"] % 3000)
        time.sleep(0.7)
        found["beat_busy"] = median_of(3, kernel.beat)
        end, trips = time.perf_counter() + 1, []
        while not trips or (time.perf_counter() < end and len(trips) < 20):
            start = time.perf_counter()
            identity = kernel.client.kernel_info()
            while True:
                message = kernel.client.get_shell_msg(timeout=20)
                if message["parent_header"].get("msg_id") == identity:
                    break
                if message["parent_header"].get("msg_id") == busy:
                    busy = None
            trips.append(1000 * (time.perf_counter() - start))
        found["info_busy"] = statistics.median(trips)
        if busy:
            kernel.reply(busy, 20)
        time.sleep(0.3)
        try:
            took, messages = kernel.run(words["large"])
            shown = [len(str(text)) for m in messages if m["msg_type"] == "execute_result" for text in m["content"]["data"].values()]
            if shown and max(shown) >= SIZE:
                found["large"] = took / 1000
            else:
                print(f"{name}: result of {max(shown, default=0)} characters", file=sys.stderr)
            took, messages = kernel.run(words["print"], 30)
            streams = [m["content"]["text"] for m in messages if m["msg_type"] == "stream"]
            found["print_s"] = took / 1000
            found["print_messages"] = len(streams)
            found["print_lost"] = LINES - sum(text.count("\n") for text in streams)
        except queue.Empty:
            print(f"{name}: the idle status was lost", file=sys.stderr)
        for i in range(MORE_CELLS):
            kernel.run(words["cell"] % (i % 20, i, i % 20))
        found["memory_later"] = resident(kernel.process.pid)
        found["cell_later"] = median_of(30, lambda: kernel.run(words["sum"] % next(NUMBERS))[0])
        found["exit"] = kernel.exit()
    finally:
        kernel.close()
    kernel = Kernel(argv, environment, folder)
    try:
        kernel.run(words["sum"] % next(NUMBERS))
        kernel.client.execute(words["busy"] % 30_000)
        time.sleep(1)
        found["exit_busy"] = kernel.exit()
    finally:
        kernel.close()


def over_bare(kernel, words):
    """How many times as long as JShell itself our round trip takes, in turns; JShell's time is taken inside, without any message."""
    kernel.run(words["bare"])
    kernel.run(words["bare_sum"])
    trips, inside = [], []
    for _ in range(30):
        trips.append(kernel.run(words["sum"] % next(NUMBERS))[0])
        printed = [m["content"]["text"] for m in kernel.run(words["bare_sum"])[1] if m["msg_type"] == "stream"]
        inside.append(int("".join(printed)) / 1e6)
    return statistics.median(trips) / statistics.median(inside)


def eight_lines():
    """The README's first Java, as a cell and as a class with the name of its method."""
    text = (pathlib.Path(__file__).parents[3] / "README.md").read_text()
    lines = text.partition("```java\n")[2].partition("```")[0]
    head, _, last = lines.strip().rpartition(";\n")
    return lines, "class Lines { static Object all() { " + head + "; return " + last + "; } }", "Lines.all()"


def after_rest(argv, environment, words, folder, has_toolkit, found):
    """What a first cell takes that comes when somebody has read for three seconds."""
    kernel = Kernel(argv, environment, folder)
    try:
        time.sleep(3)
        found["idle_sum"] = kernel.run(words["sum"] % next(NUMBERS))[0]
    finally:
        kernel.close()
    if not has_toolkit:
        return
    lines, definition, call = eight_lines()
    kernel = Kernel(argv, environment, folder)
    try:
        time.sleep(3)
        took, messages = kernel.run(lines, 60)
        shown = [kind for m in messages if m["msg_type"] == "execute_result" for kind in m["content"]["data"]]
        assert any(kind.startswith("image/") for kind in shown), f"no figure but {shown}"
        found["idle_lines"] = took / 1000
        kernel.run(definition)
        kernel.run(call, 60)
        pairs = [(kernel.run(lines, 60)[0], kernel.run(call, 60)[0]) for _ in range(3)]
        found["again"] = statistics.median(cell for cell, _ in pairs) / statistics.median(method for _, method in pairs)
    finally:
        kernel.close()


def notebook(name, words):
    """Seconds that nbclient takes for a notebook of 20 cells, from the start of the kernel to its end."""
    import nbformat
    from nbclient import NotebookClient
    cells = [nbformat.v4.new_code_cell(words["cell"] % (i, i, i)) for i in range(20)]
    start = time.perf_counter()
    NotebookClient(nbformat.v4.new_notebook(cells=cells), kernel_name=name, timeout=60).execute()
    return time.perf_counter() - start


def specification(prefix, name):
    kernels = list(pathlib.Path(prefix, "share/jupyter/kernels").glob("*/kernel.json"))
    chosen = [k for k in kernels if k.parent.name == name] or kernels
    return chosen[0].parent.name, json.loads(chosen[0].read_text())


def other(path):
    """What starts another Java kernel, and its environment: its jar, or the folder of its kernel.json. The JDK is that of JAVA_HOME."""
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if os.environ.get("JAVA_HOME") else shutil.which("java")
    place = pathlib.Path(path).resolve()
    if place.is_file():
        return [java, "-Djava.awt.headless=true", "-jar", str(place), "{connection_file}"], {}
    if not (place / "kernel.json").is_file():
        sys.exit(f"{path} is neither a jar nor a folder with a kernel.json")
    spec = json.loads((place / "kernel.json").read_text())
    argv = [part.replace("{resource_dir}", str(place)) for part in spec["argv"]]
    # A launcher that starts a Java of its own finds it on the path.
    environment = {"PATH": os.path.dirname(java) + os.pathsep + os.environ["PATH"], **spec.get("env", {})}
    return [java if part == "java" else part for part in argv], environment


def show(values, digits):
    if not values:
        return "–"
    middle, least = statistics.median(values), min(values)
    text = f"{middle:.{digits}f}"
    return text if f"{least:.{digits}f}" == text else f"{text} ({least:.{digits}f})"


def table(results):
    columns = [c for c in results if results[c]]
    lines = ["| | target | " + " | ".join(columns) + " |", "|---" * (2 + len(columns)) + "|"]
    for row, title, target, unit, digits in ROWS:
        cells = [show(results[c].get(row, []), digits) for c in columns]
        lines.append(f"| {title}{', ' + unit if unit else ''} | {'≤ ' if target != '0' else ''}{target} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prefix", required=True, help="where `lab install --prefix` has put its kernel")
    parser.add_argument("--also", help="where `lab install --prefix` has put its kernel with another Java, and its title: TITLE=FOLDER")
    parser.add_argument("--other", action="append", default=[],
                        help="another Java kernel: TITLE=PATH, the path of its jar or of the folder of its kernel.json; may be repeated")
    parser.add_argument("--only", help="titles of the columns to measure, with semicolons between them; without it all")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--into", help="Markdown file with the markers")
    options = parser.parse_args()

    folder = tempfile.mkdtemp(prefix="kernels-")
    try:
        name, spec = specification(options.prefix, "ridgeless")
        kernels = {"Ridgeless": (name, spec["argv"], spec.get("env", {}), JAVA)}
        data = pathlib.Path(folder, "share/jupyter/kernels")
        os.environ["JUPYTER_PATH"] = f"{data.parent}:{options.prefix}/share/jupyter"
        if options.also:
            title, _, place = options.also.partition("=")
            _, spec = specification(place, "ridgeless")
            (data / "ridgeless-also").mkdir(parents=True)
            (data / "ridgeless-also/kernel.json").write_text(json.dumps(spec))
            kernels[title] = ("ridgeless-also", spec["argv"], spec.get("env", {}), JAVA)
        for title, path in (text.split("=", 1) for text in options.other):
            argv, environment = other(path)
            folder_name = title.lower() + "-compared"
            (data / folder_name).mkdir(parents=True)
            (data / folder_name / "kernel.json").write_text(json.dumps(
                {"argv": argv, "env": environment, "display_name": title, "language": "java", "interrupt_mode": "message"}))
            kernels[title] = (folder_name, argv, environment, JAVA)
        kernels["ipykernel"] = ("python3", [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], {}, PYTHON)
        only = options.only.split(";") if options.only else list(kernels)
        unknown = [title for title in only if title not in kernels]
        if unknown:
            sys.exit(f"no columns {unknown}; there are {list(kernels)}")
        kernels = {title: kernels[title] for title in kernels if title in only}
        results, failures, loads = {k: {} for k in kernels}, [], []
        for turn in range(options.rounds):
            for title, (spec_name, argv, environment, words) in kernels.items():
                loads.append(os.getloadavg()[0])
                found, failed = {}, False
                # Each part starts processes of its own, so that a request without an answer costs only the rows that come after it in its part.
                for part in (lambda: measure(argv, environment, words, title, folder, found),
                             lambda: after_rest(argv, environment, words, folder, title.startswith("Ridgeless"), found),
                             lambda: found.update(notebook=notebook(spec_name, words))):
                    try:
                        part()
                    except Exception as failure:
                        failed = True
                        place = traceback.extract_tb(failure.__traceback__)
                        lines = [entry.lineno for entry in place if entry.filename == __file__]
                        print(f"{title}: round {turn + 1} failed: {type(failure).__name__} {failure} at lines {lines}", file=sys.stderr)
                if failed:
                    failures.append(title)
                for row, value in found.items():
                    results[title].setdefault(row, []).append(value)
                print(title, json.dumps({k: round(v, 2) for k, v in found.items()}), file=sys.stderr)
        java = subprocess.run(["java", "-version"], capture_output=True, text=True).stderr.splitlines()[0]
        note = (f"Medians of {options.rounds} interleaved {'start' if options.rounds == 1 else 'starts'}, the least in brackets where it differs; {os.cpu_count()} cores, {java}, "
                f"Python {platform.python_version()}, load average {min(loads):.1f} to {max(loads):.1f} meanwhile.")
        for title in dict.fromkeys(failures):
            note += f" {failures.count(title)} of {options.rounds} rounds of {title} are not whole, for a request that was never answered or another failure."
        text = f"{BEGIN}\n{table(results)}\n\n{note}\n{END}"
        if not options.into:
            print(text)
            return
        page = pathlib.Path(options.into)
        before, _, rest = page.read_text().partition(BEGIN)
        after = rest.partition(END)
        if not rest or not after[1]:
            sys.exit(f"{page} has no markers {BEGIN} and {END}")
        page.write_text(before + text + after[2])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
