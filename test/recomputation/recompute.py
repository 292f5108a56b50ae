"""Recomputes what the command line says of data-sets.json, from the rows alone, with scipy, statsmodels and numpy.

Run: python3 test/recomputation/recompute.py < test/recomputation/data-sets.json
Needs scipy and statsmodels. CR2 with the degrees of freedom of Bell and McCaffrey (2002) is written down in matrices, as clubSandwich
does it, and Newcombe's interval of pairs (1998) after the paper: neither library has them. Where a method depends on random draws,
its number is left out.
"""

import json
import sys

import numpy
from scipy import linalg, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import ttost_paired

ALPHA = 0.05
MOST_GROUPS_TO_FLIP = 16


def case_means(rows, metric):
    answers = {}
    for row in rows:
        answers.setdefault(row["case"], []).append(float(row["scores"][metric]))
    return {case: numpy.mean(values) for case, values in answers.items()}


def newcombe(before, after):
    count = len(before)
    table = numpy.array([[numpy.sum((before == i) & (after == j)) for j in (1, 0)] for i in (1, 0)])
    rates = numpy.array([after.mean(), before.mean()])
    bounds = numpy.array([proportion_confint(rate * count, count, ALPHA, "wilson") for rate in rates])
    covariance = linalg.det(table)
    if covariance > 0:
        covariance = max(covariance - count / 2, 0)
    spread = count**2 * numpy.sqrt(numpy.prod(rates * (1 - rates)))
    matrix = numpy.eye(2) - numpy.fliplr(numpy.eye(2)) * (covariance / spread if spread > 0 else 0)
    below = numpy.array([rates[0] - bounds[0, 0], bounds[1, 1] - rates[1]])
    above = numpy.array([bounds[0, 1] - rates[0], rates[1] - bounds[1, 0]])
    difference = rates[0] - rates[1]
    return [difference - numpy.sqrt(below @ matrix @ below), difference + numpy.sqrt(above @ matrix @ above)]


def cr2(values, clusters):
    """The variance of an intercept with adjusted residuals, and Satterthwaite degrees of freedom, under an identity working model."""
    count = len(values)
    design = numpy.ones((count, 1))
    bread = linalg.inv(design.T @ design)
    residual_maker = numpy.eye(count) - design @ bread @ design.T
    residuals = residual_maker @ values
    scores, columns = [], []
    for cluster in dict.fromkeys(clusters):
        own = clusters == cluster
        adjustment = linalg.fractional_matrix_power(residual_maker[numpy.ix_(own, own)], -0.5).real
        weights = adjustment @ design[own] @ bread
        scores.append((weights.T @ residuals[own]).item())
        columns.append(residual_maker[:, own] @ weights)
    inner = numpy.hstack(columns)
    inner = inner.T @ inner
    return sum(score**2 for score in scores) ** 0.5, numpy.trace(inner) ** 2 / numpy.trace(inner @ inner)


def flipped(values, clusters):
    """The share of all signs of whole groups with a sum at least as far from 0."""
    sums = numpy.array([values[clusters == cluster].sum() for cluster in dict.fromkeys(clusters)])
    if len(sums) > MOST_GROUPS_TO_FLIP:
        return None
    signs = 1 - 2 * ((numpy.arange(2 ** len(sums))[:, None] >> numpy.arange(len(sums))) & 1)
    return float(numpy.mean(numpy.abs(signs @ sums) >= abs(sums.sum()) * (1 - 1e-12)))


def independent(before, after, margin):
    differences = after - before
    if set(before) | set(after) <= {0.0, 1.0}:
        only = [int(numpy.sum(differences < 0)), int(numpy.sum(differences > 0))]
        return {"method": "mcnemar-exact", "p": stats.binomtest(only[0], sum(only)).pvalue if sum(only) else 1.0, "ci": newcombe(before, after)}
    test = stats.ttest_rel(after, before)
    found = {"method": "paired-t", "p": float(test.pvalue), "ci": list(test.confidence_interval(1 - ALPHA))}
    if margin is not None:
        found["tost"] = float(ttost_paired(after, before, -margin, margin)[0])
        found["notWorse"] = float(stats.ttest_1samp(differences, -margin, alternative="greater").pvalue)
        found["notGreater"] = float(stats.ttest_1samp(differences, margin, alternative="less").pvalue)
    return found


def in_groups(before, after, clusters):
    differences = after - before
    error, freedom = cr2(differences, clusters)
    reach = stats.t.ppf(1 - ALPHA / 2, freedom) * error
    sizes = [int(numpy.sum(clusters == cluster)) for cluster in dict.fromkeys(clusters)]
    by_t = len(sizes) >= 30 and len(set(sizes)) == 1
    p = float(2 * stats.t.sf(abs(differences.mean()) / error, freedom)) if by_t else flipped(differences, clusters)
    centre = float(differences.mean())
    return {
        "method": "paired-t-cr2" if by_t else "permutation",
        "p": p,
        "ci": [centre - reach, centre + reach],
        "effectiveGroups": sum(sizes) ** 2 / sum(size**2 for size in sizes),
    }


def compare(data_set, metric):
    sides = [case_means(data_set[side], metric) for side in ("baseline", "candidate")]
    common = [case for case in sides[0] if case in sides[1]]
    before, after = (numpy.array([side[case] for case in common]) for side in sides)
    group_of = {row["case"]: row.get("group") for row in data_set["baseline"]}
    clusters = numpy.array([group_of[case] for case in common])
    has_groups = len(set(clusters)) < len(clusters) and None not in clusters
    found = in_groups(before, after, clusters) if has_groups else independent(before, after, data_set.get("min_effect"))
    deviation = numpy.std(after - before, ddof=1)
    return {
        "pairs": len(common),
        "dropped": len(set(sides[0]) ^ set(sides[1])),
        "baseline": float(before.mean()),
        "value": float(after.mean()),
        "delta": float((after - before).mean()),
        "dz": float((after - before).mean() / deviation) if deviation > 0 else None,
        **found,
    }


def recompute(data_set):
    metrics = {metric: compare(data_set, metric) for metric in data_set["goals"]}
    p_values = [metric["p"] for metric in metrics.values()]
    if None not in p_values:
        for metric, adjusted in zip(metrics.values(), multipletests(p_values, ALPHA, "holm")[1]):
            metric["holm"] = float(adjusted)
    return {"name": data_set["name"], "metrics": metrics}


json.dump([recompute(data_set) for data_set in json.load(sys.stdin)], sys.stdout, default=float)
