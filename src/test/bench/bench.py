#!/usr/bin/env python3
"""Measures Coffer beside what else could do its work, all in turn in one run. See docs/benchmarks.md."""

import argparse
import json
import os
import platform
import signal
import statistics
import sys
import time

sys.dont_write_bytecode = True
import measurements
from plots import plot
from stage import ROOT, Stage


def in_turn(rounds, contestants, warm=True):
    """By name, the figures of each round. Who begins changes, so that nobody always comes after the same. The first round only warms up."""
    names, seen = list(contestants), {name: [] for name in contestants}
    for number in range(0 if warm else 1, rounds + 1):
        for name in names[number % len(names):] + names[:number % len(names)]:
            one = contestants[name]()
            print(f"  {number} {name}: " + ", ".join(f"{k} {v:.3g}" for k, v in one.items()), flush=True)
            if number:
                seen[name].append(one)
    return seen


def table(seen, unit, figure, best=max, against=None, beside=None):
    """Medians, what the rounds spread over, and Coffer's ratio: to the one named for it, or to the best that is neither Coffer nor a floor."""
    medians = {name: statistics.median(one[figure] for one in rounds) for name, rounds in seen.items()}
    peers = [name for name in seen if not name.startswith(("Coffer", "floor"))]
    best_peer = best(peers, key=medians.get) if peers and best else None
    beside = beside or {}
    lines = ["| | " + " | ".join([unit, "least to most", "ratio", *beside]) + " |", "|" + "---|" * (4 + len(beside))]
    for name, rounds in seen.items():
        values = [one[figure] for one in rounds]
        peer = (against or {}).get(name, best_peer)
        ratio = f"{medians[name] / medians[peer]:.2f}" if peer and name.startswith("Coffer") else ""
        cells = [name, f"{medians[name]:.3g}", f"{min(values):.3g} to {max(values):.3g}", ratio]
        cells += [f"{statistics.median(one[key] for one in rounds):.3g}" if key in rounds[0] else "" for key in beside.values()]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def machine(stage):
    with open("/proc/cpuinfo") as info:
        model = next((line.split(":")[1].strip() for line in info if line.startswith("model name")), platform.machine())
    with open(f"{stage.java}/release") as release:
        java = next(line.split('"')[1] for line in release if line.startswith("JAVA_VERSION="))
    return (f"{os.cpu_count()} cores, {model}; Linux {platform.release()}; Java {java}, `-Xmx{stage.heap}`; "
            f"load when it began {os.getloadavg()[0]:.1f}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--size", type=int, default=1024, help="MiB of the large archive")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--seconds", type=int, default=10, help="of each load by wrk")
    arguments.add_argument("--backups", type=int, default=100000, help="the most that are listed")
    arguments.add_argument("--vaults", type=int, default=1000, help="the most that there are")
    arguments.add_argument("--heap", default="512m")
    arguments.add_argument("--java", default=os.environ.get("JAVA_HOME"), help="the JDK, if not JAVA_HOME")
    arguments.add_argument("--dir", help="where the store and Coffer keep their files, if not in memory")
    arguments.add_argument("--out", default=f"{ROOT}/target/bench", help="where tables and plots are written")
    arguments.add_argument("only", nargs="*", help="of: " + " ".join(measurements.ALL))
    chosen = arguments.parse_args()
    if not chosen.java:
        arguments.error("set JAVA_HOME, or --java")
    unknown = set(chosen.only) - set(measurements.ALL)
    if unknown:
        arguments.error("there is no " + ", ".join(sorted(unknown)))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    os.makedirs(chosen.out, exist_ok=True)
    stage = Stage(chosen.java, chosen.heap, chosen.dir)
    try:
        parts = [f"{machine(stage)}. `bench.py {' '.join(sys.argv[1:])}`"]
        figures = {}
        for name in chosen.only or measurements.ALL:
            print(name, flush=True)
            begun = time.monotonic()
            result = measurements.ALL[name](stage, chosen, in_turn)
            if isinstance(result, str):
                parts.append(f"### {name}\n\n{result}")
                print("  " + result)
            else:
                figures[name] = result["seen"]
                parts.append(f"### {name}\n\n{result['what']}\n\n{table(**{k: v for k, v in result.items() if k not in ('what', 'plot')})}")
                if "plot" in result:
                    with open(f"{chosen.out}/{name}.svg", "w") as file:
                        file.write(plot(*result["plot"]))
                    parts.append(f"![{result['plot'][0]}]({name}.svg)")
            stage.clear()
            print(f"  {time.monotonic() - begun:.0f} s", flush=True)
            with open(f"{chosen.out}/results.md", "w") as file:
                file.write("\n\n".join(parts) + "\n")
            with open(f"{chosen.out}/results.json", "w") as file:
                json.dump(figures, file, indent=1)
    finally:
        stage.close()


if __name__ == "__main__":
    main()
