"""General text that no training sees: the prose in the descriptions of scikit-learn's data sets (BSD-3-Clause), from its wheel.

prose.py FILE writes a paragraph a line.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

PACKAGE = "scikit-learn==1.7.2"
LEAST = 200
MOST = 1200


def main(out):
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", PACKAGE, "-d", work], check=True)
        wheel = zipfile.ZipFile(next(pathlib.Path(work).glob("*.whl")))
        files = sorted(name for name in wheel.namelist() if name.startswith("sklearn/datasets/descr/") and name.endswith(".rst"))
        texts = [wheel.read(name).decode() for name in files]
    paragraphs = [prose for text in texts for block in re.split(r"\n\s*\n", text) if (prose := " ".join(block.split()))]
    chosen = [each for each in paragraphs if LEAST <= len(each) <= MOST and not re.search(r"^[:*-]|[|=`<>]| - |::|\.\.|https?:", each)]
    out.write_text("".join(each + "\n" for each in chosen))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
