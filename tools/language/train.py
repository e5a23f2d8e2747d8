"""Trains the table of trigrams by which cleaning-stream tells languages that share a script.

    git clone --depth 1 https://github.com/common-voice/common-voice       # sentences: CC0
    git clone --depth 1 https://github.com/wikimedia/VisualEditor          # messages of its interface: MIT
    pip install django==5.2.8                                              # translations of its messages: BSD-3-Clause
    python3 tools/language/train.py common-voice VisualEditor > \
        cleaning-stream/src/main/resources/dev/alluvium/cleaning/language/trigrams.txt

A language's sentences come from server/data/LANGUAGE of Common Voice; where there are fewer than 60,000 characters, the
messages of VisualEditor and Django are read too. The shipped table was trained on Common Voice of July 2021.

Each line of the table is a script, a language (ISO 639-1), and its most frequent trigrams in groups: a level, and the
trigrams that have it, one after the other, `_` for a word's edge. A level is LEVELS times the natural logarithm of the
trigram's probability over the floor. A word is a run of letters and marks, in lower case.
"""

import collections
import glob
import json
import math
import os
import re
import sys
import unicodedata

import django

SCRIPTS = {
    "LATIN": "af az ca cs cy da de en eo es et eu fi fr fy ga gl ha hr hu id is it ku lg lt lv ms mt nl no pl pt ro sk"
    " sl so sq sv sw tl tr uz vi",
    "CYRILLIC": "be bg kk ky mk mn ru sr tt uk",
    "ARABIC": "ar fa ug ur ckb",
    "DEVANAGARI": "hi mr ne",
    "BENGALI": "as bn",
}
DJANGO = {"no": ["nb", "nn"], "hr": ["hr", "bs", "sr_Latn"]}
COMMON_VOICE = {"fy": "fy-NL", "ga": "ga-IE", "ku": "kmr", "no": "nb-NO", "sv": "sv-SE", "ne": "ne-NP"}
VISUAL_EDITOR = {"no": ["nb", "nn"]}
ISO = {"ckb": "ku"}
MOST = 600_000
ENOUGH = 60_000
TRIGRAMS = 800
FLOOR = -10.0
LEVELS = 8
LOCALES = os.path.join(os.path.dirname(django.__file__), "**/locale")
MARKUP = re.compile(r"\{\{[^}]*\}\}|%\(\w+\)[sd]|%[sd]|\$\d|<[^>]*>|https?:\S+|\[\[[^\]]*\]\]")


def text(language, voice, editor):
    files = sorted(glob.glob(os.path.join(voice, "server/data", COMMON_VOICE.get(language, language), "*.txt")))
    found = "\n".join(open(file, encoding="utf-8", errors="replace").read(MOST) for file in files)[:MOST]
    if len(found) < ENOUGH:
        for name in VISUAL_EDITOR.get(language, [language]):
            found += "\n" + messages(sorted(glob.glob(os.path.join(editor, "i18n/**", name + ".json"), recursive=True)))
        for name in DJANGO.get(language, [language]):
            found += "\n" + translations(sorted(glob.glob(os.path.join(LOCALES, name, "LC_MESSAGES/*.po"), recursive=True)))
    return unicodedata.normalize("NFC", found)


def messages(files):
    found = []
    for file in files:
        for key, message in json.load(open(file, encoding="utf-8")).items():
            if isinstance(message, str):
                found.append(MARKUP.sub(" ", message))
    return "\n".join(found)


def translations(files):
    found = []
    for file in files:
        for quoted in re.findall(r'^msgstr(?:\[\d\])? ((?:".*"\n?)+)', open(file, encoding="utf-8").read(), re.MULTILINE)[1:]:
            found.append(MARKUP.sub(" ", "".join(re.findall(r'"(.*)"', quoted)).replace("\\n", " ")))
    return "\n".join(found)


def words(found):
    word = []
    for c in found:
        if unicodedata.category(c)[0] in "LM" and ord(c) < 0x10000:
            lower = c.lower()
            word.append(lower if len(lower) == 1 else c)
        elif word:
            yield "".join(word)
            word = []
    if word:
        yield "".join(word)


def trigrams(found):
    for word in words(found):
        edged = "_" + word + "_"
        for i in range(len(edged) - 2):
            yield edged[i : i + 3]


def line(script, language, found):
    counts = collections.Counter(trigrams(found))
    total = sum(counts.values())
    print(f"{script} {language}: {len(found)} characters, {total} trigrams", file=sys.stderr)
    levels = collections.defaultdict(list)
    for trigram, count in counts.most_common(TRIGRAMS):
        level = round(LEVELS * (math.log(count / total) - FLOOR))
        if level > 0:
            levels[level].append(trigram)
    groups = [f"{level} {''.join(sorted(levels[level]))}" for level in sorted(levels, reverse=True)]
    return f"{script} {ISO.get(language, language)} " + " ".join(groups)


def main():
    voice, editor = sys.argv[1:3]
    for script, languages in SCRIPTS.items():
        for language in languages.split():
            print(line(script, language, text(language, voice, editor)))


main()
