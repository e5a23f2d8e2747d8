"""Runs the product's training step, a TorchScript archive that Java wrote, beside transformers + peft on the same tokens.

    alluvium bench program CONFIG step.zip [--cuda]
    python program_step.py --config CONFIG --archive step.zip [--device cuda --dtype bfloat16]

Random weights of the configuration's shape, LoRA on all seven projections; full rows of --length random tokens, of which
the last --labelled carry loss. Before the clock runs both sides take one step from the same adapter and their losses and
gradient norms are printed; then each takes --steps steps of forward, backward, clipping and AdamW. One line of JSON.
"""

import argparse
import json
import resource
import time
from pathlib import Path

import peft
import torch
from transformers import LlamaConfig, LlamaForCausalLM

MODULES = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
LABEL_CHUNK = 128
RATE, BETA1, BETA2, EPSILON, DECAY, CLIP = 1e-4, 0.9, 0.999, 1e-8, 0.01, 1.0


class Batch:
    """Rows of random tokens, as transformers wants them and, without rows, as the program does."""

    def __init__(self, given: argparse.Namespace, vocabulary: int):
        rows, length = given.rows, given.length
        drawn = torch.Generator().manual_seed(1)
        self.ids = torch.randint(vocabulary, (rows, length), generator=drawn).to(given.device)
        self.labels = self.ids.clone()
        self.labels[:, : length - int(length * given.labelled)] = -100
        following = torch.full_like(self.labels, -100)
        following[:, :-1] = self.labels[:, 1:]
        self.at = (following.view(-1) != -100).nonzero().view(-1)
        self.following = following.view(-1)[self.at]
        self.positions = torch.arange(length, device=given.device).repeat(rows)
        self.records = torch.arange(1, rows + 1, device=given.device).repeat_interleave(length)
        self.bounds = list(range(0, rows * length + 1, length))


class Program:
    """The archive with the weights and a copy of the adapter of a peft model, in the order that it wants them."""

    def __init__(self, given: argparse.Namespace, adapted: peft.PeftModel, batch: Batch):
        self.module = torch.jit.load(given.archive, map_location=given.device)
        # By the module itself "apply" would be torch.nn.Module's own method.
        self.apply = self.module._c._get_method("apply")
        self.batch, self.checkpointing = batch, given.checkpointing
        self.fold = given.dtype == "float32"
        model = adapted.get_base_model()
        config = model.config
        base, self.adapter = [model.model.embed_tokens, model.model.norm, model.lm_head], []
        for layer in model.model.layers:
            base += [layer.input_layernorm, layer.post_attention_layernorm]
            for name in MODULES:
                linear = getattr(layer.self_attn if name in MODULES[:4] else layer.mlp, name)
                base.append(linear.base_layer)
                self.adapter += [linear.lora_A.default.weight, linear.lora_B.default.weight]
        self.weights = [module.weight.detach() for module in base]
        self.adapter = [tensor.detach().float().clone() for tensor in self.adapter]
        self.gradients, self.first, self.second = ([torch.zeros_like(t) for t in self.adapter] for _ in range(3))
        self.counts = [torch.zeros((), device=given.device) for _ in self.adapter]
        theta = config.rope_parameters["rope_theta"]
        half = torch.arange(0, config.head_dim, 2, device=given.device, dtype=torch.float64)
        self.frequencies = theta ** (-half / config.head_dim)
        self.frequencies = self.frequencies.float()

    def step(self, rate: float) -> tuple[float, float]:
        batch, labels = self.batch, self.batch.following
        with torch.inference_mode():
            loss = self.module.adapter_gradients(
                batch.ids.view(-1), batch.positions, batch.records, batch.bounds, [1] * (len(batch.bounds) - 1),
                batch.at, labels, torch.ones(len(labels), device=labels.device), self.frequencies, self.weights,
                self.adapter, self.gradients, 2.0, float(len(labels)), 0.0, 0, self.fold, self.checkpointing,
                LABEL_CHUNK,
            )[0]
            norm = self.apply(
                self.adapter, self.gradients, self.first, self.second, self.counts,
                rate, BETA1, BETA2, EPSILON, DECAY, CLIP,
            )[0]
        return loss.item(), norm.item()


