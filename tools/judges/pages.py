#!/usr/bin/env python3
"""The main content of whole pages, judged by scrapinghub's article-extraction-benchmark and its own evaluate.py.

    git clone https://github.com/scrapinghub/article-extraction-benchmark BENCHMARK
    ./alluvium --version     # builds the distribution once
    tools/judges/pages.py BENCHMARK 'app/target/dist/lib/*'

alluvium is the stage alone, alluvium_whole the shipped pipeline with each page as a document, of
which those that it refuses are named with the reason. The figures of the peers are those of the outputs that the benchmark brings. The pages are
halved by the first digit of their names; thresholds may be chosen on the first half alone.
"""
import importlib.util
import json
import pathlib
import subprocess
import sys
import tempfile

PEERS = ["rs_trafilatura", "go_trafilatura", "trafilatura", "readability_js", "go_readability", "justext"]


def metrics(judge, truth, output, names):
    scores = [
        judge.string_shingle_matching(
            true=truth[name].get("articleBody", ""), pred=output[name].get("articleBody", ""))
        for name in names
    ]
    return judge.metrics_from_tp_fp_fns(scores)


def main():
    benchmark = pathlib.Path(sys.argv[1])
    spec = importlib.util.spec_from_file_location("evaluate", benchmark / "evaluate.py")
    judge = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(judge)
    truth = json.loads((benchmark / "ground-truth.json").read_text("utf-8"))
    scratch = pathlib.Path(tempfile.mkdtemp())
    own, whole = scratch / "alluvium.json", scratch / "alluvium_whole.json"
    bench = ["java", "-cp", sys.argv[2], "dev.alluvium.bench.clean.PageBench", str(benchmark / "html")]
    subprocess.run(bench + [str(own)], check=True)
    subprocess.run(bench + [str(whole), "pipeline"], check=True)
    halves = {
        "first half": [name for name in truth if name[0] in "01234567"],
        "kept back": [name for name in truth if name[0] not in "01234567"],
        "all": list(truth),
    }
    for path in [own, whole] + [benchmark / "output" / f"{peer}.json" for peer in PEERS]:
        output, _ = judge.load_prediction(path)
        for half, names in halves.items():
            found = metrics(judge, truth, output, names)
            print(f"{path.stem:<16} {half:<10} {len(names):>3}  F1 {found['f1']:.3f}"
                  f"  precision {found['precision']:.3f}  recall {found['recall']:.3f}")


if __name__ == "__main__":
    main()
