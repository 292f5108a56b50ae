"""Numbers for core/statistics/sequential/later-fall.test.ts. Run with scipy: python test/golden/watch.py > test/golden/watch.json"""

import json

import numpy
from scipy.stats import fisher_exact, ttest_ind

COUNTS = [
    (180, 200, 30, 60),
    (180, 200, 54, 60),
    (196, 200, 3800, 4000),
    (200, 200, 59, 60),
    (0, 10, 0, 10),
    (5, 10, 10, 10),
    (1, 1, 0, 1),
    (900, 1000, 40_000, 50_000),
    (2, 300, 0, 5000),
]


def fisher():
    for passes, total, later_passes, later_total in COUNTS:
        table = [[later_passes, later_total - later_passes], [passes, total - passes]]
        yield {
            "earlier": {"passes": passes, "total": total},
            "later": {"passes": later_passes, "total": later_total},
            "p": float(fisher_exact(table, alternative="less").pvalue),
        }


def welch():
    random = numpy.random.default_rng(16)
    for shift, sizes in ((0.0, (12, 30)), (0.4, (40, 25)), (1.0, (60, 200)), (-0.3, (8, 9))):
        earlier = numpy.round(random.normal(3, 1, sizes[0]), 4)
        later = numpy.round(random.normal(3 - shift, 0.7, sizes[1]), 4)
        p = ttest_ind(later, earlier, equal_var=False, alternative="less").pvalue
        yield {"earlier": earlier.tolist(), "later": later.tolist(), "p": float(p)}


print(json.dumps({"fisher": list(fisher()), "welch": list(welch())}))
