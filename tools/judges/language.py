#!/usr/bin/env python3
"""Languages by franc's fixtures (the Universal Declaration of Human Rights), beside langdetect and lingua.

    git clone --depth 1 https://github.com/wooorm/franc
    pip install langdetect lingua-language-detector
    python3 tools/judges/language.py CLASSPATH franc/test/fixtures.js [FILES OF CHINESE AND ENGLISH, A TEXT A LINE]

The first 120 characters in each language that langdetect knows: told rightly. The first 400 characters in every
language but Chinese and English: how many pass where those two alone are allowed. The files: how many of their texts
are refused then.
"""
import base64
import os
import re
import subprocess
import sys

from langdetect import DetectorFactory, detect
from langdetect.lang_detect_exception import LangDetectException
from lingua import LanguageDetectorBuilder

KNOWN = dict(
    pair.split(":")
    for pair in (
        "afr:af arb:ar bul:bg ben:bn cat:ca ces:cs dan:da deu:de ell:el eng:en spa:es ekk:et pes:fa fin:fi fra:fr guj:gu"
        " heb:he hin:hi hrv:hr hun:hu ind:id ita:it jpn:ja kan:kn kor:ko lit:lt lvs:lv mkd:mk mal:ml mar:mr npi:ne nld:nl"
        " nob:no pan:pa pol:pl por:pt ron:ro rus:ru slk:sk slv:sl som:so als:sq swe:sv swh:sw tam:ta tel:te tha:th tgl:tl"
        " tur:tr ukr:uk urd:ur vie:vi cmn:zh"
    ).split()
)
FIXTURE = re.compile(
    r"(\w+): \{\s*iso6393: '(\w+)',\s*fixture:\s*(?:'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\")", re.DOTALL
)


def ours(classpath, texts):
    here = os.path.dirname(os.path.abspath(__file__))
    lines = "\n".join(base64.b64encode(text.encode()).decode() for text in texts) + "\n"
    command = ["java", "-cp", classpath, os.path.join(here, "Language.java")]
    told = subprocess.run(command, input=lines, capture_output=True, text=True, check=True).stdout.splitlines()
    return [line.split() for line in told]


def langdetect_of(text):
    try:
        return detect(text)[:2]
    except LangDetectException:
        return "-"


def report(what, names, wrong):
    for judge, bad in wrong.items():
        print(f"{what}: {judge}: {len(bad)} of {len(names)}: {' '.join(bad)[:600]}")


def main(classpath, fixtures, *files):
    DetectorFactory.seed = 0
    lingua = LanguageDetectorBuilder.from_all_languages().build()

    def lingua_of(text):
        found = lingua.detect_language_of(text)
        code = found.iso_code_639_1.name.lower() if found else "-"
        return "no" if code in ("nb", "nn") else code

    texts = [
        (name, code, (single or double).replace("\\'", "'"))
        for name, code, single, double in FIXTURE.findall(open(fixtures, encoding="utf-8").read())
    ]
    known = [(name, KNOWN[code], text[:120]) for name, code, text in texts if code in KNOWN]
    told = ours(classpath, [text for _, _, text in known])
    wrong = {
        "alluvium": [f"{n}={t[0]}" for (n, right, _), t in zip(known, told) if t[0] != right],
        "langdetect": [f"{n}={langdetect_of(t)}" for n, right, t in known if langdetect_of(t) != right],
        "lingua": [f"{n}={lingua_of(t)}" for n, right, t in known if lingua_of(t) != right],
    }
    report("120 characters, wrong", known, wrong)
    for what, some in (
        ("known to langdetect", [t for t in texts if t[1] in KNOWN]),
        ("others", [t for t in texts if t[1] not in KNOWN]),
    ):
        foreign = [(name, text[:400]) for name, code, text in some if code not in ("cmn", "eng") and len(text) >= 100]
        told = ours(classpath, [text for _, text in foreign])
        passed = {
            "alluvium": [name for (name, _), t in zip(foreign, told) if t[1] == "-"],
            "langdetect": [name for name, text in foreign if langdetect_of(text) in ("zh", "en", "-")],
            "lingua": [name for name, text in foreign if lingua_of(text) in ("zh", "en", "-")],
        }
        report(f"400 characters, foreign, {what}, passed", foreign, passed)
    own = [(name, text[:size]) for name, code, text in texts if code in ("cmn", "eng") for size in (20, 120, 400, 1000)]
    told = ours(classpath, [text for _, text in own])
    print("declaration in Chinese and English, refused:", [n for (n, _), t in zip(own, told) if t[1] != "-"])
    for file in files:
        lines = [line for line in open(file, encoding="utf-8").read().splitlines() if line.strip()]
        told = ours(classpath, lines)
        refused = [(t[1], line[:100]) for line, t in zip(lines, told) if t[1] != "-"]
        print(f"{file}: refused {len(refused)} of {len(lines)}")
        for found, line in refused[:40]:
            print("   ", found, "|", line)


main(*sys.argv[1:])
