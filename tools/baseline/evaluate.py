"""Asks transformers' generate what `alluvium bench evaluate` asks, and prints both times side by side.

    python evaluate.py --repeat 3

Both sides answer the same prompts in tokens with the same limits, greedily, 32 at a time, prompts of like length together;
transformers pads them to the left. In every round each side asks all once to warm up and then 11 times, of which the median
counts; answers are compared.
"""

import argparse
import json
import os
import shlex
import statistics
import subprocess
import tempfile
import time
from itertools import groupby
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "tiny-base/src/main/resources/bases/tiny"
ROWS = 32
PASSES = 11


def batches(cases: list[dict]) -> list[list[dict]]:
    cases = sorted(cases, key=lambda case: (case["maxTokens"], len(case["ids"])))
    found = []
    for _, same in groupby(cases, key=lambda case: case["maxTokens"]):
        same = list(same)
        found += [same[i : i + ROWS] for i in range(0, len(same), ROWS)]
    return found


def answer(model, tokenizer: Tokenizer, batch: list[dict], pad: int) -> list[str]:
    width = max(len(case["ids"]) for case in batch)
    missing = [width - len(case["ids"]) for case in batch]
    made = model.generate(
        input_ids=torch.tensor([[pad] * n + case["ids"] for n, case in zip(missing, batch)]),
        attention_mask=torch.tensor([[0] * n + [1] * len(case["ids"]) for n, case in zip(missing, batch)]),
        max_new_tokens=batch[0]["maxTokens"],
        do_sample=False,
        pad_token_id=pad,
    )
    return [tokenizer.decode(row[width:].tolist(), skip_special_tokens=True).strip() for row in made]


def transformers_side(base: Path, cases: list[dict], threads: int, repeat: int) -> dict:
    torch.set_num_threads(threads)
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    model = AutoModelForCausalLM.from_pretrained(base, attn_implementation="sdpa", dtype=torch.float32).eval()
    end = model.config.eos_token_id
    pad = end[0] if isinstance(end, list) else end
    work = batches(cases)
    with torch.inference_mode():
        answers = [text for batch in work for text in answer(model, tokenizer, batch, pad)]
        seconds, cpu = [], []
        for _ in range(repeat):
            begun, begun_cpu = time.perf_counter(), time.process_time()
            for batch in work:
                answer(model, tokenizer, batch, pad)
            seconds.append(time.perf_counter() - begun)
            cpu.append(time.process_time() - begun_cpu)
    expected = [case["answer"] for batch in work for case in batch]
    same = sum(ours == theirs for ours, theirs in zip(expected, answers))
    took = {"seconds": statistics.median(seconds), "cpuSeconds": statistics.median(cpu)}
    return {"side": "transformers", "cases": len(cases), "threads": threads, **took, "sameAnswers": same}


def alluvium_side(command: str, base: Path, cases: int, threads: int, answers: Path) -> dict:
    ran = subprocess.run(
        [*shlex.split(command), "bench", "evaluate", "--base", str(base), "--cases", str(cases)]
        + ["--threads", str(threads), "--repeat", str(PASSES), "--answers", str(answers), "--json"],
        env={**os.environ, "OMP_WAIT_POLICY": "PASSIVE"},
        capture_output=True,
        text=True,
    )
    if ran.returncode != 0:
        raise SystemExit(f"alluvium bench evaluate failed:\n{ran.stderr}")
    return {"side": "alluvium", **json.loads(ran.stdout.strip().splitlines()[-1])}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--base", type=Path, default=SHIPPED, help="a Hugging Face directory with general.jsonl")
    arguments.add_argument("--cases", type=int, default=300)
    arguments.add_argument("--threads", type=int, default=1, help="of torch, on both sides")
    arguments.add_argument("--repeat", type=int, default=3)
    arguments.add_argument("--alluvium", default=str(ROOT / "alluvium"), help="the command")
    given = arguments.parse_args()

    wall, cpu = [], []
    for _ in range(given.repeat):
        with tempfile.TemporaryDirectory() as directory:
            file = Path(directory) / "answers.jsonl"
            ours = alluvium_side(given.alluvium, given.base, given.cases, given.threads, file)
            cases = [json.loads(line) for line in file.read_text().splitlines()]
        theirs = transformers_side(given.base, cases, given.threads, PASSES)
        print(json.dumps(ours), json.dumps(theirs), sep="\n", flush=True)
        wall.append(theirs["seconds"] / ours["answering"]["seconds"])
        cpu.append(theirs["cpuSeconds"] / ours["answering"]["cpuSeconds"])
    for name, ratios in (("wall", wall), ("CPU", cpu)):
        spread = f"{min(ratios):.2f} to {max(ratios):.2f}"
        print(f"transformers / alluvium, {name} seconds: {statistics.median(ratios):.2f} ({spread})")


if __name__ == "__main__":
    main()
