"""Runs generated code against tests in a worker process, so that an endless loop cannot stop the evaluation.

The worker is no sandbox: run only answers that you would run by hand.
"""

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path

WORKER = Path(__file__).with_name("answer_worker.py")
SECONDS_PER_ANSWER = 1.0


class AnswerRunner:
    """One worker at a time, started when it is first needed and again after an answer had to be stopped."""

    def __init__(self):
        self._worker = None
        self._replies = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stop()

    def run(self, code, tests):
        """How many tests passed before the first failure, and that failure in words (None when all passed)."""
        if self._worker is None:
            self._start()
        self._worker.stdin.write(json.dumps({"code": code, "tests": tests}) + "\n")
        self._worker.stdin.flush()
        try:
            reply = self._replies.get(timeout=SECONDS_PER_ANSWER)
        except queue.Empty:
            reply = None
            failure = f"no result after {SECONDS_PER_ANSWER:g} s"
        else:
            failure = "the worker process ended"
        if reply:
            return json.loads(reply)
        self._stop()
        return {"passed": 0, "failure": failure}

    def _start(self):
        # A fixed hash seed: the order of a set of strings must not decide whether an answer passes.
        environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8"}
        self._worker = subprocess.Popen(
            [sys.executable, str(WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", env=environment
        )
        self._replies = queue.Queue()
        threading.Thread(target=self._collect, args=(self._worker, self._replies), daemon=True).start()
        self._replies.get(timeout=30)  # The worker's greeting: its start-up is not part of the first answer's time.

    @staticmethod
    def _collect(worker, replies):
        for line in worker.stdout:
            replies.put(line)
        replies.put("")

    def _stop(self):
        if self._worker is not None:
            self._worker.kill()
            self._worker.wait()
            self._worker.stdin.close()
            self._worker = None
