"""Makes comparison.json: two experiments with samples, and what scipy and statsmodels say of them.

Run: python3 test/golden/comparison.py > test/golden/comparison.json
Needs scipy 1.17 and statsmodels 0.15. The averaging, joining and dropping of cases is done here once more, independently.
"""

import json
from collections import defaultdict

import numpy
import statsmodels.api
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests

random = numpy.random.default_rng(20250201)


def one_answer_per_case():
    """100 cases with one answer each. Three end in errors, two stand on one side only."""
    runs = {"v1": [[]], "v2": [[]]}
    for number in range(100):
        difficulty = random.normal()
        for variant, skill in [("v1", 0.6), ("v2", 1.5)]:
            sample = {
                "case": f"py-{number:03}",
                "scores": {
                    "test_pass_rate": int(skill - difficulty + random.normal() > 0),
                    "complexity": round(5 + difficulty + random.normal() - skill, 2),
                },
                "latency_ms": round(random.gamma(4, 200) * (1.2 if variant == "v2" else 1), 1),
            }
            if (variant, number) in [("v1", 7), ("v2", 7), ("v2", 50), ("v1", 81)]:
                sample = {"case": sample["case"], "scores": {}, "error": "timeout after 30 s"}
            if (variant, number) not in [("v1", 99), ("v2", 13)]:
                runs[variant][0].append(sample)
    return runs


def three_seeds_in_groups():
    """60 cases from 15 documents, three seeds on each side; averaged scores, clustered by document."""
    runs = {"v1": [[], [], []], "v2": [[], [], []]}
    document = random.normal(size=15)
    gain = random.normal(0.25, 0.3, size=15)
    for number in range(60):
        group = number % 15
        ease = document[group] + random.normal() * 0.5
        for variant in runs:
            for seed in range(3):
                skill = ease + (gain[group] if variant == "v2" else 0)
                passed = int(skill + random.normal() * 0.7 > 0)
                runs[variant][seed].append(
                    {
                        "case": f"q-{number}",
                        "group": f"document-{group}",
                        "scores": {"test_pass_rate": passed, "complexity": round(4 + random.normal(), 2)},
                    }
                )
    return runs


def averages(runs, read):
    values = defaultdict(list)
    for samples in runs:
        for sample in samples:
            value = None if sample.get("error") else read(sample)
            if value is not None:
                values[sample["case"]].append(value)
    return {case: float(numpy.mean(found)) for case, found in values.items()}


def expected(runs, read, method, groups=None):
    baseline, candidate = averages(runs["v1"], read), averages(runs["v2"], read)
    cases = sorted(set(baseline) & set(candidate))
    everywhere = {sample["case"] for side in runs.values() for samples in side for sample in samples}
    before = numpy.array([baseline[case] for case in cases])
    after = numpy.array([candidate[case] for case in cases])
    difference = after - before
    result = {
        "pairs": len(cases),
        "dropped": len(everywhere) - len(cases),
        "delta": difference.mean(),
        "method": method,
        "wins": int((difference > 0).sum()),
        "losses": int((difference < 0).sum()),
        "baselineMean": before.mean(),
        "valueMean": after.mean(),
    }
    if method == "mcnemar-exact":
        table = [[((before == left) & (after == right)).sum() for right in (1, 0)] for left in (1, 0)]
        result["p"] = mcnemar(table, exact=True).pvalue
    elif method == "paired-t":
        test = stats.ttest_rel(after, before)
        result["p"] = test.pvalue
        result["ci"] = list(test.confidence_interval(0.95))
        result["mde"] = (stats.norm.ppf(0.975) + stats.norm.ppf(0.8)) * stats.sem(difference)
    else:
        codes = numpy.unique([groups[case] for case in cases], return_inverse=True)[1]
        fit = statsmodels.api.OLS(difference, numpy.ones(len(cases))).fit(
            cov_type="cluster", cov_kwds={"groups": codes}, use_t=True
        )
        # Groups of equal size: CR2 is this error, and the signs of whole groups give p.
        # Scores of three seeds are thirds, and ties among their sums must be ties in floating point too.
        sums = numpy.round(numpy.bincount(codes, weights=difference) * 300)
        test = stats.permutation_test((sums,), numpy.sum, permutation_type="samples", n_resamples=numpy.inf)
        result["p"] = test.pvalue
        result["ci"] = list(fit.conf_int()[0])
    return result


def score(name):
    return lambda sample: sample["scores"].get(name)


def adjusted(metrics):
    """Holm over the declared metrics; latency is a family of one."""
    declared = ["test_pass_rate", "complexity"]
    for name, p in zip(declared, multipletests([metrics[name]["p"] for name in declared], 0.05, "holm")[1]):
        metrics[name]["pAdjusted"] = p
    return metrics


single = one_answer_per_case()
grouped = three_seeds_in_groups()
documents = {sample["case"]: sample["group"] for sample in grouped["v1"][0]}
golden = {
    "oneAnswerPerCase": {
        "runs": single,
        "metrics": adjusted(
            {
                "test_pass_rate": expected(single, score("test_pass_rate"), "mcnemar-exact"),
                "complexity": expected(single, score("complexity"), "paired-t"),
                "latency_ms": expected(single, lambda sample: sample.get("latency_ms"), "paired-t"),
            }
        ),
    },
    "threeSeedsInGroups": {
        "runs": grouped,
        "metrics": adjusted(
            {
                name: expected(grouped, score(name), "permutation-exact", documents)
                for name in ["test_pass_rate", "complexity"]
            }
        ),
    },
}
golden["oneAnswerPerCase"]["metrics"]["latency_ms"]["pAdjusted"] = golden["oneAnswerPerCase"]["metrics"]["latency_ms"]["p"]
print(json.dumps(golden, indent="\t", default=float))
