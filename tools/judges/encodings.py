"""Writes samples of real text in the encodings that people export, for Encodings.java to judge the detector on.

    pip install -r requirements.txt
    python encodings.py DIR && java -cp ../../contracts/target/classes:CLASSPATH Encodings.java DIR

The text is Django's translations (locale/*/LC_MESSAGES/django.po): real sentences of each language. Each sample is a CSV
of 1, 3, 10 or 30 of them. A sample is left out where it is ASCII alone or the encoding lacks a character.
"""

import pathlib
import random
import re
import sys

import django

LANGUAGES = {
    "zh_Hans": ["gb18030", "utf-16-le"], "zh_Hant": ["cp950", "utf-16-be"], "ja": ["cp932", "euc_jp", "iso2022_jp"],
    "ko": ["cp949", "utf-16-le"], "de": ["cp1252", "mac_roman", "cp850"], "fr": ["cp1252", "mac_roman", "cp850"],
    "es": ["cp1252"], "pt": ["cp1252"], "it": ["cp1252"], "sv": ["cp1252"], "nb": ["cp1252"], "da": ["cp1252"],
    "nl": ["cp1252"], "fi": ["cp1252"], "pl": ["cp1250", "iso8859_2"], "cs": ["cp1250", "iso8859_2"], "hu": ["cp1250"],
    "ro": ["cp1250"], "sk": ["cp1250"], "hr": ["cp1250"], "sl": ["cp1250"], "tr": ["cp1254"], "ru": ["cp1251", "koi8_r", "utf-16-le"],
    "uk": ["cp1251"], "bg": ["cp1251"], "el": ["cp1253"], "he": ["cp1255"], "ar": ["cp1256"], "lv": ["cp1257"],
    "lt": ["cp1257"], "et": ["cp1257"], "th": ["cp874"], "vi": ["cp1258"], "is": ["cp1252"],
}


def sentences(language):
    po = pathlib.Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    found = re.findall(r'^msgstr(?:\[0\])? ((?:"[^\n]*"\n)+)', po.read_text(encoding="utf-8"), re.M)
    texts = ["".join(re.findall(r'"(.*)"', each)).replace("\\n", " ").replace('\\"', "'") for each in found[1:]]
    return [text for text in texts if text]


def main(target):
    target.mkdir(parents=True, exist_ok=True)
    draw = random.Random(20)
    for language, encodings in LANGUAGES.items():
        texts = sentences(language)
        for encoding in encodings:
            for size in (1, 3, 10, 30):
                for number in range(40):
                    text = "text\n" + "".join(f'"{each}"\n' for each in draw.sample(texts, min(size, len(texts))))
                    try:
                        data = text.encode(encoding)
                    except UnicodeEncodeError:
                        continue
                    if text.isascii() and not encoding.startswith("utf-16"):
                        continue
                    name = f"{language}.{encoding}.{size}.{number}"
                    (target / f"{name}.bytes").write_bytes(data)
                    (target / f"{name}.txt").write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