class Peft:
    def __init__(self, given: argparse.Namespace, adapted: peft.PeftModel, batch: Batch):
        self.model, self.batch = adapted, batch
        self.trained = [p for p in adapted.parameters() if p.requires_grad]
        self.optimizer = torch.optim.AdamW(
            self.trained, lr=RATE, betas=(BETA1, BETA2), eps=EPSILON, weight_decay=DECAY, fused=True)
        if given.checkpointing:
            adapted.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
            adapted.enable_input_require_grads()

    def step(self, rate: float) -> tuple[float, float]:
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        loss = self.model(input_ids=self.batch.ids, labels=self.batch.labels).loss
        loss.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.trained, CLIP)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return loss.item(), norm.item()


def peft_model(given: argparse.Namespace) -> peft.PeftModel:
    """In the base's type, the adapter in fp32; B is drawn too, so that every gradient is one."""
    torch.manual_seed(1)
    config = LlamaConfig.from_pretrained(given.config)
    config.use_cache = False
    with torch.device(given.device):
        model = LlamaForCausalLM._from_config(config, dtype=getattr(torch, given.dtype), attn_implementation="sdpa")
    lora = peft.LoraConfig(r=given.rank, lora_alpha=2 * given.rank, target_modules=MODULES, task_type="CAUSAL_LM")
    adapted = peft.get_peft_model(model, lora).to(given.device).train()
    for name, tensor in adapted.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(tensor, std=0.02)
    return adapted


def synchronise(device: str) -> None:
    if device != "cpu":
        torch.cuda.synchronize()


def measure(side, given: argparse.Namespace) -> dict:
    loss, norm = side.step(0.0)
    for _ in range(given.warm_up):
        side.step(0.0)
    synchronise(given.device)
    if given.device != "cpu":
        torch.cuda.reset_peak_memory_stats()
    begun, cpu = time.perf_counter(), time.process_time()
    for _ in range(given.steps):
        side.step(RATE)
    synchronise(given.device)
    seconds, cpu = time.perf_counter() - begun, time.process_time() - cpu
    tokens = given.steps * given.rows * given.length
    figures = {"loss": round(loss, 5), "gradientNorm": round(norm, 5), "tokensPerSecond": round(tokens / seconds, 1)}
    if given.device == "cpu":
        return {**figures, "tokensPerCpuSecond": round(tokens / cpu, 1)}
    return {**figures, "peakMiB": torch.cuda.max_memory_allocated() >> 20}


def matmul_rate(given: argparse.Namespace, hidden: int) -> float:
    """TFLOP/s of a bare product of the step's tokens with a square weight."""
    left = torch.randn(given.rows * given.length, hidden, device=given.device, dtype=getattr(torch, given.dtype))
    right = torch.randn(hidden, hidden, device=given.device, dtype=left.dtype)
    left @ right
    synchronise(given.device)
    begun = time.perf_counter()
    for _ in range(given.steps):
        left @ right
    synchronise(given.device)
    return 2e-12 * given.steps * left.numel() * hidden / (time.perf_counter() - begun)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--config", type=Path, required=True, help="a LlamaForCausalLM's config.json")
    arguments.add_argument("--archive", required=True)
    arguments.add_argument("--device", default="cpu")
    arguments.add_argument("--dtype", choices=["float32", "bfloat16"], default="float32")
    arguments.add_argument("--rows", type=int, default=4)
    arguments.add_argument("--length", type=int, default=512)
    arguments.add_argument("--labelled", type=float, default=0.7, help="share of a row (default: 0.7)")
    arguments.add_argument("--rank", type=int, default=16)
    arguments.add_argument("--steps", type=int, default=20)
    arguments.add_argument("--warm-up", type=int, default=3)
    arguments.add_argument("--checkpointing", action="store_true")
    given = arguments.parse_args()

    adapted = peft_model(given)
    config = adapted.get_base_model().config
    batch = Batch(given, config.vocab_size)
    program, other = Program(given, adapted, batch), Peft(given, adapted, batch)
    print(json.dumps({
        "device": torch.cuda.get_device_name() if given.device != "cpu" else "cpu",
        "torch": torch.__version__,
        "dtype": given.dtype,
        "hidden": config.hidden_size,
        "alluvium": measure(program, given),
        "peft": measure(other, given),
        "matmulTflops": round(matmul_rate(given, config.hidden_size), 3),
    }))


if __name__ == "__main__":
    main()
