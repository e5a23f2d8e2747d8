"""Decodes the change events of Flink's and Paimon's tests: Debezium's must be read, those of other programs named.

    python debezium.py CLASSPATH DIRECTORY...

CLASSPATH is that of knowledge. A DIRECTORY is flink-formats/flink-json/src/test/resources of apache/flink, or
paimon-flink/paimon-flink-cdc/src/test/resources/kafka of apache/paimon: every *.txt below it, an event a line. Each row of
Debezium's is a record: of the table of products description answers name, of others the first column with a text both. A delete
without its old row, as a table of PostgreSQL logs it without replica identity full, must be refused, and so must a row
without a text. MongoDB's rows are strings, and are read as well.
"""

import collections
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).parent
PRODUCTS = {"instruction": "name", "output": "description"}
NAMED = {"canal": "Canal", "maxwell": "Maxwell", "ogg": "Oracle GoldenGate"}


def row(value):
    """The row that a change event of Debezium is about; None if it has none."""
    event = value.get("payload", value) if "schema" in value else value
    side = event.get("before" if event.get("op") == "d" else "after")
    return json.loads(side) if isinstance(side, str) else side


def feed(value):
    columns = row(value) or {}
    texts = [name for name, column in columns.items() if isinstance(column, str)]
    fields = PRODUCTS if set(PRODUCTS.values()) <= columns.keys() else dict.fromkeys(("instruction", "output"), texts[0] if texts else "none")
    return {"model": "notes", "fact": "row/{" + next(iter(columns), "id") + "}", "fields": fields}


def expected(kind, value):
    if kind in NAMED:
        return "named"
    columns = row(value)
    told = columns and all(columns.get(name) is not None for name in feed(value)["fields"].values())
    return "read" if columns and (told or value.get("op") == "d") else "refused"


def events(directory):
    for file in sorted(pathlib.Path(directory).rglob("*.txt")):
        place = file.relative_to(directory).as_posix()
        kind = next((name for name in (*NAMED, "debezium") if name in place), None)
        for line in file.read_text(encoding="utf-8").splitlines() if kind else ():
            if line.startswith("{"):
                yield kind, json.loads(line), line


def outcome(kind, answer):
    if "record" in answer:
        return "read"
    return "named" if kind in NAMED and NAMED[kind] in answer["refused"] else "refused"


def main(classpath, *directories):
    tasks = [event for directory in directories for event in events(directory)]
    lines = "\n".join(json.dumps({"value": line, "feed": feed(value) if kind == "debezium" else {}}) for kind, value, line in tasks)
    answers = subprocess.run(["java", "-cp", classpath, str(HERE / "Decode.java")], input=lines, check=True,
                             stdout=subprocess.PIPE, text=True).stdout.rstrip("\n").split("\n")
    counts = collections.defaultdict(collections.Counter)
    for (kind, value, line), answer in zip(tasks, map(json.loads, answers), strict=True):
        wanted, found = expected(kind, value), outcome(kind, answer)
        counts[kind][found if wanted == found else f"{found}, must be {wanted}"] += 1
        if wanted != found:
            print(kind, line[:160], answer)
    for kind, found in counts.items():
        print(f"{kind}: {sum(found.values())} events, " + ", ".join(f"{n} {what}" for what, n in sorted(found.items())))


if __name__ == "__main__":
    main(*sys.argv[1:])
