#!/usr/bin/env python3
"""Recall and precision on presidio-research's synthetic set: cards, phones, e-mail, IBANs, IP addresses.

    git clone --depth 1 https://github.com/microsoft/presidio-research
    python3 tools/judges/personal_presidio.py CLASSPATH presidio-research/data/synth_dataset_v2.json [--misses]

An entity is found where a placeholder of its type covers half of it or more. A placeholder of these five types that
touches no entity of its type is a false one.
"""
import collections
import json
import sys

import personal

TYPES = {
    "CREDIT_CARD": "BANK_CARD",
    "PHONE_NUMBER": "PHONE",
    "EMAIL_ADDRESS": "EMAIL",
    "IBAN_CODE": "IBAN",
    "IP_ADDRESS": "IP",
}


def main(classpath, path, misses=False):
    cases = json.load(open(path, encoding="utf-8"))
    redacted = personal.redact(classpath, [case["full_text"] for case in cases])
    asked, found, false = collections.Counter(), collections.Counter(), collections.Counter()
    for case, after in zip(cases, redacted):
        text = case["full_text"]
        replaced = personal.spans(text, after)
        for entity in case["spans"]:
            ours = TYPES.get(entity["entity_type"])
            if ours is None:
                continue
            start, end = entity["start_position"], entity["end_position"]
            covered = sum(max(0, min(e, end) - max(s, start)) for t, s, e in replaced if t == ours)
            asked[ours] += 1
            if 2 * covered >= end - start:
                found[ours] += 1
            elif misses:
                print("missed", ours, repr(text[max(0, start - 40) : start]), repr(text[start:end]), repr(text[end : end + 20]))
        for kind, start, end in replaced:
            if kind in TYPES.values() and not any(
                TYPES.get(e["entity_type"]) == kind and e["start_position"] < end and start < e["end_position"]
                for e in case["spans"]
            ):
                false[kind] += 1
                if misses:
                    print("false", kind, repr(text[max(0, start - 40) : start]), repr(text[start:end]))
    for kind in asked:
        print(f"{kind:10} {found[kind]:4} of {asked[kind]:4} found ({found[kind] / asked[kind]:.3f}), {false[kind]} false")
    hits, total = sum(found.values()), sum(asked.values())
    print(f"recall {hits / total:.3f}, precision {hits / (hits + sum(false.values())):.3f}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], "--misses" in sys.argv)
