"""Writes a random Llama base of the reference shape with a vocabulary learnt from the records.

    python make_base.py --file alpaca.json --out DIR
"""

import argparse
import json
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM

import alpaca


def tokenizer(file: Path, vocabulary: int) -> Tokenizer:
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        special_tokens=["<s>", alpaca.END],
        show_progress=False,
    )
    made.train_from_iterator((question + answer for question, answer in alpaca.records(file)), trainer)
    return made


def template() -> dict:
    """How the other side is to write a turn, so that both train on the same tokens."""
    return {
        "begin": "",
        "system": {"prefix": "", "suffix": ""},
        "user": {"prefix": alpaca.PREAMBLE, "suffix": ""},
        "assistant": {"prefix": alpaca.RESPONSE, "suffix": alpaca.END},
        "document": {"prefix": "", "suffix": alpaca.END},
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--file", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--vocabulary", type=int, default=8192)
    arguments.add_argument("--hidden", type=int, default=256)
    arguments.add_argument("--intermediate", type=int, default=688)
    arguments.add_argument("--layers", type=int, default=6)
    arguments.add_argument("--heads", type=int, default=8)
    arguments.add_argument("--kv-heads", type=int, default=4)
    arguments.add_argument("--positions", type=int, default=2048)
    given = arguments.parse_args()

    torch.manual_seed(1)
    learnt = tokenizer(given.file, given.vocabulary)
    config = LlamaConfig(
        vocab_size=given.vocabulary,
        hidden_size=given.hidden,
        intermediate_size=given.intermediate,
        num_hidden_layers=given.layers,
        num_attention_heads=given.heads,
        num_key_value_heads=given.kv_heads,
        max_position_embeddings=given.positions,
        bos_token_id=0,
        eos_token_id=1,
    )
    LlamaForCausalLM(config).save_pretrained(given.out)
    learnt.save(str(given.out / "tokenizer.json"))
    settings = {"tokenizer_class": "PreTrainedTokenizerFast", "eos_token": alpaca.END, "prompt_template": template()}
    (given.out / "tokenizer_config.json").write_text(json.dumps(settings, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
