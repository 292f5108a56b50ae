"""Answers one question with the prompt that is in Production."""

from stagemark_loader import load

# stagemark: answer-briefly@1.0.0
answer_briefly = "Answer {question} in one sentence."


def messages(question: str, pages: list[str]) -> object:
    return load("answer@Production", question=question, pages=pages, order={"number": "A-17"})
