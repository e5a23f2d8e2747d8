#!/usr/bin/env python3
"""Adapters as PEFT saves them on the checkpoints of checkpoints.py, with the logits that transformers + PEFT compute.

    python3 tools/parity/adapters.py model-core/src/test/resources/parity

Each case is a PEFT directory with random weights in both matrices, plus expected.safetensors: tokens (ids, as fp32) and
logits (fp32). The other direction, our adapters and merged exports in PEFT, is what score.py checks.
"""
import shutil
import sys
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import AutoModelForCausalLM

# name: (base, configuration, dtype of the stored weights, whether keys keep the adapter's name)
CASES = {
    "query-value": ("llama", dict(r=4, lora_alpha=8, target_modules=["q_proj", "v_proj"]), torch.float32, False),
    "all-linear-rslora": ("qwen3", dict(r=8, lora_alpha=6, use_rslora=True, target_modules="all-linear"), torch.float16, False),
    "subset-bf16": (
        "qwen2-tied",
        dict(r=3, lora_alpha=5, target_modules=["down_proj", "k_proj", "gate_proj", "self_attn.o_proj"]),
        torch.bfloat16, True),
}


def write(out, base, settings, dtype, default, seed):
    generator = torch.Generator().manual_seed(seed)
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32, attn_implementation="eager")
    model = get_peft_model(model, LoraConfig(task_type="CAUSAL_LM", lora_dropout=0.1, **settings)).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "lora_" in name:
                value = torch.randn(parameter.shape, generator=generator) / parameter.shape[1] ** 0.5
                parameter.copy_(value.to(dtype))
        tokens = torch.randint(2, model.config.vocab_size, (23,), generator=generator)
        logits = model(input_ids=tokens.unsqueeze(0), use_cache=False).logits[0].contiguous()
    shutil.rmtree(out, ignore_errors=True)
    model.save_pretrained(out)
    (out / "README.md").unlink(missing_ok=True)
    weights = load_file(out / "adapter_model.safetensors")
    if default:
        weights = {name.replace(".weight", ".default.weight"): value for name, value in weights.items()}
    save_file({name: value.to(dtype).contiguous() for name, value in weights.items()},
              out / "adapter_model.safetensors", metadata={"format": "pt"})
    config = out / "adapter_config.json"
    config.write_text(config.read_text().replace(str(base), base.name))
    save_file({"tokens": tokens.float(), "logits": logits}, out / "expected.safetensors", metadata={"format": "pt"})


def main(directory):
    torch.set_num_threads(1)
    for seed, (name, (base, *case)) in enumerate(CASES.items()):
        write(Path(directory) / "adapters" / name, Path(directory) / base, *case, seed)
        print(name)


if __name__ == "__main__":
    main(*sys.argv[1:])
