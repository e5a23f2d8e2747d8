#!/usr/bin/env python3
"""Reference values for the evaluator's statistics, computed with scipy and statsmodels (made with 1.17 and 0.15).

    python3 tools/stats/reference.py evaluator-service/src/test/resources/stats
"""
import csv
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import optimize, stats
from statsmodels.formula.api import ols
from statsmodels.stats.anova import anova_lm
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint


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


def sign_flip():
    rng = np.random.default_rng(11)
    samples = {
        "5-losses": [1.0] * 5 + [0.0] * 115,
        "4-losses": [1.0] * 4 + [0.0] * 116,
        "8-losses-2-gains": [1.0] * 8 + [-1.0] * 2 + [0.0] * 50,
        "no-change": [0.0] * 20,
        "all-gained": [-1.0] * 12,
        "halves": [0.5, -0.5, 1.0, 1.0, -0.5, 0.5, 0.5, 1.0, -1.0, 0.5],
        "many": list(rng.choice([-1.0, -0.5, 0.0, 0.5, 1.0], 120, p=[0.05, 0.05, 0.6, 0.1, 0.2])),
        "many-even": list(rng.choice([-1.0, 0.0, 1.0], 200, p=[0.2, 0.6, 0.2])),
    }
    for name, values in samples.items():
        moved = np.array([v for v in values if v != 0])
        if len(moved) == 0:
            yield name, 1.0, " ".join(map(str, values))
            continue
        exact = np.inf if len(moved) <= 14 else 1_000_000
        test = stats.permutation_test((moved,), np.sum, permutation_type="samples", alternative="greater",
                                      n_resamples=exact, batch=20_000, rng=np.random.default_rng(3))
        yield name, repr(float(test.pvalue)), " ".join(str(float(v)) for v in values)


def holm():
    for chances in ((0.01, 0.04, 0.03), (0.5, 0.2), (0.001, 0.001, 0.9, 0.02), (0.049,), (0.03, 0.03, 0.03)):
        adjusted = multipletests(chances, method="holm")[1]
        yield " ".join(map(str, chances)), " ".join(repr(float(a)) for a in adjusted)


def power():
    """The least share of losses that the binomial sign test sees in 8 of 10 samples."""
    for facts in (5, 30, 60, 120, 240):
        for confidence in (0.9, 0.95, 0.99):
            needed = next((k for k in range(1, facts + 1)
                           if stats.binomtest(k, k, 0.5, alternative="greater").pvalue <= 1 - confidence + 1e-12), None)
            loss = None if needed is None else optimize.brentq(
                lambda share: stats.binom.sf(needed - 1, facts, share) - 0.8, 1e-9, 1 - 1e-9, xtol=1e-14)
            yield facts, confidence, "" if loss is None else repr(float(loss))


def intervals():
    """Two-sided exact intervals, as statsmodels has them, with those at 0 and at 1."""
    for known, facts in ((0, 20), (20, 20), (0, 120), (120, 120), (19, 20), (4, 16), (1, 4), (0, 4)):
        low, high = proportion_confint(known, facts, alpha=0.05, method="beta")
        yield known, facts, repr(float(low)), repr(float(high))


def seed_variance():
    """The seed's component by the mean squares of a two-way analysis of variance, pooled over rounds by their degrees of freedom."""
    rng = np.random.default_rng(5)
    for name, moved, shapes in (("no-seed", 0.0, [(5, 40)]), ("seed", 0.05, [(5, 40)]), ("two-rounds", 0.03, [(4, 30), (6, 20)])):
        rounds, component, means, freedom = [], 0.0, 0.0, 0
        for seeds, facts in shapes:
            chance = np.clip(0.9 + rng.normal(0, 0.05, facts)[None, :] + rng.normal(0, moved, seeds)[:, None], 0, 1)
            scores = rng.binomial(2, chance) / 2
            table = pd.DataFrame([(s, f, scores[s, f]) for s in range(seeds) for f in range(facts)], columns=["s", "f", "y"])
            squares = anova_lm(ols("y ~ C(s) + C(f)", table).fit())
            mean = squares["sum_sq"] / squares["df"]
            component += (seeds - 1) * (mean["C(s)"] - mean["Residual"]) / facts
            means += (seeds - 1) * scores.mean(axis=1).var(ddof=1)
            freedom += seeds - 1
            rounds.append("/".join(" ".join(str(float(v)) for v in row) for row in scores))
        yield name, repr(float(np.sqrt(max(0, component / freedom)))), repr(float(np.sqrt(means / freedom))), freedom, ";".join(rounds)


def seed_spread():
    """Bounds over facts and over seeds, whose errors add by their squares."""
    for estimate, lower in ((0.95, 0.9), (0.8, 0.8), (0.5, 0.42)):
        for deviation in (0.0, 0.004, 0.03):
            for confidence in (0.9, 0.95, 0.99):
                radius = np.hypot(estimate - lower, stats.norm.ppf(confidence) * deviation)
                yield estimate, lower, deviation, confidence, repr(float(estimate - radius))


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
    write(target, "sign-flip.csv", ("name", "chance", "values"), sign_flip())
    write(target, "holm.csv", ("chances", "adjusted"), holm())
    write(target, "power.csv", ("facts", "confidence", "loss"), power())
    write(target, "intervals.csv", ("known", "facts", "lower", "upper"), intervals())
    write(target, "seed-variance.csv", ("name", "deviation", "of-means", "freedom", "rounds"), seed_variance())
    write(target, "seed-spread.csv", ("estimate", "lower", "deviation", "confidence", "widened"), seed_spread())
