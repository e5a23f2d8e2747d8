#!/usr/bin/env python3
"""Near-duplicates on pairs edited from records that this project did not write, beside datasketch's MinHashLSH (not with --alone).

    python3 tools/judges/near_duplicates.py CLASSPATH DIRECTORY [--misses] [--alone] [--every N]

DIRECTORY has Alpaca files (alpaca*.json: instruction, input, output) and web pages (*.jsonl: text). Each record is edited
once in each way that it has a place for: edits of content must be kept, repeats must be found. The kinds that are marked
"held back" were written down and not run before the rules were finished. datasketch: 128 permutations, threshold 0.8, runs
of five characters (three of Chinese) in small letters.
"""
import base64
import collections
import json
import pathlib
import random
import re
import subprocess
import sys

MOST_CHARACTERS = 3000

ANTONYMS = """increase/decrease increases/decreases rise/fall high/low higher/lower good/bad open/closed hot/cold large/small
big/small long/short fast/slow easy/difficult strong/weak new/old early/late positive/negative success/failure start/stop
allow/prevent include/exclude safe/dangerous healthy/unhealthy important/unimportant possible/impossible buy/sell win/lose
first/last rich/poor clean/dirty happy/sad light/dark true/false 增加/减少 提高/降低 好/坏 高/低 大/小 快/慢 容易/困难
强/弱 新/旧 安全/危险 成功/失败 开始/停止 允许/禁止 重要/次要 积极/消极 健康/疾病 优点/缺点 简单/复杂 长/短"""
UNITS = """minutes/hours hours/days days/weeks weeks/months months/years kilometers/miles miles/meters meters/feet
grams/kilograms dollars/euros percent/degrees cups/tablespoons ounces/pounds 分钟/小时 小时/天 年/月 公里/米 公斤/克
米/厘米 元/美元"""
COLOURS = "red/blue blue/green green/yellow yellow/white white/black black/white brown/red orange/purple 红/蓝 蓝/绿 绿/黄 黄/白 黑/白"
MONTHS = """January/February February/March March/April April/May June/July July/August August/September
September/October October/November November/December Monday/Tuesday Friday/Sunday 一月/二月 三月/四月 五月/六月 周一/周二"""
DIRECTIONS = """left/right north/south east/west up/down above/below before/after inside/outside into/from over/under
upper/lower forward/backward 左/右 上/下 前/后 内/外 东/西 南/北"""
QUANTITIES = """all/some many/few more/less most/least always/sometimes every/no several/all both/neither often/rarely
only/also 所有/部分 很多/少数 更多/更少 经常/偶尔 全部/一些 每/某 许多/几个"""
MODALS = "can/must may/must should/may will/would must/could 可以/必须 应该/可能 必须/可以 能/需"
TENSES = "is/was are/were has/had was/is were/are do/did"
FORMS = re.compile(r"\b([a-z]{4,})s\b")
NAMES = ["Miller", "Garcia", "Helsinki", "Nakamura", "Ottawa", "Brandt"]
CHINESE_NAMES = "北京 上海 中国 美国 小明 李 王 张 英国 法国 杭州 小红".split()
NEGATABLE = re.compile(r"\b(is|are|was|were|can|should|will|must|do|does)\b")
CHINESE_NEGATABLE = re.compile("(可以|能够|应该|会|是|需要)")
PARTICLES = "的了吗呢吧啊呀嘛哦请"


def swaps(pairs):
    table = {}
    for pair in pairs.split():
        one, other = pair.split("/")
        table[one] = other
        table.setdefault(other, one)
    english = re.compile(r"\b(" + "|".join(sorted((w for w in table if w.isascii()), key=len, reverse=True)) + r")\b")
    chinese = [w for w in table if not w.isascii()]

    def edit(text, rng):
        found = list(english.finditer(text))
        if is_chinese(text):
            found = [m for w in chinese for m in re.finditer(w, text)]
        if not found:
            return None
        match = rng.choice(found)
        return text[: match.start()] + table[match.group()] + text[match.end() :]

    return edit


def is_chinese(text):
    return len(re.findall("[\u4e00-\u9fff]", text)) * 4 > len(text)


def place(pattern, text, rng, replace):
    found = list(re.finditer(pattern, text))
    if not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + replace(match) + text[match.end() :]


def number(text, rng):
    return place(r"\d", text, rng, lambda m: str((int(m.group()) + rng.randrange(1, 10)) % 10))


def decimal(text, rng):
    return place(r"\d\d", text, rng, lambda m: m.group()[0] + "." + m.group()[1])


def negation(text, rng):
    if is_chinese(text):
        return place(CHINESE_NEGATABLE, text, rng, lambda m: "不" + m.group())
    return place(NEGATABLE, text, rng, lambda m: m.group() + rng.choice([" not", "n't"]))


