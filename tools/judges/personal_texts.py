#!/usr/bin/env python3
"""Texts for the speed of the scan for personal data: prose aside, what is dense in numbers.

    python3 tools/judges/personal_texts.py DIRECTORY
"""
import json
import pathlib
import random
import sys

SIZE = 400_000
RNG = random.Random(3)


def digits(count):
    return "".join(RNG.choice("0123456789") for _ in range(count))


def hexadecimal(count):
    return "".join(RNG.choice("0123456789abcdef") for _ in range(count))


def byte():
    return RNG.randint(0, 255)


TEXTS = {
    "table": lambda: " ".join(digits(RNG.randint(1, 6)) for _ in range(8)) + "\n",
    "csv": lambda: f"{digits(5)},{RNG.randint(1, 999)}.{digits(2)},2024-0{RNG.randint(1, 9)}-{RNG.randint(10, 28)},{digits(8)}\n",
    "ids": lambda: f"{digits(10)} {digits(11)} {digits(13)} {digits(16)}\n",
    "mobiles": lambda: f"1{RNG.choice('35789')}{digits(9)}\n",
    "landlines": lambda: f"0571-8{digits(7)} 010-6{digits(7)}\n",
    "american": lambda: f"({RNG.randint(201, 989)}) {RNG.randint(201, 989)}-{digits(4)} ",
    "international": lambda: f"+{RNG.choice([44, 49, 33, 86, 61])} {digits(3)} {digits(3)} {digits(4)} ",
    "log": lambda: f'{RNG.randint(1, 223)}.{byte()}.{byte()}.{byte()} - - "GET /a/{digits(4)} HTTP/1.1" 200 {digits(5)}\n',
    "versions": lambda: f"lib{RNG.choice('abc')} {RNG.randint(0, 30)}.{RNG.randint(0, 20)}.{RNG.randint(0, 20)}.{RNG.randint(0, 20)}\n",
    "hex": lambda: hexadecimal(8) + " ",
    "pairs": lambda: hexadecimal(2) + ":",
    "json": lambda: json.dumps({"id": int(digits(9)), "ts": int("17" + digits(8)), "v": RNG.random(), "name": "a_" + digits(3)}),
    "emails": lambda: f"user{digits(3)}@mail{digits(1)}.com, ",
    "cards": lambda: f"4{digits(3)} {digits(4)} {digits(4)} {digits(4)} ",
    "named": lambda: f"order 20{digits(9)} phone 13{digits(9)}, 订单号{digits(12)}电话0571-8{digits(7)} ",
    "dates": lambda: f"2024-0{RNG.randint(1, 9)}-{RNG.randint(10, 28)} {RNG.randint(10, 23)}:{RNG.randint(10, 59)}:00 ",
}


def main(directory):
    for name, make in TEXTS.items():
        parts = []
        size = 0
        while size < SIZE:
            text = make()
            parts.append(text)
            size += len(text)
        pathlib.Path(directory, name).write_text("".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
