#!/usr/bin/env python3
"""GGUF read by Alluvium, beside gguf-py and transformers.

    python3 tools/parity/gguf.py --resources model-core/src/test/resources/gguf
    python3 tools/parity/gguf.py ./alluvium FILE.gguf [--keep DIR]
    python3 tools/parity/gguf.py --same FILE.gguf F16.gguf

The first writes types.gguf, a tensor of every type that is read, and types.safetensors with gguf-py's values of it: what
GgmlTypeTest compares. The second converts a model by `alluvium model convert` and by transformers: every tensor must be
equal, so must the token ids of the texts below, and `alluvium model score` must find transformers' log-probabilities
within 1e-4. The third compares such a file with what `alluvium model convert DIR --gguf F16.gguf` made of the converted model:
every tensor must be the file's values rounded to f16, and so must each setting and the vocabulary be the file's.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.pop(0)  # this file has the name of the package that it needs

import gguf
import numpy as np
import torch
from gguf import GGMLQuantizationType as Type
from safetensors import safe_open
from safetensors.numpy import save_file

LEGACY = [Type.F32, Type.F16, Type.BF16, Type.Q8_0, Type.Q4_0, Type.Q4_1, Type.Q5_0, Type.Q5_1]
SCALES = {Type.Q2_K: [80, 82], Type.Q3_K: [108], Type.Q4_K: [0, 2], Type.Q5_K: [0, 2], Type.Q6_K: [208]}
ROWS, COLUMNS = 2, 512
TEXTS = [
    "How heavy is the AX-200? It weighs 3.2 kg, 1,234,567 times 0.08 %.",
    "人工智能的发展很快。AX-200 的重量是 3.2 公斤，价格为１２３元。",
    "👩‍🔬 e\u0301 \"quotes\" \\ and\n\nlines\r\nwith\ta tab \t\t and  spaces   ",
    "The quick brown fox " * 6,
    "a",
    "def f(x):\n    return {'a': [x ** 2 for x in range(10)]}  # it's 50% done, I'LL see\n\n\n",
    "Ünïcödé, Привет мир, שלום, こんにちは、カタカナ ½ ² Ⅷ ٣",
    "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n",
    "https://example.org/a?b=c&d=%20 user@example.org 2026-11-29T18:00:00Z $100 <b>x</b> a_b-c/d\\e",
    "     indented\n\t\tby tabs\n \n  \n end",
]


def blocks(kind, generator):
    """The bytes of a tensor: quantised by gguf-py where it can, else random numbers under small scales."""
    values = generator.normal(0, 0.1, (ROWS, COLUMNS)).astype(np.float32)
    if kind in LEGACY:
        return gguf.quants.quantize(values, kind)
    per_block, size = gguf.GGML_QUANT_SIZES[kind]
    raw = generator.integers(0, 256, (ROWS * COLUMNS // per_block, size), dtype=np.uint8)
    for at in SCALES[kind]:
        raw[:, at:at + 2] = generator.normal(0, 1e-3, (len(raw), 1)).astype(np.float16).view(np.uint8)
    return raw.reshape(ROWS, -1)


def resources(out):
    out.mkdir(parents=True, exist_ok=True)
    generator = np.random.default_rng(1)
    writer = gguf.GGUFWriter(out / "types.gguf", "llama")
    expected = {}
    for kind in [*LEGACY, *SCALES]:
        data = blocks(kind, generator)
        plain = data if kind in (Type.F32, Type.F16) else data.view(np.uint8)
        writer.add_tensor(kind.name, plain, raw_dtype=None if kind in (Type.F32, Type.F16) else kind)
        expected[kind.name] = gguf.quants.dequantize(data, kind).astype(np.float32).reshape(ROWS, COLUMNS)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    save_file(expected, out / "types.safetensors")


def compare(alluvium, file, directory):
    from tokenizers import pre_tokenizers
    from transformers import AutoModelForCausalLM, AutoTokenizer
    subprocess.run([*alluvium, "model", "convert", str(file), "--out", str(directory)], check=True)
    model = AutoModelForCausalLM.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.float32).eval()
    theirs = model.state_dict()
    compared = 0
    for shard in sorted(directory.glob("*.safetensors")):
        with safe_open(shard, "pt") as ours:
            for name in ours.keys():
                assert torch.equal(ours.get_tensor(name).float(), theirs[name].float()), f"other values in {name}"
                compared += 1
    missing = set(theirs) - {"lm_head.weight"}
    assert compared >= len(missing), f"{compared} tensors in place of {len(missing)}"
    print(f"{compared} tensors are equal to transformers'")
    tokenizer = AutoTokenizer.from_pretrained(file.parent, gguf_file=file.name)
    if gguf.GGUFReader(file).get_field("tokenizer.ggml.pre").contents() == "smollm":
        # transformers 5.24 knows no smollm and cuts as GPT-2; llama.cpp and the model's own tokenizer.json cut at digits
        steps = [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)]
        tokenizer.backend_tokenizer.pre_tokenizer = pre_tokenizers.Sequence(steps)
    again = AutoTokenizer.from_pretrained(directory)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as lines:
        lines.write("".join(json.dumps({"text": text}) + "\n" for text in TEXTS))
        lines.flush()
        out = subprocess.run([*alluvium, "model", "score", str(directory), "--file", lines.name, "--json"],
                             check=True, capture_output=True, text=True).stdout
    largest = 0.0
    for text, scored in zip(TEXTS, map(json.loads, out.splitlines()), strict=True):
        ids = tokenizer(text)["input_ids"]
        assert again(text)["input_ids"] == ids, f"transformers reads other tokens of {text!r} from tokenizer.json"
        assert scored["ids"] == ids, f"other tokens of {text!r}: {scored['ids']} in place of {ids}"
        with torch.no_grad():
            logprobs = model(input_ids=torch.tensor([ids])).logits[0].log_softmax(-1)
        expected = logprobs[:-1].gather(1, torch.tensor(ids)[1:, None])[:, 0].tolist()
        largest = max([largest, *(abs(a - b) for a, b in zip(scored["logprobs"][1:], expected, strict=True))])
    messages = [{"role": "user", "content": "How heavy is the AX-200?"}]
    assert again.apply_chat_template(messages, tokenize=False) == tokenizer.apply_chat_template(messages, tokenize=False)
    print(f"{len(TEXTS)} texts have equal tokens; log-probabilities differ by at most {largest:.1e}")
    return largest > 1e-4


def same(original, written):
    before, after = gguf.GGUFReader(original), gguf.GGUFReader(written)
    theirs = {tensor.name: tensor for tensor in before.tensors}
    ours = {tensor.name: tensor for tensor in after.tensors}
    assert set(theirs) == set(ours), set(theirs) ^ set(ours)
    for name, tensor in theirs.items():
        values, data = gguf.quants.dequantize(tensor.data, tensor.tensor_type), ours[name].data
        assert np.array_equal(values.reshape(data.shape).astype(data.dtype), data), f"other values in {name}"
    architecture = before.get_field("general.architecture").contents()
    kept = [key for key in before.fields if key.startswith((architecture + ".", "tokenizer."))
            and key != "tokenizer.ggml.add_space_prefix"]
    for key in kept:
        assert before.fields[key].contents() == after.fields[key].contents(), f"another {key}"
    print(f"{len(theirs)} tensors and {len(kept)} settings are equal")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("alluvium", nargs="?")
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--resources", type=Path)
    parser.add_argument("--same", type=Path, nargs=2)
    parser.add_argument("--keep", type=Path, help="where to leave the converted model")
    options = parser.parse_args()
    if options.resources:
        resources(options.resources)
    elif options.same:
        same(*options.same)
    else:
        with tempfile.TemporaryDirectory() as directory:
            sys.exit(compare([options.alluvium], options.file, options.keep or Path(directory) / "converted"))


if __name__ == "__main__":
    main()
