"""Runs our worker and the peers in turns; prints and writes medians of work per CPU-second, ratios and fractions of the peak."""
import math
import os
import resource
import statistics
import subprocess
import sys
import time


def descent_flops(width, n=256, d=20):
    products = n * (d * width + width * width + width)
    return 2 * (2 * products + n * (width * width + width))


# work: what it is, variants of the peer, the ratios to reach against the first of them and against the second, operations in a unit
WORK = {
    "GD_32": ("full-batch step, 3×32, n = 256", ["GD_32", "GD_32/by hand"], [3], descent_flops(32)),
    "GD_128": ("full-batch step, 3×128", ["GD_128", "GD_128/by hand"], [1.6, 1.3], descent_flops(128)),
    "GD_512": ("full-batch step, 3×512", ["GD_512", "GD_512/by hand"], [1.15, 1.15], descent_flops(512)),
    "SGD_128": ("SGD step, batch 16, 3×128", ["SGD_128", "SGD_128/by hand"], [6], descent_flops(128, 16)),
    "REPLICAS": ("64 replicas of 2×64, n = 128, replica-steps", ["REPLICAS/vmap", "REPLICAS/bmm by hand"], [3], None),
    "HVP_128": ("Hessian-vector product, 3×128", ["HVP_128"], [1.3], None),
    "HESSIAN_32": ("whole Hessian, 1,696 parameters", ["HESSIAN_32"], [25], None),
    "NTK_128": ("tangent-kernel Gram, 3×128, 256 points", ["NTK_128/functorch", "NTK_128/loop"], [40], None),
    "CONDITION": ("condition numbers, 40 widths × 50 draws, n = 200", ["CONDITION"], [200], None),
    "RIDGE": ("random-feature ridge, 60 widths", ["RIDGE"], [5], None),
    "FLOW": ("normalized flow, right-hand sides", ["FLOW"], [15], None),
    **{f"EIGEN_{n}": (f"symmetric eigenvalues, n = {n:,}", [f"EIGEN_{n}"], [0.9], None) for n in (200, 500, 1000, 2000)},
    **{f"SINGULAR_{n}": (f"singular values, n = {n:,}", [f"SINGULAR_{n}"], [0.9], None) for n in (200, 500, 1000)},
    "GENERAL_200": ("complex eigenvalues, n = 200", ["GENERAL_200"], [0.9], None),
    "MANY_30": ("symmetric eigenvalues of many 30×30", ["MANY_30"], [0.9], None),
    **{f"PRODUCT_{n}": (f"product, n = {n:,}", [f"PRODUCT_{n}"], [0.9], 2 * n**3) for n in (200, 500, 1000)},
    "EIGEN_TWO": ("symmetric eigenvalues of 64 200×200 in two threads, by their clocks",
                  ["EIGEN_TWO/threads", "EIGEN_TWO/processes"], [0.9], None),
    "SINGULAR_TWO": ("singular values of 64 200×200 in two threads, by their clocks",
                     ["SINGULAR_TWO/threads", "SINGULAR_TWO/processes"], [0.9], None),
    "EDGE_TWO": ("8 seeds at the edge of stability, 3×64 tanh, in two threads", ["EDGE_TWO/processes"], [1], None),
    "NTK_REGRESSION": ("regression on the tangent kernel, 3×128, 256 points", ["NTK_REGRESSION"], [1], None),
    "DENSITY": ("spectral density of a Hessian, 3×128, 50 Lanczos steps", ["DENSITY"], [1], None),
}
COLD_RUNS = 3
PEAK_SECONDS = 0.25


# Kernels of OpenBLAS are chosen for Debian's release; ours chooses itself, as on any other machine.
OURS = {name: value for name, value in os.environ.items() if name != "OPENBLAS_CORETYPE"}


class Process:
    def __init__(self, command, environment=None):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, env=environment
        )

    def rate(self, name, seconds):
        self.process.stdin.write(f"{name} {seconds}\n")
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"a worker ended while measuring {name}")
        return float(line)


class Report:
    """Prints lines and, at the end, puts them between the two marks of a page that the name of the table gives."""

    def __init__(self, table):
        self.marks = (f"<!-- {table}: toolkit/src/bench/compare.sh -->", f"<!-- end of {table} -->")
        self.lines = []

    def line(self, text):
        print(text, flush=True)
        self.lines.append(text)

    def write(self, path):
        with open(path, encoding="utf-8") as page:
            head, rest = page.read().split(self.marks[0])
        tail = rest.split(self.marks[1])[1]
        with open(path, "w", encoding="utf-8") as page:
            page.write("\n".join([head + self.marks[0], "", *self.lines, "", self.marks[1] + tail]))


def warm(ours, name, seconds):
    """Until the compiler is done: until two turns bring no more than a twentieth."""
    best, idle = 0, 0
    while idle < 2:
        rate = ours.rate(name, seconds)
        idle = idle + 1 if rate < 1.05 * best else 0
        best = max(best, rate)


def against(mine, theirs):
    """The median of the ratios of neighbours, and the ratio of the best."""
    return f"{statistics.median(a / b for a, b in zip(mine, theirs)):.3g} | {max(mine) / max(theirs):.3g} |"


