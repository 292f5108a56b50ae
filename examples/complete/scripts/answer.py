"""Answers one question of the endpoint “script”: a JSON request on standard input, a JSON answer on standard output."""

import json
import sys

request = json.load(sys.stdin)
text = request["messages"][-1]["content"]
label = "refund" if "money" in text or "damaged" in text else "shipping"
print(json.dumps({"output": label, "usage": {"input_tokens": len(text.split()), "output_tokens": 1}, "finish": "stop"}))
