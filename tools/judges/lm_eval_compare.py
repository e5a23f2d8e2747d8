"""Runs lm-eval's loglikelihood tasks against a running server and against transformers on the same base, and compares them.

    python lm_eval_compare.py BASE-URL MODEL CHECKPOINT [--batch N] [--strings]

BASE-URL is that of the server, such as http://127.0.0.1:7411; its token is read from OPENAI_API_KEY. CHECKPOINT is the directory
of the base that MODEL is served from, before anything was trained. The tasks are our own, 40 questions with four answers each
(`loglikelihood`) and six texts (`loglikelihood_rolling`), since lm-eval's come from Hugging Face: they are in lm_eval/.
Prompts are sent as tokens, or with --strings as texts. Exits with 1 where a metric differs by more than a thousandth of it (of 1 if it is less), or the
log-likelihood of an answer or a text by more than 0.01.
"""

import argparse
import os
import pathlib
import sys

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_DATASETS_OFFLINE", "1")

import importlib.metadata  # noqa: E402 (the hub is to be left alone)

import lm_eval  # noqa: E402

DATA = pathlib.Path(__file__).resolve().parent / "lm_eval"
LONGEST = 1024
METRIC_LIMIT = 1e-3
LIKELIHOOD_LIMIT = 1e-2


def task(name, **more):
    return {"task": name, "dataset_path": "json", "dataset_kwargs": {"data_files": {"test": str(DATA / f"{name}.jsonl")}},
            "test_split": "test", **more}


TASKS = [
    task("choices", output_type="multiple_choice", doc_to_text="Question: {{question}}\nAnswer:", doc_to_choice="choices",
         doc_to_target="answer", metric_list=[{"metric": "acc"}, {"metric": "acc_norm"}]),
    task("texts", output_type="loglikelihood_rolling", doc_to_text="", doc_to_target="{{text}}",
         metric_list=[{"metric": "word_perplexity"}, {"metric": "byte_perplexity"}, {"metric": "bits_per_byte"}]),
]


def evaluated(model, arguments, batch):
    return lm_eval.simple_evaluate(model=model, model_args=arguments, tasks=[dict(config) for config in TASKS], batch_size=batch,
                                   bootstrap_iters=0, cache_requests=False)


def likelihoods(results):
    """Of every answer and text: its log-likelihood, and for answers whether greedy decoding would give it."""
    found = {}
    for name, samples in results["samples"].items():
        for sample in samples:
            for i, response in enumerate(sample["resps"]):
                value = response[0]
                found[name, sample["doc_id"], i] = tuple(value) if isinstance(value, (list, tuple)) else (value,)
    return found


def metrics(results):
    return {(name, metric.split(",")[0]): value for name, values in results["results"].items() for metric, value in values.items()
            if isinstance(value, float) and "stderr" not in metric}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("model")
    parser.add_argument("checkpoint")
    parser.add_argument("--batch", type=int, default=1)
    parser.add_argument("--strings", action="store_true")
    options = parser.parse_args()
    served = evaluated("local-completions", {
        "model": options.model, "base_url": f"{options.url}/v1/completions", "tokenizer": options.checkpoint,
        "tokenized_requests": not options.strings, "num_concurrent": 1, "max_retries": 1, "max_length": LONGEST}, options.batch)
    reference = evaluated("hf", {"pretrained": options.checkpoint, "dtype": "float32", "device": "cpu", "max_length": LONGEST}, 1)

    worst = 0.0
    print(f"lm-eval {importlib.metadata.version('lm-eval')}")
    print("| task | metric | served | transformers |\n| --- | --- | --- | --- |")
    wanted = metrics(reference)
    for key, value in metrics(served).items():
        print(f"| {key[0]} | {key[1]} | {value:.5f} | {wanted[key]:.5f} |")
        worst = max(worst, abs(value - wanted[key]) / max(1, abs(wanted[key])))
    found, expected = likelihoods(served), likelihoods(reference)
    assert found.keys() == expected.keys(), "not the same requests"
    apart = max(abs(found[key][0] - expected[key][0]) for key in found)
    greedy = sum(found[key][1:] == expected[key][1:] for key in found)
    print(f"{len(found)} likelihoods, at most {apart:.2g} nats apart; {greedy} of {len(found)} with the same word on greedy decoding")
    return int(worst > METRIC_LIMIT or apart > LIKELIHOOD_LIMIT or greedy < len(found))


if __name__ == "__main__":
    sys.exit(main())
