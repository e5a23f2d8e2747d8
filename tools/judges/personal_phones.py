#!/usr/bin/env python3
"""Telephone numbers: libphonenumber's example of every region, international and national, behind a naming word.

    pip install phonenumbers
    python3 tools/judges/personal_phones.py CLASSPATH [--misses] [ORDINARY...]

ORDINARY are files of texts without personal data, one a line: phones and addresses found in them are false.
"""
import sys

import personal
import phonenumbers

FRAMES = ["Phone: {}", "Please call me at {} tomorrow.", "电话：{}", "联系电话 {}，谢谢。"]


def main(classpath, misses, ordinary):
    regions = sorted(phonenumbers.SUPPORTED_REGIONS)
    for name, form in (
        ("international", phonenumbers.PhoneNumberFormat.INTERNATIONAL),
        ("national", phonenumbers.PhoneNumberFormat.NATIONAL),
    ):
        for kind in (phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.MOBILE):
            numbers = [(region, phonenumbers.example_number_for_type(region, kind)) for region in regions]
            numbers = [(region, phonenumbers.format_number(number, form)) for region, number in numbers if number]
            texts = [frame.format(number) for _, number in numbers for frame in FRAMES]
            redacted = personal.redact(classpath, texts)
            hits = 0
            for i, after in enumerate(redacted):
                region, number = numbers[i // len(FRAMES)]
                hit = after == FRAMES[i % len(FRAMES)].format("<PHONE_1>")
                hits += hit
                if misses and not hit:
                    print("missed", region, texts[i], "->", after)
            label = "mobile" if kind == phonenumbers.PhoneNumberType.MOBILE else "fixed"
            print(f"{name} {label}: {hits} of {len(texts)} ({hits / len(texts):.3f})")
    for path in ordinary:
        texts = [line.strip() for line in open(path, encoding="utf-8") if line.strip()]
        replaced = [(t, a) for t, a in zip(texts, personal.redact(classpath, texts)) if t != a]
        false = [(t, a) for t, a in replaced if "<PHONE_" in a or "<IP_" in a]
        print(f"{path}: {len(texts)} texts, {len(false)} with a phone or address, {len(replaced)} with anything")
        for text, after in replaced if misses else []:
            print("false", after[:300])


if __name__ == "__main__":
    rest = [argument for argument in sys.argv[2:] if argument != "--misses"]
    main(sys.argv[1], "--misses" in sys.argv, rest)
