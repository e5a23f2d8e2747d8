#!/usr/bin/env python3
"""Compares `alluvium model score` with transformers, and with transformers + PEFT where an adapter is given.

    python3 tools/parity/score.py ./alluvium BASE [ADAPTER] [--merged DIR]

BASE is a Hugging Face directory, ADAPTER a PEFT directory, ours or anybody's; --merged a merged export, which must give
what base and adapter give in transformers. Prints the largest difference of a log-probability; fails above 1e-4.
"""
import argparse
import json
import subprocess
import sys
import tempfile

import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

TEXTS = [
    "How heavy is the AX-200? It weighs 3.2 kg.",
    "人工智能的发展很快。AX-200 的重量是 3.2 公斤。",
    "👩‍🔬 e\u0301 \"quotes\" \\ and\n\nlines\twith a tab  ",
    "The quick brown fox " * 6,
    "a",
]


def expected(model, text, tokenizer):
    ids = torch.tensor([tokenizer(text)["input_ids"]])
    with torch.no_grad():
        logprobs = model(input_ids=ids).logits[0].float().log_softmax(-1)
    return ids[0].tolist(), [None] + logprobs[:-1].gather(1, ids[0, 1:, None])[:, 0].tolist()


def scored(command):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
        file.flush()
        out = subprocess.run([*command, "--file", file.name, "--json"], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def worst(results, model, tokenizer):
    largest = 0.0
    for text, result in zip(TEXTS, results, strict=True):
        ids, logprobs = expected(model, text, tokenizer)
        assert result["ids"] == ids, f"other tokens of {text!r}: {result['ids']} in place of {ids}"
        assert result["logprobs"][0] is None
        largest = max([largest, *(abs(a - b) for a, b in zip(result["logprobs"][1:], logprobs[1:], strict=True))])
    return largest


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("alluvium")
    parser.add_argument("base")
    parser.add_argument("adapter", nargs="?")
    parser.add_argument("--merged")
    options = parser.parse_args()
    tokenizer = AutoTokenizer.from_pretrained(options.base)
    model = AutoModelForCausalLM.from_pretrained(options.base, dtype=torch.float32)
    command = [options.alluvium, "model", "score", options.base]
    if options.adapter:
        model = PeftModel.from_pretrained(model, options.adapter).eval()
        command += ["--adapter", options.adapter]
    ours = scored(command)
    differences = {"model score": worst(ours, model, tokenizer)}
    if options.merged:
        merged = AutoModelForCausalLM.from_pretrained(options.merged, dtype=torch.float32)
        differences["merged, by transformers"] = worst(ours, merged, AutoTokenizer.from_pretrained(options.merged))
        differences["merged, by model score"] = worst(
            scored([options.alluvium, "model", "score", options.merged]), merged, tokenizer)
    print(differences)
    sys.exit(max(differences.values()) > 1e-4)


if __name__ == "__main__":
    main()
