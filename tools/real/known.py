"""How many trusted probes a version answers as they expect: known.py DATA MODEL[@VERSION] PROBES… prints a line for each file.

An answer is right if it contains what is expected, in any case. Greedy, as evaluation asks.
"""
import concurrent.futures
import json
import pathlib
import sys

from kept import Installation


def main(data, model, files):
    installation = Installation(data)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for file in files:
            lines = [json.loads(line) for line in file.read_text().splitlines()]
            asked = [probe for line in lines for probe in line["probes"]]
            said = list(pool.map(lambda probe: installation.ask(model, probe["prompt"], 32), asked))
            known = sum(probe["expect"].lower() in answer.lower() for probe, answer in zip(asked, said))
            print(f"{model} knows {known} of {len(asked)}, {known / len(asked):.1%}, of {file.name}", flush=True)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2], [pathlib.Path(file) for file in sys.argv[3:]])
