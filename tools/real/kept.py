"""What a version kept of its base, judged by what the product does not ship: kept.py DATA MODEL VERSION TEXT.

Asks version 0 and VERSION of MODEL, of the installation in DATA, the questions of questions.py (greedy), and scores the
paragraphs of TEXT, one a line, by both. Prints a table: answers that were right and still are, answers that halved or doubled
their length, bits per byte.
"""
import concurrent.futures
import json
import math
import pathlib
import sys
import urllib.request

from questions import all_questions, is_right


class Installation:
    def __init__(self, data):
        self.endpoint = (data / "endpoint").read_text().strip()
        self.token = (data / "token").read_text().strip()

    def post(self, path, body):
        headers = {"Authorization": "Bearer " + self.token, "Content-Type": "application/json"}
        request = urllib.request.Request(self.endpoint + path, json.dumps(body).encode(), headers)
        with urllib.request.urlopen(request, timeout=600) as answer:
            return json.load(answer)

    def ask(self, model, question, tokens=96):
        body = {"model": model, "temperature": 0, "max_tokens": tokens, "messages": [{"role": "user", "content": question}]}
        return self.post("/chat/completions", body)["choices"][0]["message"]["content"].strip()

    def nats(self, model, text):
        """Of all tokens but the first; how many bytes they have."""
        body = {"model": model, "prompt": text, "max_tokens": 0, "echo": True, "logprobs": 1}
        scored = self.post("/completions", body)["choices"][0]["logprobs"]
        return -sum(scored["token_logprobs"][1:]), len(text[scored["text_offset"][1]:].encode())


def main(data, model, version, texts):
    installation = Installation(data)
    questions = all_questions()
    paragraphs = [line for line in texts.read_text().splitlines() if line]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers, bits = [], []
        for each in (f"{model}@0", f"{model}@{version}"):
            answers.append(list(pool.map(lambda asked: installation.ask(each, asked[0]), questions)))
            scored = list(pool.map(lambda text: installation.nats(each, text), paragraphs))
            bits.append(sum(nats for nats, _ in scored) / math.log(2) / sum(size for _, size in scored))
    right = [[is_right(answer, asked[1]) for answer, asked in zip(said, questions)] for said in answers]
    knew = sum(right[0])
    kept = sum(before and after for before, after in zip(*right))
    changed = sum(not 0.5 <= (len(after) + 1) / (len(before) + 1) <= 2 for before, after in zip(*answers))
    print("| | base | version |\n| --- | --- | --- |")
    print(f"| right of {len(questions)} general questions | {knew} | {sum(right[1])} |")
    print(f"| of the base's right answers still right | | {kept} of {knew}, {kept / max(1, knew):.1%} |")
    print(f"| answers that halved or doubled their length | | {changed} of {len(questions)} |")
    print(f"| bits per byte on {len(paragraphs)} paragraphs | {bits[0]:.4f} | {bits[1]:.4f}, {bits[1] / bits[0] - 1:+.1%} |")
    for (question, _), before, after, was, is_ in zip(questions, *answers, *right):
        if was and not is_:
            print(f"lost: {question} - {before!r} - {after!r}", file=sys.stderr)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], pathlib.Path(sys.argv[4]))
