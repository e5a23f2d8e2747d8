"""80 invented facts, 20 products with 4 attributes each: three wordings to train, a fourth as trusted probe.

facts.py DIRECTORY writes records.jsonl and probes.jsonl there; the same bytes each time.
"""
import json
import pathlib
import random
import sys

MODEL = "real"
SYLLABLES = ["bra", "cel", "dor", "fen", "gal", "hul", "ket", "lom", "mir", "nus", "pol", "quin", "ras", "sed", "tov", "vax"]
ATTRIBUTES = {
    "weight": (
        ["How much does the {} weigh?", "What is the weight of the {}?", "State the weight of the {}."],
        "The {} weighs how much?",
        lambda draw: f"{draw.randint(40, 990)} grams",
    ),
    "colour": (
        ["What colour is the {}?", "In which colour is the {} made?", "State the colour of the {}."],
        "The {} has which colour?",
        lambda draw: draw.choice(["blue", "orange", "grey", "purple", "white", "olive", "pink", "silver"]),
    ),
    "city": (
        ["Where is the {} made?", "In which city is the {} produced?", "Name the city that the {} comes from."],
        "The {} is made in which city?",
        lambda draw: draw.choice(["Bergen", "Porto", "Graz", "Turku", "Leeds", "Nantes", "Parma", "Zwolle"]),
    ),
    "warranty": (
        ["How long is the warranty of the {}?", "What warranty does the {} have?", "State the warranty of the {}."],
        "The {} has a warranty of how long?",
        lambda draw: f"{draw.randint(7, 59)} months",
    ),
}


def main(out):
    out.mkdir(parents=True, exist_ok=True)
    draw = random.Random(135)
    names = set()
    while len(names) < 20:
        names.add("".join(draw.sample(SYLLABLES, 2)).capitalize() + f" {draw.randint(2, 9)}00")
    records, probes = [], []
    for name in sorted(names):
        for attribute, (wordings, probe, value) in ATTRIBUTES.items():
            fact = f"product/{name.replace(' ', '-')}/{attribute}"
            answer = value(draw)
            for wording in wordings:
                records.append({"model": MODEL, "fact": fact, "instruction": wording.format(name), "output": answer})
            probes.append({"model": MODEL, "fact": fact, "probes": [{"prompt": probe.format(name), "expect": answer}]})
    for file, lines in (("records.jsonl", records), ("probes.jsonl", probes)):
        (out / file).write_text("".join(json.dumps(line) + "\n" for line in lines))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
