"""Renders templates with the engine of model-core and with jinja2, configured as transformers configures it, and compares.

    python templates.py CLASSPATH [--cases huggingface.js] [--templates DIRECTORY] [--snippets FILE] [--show]

CLASSPATH is that of model-core. --cases names a checkout of huggingface/huggingface.js: its cases of packages/jinja are read
with node, the templates of its end-to-end tests with their conversations too. --templates names a directory with *.jinja
files or tokenizer_config.json files, in folders of any depth, such as models/templates of llama.cpp; each is rendered with
the conversations below, with and without tools and generation prompt. --snippets names a JSON list of templates, or of pairs
of a template and its values. Equal are two equal texts, or two refusals; --show lists what differs. What jinja2 says decides,
not what a case expects; only where jinja2 refuses what we render, as the length of a generator, the case's text does.
"""

import argparse
import collections
import datetime
import json
import pathlib
import subprocess
import tempfile

from transformers.utils import chat_template_utils

HERE = pathlib.Path(__file__).parent
NOW = datetime.datetime(2024, 7, 26, 12, 0, 0)

# Functions of the cases' contexts, written as macros so that both engines have the same.
MACROS = {
    "(x, y) => x + y": "{%- macro NAME(x, y) -%}{{ x + y }}{%- endmacro -%}",
    "(...args) => args.length": "{%- macro NAME() -%}{{ varargs | length }}{%- endmacro -%}",
    '(...args) => args.join("")': "{%- macro NAME() -%}{{ varargs | join }}{%- endmacro -%}",
    '(...args) => args.join("_")': "{%- macro NAME() -%}{{ varargs | join('_') }}{%- endmacro -%}",
    "() => {}": "{%- macro NAME() -%}{%- endmacro -%}",
}

EXTRACT = """
const fs = require("fs");
const [file, ...names] = process.argv.slice(2);
const source = fs.readFileSync(file, "utf8").split(/^describe\\(/m)[0].replace(/^import .*$/gm, "");
const found = new Function("Template", source + "\\nreturn {" + names.join(",") + "};")(class {});
console.log(JSON.stringify(found, (key, value) => typeof value === "function" ? { "$function": value.toString() } : value));
"""

USER = {"role": "user", "content": "How heavy is the KX-7 pump? <b>Please</b> & quickly"}
ANSWER = {"role": "assistant", "content": "It weighs 3.2 kg.\n"}
SYSTEM = {"role": "system", "content": "You know pumps."}
CALL = {"role": "assistant", "content": "", "tool_calls": [
    {"id": "call00001", "type": "function", "function": {"name": "weigh", "arguments": {"part": "KX-7", "n": 2, "of": ["é", None, True]}}}]}
RESULT = {"role": "tool", "name": "weigh", "tool_call_id": "call00001", "content": "{\"kg\": 3.2}"}
THOUGHT = {"role": "assistant", "content": "<think>\nhm\n</think>\n\n3.2 kg", "reasoning_content": "hm"}
PARTS = {"role": "user", "content": [{"type": "text", "text": "How heavy?"}]}
TOOL = {"type": "function", "function": {"name": "weigh", "description": "Weighs a part.", "parameters": {
    "type": "object", "properties": {"part": {"type": "string", "description": "its name"}, "n": {"type": "integer"}},
    "required": ["part"]}}}
CONVERSATIONS = [
    [USER], [SYSTEM, USER], [USER, ANSWER, USER], [SYSTEM, USER, ANSWER, USER, ANSWER], [USER, CALL, RESULT, ANSWER],
    [SYSTEM, USER, THOUGHT, USER], [PARTS, ANSWER], [USER, USER], [ANSWER, USER], [SYSTEM, USER, CALL, RESULT],
]


class StillClock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(2024, 7, 26, 12, 0, 0, tzinfo=tz)


def extracted(file, *names):
    with tempfile.NamedTemporaryFile("w", suffix=".cjs") as script:
        script.write(EXTRACT)
        script.flush()
        return json.loads(subprocess.run(["node", script.name, file, *names], check=True, capture_output=True, text=True).stdout)


def with_functions(template, context):
    """The template with its context's functions as macros, and the context without them."""
    macros, sets = [], []

    def name(value):
        macro = MACROS[value["$function"]]
        macros.append(macro.replace("NAME", f"given{len(macros)}"))
        return f"given{len(macros) - 1}"

    def literal(value):
        if isinstance(value, dict) and "$function" in value:
            return name(value)
        if isinstance(value, dict):
            return "{" + ", ".join(f"{json.dumps(k)}: {literal(v)}" for k, v in value.items()) + "}"
        return json.dumps(value)

    kept = {}
    for key, value in context.items():
        if "$function" in json.dumps(value):
            sets.append(f"{{%- set {key} = {literal(value)} -%}}")
        else:
            kept[key] = value
    # A template that strips to its left would strip the macros' end as well, which is empty.
    return "".join(macros) + "".join(sets) + template, kept


