"""Prints what tools/real/smollm2.sh measured: table.py DIRECTORY SECONDS_OF_PREPARATION SECONDS_OF_ROUND."""
import json
import pathlib
import sys


def main(work, prepared, took):
    report = json.loads((work / "report.json").read_text())["report"]
    verdict = report["verdict"]
    figures = verdict["figures"]
    print(f"| verdict | {verdict['decision']}: {verdict['reason']} |")
    print("| --- | --- |")
    print(f"| new facts known | {figures['uptakeBefore']:.1%} before, {figures['uptakeAfter']:.1%} after |")
    for rule in verdict["rules"]:
        print(f"| {rule['rule']} | {rule['status']}: {rule['detail']} |")
    print(f"| seconds | {prepared} to prepare (0: it was), {took} from push to verdict, {figures['seconds']:.0f} of them evaluation |")
    print("\n| question | before | after |\n| --- | --- | --- |")
    before, after = (read(work / name) for name in ("before.tsv", "after.tsv"))
    for question, answer in before.items():
        print(f"| {question} | {answer} | {after.get(question, '')} |")


def read(file):
    return dict(line.rstrip("\n").split("\t", 1) for line in file.read_text().splitlines() if "\t" in line)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3])
