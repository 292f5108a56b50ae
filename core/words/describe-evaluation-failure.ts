import { suggestionInWords } from '../base/words-of-failure.ts';
import type { FailureWords } from '../base/words-of-failure.ts';
import type { EvaluationStop } from '../use-cases/evaluate/evaluate-run.ts';
import type { EvaluationFailure } from '../use-cases/evaluate/evaluation.ts';

/** Why an experiment cannot be evaluated, and why its evaluation ended early. */
export const evaluationFailureWords: FailureWords<EvaluationFailure | EvaluationStop> = {
	'two-ways-to-run': ({ path }) => ({
		what: `${path} has both “run” and “evaluate”, so nothing was run.`,
		why: 'A run is filled either by a command or by asking a model.',
		action: 'Remove one of them.',
	}),
	'no-scorer': ({ path }) => ({
		what: `No metric in ${path} has a scorer, so nothing was asked.`,
		why: 'Without a scorer an answer has no score, and nothing could be compared.',
		action: 'Add one, for example: metrics: {correct: {scorer: {equals: "{{ expected }}"}}}.',
	}),
	'invalid-scorer': ({ path, metric, words }) => ({
		what: `The scorer of “${metric}” ${words}.`,
		why: `${path} cannot be evaluated with it, so nothing was asked.`,
		action: 'Correct the scorer. docs/evaluate.md lists them all.',
	}),
	'no-cases': ({ path, dataset }) => ({
		what:
			dataset === undefined
				? `${path} names no dataset, so nothing was asked.`
				: `The dataset “${dataset}” has no cases, so nothing was asked.`,
		why: 'An evaluation asks one question for each case.',
		action:
			dataset === undefined
				? 'Add it, for example: dataset: {path: datasets/cases.jsonl}.'
				: 'Write one JSON object on each line, or a CSV file with a header.',
	}),
	'unusable-cases': ({ problems }) => ({
		what: `The dataset cannot be used: ${problems.length === 1 ? '1 line is' : `${problems.length} lines are`} no case of its own.`,
		why: problems.slice(0, 3).join(' '),
		action: 'Correct the dataset. Nothing was asked.',
	}),
	'unscorable-case': ({ case: id, reason }) => ({
		what: `The case “${id}” cannot be scored, so nothing was asked.`,
		why: reason,
		action: 'Add the column to the dataset, or name it under dataset.columns.',
	}),
	'not-a-prompt': ({ variant, subject, subjectKind }) => ({
		what: `The variant “${variant}” cannot be evaluated, because ${subject} is a ${subjectKind} and not a prompt.`,
		why: '“evaluate” renders a prompt and asks a model.',
		action: 'Use run.command for this experiment.',
	}),
	'no-model': ({ variant, path }) => ({
		what: `The variant “${variant}” names no model, so nothing was asked.`,
		why: `Neither the variant, ${path} nor the prompt says which model to ask.`,
		action: 'Add “model” to one of them.',
	}),
	'no-endpoint': ({ model, known }) => ({
		what: `It is not known where to ask “${model}”.`,
		why:
			known.length === 0
				? 'stagemark.yaml has no endpoints.'
				: `stagemark.yaml has ${known.length} endpoints, and neither “evaluate” nor the model names one.`,
		action:
			known.length === 0
				? 'Add one, for example: endpoints: {local: {api: openai-chat, url: "http://127.0.0.1:8080/v1"}}.'
				: `Write evaluate: {endpoint: ${known[0] ?? ''}}.`,
	}),
	'unknown-endpoint': ({ endpoint, known }) => ({
		what: `There is no endpoint “${endpoint}” in stagemark.yaml.`,
		why: suggestionInWords(undefined, known),
		action: 'Correct the name, or add the endpoint.',
	}),
	'unspoken-api': ({ endpoint, api, spoken }) => ({
		what: `The endpoint “${endpoint}” cannot be asked: this version does not speak “${api}”.`,
		why: `It speaks ${spoken.join(', ')}.`,
		action: 'Use an endpoint of that kind, or run.command.',
	}),
	'no-key': ({ endpoint, variable }) => ({
		what: `The endpoint “${endpoint}” needs a key, and ${variable} is not set.`,
		why: 'Keys come from the environment and never from a file.',
		action: `Set ${variable} and try again.`,
	}),
	'missing-inputs': ({ variant, case: id, inputs, columns }) => ({
		what: `The prompt of “${variant}” needs ${inputs.map(name => `“${name}”`).join(', ')}, and the case “${id}” does not have it.`,
		why: `The case has the columns ${columns.slice(0, 8).join(', ')}${columns.length > 8 ? ', …' : ''}.`,
		action: `Say which column it is, for example: dataset: {columns: {${inputs[0] ?? ''}: ${columns[0] ?? 'COLUMN'}}}.`,
	}),
	'unrendered-prompt': ({ variant, case: id, message }) => ({
		what: `The prompt of “${variant}” cannot be rendered for the case “${id}”, so nothing was asked.`,
		why: message,
		action: 'Correct the prompt or the case.',
	}),
	'unknown-price': ({ model }) => ({
		what: `The budget cannot be kept, because the price of “${model}” is not known.`,
		why: 'evaluate.budget_usd needs the price of every model that is asked.',
		action: `Add it to stagemark.yaml: models: {${model}: {input_usd_per_mtok: 0, output_usd_per_mtok: 0}}, or remove the budget.`,
	}),
	'evaluation-taken': ({ holder }) => ({
		what: 'The same run is being evaluated already.',
		why: `${holder} has its answers open, and asking twice would cost twice.`,
		action: 'Wait until it ends, then run again.',
	}),
	'answers-missing': ({ count }) => ({
		what: `${count === 1 ? '1 question of this run has' : `${count} questions of this run have`} no recorded answer, so it was not scored again.`,
		why: 'Answers are scored again where a completed run has all of them.',
		action: 'Run without --rescore to ask for what is missing.',
	}),
	'budget-spent': ({ budgetUsd, remainingCount }) => ({
		what: `The budget of $${budgetUsd} is spent, with ${remainingCount} questions of this run left.`,
		why: 'The answers so far are kept and are not paid for again.',
		action: 'Raise evaluate.budget_usd and run again.',
	}),
	'no-answers': ({ endpoint, askedCount, failure }) => ({
		what: `The endpoint “${endpoint}” answered none of the first ${askedCount} questions, so no more were asked and nothing was recorded.`,
		why: failure.message,
		action: 'Check the endpoint in stagemark.yaml, and whether it is running.',
	}),
};
