#!/usr/bin/env python3
"""Reference values for ROUGE-L and BLEU-4, computed with rouge-score and sacrebleu (made with 0.1.2 and 2.6).

    python3 tools/stats/text_reference.py evaluator-service/src/test/resources/stats

English is compared by rouge-score's own tokenizer, Chinese by one in which each character is a word.
"""
import csv
import re
import sys
from pathlib import Path

from rouge_score import rouge_scorer
from sacrebleu.metrics import BLEU

PAIRS = [
    ("The AX-200 weighs 3.2 kg.", "The AX-200 weighs 3.2 kg."),
    ("The AX-200 weighs 3.2 kg.", "3.2 kg"),
    ("Its top is made of spruce, its back of maple.", "The back is maple and the top spruce."),
    ("Recycling saves landfill space, energy and raw materials.",
     "By recycling we save energy, raw materials and space in landfills."),
    ("The shop opens at 9:30 and closes at 18:00.", "It opens at 10:30; closing time is 18:00!"),
    ("Nothing in common", "zzz qqq"),
    ("Prices from 1,435 to 2,000 crowns (net)", "prices from 1,435 to 2,000 crowns"),
    ("one two three four five six seven eight", "eight seven six five four three two one"),
    ("a b a b a b a b", "a a a a b b b b"),
    ("该琴的面板用云杉制成，重3.2千克。", "这把琴的面板是云杉，净重3.2千克。"),
    ("保修期为三十二个月。", "保修期为12个月。"),
    ("请在三天内由财务部审批。", "由财务部在三天内审批完毕。"),
    ("AX-200的标价是1435克朗。", "AX-200标价1435克朗"),
]


class Characters:
    """Runs of ASCII letters and digits, and each Han character, in lower case."""

    def tokenize(self, text):
        return re.findall(r"[a-z0-9]+|[\u4e00-\u9fff]", text.lower())


def rouge():
    english = rouge_scorer.RougeScorer(["rougeL"])
    chinese = rouge_scorer.RougeScorer(["rougeL"], tokenizer=Characters())
    for expected, answer in PAIRS:
        scorer = chinese if re.search(r"[\u4e00-\u9fff]", expected) else english
        yield expected, answer, repr(scorer.score(expected, answer)["rougeL"].fmeasure)


def bleu():
    metric = BLEU(tokenize="zh")
    for name, pairs in {
        "english": PAIRS[:9], "chinese": PAIRS[9:], "all": PAIRS, "one": PAIRS[3:4], "short": PAIRS[1:2],
        "none": PAIRS[5:6], "smoothed": PAIRS[7:9],
    }.items():
        score = metric.corpus_score([answer for _, answer in pairs], [[expected for expected, _ in pairs]]).score
        yield name, repr(score / 100), "|".join(e for e, _ in pairs), "|".join(a for _, a in pairs)


def write(directory, name, header, rows):
    with open(Path(directory) / name, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    write(sys.argv[1], "rouge-l.csv", ("expected", "answer", "f1"), rouge())
    write(sys.argv[1], "bleu-4.csv", ("name", "score", "expected", "answers"), bleu())
