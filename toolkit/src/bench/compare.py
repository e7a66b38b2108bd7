"""Runs our worker and the peer in turns and prints medians of work per CPU-second and their ratios."""
import math
import statistics
import subprocess
import sys

# work, variants of the peer, the ratio to reach against the first of them
WORK = [
    ("GD_32", ["GD_32", "GD_32/by hand"], 3.5),
    ("GD_128", ["GD_128", "GD_128/by hand"], 1.6),
    ("GD_512", ["GD_512", "GD_512/by hand"], 1.15),
    ("SGD_128", ["SGD_128", "SGD_128/by hand"], 6),
    ("REPLICAS", ["REPLICAS"], 3),
    ("HVP_128", ["HVP_128"], 2),
    ("HESSIAN_32", ["HESSIAN_32"], 25),
    ("NTK_128", ["NTK_128", "NTK_128/functorch"], 40),
]


class Process:
    def __init__(self, command):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def rate(self, name, seconds):
        self.process.stdin.write(f"{name} {seconds}\n")
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"a worker ended while measuring {name}")
        return float(line)


def main():
    rounds, seconds = int(sys.argv[1]), float(sys.argv[2])
    names = sys.argv[3].split(",")
    split = sys.argv.index("--")
    ours, peer = Process(sys.argv[4:split]), Process(sys.argv[split + 1 :])
    print("| work | ours | peer | ratio | to reach |\n| --- | --- | --- | --- | --- |", flush=True)
    for name, variants, goal in WORK:
        if names != ["all"] and name not in names:
            continue
        ours.rate(name, 2 * seconds)
        samples = {variant: [] for variant in variants}
        mine = []
        for _ in range(rounds):
            mine.append(ours.rate(name, seconds))
            for variant in variants:
                samples[variant].append(peer.rate(variant, seconds))
        for i, variant in enumerate(variants):
            pairs = [a / b for a, b in zip(mine, samples[variant])]
            ratio = statistics.median(pairs)
            if not math.isnan(ratio):
                target = f"≥ {goal}" if i == 0 else ""
                print(
                    f"| {variant} | {statistics.median(mine):,.4g} |"
                    f" {statistics.median(samples[variant]):,.4g} | {ratio:.2f} | {target} |",
                    flush=True,
                )


main()
