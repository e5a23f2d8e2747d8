#!/usr/bin/env python3
"""Files as torch.save writes them, for the tests of the pickle reader.

    python3 tools/parity/pickles.py model-core/src/test/resources/pickles

state.bin, and state.safetensors with the same values, hold every kind of view that a state dictionary may have;
the others are what must be refused: torch's format before 1.6, integers, a checkpoint around the state.
"""
import sys
from collections import OrderedDict
from pathlib import Path

import torch
from safetensors.torch import save_file


def state():
    generator = torch.Generator().manual_seed(1)
    wide = torch.randn(6, 4, generator=generator)
    model = torch.nn.Linear(4, 3)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator))
    tensors = OrderedDict(model.state_dict())
    tensors._metadata = model.state_dict()._metadata
    tensors |= {
        "parameter": model.weight,
        "half": torch.randn(2, 3, generator=generator).half(),
        "bfloat16": torch.randn(5, generator=generator).bfloat16(),
        "scalar": torch.tensor(2.5),
        "empty": torch.zeros(0, 4),
        "shared": wide,
        "rows": wide[2:5],
        "transposed": wide.t(),
        "column": wide[:, 1],
        "every.other": wide[::2, 1:3],
    }
    return tensors


def main(out):
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    tensors = state()
    torch.save(tensors, out / "state.bin")
    save_file({k: v.detach().clone().contiguous() for k, v in tensors.items()}, out / "state.safetensors")
    torch.save({"w": torch.ones(2)}, out / "legacy.bin", _use_new_zipfile_serialization=False)
    torch.save({"position_ids": torch.arange(4)}, out / "integers.bin")
    torch.save({"epoch": 3, "model": {"w": torch.ones(2)}}, out / "nested.bin")


if __name__ == "__main__":
    main(*sys.argv[1:])
