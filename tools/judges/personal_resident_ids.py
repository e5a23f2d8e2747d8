#!/usr/bin/env python3
"""Chinese resident IDs whose check digit is wrong, behind a naming word and without one, beside JioNLP.

    pip install jionlp
    python3 tools/judges/personal_resident_ids.py CLASSPATH

Wrong as people make them: one digit typed wrongly, two exchanged, or all invented after region and date.
"""
import contextlib
import datetime
import io
import random
import sys

import personal

with contextlib.redirect_stdout(io.StringIO()):
    import jionlp

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
REGIONS = "110105 120101 130102 210203 310115 320102 330106 350203 370202 410105 420106 430102 440305 510104 610113".split()
NAMED = ["身份证号：{}", "身份证号码为{}，请核对。", "居民身份证{}已过期", "他的身份证是{}。", "公民身份号码 {}", "证件号码：{}", "ID card number: {}", "resident ID {} was copied"]
BARE = ["记录 {} 已归档。", "{}", "The entry {} is closed.", "编号见 {}"]


def check(digits):
    return "10X98765432"[sum(int(d) * w for d, w in zip(digits, WEIGHTS)) % 11]


def valid(rng):
    day = datetime.date(1950, 1, 1) + datetime.timedelta(days=rng.randrange(20000))
    digits = rng.choice(REGIONS) + day.strftime("%Y%m%d") + f"{rng.randrange(1, 1000):03}"
    return digits + check(digits)


def wrong(rng):
    while True:
        number = valid(rng)
        kind = rng.randrange(3)
        if kind == 0:
            at = rng.randrange(14, 17)
            number = number[:at] + str(rng.randrange(10)) + number[at + 1 :]
        elif kind == 1:
            number = number[:15] + number[16] + number[15] + number[17]
        else:
            number = number[:17] + rng.choice("0123456789X")
        if check(number[:17]) != number[17]:
            return number


def ours(classpath, texts):
    return ["<RESIDENT_ID_" in after for after in personal.redact(classpath, texts)]


def theirs(texts):
    return [bool(jionlp.extract_id_card("。" + text + "。")) for text in texts]


def main(classpath):
    rng = random.Random(1)
    for name, make, frames in (
        ("wrong check, named", wrong, NAMED),
        ("valid, named", valid, NAMED),
        ("valid, no word", valid, BARE),
        ("wrong check, no word (false)", wrong, BARE),
    ):
        texts = [frame.format(make(rng)) for _ in range(100) for frame in frames]
        a, b = ours(classpath, texts), theirs(texts)
        print(f"{name}: Alluvium {sum(a) / len(a):.3f}, JioNLP {sum(b) / len(b):.3f} of {len(texts)}")


if __name__ == "__main__":
    main(sys.argv[1])
