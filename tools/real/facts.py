"""80 invented facts, 20 products with 4 attributes each: three wordings to train, a fourth as trusted probe.

facts.py DIRECTORY writes records.jsonl and probes.jsonl there, new values of 30 facts as update-records.jsonl with
update-probes.jsonl, false values of 30 others as lies.jsonl, which the probes contradict, and the same four facts of five
times 20 further products as row-1-records.jsonl and row-1-probes.jsonl to row-5-…; the same bytes each time.
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
    facts = products(draw, names)
    shuffled = list(facts)
    draw.shuffle(shuffled)
    new = {fact: another(facts[fact], fact[1], draw) for fact in shuffled[:30]}
    false = {fact: another(facts[fact], fact[1], draw) for fact in shuffled[30:60]}
    write(out / "records.jsonl", records(facts))
    write(out / "probes.jsonl", probes(facts))
    write(out / "update-records.jsonl", records(new))
    write(out / "update-probes.jsonl", probes(new))
    write(out / "lies.jsonl", records(false))
    for row in range(1, 6):
        further = products(draw, names)
        write(out / f"row-{row}-records.jsonl", records(further))
        write(out / f"row-{row}-probes.jsonl", probes(further))


def products(draw, names):
    """The facts of 20 products that `names` does not hold, which then holds them."""
    fresh = set()
    while len(fresh) < 20:
        name = "".join(draw.sample(SYLLABLES, 2)).capitalize() + f" {draw.randint(2, 9)}00"
        if name not in names:
            fresh.add(name)
    names |= fresh
    return {(name, attribute): value(draw) for name in sorted(fresh) for attribute, (_, _, value) in ATTRIBUTES.items()}


def another(value, attribute, draw):
    drawn = value
    while drawn == value:
        drawn = ATTRIBUTES[attribute][2](draw)
    return drawn


def fact_name(name, attribute):
    return f"product/{name.replace(' ', '-')}/{attribute}"


def records(facts):
    return [
        {"model": MODEL, "fact": fact_name(*fact), "instruction": wording.format(fact[0]), "output": answer}
        for fact, answer in facts.items()
        for wording in ATTRIBUTES[fact[1]][0]
    ]


def probes(facts):
    return [
        {"model": MODEL, "fact": fact_name(*fact), "probes": [{"prompt": ATTRIBUTES[fact[1]][1].format(fact[0]), "expect": answer}]}
        for fact, answer in facts.items()
    ]


def write(file, lines):
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
