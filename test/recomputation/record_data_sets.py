"""Made data-sets.json: results of evaluations as a tool would have written them, for the command line and for recompute.py.

Run: python3 test/recomputation/record_data_sets.py > test/recomputation/data-sets.json
Needs numpy. The file is kept, so that every machine compares the same numbers.
"""

import json

import numpy

random = numpy.random.default_rng(20260714)


def rows(scores, groups=None, repeats=1):
    """scores[name][case] or scores[name][case, repeat]; one row for each answer."""
    found = []
    first = next(iter(scores.values()))
    for case in range(len(first)):
        for repeat in range(repeats):
            row = {"case": f"case-{case:04d}", "scores": {}}
            for name, values in scores.items():
                value = values[case] if repeats == 1 else values[case][repeat]
                row["scores"][name] = value if isinstance(value, bool) else round(float(value), 4)
            if groups is not None:
                row["group"] = groups[case]
            found.append(row)
    return found


def passes(count, before, gained, lost):
    """Outcomes in pairs: a rate of passes, and shares of cases that are gained and lost."""
    baseline = random.random(count) < before
    draw = random.random(count)
    candidate = numpy.where(baseline, draw >= lost, draw < gained)
    return [bool(value) for value in baseline], [bool(value) for value in candidate]


def pass_fail(name, count, before, gained, lost, **others):
    baseline, candidate = passes(count, before, gained, lost)
    return {"name": name, "goals": {"pass": "maximize"}, "baseline": rows({"pass": baseline}), "candidate": rows({"pass": candidate}), **others}


def scores(name, count, shift, spread=0.1, goal="maximize", centre=0.5, **others):
    baseline = random.normal(centre, 2 * spread, count)
    candidate = baseline + random.normal(shift, spread, count)
    return {"name": name, "goals": {"score": goal}, "baseline": rows({"score": baseline}), "candidate": rows({"score": candidate}), **others}


def grouped(name, sizes, shift, **others):
    groups = [f"document-{group}" for group, size in enumerate(sizes) for _ in range(size)]
    effects = numpy.repeat(random.normal(shift, 0.1, len(sizes)), sizes)
    baseline = random.normal(0.5, 0.2, len(groups))
    candidate = baseline + effects + random.normal(0, 0.1, len(groups))
    return {
        "name": name,
        "goals": {"score": "maximize"},
        "baseline": rows({"score": baseline}, groups),
        "candidate": rows({"score": candidate}, groups),
        **others,
    }


def repeated(name, count, repeats, shift, **others):
    level = random.random((count, 1))
    baseline = random.random((count, repeats)) < level
    candidate = random.random((count, repeats)) < numpy.clip(level + shift, 0, 1)
    return {
        "name": name,
        "goals": {"pass": "maximize"},
        "baseline": rows({"pass": [[bool(value) for value in line] for line in baseline]}, repeats=repeats),
        "candidate": rows({"pass": [[bool(value) for value in line] for line in candidate]}, repeats=repeats),
        **others,
    }


def several(name, count, shifts, **others):
    baseline, candidate, goals = {}, {}, {}
    for metric, (goal, shift) in shifts.items():
        baseline[metric] = random.normal(0.5, 0.2, count)
        candidate[metric] = baseline[metric] + random.normal(shift, 0.15, count)
        goals[metric] = goal
    return {"name": name, "goals": goals, "baseline": rows(baseline), "candidate": rows(candidate), **others}


def without(data_set, side, cases):
    kept = {**data_set}
    kept[side] = [row for row in data_set[side] if row["case"] not in cases]
    return kept


def shuffled(data_set, side):
    kept = {**data_set, side: list(data_set[side])}
    random.shuffle(kept[side])
    return kept


data_sets = [
    *[pass_fail(f"pass or fail, {count} cases", count, 0.6, 0.3, 0.1) for count in (6, 8, 12, 25, 40, 75, 150, 400)],
    pass_fail("pass or fail, nothing changed", 30, 0.7, 0, 0),
    pass_fail("pass or fail, only losses", 60, 0.9, 0, 0.2, min_effect=0.05),
    pass_fail("pass or fail, equivalent", 900, 0.8, 0.02, 0.005, min_effect=0.05),
    pass_fail("pass or fail, rare failures", 200, 0.99, 0.5, 0.01, min_effect=0.02),
    *[scores(f"scores, {count} cases", count, 0.03) for count in (6, 10, 20, 33, 80, 250)],
    scores("scores, equivalent", 120, 0.002, 0.03, min_effect=0.02),
    scores("scores, not worse", 60, 0.02, 0.06, min_effect=0.03),
    scores("a loss, less is better", 50, -0.05, goal="minimize", min_effect=0.02),
    scores("a loss that grew", 40, 0.08, goal="minimize"),
    scores("a cost far from 0", 45, 3, spread=12, goal="minimize", centre=1500, min_effect=10),
    scores("tiny numbers", 30, 2e-4, spread=1e-3, goal="minimize", centre=4e-3),
    *[
        grouped(f"groups of {', '.join(map(str, sizes))}", sizes, 0.06)
        for sizes in ([12, 9, 7, 6, 4, 3, 2, 2], [40, 5, 5, 3, 2, 1], [100, 30, 3, 3, 3, 3, 3, 3], [20] + [1] * 12, [5] * 8, [4] * 12, [2, 3, 4, 5, 6, 7, 8, 9])
    ],
    grouped("35 groups of 3", [3] * 35, 0.04, min_effect=0.05),
    grouped("60 groups of 2", [2] * 60, -0.05, min_effect=0.05),
    grouped("every case a group of its own", [1] * 25, 0.03),
    *[repeated(f"{repeats} answers to {count} cases", count, repeats, 0.1) for count, repeats in ((12, 3), (40, 5), (100, 2), (25, 10))],
    several("three metrics", 60, {"accuracy": ("maximize", 0.04), "fluency": ("maximize", 0.06), "toxicity": ("minimize", 0.02)}),
    several("five metrics", 35, {name: ("maximize", shift) for name, shift in zip("abcde", (0.1, 0.07, 0.03, 0, -0.05))}),
    several("two metrics that disagree", 80, {"helpful": ("maximize", 0.08), "loss": ("minimize", 0.08)}, min_effect=0.03),
    without(scores("cases missing on one side", 40, 0.05), "candidate", {f"case-{case:04d}" for case in (0, 7, 21)}),
    without(without(pass_fail("cases missing on both sides", 90, 0.6, 0.3, 0.1), "candidate", {"case-0001"}), "baseline", {"case-0002", "case-0040"}),
    shuffled(scores("another order of rows", 30, 0.05), "candidate"),
    shuffled(repeated("repeats in any order", 30, 4, 0.05), "baseline"),
]
names = [data_set["name"] for data_set in data_sets]
assert len(names) == len(set(names))
print("[\n" + ",\n".join(json.dumps(data_set, separators=(",", ":")) for data_set in data_sets) + "\n]")
