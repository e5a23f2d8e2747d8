"""Renders our own chat templates with transformers, as the expectation of ChatTemplateParityTest.

    python chat_templates.py ../../model-core/src/test/resources/parity/chat

Writes expected.json next to the templates: for each template, conversation and generation prompt the text, or the error
that the template raises; and snippets-expected.json: what each line of snippets.json gives with the values of
values.json. The clock of strftime_now stands still.
"""

import datetime
import json
import pathlib
import sys

import jinja2
from tokenizers import Tokenizer, models
from transformers import PreTrainedTokenizerFast
from transformers.utils import chat_template_utils

BOS, EOS = "<s>", "</s>"


class StillClock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2024, 7, 26, 12, 0, 0, tzinfo=tz)


def render(tokenizer, template, messages, generation):
    try:
        return {"text": tokenizer.apply_chat_template(
            messages, chat_template=template, tokenize=False, add_generation_prompt=generation)}
    except jinja2.exceptions.TemplateError as e:
        return {"error": str(e)}


def main(directory):
    chat_template_utils.datetime = StillClock
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer(models.BPE(vocab={BOS: 0, EOS: 1}, merges=[])), bos_token=BOS, eos_token=EOS)
    conversations = json.loads((directory / "conversations.json").read_text(encoding="utf-8"))
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
    file.write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(len(expected), "expectations in", file.name)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
