#!/usr/bin/env python3
"""Reference values for the evaluator's statistics, computed with scipy (made with scipy 1.17).

    python3 tools/stats/reference.py evaluator-service/src/test/resources/stats
"""
import csv
import sys
from pathlib import Path

import numpy as np
from scipy import stats


def share_bounds():
    for n in (1, 5, 12, 20, 59, 60, 100, 120, 240, 2000):
        ks = sorted({0, 1, n // 4, n // 2, (3 * n) // 4, (85 * n) // 100, (93 * n) // 100, n - 1, n, n / 2 + 0.5, n * 0.9})
        for k in ks:
            if not 0 <= k <= n:
                continue
            for confidence in (0.9, 0.95, 0.99):
                lower = 0.0 if k == 0 else stats.beta.ppf(1 - confidence, k, n - k + 1)
                upper = 1.0 if k == n else stats.beta.ppf(confidence, k + 1, n - k)
                yield k, n, confidence, repr(float(lower)), repr(float(upper))


def beta_cdf():
    for a in (0.5, 1, 2.5, 51, 112):
        for b in (0.5, 1, 8, 10, 2000):
            for x in (0.001, 0.05, 0.3, 0.75, 0.93, 0.999):
                yield x, a, b, repr(float(stats.beta.cdf(x, a, b)))


def bootstrap():
    rng = np.random.default_rng(7)
    samples = {
        "loss-5-of-100": [1.0] * 5 + [0.0] * 95,
        "loss-12-gain-4-of-120": [1.0] * 12 + [-1.0] * 4 + [0.0] * 104,
        "half-steps-60": list(rng.choice([-0.5, 0.0, 0.5, 1.0], 60, p=[0.1, 0.6, 0.2, 0.1])),
        "gain-88-of-100": [-1.0] * 88 + [0.0] * 12,
    }
    for name, values in samples.items():
        for confidence in (0.9, 0.95, 0.99):
            result = stats.bootstrap(
                (np.array(values),), np.mean, confidence_level=2 * confidence - 1, method="percentile",
                n_resamples=200_000, batch=10_000, rng=np.random.default_rng(1))
            interval = result.confidence_interval
            yield (name, confidence, f"{interval.low:.5f}", f"{interval.high:.5f}", " ".join(str(float(v)) for v in values))


def write(directory, name, header, rows):
    with open(Path(directory) / name, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    target = sys.argv[1]
    write(target, "share-bounds.csv", ("known", "facts", "confidence", "lower", "upper"), share_bounds())
    write(target, "beta-cdf.csv", ("x", "a", "b", "cdf"), beta_cdf())
    write(target, "bootstrap.csv", ("name", "confidence", "lower", "upper", "values"), bootstrap())
