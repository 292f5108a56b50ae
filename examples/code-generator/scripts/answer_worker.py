"""The process in which answers run: one JSON request per line on standard input, one JSON reply per line."""

import contextlib
import io
import json
import sys

MEMORY_LIMIT_BYTES = 1 << 30


def main():
    limit_memory()
    replies = sys.stdout
    print("ready", file=replies, flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        with contextlib.redirect_stdout(io.StringIO()):  # What an answer prints must not look like a reply.
            reply = run(request["code"], request["tests"])
        print(json.dumps(reply), file=replies, flush=True)


def run(code, tests):
    passed = 0
    try:
        namespace = {"__name__": "answer"}
        exec(compile(code, "answer.py", "exec"), namespace)
        for test in tests:
            exec(compile(test, "test.py", "exec"), dict(namespace))
            passed += 1
    except AssertionError:
        return {"passed": passed, "failure": f"test failed: {tests[passed]}"}
    except (Exception, SystemExit) as error:
        return {"passed": passed, "failure": f"{type(error).__name__}: {error}"}
    return {"passed": passed, "failure": None}


def limit_memory():
    try:
        import resource
    except ImportError:  # Windows has no such limit.
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT_BYTES, MEMORY_LIMIT_BYTES))


if __name__ == "__main__":
    main()