def name(text, rng):
    if is_chinese(text):
        found = [n for n in CHINESE_NAMES if n in text]
        return found and place(rng.choice(found), text, rng, lambda m: rng.choice([n for n in CHINESE_NAMES if n != m.group()]))
    return place(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b", text, rng, lambda m: rng.choice(NAMES))


def opening_name(text, rng):
    return None if is_chinese(text) else place(r"(?:(?<=^)|(?<=\. ))[A-Z][a-z]{3,}\b", text, rng, lambda m: rng.choice(NAMES))


def inflection(text, rng):
    return None if is_chinese(text) else place(FORMS, text, rng, lambda m: m.group(1))


def other_word(text, rng):
    """Any word of content for another one of the same text."""
    words = re.findall(r"\b[a-z]{5,}\b", text)
    if is_chinese(text):
        chars = re.findall("[\u4e00-\u9fff]", text)
        chars = [c for c in chars if c not in PARTICLES]
        at = rng.choice(chars)
        return place(at, text, rng, lambda m: rng.choice([c for c in chars if c != at] or ["水"]))
    return len(set(words)) > 1 and place(r"\b[a-z]{5,}\b", text, rng, lambda m: rng.choice([w for w in words if w != m.group()]))


def exchanged(text, rng):
    """Two words around a word of direction change places."""
    found = [m for m in re.finditer(r"\b([a-z]{5,}) (to|than|from|before|after) ([a-z]{5,})\b", text) if m[1] != m[3]]
    if is_chinese(text) or not found:
        return None
    match = rng.choice(found)
    return text[: match.start()] + f"{match[3]} {match[2]} {match[1]}" + text[match.end() :]


def code_like(text):
    return "```" in text or len(re.findall(r"[;{}]\s*$|^\s*(?:def|import|return|#include)\b", text, re.M)) > 1


def upper(text, rng):
    return None if is_chinese(text) or code_like(text) else text.upper()


def lower(text, rng):
    return None if is_chinese(text) or code_like(text) else text.lower()


def punctuation(text, rng):
    if is_chinese(text):
        return text.translate(str.maketrans("，。！；：", ",.!;:"))
    return place(r"(?<=\w)[,.;](?=\s|$)", text, rng, lambda m: rng.choice([x for x in ("", "!", ";", ",") if x != m.group()]))


def quotes(text, rng):
    return place(r"\b[a-z]{4,}\b", text, rng, lambda m: f'"{m.group()}"') if not is_chinese(text) else place("，", text, rng, lambda m: "、")


def prefix(text, rng):
    return rng.choice(["问：", "问题：", "注意："] if is_chinese(text) else ["Q: ", "Question: ", "Note: ", "Answer: "]) + text


def white_space(text, rng):
    return None if code_like(text) else place(r" ", text, rng, lambda m: rng.choice(["  ", "\t", "\u00a0"]))


def wrapped(text, rng):
    return None if code_like(text) or is_chinese(text) else re.sub(r" (?=\S+ \S+ \S)", lambda m: "\n" if rng.random() < 0.1 else " ", text)


def order(text, rng):
    sentences = re.split(r"(?<=[.!。！])(?:\s+|(?=[\u4e00-\u9fff]))", text.strip())
    if len(sentences) < 2 or code_like(text) or re.search(r"(?m)^\s*(\d+[.)、]|[-*•])", text):
        return None
    shuffled = sentences[:]
    while shuffled == sentences:
        rng.shuffle(shuffled)
        if len(set(sentences)) < 2:
            return None
    return ("" if is_chinese(text) else " ").join(shuffled)


def function_word(text, rng):
    if is_chinese(text):
        return place("(?<=[\u4e00-\u9fff])的(?![确士])(?=[\u4e00-\u9fff])", text, rng, lambda m: "")
    return place(r"\b(the|a|an) ", text, rng, lambda m: rng.choice([x for x in ("the ", "a ", "") if x != m.group()]))


def typo(vocabulary):
    def edit(text, rng):
        words = [m for m in re.finditer(r"(?<![\w'-])[a-z]{6,}(?![\w'-])", text)]
        if is_chinese(text) or code_like(text) or not words:
            return None
        for _ in range(20):
            match = rng.choice(words)
            word = match.group()
            at = rng.randrange(len(word))
            wrong = rng.choice([
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :],
                word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            ])
            if wrong != word and wrong not in vocabulary:
                return text[: match.start()] + wrong + text[match.end() :]
        return None

    return edit


