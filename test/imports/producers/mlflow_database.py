"""A run and its child in MLflow's database, the default store since 3.7, and what MLflow's own client reads of them."""
import json
import os
import sys
import mlflow

folder = sys.argv[1]
os.chdir(folder)
mlflow.set_tracking_uri(f"sqlite:///{folder}/mlflow.db")
mlflow.set_experiment("summaries")
with mlflow.start_run(run_name="v1") as run:
    mlflow.log_params({"model": "gpt-4-turbo", "temperature": 0.7, "seed": 1})
    for step in range(3):
        mlflow.log_metric("val/acc", 0.5 + step / 10, step=step)
    mlflow.log_metric("val/acc", 0.9, step=2)
    mlflow.log_metric("loss", float("nan"), step=0)
    mlflow.log_metric("peak", float("inf"), step=0)
    mlflow.set_tag("team", "docs")
    mlflow.log_text("first answer", "answers/a.txt")
    with mlflow.start_run(run_name="child", nested=True):
        mlflow.log_metric("x", 1)
client = mlflow.MlflowClient()
history = [[point.step, point.value] for point in client.get_metric_history(run.info.run_id, "val/acc")]
latest = client.get_run(run.info.run_id).data.metrics["val/acc"]
with open("client.json", "w", encoding="utf-8") as file:
    json.dump({"id": run.info.run_id, "history": history, "latest": latest}, file)
