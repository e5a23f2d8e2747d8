#!/usr/bin/env python3
"""What `alluvium model convert --gguf` and `--gguf-adapter` write, run by llama.cpp.

    pip install xllamacpp      # llama.cpp with its server, in one wheel
    python3 tools/parity/gguf_export.py ./alluvium BASE [--work DIR] [--tokens 24]

BASE is a Hugging Face directory. Compared are, on the CPU with one thread:
- greedy answers of llama.cpp in f16 with those of transformers in fp32, which score.py ties to this engine: equal;
- bits per byte of a text that no model was trained on, by `alluvium model score` in fp32 and by llama.cpp in f16 and
  q8_0: q8_0 within 2 %;
- the same with a random adapter of rank 4 on all projections: by this engine, and by llama.cpp with --lora on the f16 base;
Files that --work has already are not written again.
"""
import argparse
import json
import math
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
import xllamacpp
from safetensors.numpy import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

PROMPTS = ["What is the capital of France?", "Name three colours.", "Why is the sky blue?", "Write a sentence about a cat."]
TEXT = (
    "The pump of the north hall was replaced in March. Since then the pressure holds at 4.2 bar, and the night shift "
    "reads the gauge twice. If it falls below 3.5 bar, close valve B-17 first and call the desk; nobody opens the "
    "filter alone. Spare seals lie in the grey cabinet beside the stairs, sorted by width."
)
CANDIDATES = 2000
ALL = 1 << 20


class Llama:
    """llama.cpp's server in this process."""

    def __init__(self, file, adapter=None):
        params = xllamacpp.CommonParams()
        params.model.path = str(file)
        params.n_ctx = 512
        params.n_parallel = 1
        params.cpuparams.n_threads = 1
        params.cpuparams_batch.n_threads = 1
        if adapter:
            params.lora_adapters = [xllamacpp.CommonAdapterLoraInfo(str(adapter), 1.0)]
        self.server = xllamacpp.Server(params)

    def complete(self, ids, count, candidates):
        answer = self.server.handle_completions({
            "prompt": ids, "max_tokens": count, "temperature": 0, "logprobs": candidates, "cache_prompt": True})
        return answer["choices"][0]["logprobs"]["content"]

    def greedy(self, ids, count):
        return [token["id"] for token in self.complete(ids, count, 1)]

    def bits(self, ids):
        """Bits of all tokens but the first, each from llama.cpp's distribution after those before it."""
        total = 0.0
        for at in range(1, len(ids)):
            total -= (self.logprob(ids[:at], ids[at], CANDIDATES) or self.logprob(ids[:at], ids[at], ALL)) / math.log(2)
        return total

    def logprob(self, before, token, candidates):
        """Of the next token; None if it is not among so many of the likeliest."""
        top = self.complete(before, 1, candidates)[0]["top_logprobs"]
        return next((each["logprob"] for each in top if each["id"] == token), None)


def random_adapter(base, directory):
    config = json.loads((base / "config.json").read_text())
    hidden, inner, width = config["hidden_size"], config["intermediate_size"], config["head_dim"]
    query, key = config["num_attention_heads"] * width, config["num_key_value_heads"] * width
    shapes = {"self_attn.q_proj": (hidden, query), "self_attn.k_proj": (hidden, key), "self_attn.v_proj": (hidden, key),
              "self_attn.o_proj": (query, hidden), "mlp.gate_proj": (hidden, inner), "mlp.up_proj": (hidden, inner),
              "mlp.down_proj": (inner, hidden)}
    generator = np.random.default_rng(7)
    tensors = {}
    for layer in range(config["num_hidden_layers"]):
        for path, (inputs, outputs) in shapes.items():
            name = f"base_model.model.model.layers.{layer}.{path}.lora_"
            tensors[name + "A.weight"] = generator.normal(0, 0.05, (4, inputs)).astype(np.float32)
            tensors[name + "B.weight"] = generator.normal(0, 0.01, (outputs, 4)).astype(np.float32)
    directory.mkdir(exist_ok=True)
    save_file(tensors, directory / "adapter_model.safetensors")
    (directory / "adapter_config.json").write_text(json.dumps({
        "peft_type": "LORA", "task_type": "CAUSAL_LM", "base_model_name_or_path": str(base), "r": 4, "lora_alpha": 8,
        "target_modules": [path.split(".")[1] for path in shapes], "bias": "none", "modules_to_save": None}))


def ours(alluvium, base, *more):
    out = subprocess.run([alluvium, "model", "score", str(base), "--text", TEXT, "--json", *more],
                         check=True, capture_output=True, text=True).stdout
    scored = json.loads(out)
    return scored["ids"], -sum(scored["logprobs"][1:]) / math.log(2)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("alluvium")
    parser.add_argument("base", type=Path)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--tokens", type=int, default=24)
    options = parser.parse_args()
    work = options.work or Path(tempfile.mkdtemp())
    files = {kind: work / f"{kind}.gguf" for kind in ("f16", "q8_0", "lora")}
    if not (work / "adapter").exists():
        random_adapter(options.base, work / "adapter")
    for kind, file in files.items():
        how = ["--gguf-adapter", file, "--adapter", work / "adapter"] if kind == "lora" else ["--gguf", file, "--type", kind]
        if not file.exists():
            subprocess.run([options.alluvium, "model", "convert", options.base, *how], check=True)

    torch.set_num_threads(1)
    tokenizer = AutoTokenizer.from_pretrained(options.base)
    model = AutoModelForCausalLM.from_pretrained(options.base, dtype=torch.float32).eval()
    ids, exact = ours(options.alluvium, options.base)
    assert ids == tokenizer(TEXT)["input_ids"]
    same = True
    llama = Llama(files["f16"])
    for prompt in PROMPTS:
        asked = tokenizer.apply_chat_template(
            [{"role": "user", "content": prompt}], add_generation_prompt=True, return_dict=False)
        with torch.no_grad():
            expected = model.generate(torch.tensor([asked]), max_new_tokens=options.tokens, do_sample=False)[0, len(asked):]
        answer = llama.greedy(asked, options.tokens)
        ends = [at for at, each in enumerate(expected.tolist()) if each == tokenizer.eos_token_id]
        expected = expected.tolist()[:ends[0]] if ends else expected.tolist()
        answer = answer[:len(expected)]
        same &= answer == expected
        print(f"{'same' if answer == expected else 'OTHER'} answer of {len(expected)} tokens: {tokenizer.decode(answer)!r}",
              flush=True)
    del model
    size = len(TEXT.encode())
    print(f"alluvium fp32 {exact / size:.4f} bits per byte over {len(ids)} tokens", flush=True)
    off = {"f16": llama.bits(ids) / exact - 1}
    del llama
    off["q8_0"] = Llama(files["q8_0"]).bits(ids) / exact - 1
    for kind in off:
        print(f"llama.cpp {kind} {exact * (1 + off[kind]) / size:.4f} bits per byte, {100 * off[kind]:+.3f} %", flush=True)
    _, adapted = ours(options.alluvium, options.base, "--adapter", str(work / "adapter"))
    off["lora"] = Llama(files["f16"], files["lora"]).bits(ids) / adapted - 1
    print(f"with an adapter: alluvium fp32 {adapted / size:.4f}, llama.cpp f16 --lora {100 * off['lora']:+.3f} %")
    sys.exit(not same or abs(off["f16"]) > 0.005 or abs(off["q8_0"]) > 0.02 or abs(off["lora"]) > 0.005)


if __name__ == "__main__":
    main()
