"""Decodes the change events of Flink's tests: Debezium's must be read, Canal's, Maxwell's and GoldenGate's named.

    python debezium.py CLASSPATH DIRECTORY

CLASSPATH is that of knowledge, DIRECTORY flink-formats/flink-json/src/test/resources of apache/flink. Each row of Debezium's
products is a record: description answers name. A delete without its old row, as a table of PostgreSQL logs it without
replica identity full, must be refused.
"""

import collections
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
FEED = {"model": "notes", "fact": "product/{id}", "fields": {"instruction": "name", "output": "description"}}
NAMED = {"canal": "Canal", "maxwell": "Maxwell", "ogg": "Oracle GoldenGate"}


def expected(kind, value):
    if kind in NAMED:
        return "named"
    event = value.get("payload", value) if "schema" in value else value
    side = event["before"] if event["op"] == "d" else event["after"]
    return "read" if side else "refused"


def outcome(kind, answer):
    if "record" in answer:
        return "read"
    return "named" if kind in NAMED and NAMED[kind] in answer["refused"] else "refused"


def main(classpath, directory):
    tasks = []
    for file in sorted(pathlib.Path(directory).glob("*.txt")):
        kind = file.name.split("-")[0]
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.strip():
                tasks.append((file.name, kind, json.loads(line), line))
    lines = "\n".join(json.dumps({"value": line, "feed": FEED}) for _, _, _, line in tasks)
    answers = subprocess.run(["java", "-cp", classpath, str(HERE / "Decode.java")], input=lines, check=True,
                             stdout=subprocess.PIPE, text=True).stdout.rstrip("\n").split("\n")
    counts = collections.defaultdict(collections.Counter)
    for (name, kind, value, line), answer in zip(tasks, map(json.loads, answers), strict=True):
        wanted, found = expected(kind, value), outcome(kind, answer)
        counts[name][found if wanted == found else f"{found}, must be {wanted}"] += 1
        if wanted != found:
            print(name, line[:120], answer)
    for name, found in counts.items():
        print(f"{name}: {sum(found.values())} events, " + ", ".join(f"{n} {what}" for what, n in sorted(found.items())))


if __name__ == "__main__":
    main(*sys.argv[1:])
