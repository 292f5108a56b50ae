"""Scores the answers that were collected for a variant; see datasets/answers.json."""

import json
import os
from pathlib import Path

folder = Path(os.environ["STAGEMARK_RUN_DIR"])
variant, seed = os.environ["STAGEMARK_VARIANT"], os.environ["STAGEMARK_SEED"]
answers = json.loads(Path("datasets/answers.json").read_text("utf-8"))[variant]
folder.joinpath("artifacts").mkdir(exist_ok=True)
folder.joinpath("artifacts/answers.txt").write_text("\n".join(answers) + "\n", "utf-8")
with open(os.environ["STAGEMARK_DATASET"], encoding="utf-8") as cases, open(folder / "samples.jsonl", "w", encoding="utf-8") as samples:
    for answer, line in zip(answers, cases):
        case = json.loads(line)
        sample = {"case": case["case"], "input": case["text"], "output": answer, "group": case["team"], "latency_ms": 20 * len(answer), "cost_usd": 0.0001}
        if answer == "":
            sample["error"] = {"kind": "failed", "detail": "empty", "message": "The answer is empty."}
        else:
            sample["scores"] = {"correct": int(case["label"] in answer), "polite": 5 if "please" in answer.lower() else 4}
        samples.write(json.dumps(sample) + "\n")
with open(folder / "series.jsonl", "w", encoding="utf-8") as series:
    series.write(json.dumps({"step": int(seed), "values": {"answered": len([a for a in answers if a])}}) + "\n")
