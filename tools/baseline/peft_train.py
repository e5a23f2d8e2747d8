"""One epoch of LoRA on Alpaca records with transformers and peft, as a user would run it.

    python peft_train.py --base DIR --file alpaca.json --mode padded|packed

padded: 8 shuffled records a step, padded to the longest of them. packed: first-fit into rows of max-length, 4 rows a
step, positions that restart with each record, from which transformers makes a block-diagonal mask. One line of JSON.
"""

import argparse
import json
import os
import random
import resource
import time
from pathlib import Path

import peft
import torch
from tokenizers import Tokenizer
from transformers import AutoModelForCausalLM

import alpaca
from alpaca import IGNORED, Example

PADDED_RECORDS = 8
PACKED_ROWS = 4
WARM_UP = 3
END_ID = 1


def padded(examples: list[Example]) -> list[dict]:
    examples = random.Random(0).sample(examples, len(examples))
    return [pad(examples[i : i + PADDED_RECORDS]) for i in range(0, len(examples), PADDED_RECORDS)]


def pad(chosen: list[Example]) -> dict:
    width = max(len(example.ids) for example in chosen)
    missing = [width - len(example.ids) for example in chosen]
    return tensors(
        input_ids=[e.ids + [END_ID] * n for e, n in zip(chosen, missing)],
        labels=[e.labels + [IGNORED] * n for e, n in zip(chosen, missing)],
        attention_mask=[[1] * len(e.ids) + [0] * n for e, n in zip(chosen, missing)],
    )


def packed(examples: list[Example], width: int) -> list[dict]:
    rows: list[list[Example]] = []
    for example in sorted(examples, key=lambda e: -len(e.ids)):
        for row in rows:
            if sum(len(e.ids) for e in row) + len(example.ids) <= width:
                row.append(example)
                break
        else:
            rows.append([example])
    random.Random(1).shuffle(rows)
    return [pack(rows[i : i + PACKED_ROWS], width) for i in range(0, len(rows), PACKED_ROWS)]


def pack(rows: list[list[Example]], width: int) -> dict:
    ids, labels, positions = [], [], []
    for row in rows:
        rest = width - sum(len(e.ids) for e in row)
        ids.append([i for e in row for i in e.ids] + [END_ID] * rest)
        labels.append([i for e in row for i in [IGNORED] + e.labels[1:]] + [IGNORED] * rest)
        positions.append([i for e in row for i in range(len(e.ids))] + list(range(rest)))
    return tensors(input_ids=ids, labels=labels, position_ids=positions)


def tensors(**lists: list[list[int]]) -> dict:
    return {name: torch.tensor(value) for name, value in lists.items()}


def model(base: Path, rank: int, checkpointing: bool, device: str, dtype: torch.dtype):
    loaded = AutoModelForCausalLM.from_pretrained(base, attn_implementation="sdpa", dtype=dtype)
    loaded.config.use_cache = False
    lora = peft.LoraConfig(r=rank, lora_alpha=2 * rank, target_modules="all-linear", task_type="CAUSAL_LM")
    adapted = peft.get_peft_model(loaded, lora).to(device)
    if checkpointing:
        adapted.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
        adapted.enable_input_require_grads()
    return adapted.train()


def train(adapted, batches: list[dict], rate: float) -> None:
    trained = [p for p in adapted.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, fused=True)
    for batch in batches:
        loss = adapted(**batch).loss
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        loss.item()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--base", type=Path, required=True)
    arguments.add_argument("--file", type=Path, required=True)
    arguments.add_argument("--mode", choices=["padded", "packed"], required=True)
    arguments.add_argument("--records", type=int, default=1_000_000)
    arguments.add_argument("--max-length", type=int, default=512)
    arguments.add_argument("--rank", type=int, default=16)
    arguments.add_argument("--rate", type=float, default=1e-3)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--checkpointing", action="store_true")
    arguments.add_argument("--device", default="cpu")
    arguments.add_argument("--dtype", choices=["float32", "bfloat16"], default="float32")
    given = arguments.parse_args()

    torch.set_num_threads(given.threads)
    torch.manual_seed(1)
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    made = alpaca.examples(given.file, tokenizer, given.max_length, given.records)
    batches = padded(made) if given.mode == "padded" else packed(made, given.max_length)
    batches = [{name: value.to(given.device) for name, value in batch.items()} for batch in batches]
    adapted = model(given.base, given.rank, given.checkpointing, given.device, getattr(torch, given.dtype))

    train(adapted, batches[:WARM_UP], 0.0)
    begun, cpu = time.perf_counter(), time.process_time()
    train(adapted, batches, given.rate)
    if given.device != "cpu":
        torch.cuda.synchronize()
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu

    real = sum(len(example.ids) for example in made)
    supervised = sum(label != IGNORED for example in made for label in example.labels[1:])
    slots = sum(batch["input_ids"].numel() for batch in batches)
    print(json.dumps({
        "side": "peft-" + given.mode,
        "file": given.file.name,
        "threads": given.threads,
        "records": len(made),
        "realTokens": real,
        "supervisedTokens": supervised,
        "slots": slots,
        "steps": len(batches),
        "seconds": round(seconds, 3),
        "cpuSeconds": round(cpu, 3),
        "realTokensPerSecond": round(real / seconds, 1),
        "supervisedTokensPerSecond": round(supervised / seconds, 1),
        "realTokensPerCpuSecond": round(real / cpu, 1),
        "peakRssMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }))


if __name__ == "__main__":
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    main()
