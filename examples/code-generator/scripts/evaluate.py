"""Scores one variant of the code generator with one seed on datasets/python-100.jsonl.

Offline: the answers come from recordings/<variant>.jsonl. Each is really run against the hidden tests of
its case and really measured. Writes samples.jsonl, metrics.json and params.json into the run folder.

Stagemark sets STAGEMARK_VARIANT, STAGEMARK_SEED and STAGEMARK_RUN_DIR; by hand the options do the same:

    python3 scripts/evaluate.py --variant v2 --seed 1 --run-dir /tmp/v2-1

Needs Python 3.9 or later and nothing else.
"""

import argparse
import json
import os
import re
from pathlib import Path
from statistics import fmean

from answer_runner import AnswerRunner
from measures import bleu, cyclomatic_complexity

ROOT = Path(__file__).resolve().parent.parent
FENCED_CODE = re.compile(r"```(?:python)?\n(.*?)```", re.DOTALL)


def main():
    options = read_options()
    answers = recorded_answers(options.variant, options.seed)
    with AnswerRunner() as runner:
        samples = [score(case, answers[case["case"]], runner) for case in read_json_lines(ROOT / options.dataset)]

    run_dir = Path(options.run_dir)
    run_dir.mkdir(parents=True, exist_ok=True)
    with open(run_dir / "samples.jsonl", "w", encoding="utf-8") as file:
        for sample in samples:
            file.write(json.dumps(sample, ensure_ascii=False) + "\n")
    write_json(run_dir / "metrics.json", means(samples))
    write_json(run_dir / "params.json", {"temperature": 0.7, "max_tokens": 1024})


def read_options():
    environment = os.environ
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--variant", default=environment.get("STAGEMARK_VARIANT"), choices=["v1", "v2"])
    parser.add_argument("--seed", default=environment.get("STAGEMARK_SEED"), type=int, metavar="1..10")
    parser.add_argument("--run-dir", default=environment.get("STAGEMARK_RUN_DIR"), help="folder for the results")
    parser.add_argument("--dataset", default=environment.get("STAGEMARK_DATASET", "datasets/python-100.jsonl"))
    options = parser.parse_args()
    for name in ("variant", "seed", "run_dir"):
        if getattr(options, name) is None:
            parser.error(f"--{name.replace('_', '-')} or STAGEMARK_{name.upper()} is needed")
    return options


def recorded_answers(variant, seed):
    """Case id to the recorded answer of this variant with this seed."""
    answers = {}
    for record in read_json_lines(ROOT / "recordings" / f"{variant}.jsonl"):
        if str(seed) not in record["by_seed"]:
            raise SystemExit(f"recordings/{variant}.jsonl has no answers for seed {seed}; recorded are 1 to 10.")
        answers[record["case"]] = record["answers"][record["by_seed"][str(seed)]]
    return answers


def score(case, answer, runner):
    """One line of samples.jsonl. An answer passes when all tests of its case pass; code that does not parse has no complexity."""
    fenced = FENCED_CODE.search(answer)
    code = fenced.group(1) if fenced else answer
    outcome = runner.run(code, case["tests"])
    scores = {"test_pass_rate": int(outcome["failure"] is None), "bleu": round(bleu(code, case["reference"]), 6)}
    complexity = cyclomatic_complexity(code)
    if complexity is not None:
        scores["complexity"] = complexity
    return {
        "case": case["case"],
        "input": case["spec"],
        "output": answer,
        "scores": scores,
        "error": None,
        "topic": case["topic"],
        "tests_passed": outcome["passed"],
        "tests": len(case["tests"]),
        "failure": outcome["failure"],
    }


def means(samples):
    """Metric name to its mean over the samples that have it."""
    names = sorted({name for sample in samples for name in sample["scores"]})
    return {name: round(fmean(s["scores"][name] for s in samples if name in s["scores"]), 6) for name in names}


def read_json_lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def write_json(path, value):
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
