"""Alpaca records as training examples: the same text, tokens and labels as `alluvium bench train` makes of them."""

import json
from dataclasses import dataclass
from pathlib import Path

PREAMBLE = (
    "Below is an instruction that describes a task. "
    "Write a response that appropriately completes the request.\n\n### Instruction:\n"
)
RESPONSE = "\n\n### Response:\n"
END = "</s>"
IGNORED = -100


@dataclass(frozen=True)
class Example:
    ids: list[int]
    labels: list[int]


def records(file: Path) -> list[tuple[str, str]]:
    """Prompt and answer of every record."""
    return [(prompt(record), record["output"]) for record in json.loads(file.read_text("utf-8"))]


def prompt(record: dict) -> str:
    given = record.get("input") or ""
    return PREAMBLE + record["instruction"] + ("\n\n### Input:\n" + given if given else "") + RESPONSE


def examples(file: Path, tokenizer, max_length: int, limit: int) -> list[Example]:
    """Of the first records. Loss on the answer and its end alone; cut to max_length, dropped where no label is left."""
    made = []
    for question, answer in records(file)[:limit]:
        before = tokenizer.encode(question).ids
        after = tokenizer.encode(answer + END).ids
        ids = (before + after)[:max_length]
        labels = ([IGNORED] * len(before) + after)[:max_length]
        if any(label != IGNORED for label in labels):
            made.append(Example(ids, labels))
    return made
