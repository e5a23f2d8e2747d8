#!/usr/bin/env python3
"""Small random checkpoints of every supported architecture, with the logits that transformers computes from them.

    python3 tools/parity/checkpoints.py model-core/src/test/resources/parity

Each case is a Hugging Face directory as save_pretrained writes it, plus expected.safetensors:
tokens.N (ids, as fp32), logits.N (fp32) and logits_bf16.N (bf16 arithmetic, widened to fp32) for three records of
different lengths. The same seed gives the same files with the versions in requirements.txt.
"""
import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import (
    LlamaConfig, LlamaForCausalLM, MistralConfig, MistralForCausalLM,
    Qwen2Config, Qwen2ForCausalLM, Qwen3Config, Qwen3ForCausalLM,
)

LENGTHS = (40, 23, 9)
SHAPE = dict(
    vocab_size=160, hidden_size=32, intermediate_size=56, num_hidden_layers=3, num_attention_heads=4,
    num_key_value_heads=2, max_position_embeddings=64, bos_token_id=1, eos_token_id=0, pad_token_id=None,
)
LLAMA3 = dict(
    rope_type="llama3", rope_theta=5000.0, factor=8.0, low_freq_factor=1.0, high_freq_factor=4.0,
    original_max_position_embeddings=32,
)

# name: (model, configuration, dtype of the stored weights, largest shard)
CASES = {
    "llama": (LlamaForCausalLM, LlamaConfig(**SHAPE), torch.float32, "5GB"),
    "llama-linear": (
        LlamaForCausalLM,
        LlamaConfig(**SHAPE, rope_parameters=dict(rope_type="linear", rope_theta=10000.0, factor=4.0)),
        torch.float16, "5GB"),
    "llama3-sharded": (LlamaForCausalLM, LlamaConfig(**SHAPE, rope_parameters=LLAMA3), torch.float32, "60KB"),
    "qwen2-tied": (
        Qwen2ForCausalLM,
        Qwen2Config(**SHAPE, tie_word_embeddings=True, rope_parameters=dict(rope_type="default", rope_theta=1e6)),
        torch.bfloat16, "5GB"),
    "qwen2-window": (
        Qwen2ForCausalLM,
        Qwen2Config(**SHAPE, use_sliding_window=True, sliding_window=7, max_window_layers=1),
        torch.bfloat16, "5GB"),
    "qwen3": (Qwen3ForCausalLM, Qwen3Config(**SHAPE, head_dim=12), torch.float32, "5GB"),
    "mistral-window": (MistralForCausalLM, MistralConfig(**SHAPE, sliding_window=11), torch.float32, "5GB"),
}


def randomise(model, generator):
    """Weights wide enough that a wrong detail changes the logits; norms and biases away from one and zero."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            noise = torch.randn(parameter.shape, generator=generator)
            if "norm" in name:
                parameter.copy_(1 + 0.2 * noise)
            elif name.endswith("bias"):
                parameter.copy_(0.3 * noise)
            else:
                parameter.copy_(noise / parameter.shape[1] ** 0.5)


def logits(kind, directory, dtype, records):
    """As a user gets them: loaded from the files, because casting a model also rounds its rotary frequencies."""
    model = kind.from_pretrained(directory, dtype=dtype, attn_implementation="eager").eval()
    with torch.no_grad():
        return [model(input_ids=ids.long().unsqueeze(0), use_cache=False).logits[0].float().contiguous() for ids in records]


def write(directory, kind, config, dtype, shard, seed):
    generator = torch.Generator().manual_seed(seed)
    model = kind(config)
    randomise(model, generator)
    shutil.rmtree(directory, ignore_errors=True)
    model.to(dtype).save_pretrained(directory, max_shard_size=shard)
    records = [torch.randint(2, config.vocab_size, (n,), generator=generator).float() for n in LENGTHS]
    expected = {f"tokens.{i}": ids for i, ids in enumerate(records)}
    for name, compute in (("logits", torch.float32), ("logits_bf16", torch.bfloat16)):
        expected |= {f"{name}.{i}": each for i, each in enumerate(logits(kind, directory, compute, records))}
    save_file(expected, directory / "expected.safetensors", metadata={"format": "pt"})


def main(out):
    torch.set_num_threads(1)
    for seed, (name, case) in enumerate(CASES.items()):
        write(Path(out) / name, *case, seed)
        print(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