def measure(javas, peer, name, rounds, seconds, peaks):
    """The lines of one row, each a function of the peak, which is known best at the end."""
    title, variants, goals, flops = WORK[name]
    for java in javas:
        warm(java, name, seconds)
    ours, samples, lines = [[] for _ in javas], {variant: [] for variant in variants}, []
    for _ in range(rounds):
        peaks.append(javas[0].rate("PEAK", PEAK_SECONDS))
        for java, rates in zip(javas, ours):
            rates.append(java.rate(name, seconds))
        for variant in variants:
            samples[variant].append(peer.rate(variant, seconds))
    mine = ours[0]
    for i, variant in enumerate(variants):
        if any(math.isnan(rate) for rate in samples[variant]):
            continue
        way = variant.split("/")[1] if "/" in variant else ""
        ratios = " ".join(against(rates, samples[variant]) for rates in ours)
        line = (f"| {title if i == 0 else ''} | {f'{statistics.median(mine):,.4g}' if i == 0 else ''} |"
                f" {statistics.median(samples[variant]):,.4g} {way} | {ratios} {f'≥ {goals[i]}' if i < len(goals) else ''} |")
        done = max(mine) * flops if flops and i == 0 else 0
        lines.append(lambda peak, line=line, done=done: f"{line} {f'{100 * done / peak:.0f} %' if done else ''} |")
        print(line, file=sys.stderr, flush=True)
    return lines


def cold(report, commands):
    """The whole of a fresh process that trains for about two seconds: start, imports, compilation, work; the peer's is the last command."""
    walls, cpus = [[] for _ in commands], [[] for _ in commands]
    for _ in range(COLD_RUNS):
        for i, command in enumerate(commands):
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
            environment = None if i == len(commands) - 1 else OURS
            subprocess.run([*command, "COLD"], check=True, stdout=subprocess.DEVNULL, env=environment)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            walls[i].append(time.time() - start)
            cpus[i].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    for what, seconds in (("wall clock", walls), ("CPU", cpus)):
        medians = [statistics.median(times) for times in seconds]
        ratios = " ".join(f"{median / medians[-1]:.2f} | {min(times) / min(seconds[-1]):.2f} |"
                          for median, times in zip(medians[:-1], seconds))
        report.line(f"| cold start: 4,000 steps of 3×128 in a new process, s of {what} | {medians[0]:.2f} | {medians[-1]:.2f} |"
                    f" {ratios} {'≤ 1.5' if what == 'wall clock' else ''} | |")


def version(java):
    """As in JDK 17."""
    text = subprocess.run([java, "-version"], check=True, capture_output=True, text=True).stderr
    return "JDK " + text.split('"')[1].split(".")[0]


def split(words):
    """The commands between the marks."""
    commands = [[]]
    for word in words:
        if word == "--":
            commands.append([])
        else:
            commands[-1].append(word)
    return commands


def conditions():
    load = "/".join(f"{each:.0f}" for each in os.getloadavg())
    return (f"Measured on {time.strftime('%-d %B %Y')}; load of the machine at the end, over 1/5/15 minutes: {load} on"
            f" {os.cpu_count()} cores.")


def with_peer(report, commands, versions, names, rounds, seconds):
    javas, peer = [Process(command, OURS) for command in commands[:-1]], Process(commands[-1])
    peaks, lines = [javas[0].rate("PEAK", PEAK_SECONDS) for _ in range(5)], []
    for name in names:
        if name in WORK:
            lines += measure(javas, peer, name, rounds, seconds, peaks)
    peak = max(peaks)
    report.line(f"Peak of one core: {peak / 1e9:.0f} GFlop/s (independent multiply-adds in registers). {conditions()}\n")
    columns = " ".join(f"{each}: ratio | of the best |" for each in versions)
    report.line(f"| work | ours, units/CPU-s | peer | {columns} to reach | of the peak |\n| --- | --- | --- |"
                + " --- | --- |" * len(javas) + " --- | --- |")
    for line in lines:
        report.line(line(peak))
    if "COLD" in names:
        cold(report, commands)


def releases(report, commands, versions, names, rounds, seconds):
    """The first Java and the second, without a peer; rows as they come, conditions at the end."""
    javas = [Process(command, OURS) for command in commands]
    report.line(f"| work, units/CPU-s | {' | '.join(versions)} | ratio | of the best |\n| --- | --- | --- | --- | --- |")
    for name in names:
        if name not in WORK:
            continue
        for java in javas:
            warm(java, name, seconds)
        rates = [[], []]
        for _ in range(rounds):
            for java, each in zip(javas, rates):
                each.append(java.rate(name, seconds))
        medians = " | ".join(f"{statistics.median(each):,.4g}" for each in rates)
        report.line(f"| {WORK[name][0]} | {medians} | {against(rates[1], rates[0])}")
    report.line(f"\n{conditions()}")


def main():
    rounds, seconds = int(sys.argv[1]), float(sys.argv[2])
    names = list(WORK) + ["COLD"] if sys.argv[3] == "all" else sys.argv[3].split(",")
    page, commands = sys.argv[4], split(sys.argv[5:])
    alone = not commands[-1]
    if alone:
        commands.pop()
        if len(commands) != 2:
            raise SystemExit("without a peer two releases of Java are compared: OTHER_JAVA_HOME is to be set")
    versions = [version(command[0]) for command in commands if "org.ridgeless.bench.Worker" in command]
    report = Report("releases" if alone else "table")
    (releases if alone else with_peer)(report, commands, versions, names, rounds, seconds)
    if page != "-":
        report.write(page)


main()