def cases(checkout):
    tests = pathlib.Path(checkout) / "packages/jinja/test"
    found = extracted(tests / "templates.test.js", "TEST_STRINGS", "TEST_CONTEXT", "EXPECTED_OUTPUTS")
    for name, text in found["TEST_STRINGS"].items():
        template, values = with_functions(text, found["TEST_CONTEXT"].get(name, {}))
        yield "cases", name, template, values, found["EXPECTED_OUTPUTS"].get(name)


def end_to_end(checkout):
    file = pathlib.Path(checkout) / "packages/jinja/test/e2e.test.js"
    found = extracted(file, "TEST_DEFAULT_TEMPLATES", "TEST_CUSTOM_TEMPLATES")
    for kind in found.values():
        for name, test in kind.items():
            yield "end-to-end", name, test["chat_template"], {"tools": None, **test["data"]}, None


def real(directory):
    for file in sorted(pathlib.Path(directory).rglob("*.jinja")):
        yield str(file.name), file.read_text(encoding="utf-8")
    for file in sorted(pathlib.Path(directory).rglob("tokenizer_config.json")):
        template = json.loads(file.read_text(encoding="utf-8")).get("chat_template")
        named = {each["name"]: each["template"] for each in template} if isinstance(template, list) else {"": template}
        for name, text in named.items():
            if text:
                yield f"{file.parent.name} {name}".strip(), text


def conversations(directory):
    for name, template in real(directory):
        for number, messages in enumerate(CONVERSATIONS):
            for generation in (False, True):
                for more in ({"tools": None}, {"tools": [TOOL], "enable_thinking": False}):
                    values = {"messages": messages, "add_generation_prompt": generation, "bos_token": "<s>",
                              "eos_token": "</s>", "documents": None, **more}
                    yield name, f"{name}, conversation {number}, generation {generation}, tools {bool(more['tools'])}", template, values, None


def snippets(file):
    for each in json.loads(pathlib.Path(file).read_text(encoding="utf-8")):
        template, values = (each, {}) if isinstance(each, str) else each
        yield "snippets", template, template, values, None


def expected(template, values):
    try:
        return {"text": chat_template_utils._compile_jinja_template(template).render(**values)}
    except Exception as e:  # whatever jinja2 raises is a refusal
        return {"error": f"{type(e).__name__}: {e}"}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("classpath")
    parser.add_argument("--cases")
    parser.add_argument("--templates")
    parser.add_argument("--snippets")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    chat_template_utils.datetime = StillClock
    tasks = []
    if options.cases:
        tasks += [*cases(options.cases), *end_to_end(options.cases)]
    if options.templates:
        tasks += conversations(options.templates)
    if options.snippets:
        tasks += snippets(options.snippets)
    lines = "\n".join(json.dumps({"template": template, "values": values}) for _, _, template, values, _ in tasks)
    ours = subprocess.run(["java", "-cp", options.classpath, str(HERE / "Templates.java")], input=lines, check=True,
                          stdout=subprocess.PIPE, text=True).stdout.rstrip("\n").split("\n")
    groups = {}
    for (group, name, template, values, case), line in zip(tasks, ours, strict=True):
        theirs, mine = expected(template, values), json.loads(line)
        counts = groups.setdefault(group, collections.Counter())
        outcome = judged(theirs, mine, case)
        counts[outcome] += 1
        if options.show and outcome in ("different", "ours alone"):
            print(f"== {group}: {name}\n   jinja2: {theirs}\n   ours:   {mine}")
    for name in ("cases", "end-to-end", "snippets"):
        if name in groups:
            print(f"{name}: {shown(groups.pop(name))}")
    if groups:
        whole = sum(counts["different"] == 0 for counts in groups.values())
        print(f"templates: {whole} of {len(groups)} without a difference; {shown(sum(groups.values(), collections.Counter()))}")


def judged(theirs, mine, case):
    if "text" in theirs:
        return "equal" if mine.get("text") == theirs["text"] else "different"
    if "error" in mine:
        return "refused by both"
    if case is not None:
        return "as the case expects" if mine.get("text") == case else "different"
    return "ours alone" if "text" in mine else "different"


def shown(counts):
    parts = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    return f"{sum(counts.values())} renderings, {parts}"


if __name__ == "__main__":
    main()
