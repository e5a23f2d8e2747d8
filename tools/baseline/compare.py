"""Runs `alluvium bench train` and transformers + peft in turn on the same work and prints the ratios.

    python compare.py --file alpaca-en.json --repeat 3

Every round runs each side once, in processes of their own; a ratio is taken within a round, and the median over rounds is
printed. By the wall and by CPU seconds: on a machine that others use as well only the second repeats.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
SIDES = ("alluvium", "peft-packed", "peft-padded")
WALL = "realTokensPerSecond"
CPU = "realTokensPerCpuSecond"
MEMORY = "peakRssMb"


def commands(given: argparse.Namespace, base: Path) -> dict[str, list[str]]:
    same = ["--base", str(base), "--file", str(given.file), "--max-length", str(given.max_length)]
    same += ["--records", str(given.records), "--threads", str(given.threads)]
    peft = [sys.executable, str(HERE / "peft_train.py"), *same]
    return {
        "alluvium": [*shlex.split(given.alluvium), "bench", "train", *same, "--json"],
        "peft-packed": [*peft, "--mode", "packed"],
        "peft-padded": [*peft, "--mode", "padded"],
    }


def measure(command: list[str], environment: dict) -> dict:
    ran = subprocess.run(command, env=environment, capture_output=True, text=True)
    if ran.returncode != 0:
        raise SystemExit(f"{shlex.join(command)} failed:\n{ran.stderr}")
    return json.loads(ran.stdout.strip().splitlines()[-1])


def report(rounds: list[dict[str, dict]]) -> None:
    def ratios(key: str, over: str) -> list[float]:
        return [each["alluvium"][key] / each[over][key] for each in rounds]

    print(f"{'side':<14}{'tokens/s':>10}{'per CPU s':>11}{'peak RSS MiB':>14}")
    for side in SIDES:
        median = {key: statistics.median(each[side][key] for each in rounds) for key in (WALL, CPU, MEMORY)}
        print(f"{side:<14}{median[WALL]:>10.0f}{median[CPU]:>11.0f}{median[MEMORY]:>14.0f}")
    for over in SIDES[1:]:
        for name, key in (("tokens/s", WALL), ("tokens per CPU s", CPU), ("peak RSS", MEMORY)):
            found = ratios(key, over)
            spread = f"{min(found):.2f} to {max(found):.2f}"
            print(f"alluvium / {over}, {name}: {statistics.median(found):.2f} ({spread})")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--file", type=Path, required=True)
    arguments.add_argument("--base", type=Path, help="default: a random one of the reference shape, made first")
    arguments.add_argument("--records", type=int, default=1_000_000)
    arguments.add_argument("--max-length", type=int, default=512)
    arguments.add_argument("--threads", type=int, default=os.cpu_count())
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--alluvium", default=str(HERE.parent.parent / "alluvium"), help="the command")
    given = arguments.parse_args()

    environment = {**os.environ, "OMP_WAIT_POLICY": "PASSIVE", "HF_HUB_OFFLINE": "1"}
    with tempfile.TemporaryDirectory() as directory:
        base = given.base
        if base is None:
            base = Path(directory)
            made = [sys.executable, str(HERE / "make_base.py"), "--file", str(given.file), "--out", str(base)]
            subprocess.run(made, check=True, env=environment, stderr=subprocess.DEVNULL)
        rounds = []
        for _ in range(given.repeat):
            one = {}
            for side, command in commands(given, base).items():
                one[side] = measure(command, environment)
                print(json.dumps(one[side]), flush=True)
            rounds.append(one)
    report(rounds)


if __name__ == "__main__":
    main()