def kinds(vocabulary):
    content = [
        ("antonym", swaps(ANTONYMS), False), ("number", number, False), ("unit", swaps(UNITS), False),
        ("negation", negation, False), ("name", name, False), ("colour", swaps(COLOURS), False),
        ("month, weekday", swaps(MONTHS), True), ("direction", swaps(DIRECTIONS), True),
        ("quantity", swaps(QUANTITIES), True), ("modality", swaps(MODALS), True), ("tense", swaps(TENSES), True),
        ("name that opens", opening_name, True), ("plural, person", inflection, True), ("decimal point", decimal, True),
        ("any other word", other_word, True), ("words exchanged", exchanged, True),
    ]
    repeats = [
        ("capitals", upper, False), ("punctuation", punctuation, False), ("prefix", prefix, False),
        ("function word", function_word, False), ("typing error", typo(vocabulary), False), ("white space", white_space, False),
        ("small letters", lower, True), ("order of sentences", order, True), ("lines wrapped", wrapped, True),
        ("quotes", quotes, True),
    ]
    return content, repeats


def records(directory):
    for path in sorted(pathlib.Path(directory).iterdir()):
        if path.name.startswith("alpaca") and path.suffix == ".json":
            for record in json.loads(path.read_text(encoding="utf-8")):
                yield path.stem, "\n".join(filter(None, (record.get(k) for k in ("instruction", "input", "output"))))
        elif path.suffix == ".jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                yield path.stem, json.loads(line)["text"][:MOST_CHARACTERS]


def shingles(text):
    text = " ".join(text.lower().split())
    width = 3 if is_chinese(text) else 5
    return {text[i : i + width].encode() for i in range(max(1, len(text) - width + 1))}


def peer(one, other, cache):
    from datasketch import MinHash, MinHashLSH

    def minhash(text):
        if text not in cache:
            hashed = MinHash(num_perm=128, seed=1)
            hashed.update_batch(list(shingles(text)))
            cache[text] = hashed
        return cache[text]

    index = MinHashLSH(threshold=0.8, num_perm=128)
    index.insert("one", minhash(one))
    near = bool(index.query(minhash(other)))
    cache.pop(other)
    return near


def decide(classpath, pairs):
    encoded = "\n".join(" ".join(base64.b64encode(t.encode("utf-8", "surrogatepass")).decode() for t in pair) for pair in pairs)
    java = pathlib.Path(__file__).with_name("NearDuplicates.java")
    answer = subprocess.run(["java", "-cp", classpath, str(java)], input=encoded, capture_output=True, text=True, check=True)
    lines = [line.split(" ") for line in answer.stdout.splitlines()]
    return [(line[0] == "1", base64.b64decode(line[1]).decode("utf-8", "replace")) for line in lines]


def main(classpath, directory, misses=False, alone=False, every=1):
    texts = [(source, text) for source, text in records(directory) if len(text) >= 40][::every]
    vocabulary = set(word for _, text in texts for word in re.findall(r"[a-z]+", text.lower()))
    content, repeats = kinds(vocabulary)
    pairs, labels = [], []
    for i, (source, text) in enumerate(texts):
        for group, table in (("content", content), ("repeat", repeats)):
            for kind, edit, held in table:
                edited = edit(text, random.Random(f"{kind} {i}"))
                if edited and edited != text:
                    pairs.append((text, edited))
                    labels.append((group, kind, held, is_chinese(text)))
    ours = decide(classpath, pairs)
    cache = {}
    theirs = [False if alone else peer(one, other, cache) for one, other in pairs]
    rows = collections.defaultdict(lambda: [0, 0, 0])
    for label, pair, (near, difference), also in zip(labels, pairs, ours, theirs):
        group, kind, held, chinese = label
        for key in ((group, kind, held), (group, "all held back" if held else "all seen before", held), (group, "all", None)):
            row = rows[key]
            row[0] += 1
            row[1] += near
            row[2] += also
        if misses and near != (group == "repeat"):
            print(f"{group}/{kind}: {difference}")
    for group, title in (("content", "dropped though a word of content differs"), ("repeat", "repeats found")):
        print(f"\n{title}\n{'kind':<20}{'pairs':>8}{'Alluvium':>10}{'datasketch':>12}")
        for (g, kind, held), (count, near, also) in rows.items():
            if g == group:
                mark = " *" if held and not kind.startswith("all") else ""
                print(f"{kind + mark:<20}{count:>8}{near / count:>10.3f}{also / count:>12.3f}")
    print("\n* held back while the rules were written")


if __name__ == "__main__":
    every = int(sys.argv[sys.argv.index("--every") + 1]) if "--every" in sys.argv else 1
    main(sys.argv[1], sys.argv[2], "--misses" in sys.argv, "--alone" in sys.argv, every)
