"""Sends runs with MLflow's own client to an endpoint of a new repository, and keeps what the client read back."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

folder = Path(sys.argv[1])
repository = folder / "repository"
program = Path(__file__).resolve().parents[3] / "dist" / "cli.js"

METHODOLOGY = """id: exp-001
variants:
  v1: {prompt: answer@1.0.0, baseline: true}
  v2: {prompt: answer@2.0.0}
metrics:
  pass_rate: {goal: maximize, primary: true}
"""


def write(path, text):
    place = repository / path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8", newline="\n")


def git(*arguments):
    subprocess.run(["git", "-c", "core.hooksPath=/dev/null", *arguments], cwd=repository, check=True, stdout=subprocess.DEVNULL)


for number in (1, 2):
    write(
        f"prompts/answer-v{number}.0.0.j2",
        f"---\nname: answer\nversion: {number}.0.0\ninputs:\n  question: {{type: string}}\n---\nuser:\nWay {number}: {{{{ question }}}}\n",
    )
write("experiments/2025-01/exp-001-ways/methodology.yaml", METHODOLOGY)
git("init", "--quiet", "--initial-branch=main")
git("config", "user.name", "Ana")
git("config", "user.email", "ana@example.com")
git("add", "--all")
git("commit", "--quiet", "--message", "Two ways to answer")
subprocess.run(
    [os.environ["STAGEMARK_NODE"], str(program), "promote", "answer@1.0.0", "--to", "Production", "--reason", "First"],
    cwd=repository,
    check=True,
    stdout=subprocess.DEVNULL,
)

endpoint = subprocess.Popen(
    [os.environ["STAGEMARK_NODE"], str(program), "mlflow", "serve", "--port", "0"],
    cwd=repository,
    stdout=subprocess.PIPE,
    stderr=subprocess.DEVNULL,
    text=True,
)
try:
    address = re.search(r"http://\S+", endpoint.stdout.readline()).group()

    import mlflow

    mlflow.set_tracking_uri(address)
    mlflow.set_experiment("exp-001")
    with mlflow.start_run(run_name="v1") as parent:
        mlflow.log_params({"model": "gpt-4-turbo", "seed": 3, "temperature": 0.7, "stream": True})
        for step, value in enumerate([0.5, 0.6, 0.7]):
            mlflow.log_metric("pass_rate", value, step=step)
        mlflow.log_metrics({f"m{number}": float(number) for number in range(100)})
        mlflow.set_tags({"team": "docs"})
        mlflow.log_text((repository / "prompts/answer-v1.0.0.j2").read_text(encoding="utf-8"), "prompt.txt")
        mlflow.log_dict({"big": "x" * 1000}, "answers/a.json")
        with mlflow.start_run(run_name="v2", nested=True) as child:
            mlflow.log_metric("pass_rate", 0.9)
    try:
        with mlflow.start_run(run_name="v2"):
            mlflow.log_metric("pass_rate", 0.1)
            raise ValueError("a failure of the user's program")
    except ValueError:
        pass

    client = mlflow.MlflowClient()
    experiment = client.get_experiment_by_name("exp-001")
    read = client.get_run(parent.info.run_id)
    found = client.search_runs([experiment.experiment_id], "metrics.pass_rate > 0.5 and tags.team = 'docs'")
    late = None
    try:
        client.log_metric(parent.info.run_id, "late", 1)
    except mlflow.exceptions.MlflowException as failure:
        late = failure.error_code
    prompt = mlflow.genai.load_prompt("prompts:/answer@Production")
    refused = None
    try:
        client.set_prompt_alias("answer", "Production", 1)
    except mlflow.exceptions.MlflowException as failure:
        refused = failure.error_code
    facts = {
        "prompt": prompt.template,
        "prompt_by_number": mlflow.genai.load_prompt("prompts:/answer/1").template,
        "prompt_text": prompt.format(question="why?"),
        "prompt_alias": refused,
        "parent": parent.info.run_id,
        "child": child.info.run_id,
        "status": read.info.status,
        "params": read.data.params,
        "metrics": {name: value for name, value in read.data.metrics.items() if name == "pass_rate"},
        "metric_count": len(read.data.metrics),
        "history": [[point.step, point.value] for point in client.get_metric_history(parent.info.run_id, "pass_rate")],
        "found": [run.info.run_id for run in found],
        "artifacts": sorted(entry.path for entry in client.list_artifacts(parent.info.run_id)),
        "text": mlflow.artifacts.load_dict(f"{read.info.artifact_uri}/answers/a.json")["big"],
        "late": late,
    }
    (folder / "client.json").write_text(json.dumps(facts), encoding="utf-8")
finally:
    endpoint.send_signal(signal.SIGINT)
    endpoint.wait(timeout=60)
