"""Decodes the events of cloudevents/conformance and variants of an event that its specification allows or not.

    python cloudevents.py CLASSPATH CHECKOUT

CLASSPATH is that of knowledge, CHECKOUT one of cloudevents/conformance. Its HTTP scenarios and events are taken with a record
as their data, since whatever else is no knowledge; those of specversion 0.3 must be refused. The variants are written from the
specification, CloudEvents 1.0.2 and its JSON format. What is refused must name the attribute; an object without specversion is
no CloudEvent, and is refused as the record that it is not.
"""

import base64
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
RECORD = {"instruction": "How heavy is the KX-7?", "output": "It weighs 3.2 kg."}
EVENT = {"specversion": "1.0", "id": "e1", "source": "/shop", "type": "com.example.fact", "data": RECORD}
ENCODED = base64.b64encode(json.dumps(RECORD).encode()).decode()


def variant(**changes):
    event = {**EVENT, **changes}
    return {name: value for name, value in event.items() if value != "ABSENT"}


VALID = [
    variant(), variant(time="2026-11-20T08:00:00Z"), variant(time="2026-11-20T08:00:00.123456789Z"),
    variant(time="2026-11-20T08:00:00+05:30"), variant(time="2026-11-20t08:00:00z"), variant(time=None), variant(subject="KX-7"),
    variant(datacontenttype="application/json"), variant(datacontenttype="application/json; charset=utf-8"),
    variant(dataschema="https://example.com/schema"), variant(data="ABSENT", data_base64=ENCODED), variant(myextension="x"),
    variant(count=5, flag=True), variant(source="urn:uuid:1"), variant(source="https://example.com/a?b=c"), variant(id="é 1"),
]
INVALID = [
    ("instruction", variant(specversion="ABSENT")),
    *[(name, variant(**{name: value})) for name in ("specversion", "id", "source", "type")
      for value in ("ABSENT", "", None, 7, [], {}) if (name, value) != ("specversion", "ABSENT")],
    ("specversion", variant(specversion="0.3")), ("specversion", variant(specversion="2.0")),
    ("time", variant(time="2026-11-20T08:00Z")), ("time", variant(time="20 November 2026")), ("time", variant(time=5)),
    ("data", variant(data_base64=ENCODED)), ("data", variant(data="ABSENT", data_base64="%%%")),
]


def scenarios(checkout):
    text = (checkout / "features/http-protocol-binding.feature").read_text(encoding="utf-8")
    for outline in re.split(r"Scenario(?: Outline)?:", text)[1:]:
        request = outline.split('"""')[1]
        head = request.strip().split("\n\n", 1)[0]
        headers = dict(line.strip().split(": ", 1) for line in head.splitlines()[1:])
        examples = re.findall(r"^\s*\|\s*(\S[^|]*?)\s*\|\s*$", outline.split("Examples:")[1], re.M)[1:] if "Examples:" in outline else [""]
        for example in examples:
            event = {name[3:].lower(): value for name, value in headers.items() if name.lower().startswith("ce-")}
            binary = bool(event)
            if not binary:
                event = json.loads(request.strip().split("\n\n", 1)[1])
            yield f"{outline.splitlines()[0].strip()} {example}", binary, event


def attributes(checkout):
    for file in sorted(checkout.glob("yaml/**/*.yaml")):
        for document in file.read_text(encoding="utf-8").split("\n---"):
            found = dict(re.findall(r"^\s+(specversion|id|type|time|source|subject): *[\"']?(.*?)[\"']?\s*$", document, re.M))
            if found:
                yield f"{file.name}", found


def main(classpath, checkout):
    checkout = pathlib.Path(checkout)
    tasks = []
    for name, binary, event in scenarios(checkout):
        if binary:
            headers = {f"ce_{key}": value for key, value in event.items()}
            tasks.append(("scenarios", name, None, {"value": json.dumps(RECORD), "headers": headers}))
        else:
            tasks.append(("scenarios", name, None, {"value": json.dumps({**event, "data": RECORD})}))
    for name, event in attributes(checkout):
        refused = None if event.get("specversion") == "1.0" else "specversion"
        tasks.append(("events", name, refused, {"value": json.dumps({**event, "data": RECORD})}))
    tasks += [("valid", json.dumps(event), None, {"value": json.dumps(event)}) for event in VALID]
    tasks += [("invalid", json.dumps(event), named, {"value": json.dumps(event)}) for named, event in INVALID]
    lines = "\n".join(json.dumps(task) for *_, task in tasks)
    answers = subprocess.run(["java", "-cp", classpath, str(HERE / "Decode.java")], input=lines, check=True,
                             stdout=subprocess.PIPE, text=True).stdout.rstrip("\n").split("\n")
    counts = {}
    for (group, name, named, _), answer in zip(tasks, map(json.loads, answers), strict=True):
        right = "record" in answer if named is None else named in answer.get("refused", "")
        good, all_ = counts.get(group, (0, 0))
        counts[group] = (good + right, all_ + 1)
        if not right:
            print(group, name, answer)
    for group, (good, all_) in counts.items():
        print(f"{group}: {good} of {all_} as the specification says")


if __name__ == "__main__":
    main(*sys.argv[1:])
