"""Renders our own chat templates with transformers, as the expectation of ChatTemplateParityTest.

    python chat_templates.py ../../model-core/src/test/resources/parity/chat

Writes expected.json next to the templates: for each template, conversation and generation prompt the text, or the error
that the template raises, and the tokens; snippets-expected.json: what each line of snippets.json gives with the values of
values.json; and tokenizer.json, a small byte-level BPE with the special tokens of all templates, whose post-processor puts
<s> first. The clock of strftime_now stands still.
"""

import datetime
import json
import pathlib
import sys

import jinja2
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, processors, trainers
from transformers import PreTrainedTokenizerFast
from transformers.utils import chat_template_utils

BOS, EOS = "<s>", "</s>"
SPECIAL = [BOS, EOS, "<|im_start|>", "<|im_end|>", "<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>",
           "<｜end▁of▁sentence｜>", "[INST]", "[/INST]"]
NOT_SPECIAL = ["<think>", "</think>", "<｜User｜>", "<｜Assistant｜>", "    "]


class StillClock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2024, 7, 26, 12, 0, 0, tzinfo=tz)


def render(tokenizer, template, messages, generation):
    try:
        text = tokenizer.apply_chat_template(
            messages, chat_template=template, tokenize=False, add_generation_prompt=generation)
        return {"text": text, "ids": tokenizer(text, add_special_tokens=False)["input_ids"]}
    except jinja2.exceptions.TemplateError as e:
        return {"error": str(e)}


def train(texts):
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=400, special_tokens=SPECIAL, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)
    tokenizer.train_from_iterator([*texts, *["assistant\n3.2 kg"] * 20], trainer)
    tokenizer.add_tokens([AddedToken(token, special=False, normalized=False) for token in NOT_SPECIAL])
    tokenizer.post_processor = processors.TemplateProcessing(single=f"{BOS} $A", special_tokens=[(BOS, 0)])
    return tokenizer


def main(directory):
    chat_template_utils.datetime = StillClock
    conversations = json.loads((directory / "conversations.json").read_text(encoding="utf-8"))
    small = train(message["content"] for each in conversations for message in each["messages"])
    small.save(str(directory / "tokenizer.json"))
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=small, bos_token=BOS, eos_token=EOS)
    expected = [
        {"template": file.name, "conversation": conversation["name"], "generation": generation,
         **render(tokenizer, file.read_text(encoding="utf-8"), conversation["messages"], generation)}
        for file in sorted(directory.glob("*.jinja"))
        for conversation in conversations
        for generation in (False, True)
    ]
    write(directory / "expected.json", expected)
    values = {"bos_token": BOS, "eos_token": EOS, "tools": None, "documents": None}
    values |= json.loads((directory / "values.json").read_text(encoding="utf-8"))
    snippets = json.loads((directory / "snippets.json").read_text(encoding="utf-8"))
    write(directory / "snippets-expected.json", [{"template": each, **snippet(each, values)} for each in snippets])


def snippet(template, values):
    try:
        return {"text": chat_template_utils._compile_jinja_template(template).render(**values)}
    except Exception as e:  # a snippet may fail in any way; that it fails is the expectation
        return {"error": str(e)}


def write(file, expected):
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in expected)
    file.write_text("[" + lines + "]\n", encoding="utf-8")
    print(len(expected), "expectations in", file.name)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
