import { suggestionInWords } from '../base/words-of-failure.ts';
import type { FailureWords } from '../base/words-of-failure.ts';
import type { CompareFilesFailure } from '../use-cases/compare-files/compare-files-failure.ts';

/** Why result files cannot be compared. */
export const compareFilesFailureWords: FailureWords<CompareFilesFailure> = {
	'one-result-file': ({ path }) => ({
		what: `“${path}” alone cannot be compared.`,
		why: 'It holds one run, and a comparison needs a baseline and at least one candidate.',
		action: 'Name a second result file.',
	}),
	'same-result-file': ({ path }) => ({
		what: `“${path}” cannot be compared with itself.`,
		why: 'Both names lead to the same results.',
		action: 'Name the result file of the other side.',
	}),
	'several-runs-in-file': ({ path, references }) => ({
		what: `“${path}” holds ${references.length} runs, so it is not one side of a comparison.`,
		why: 'Each run of the file was made with another prompt, model or task.',
		action: `Name one of them: ${listed(references)}.`,
	}),
	'unknown-run-in-file': ({ path, name, suggestion, known }) => ({
		what: `“${path}” holds no run called “${name}”.`,
		why: 'What follows the # is the name or the id that the tool gave the run.',
		action: suggestionInWords(suggestion, known),
	}),
	'unknown-file-baseline': ({ name, suggestion, known }) => ({
		what: `The baseline “${name}” is not one of the files.`,
		why: 'The baseline must be one of the sides that are compared.',
		action: suggestionInWords(suggestion, known),
	}),
	'no-common-case': ({ baseline, candidate, baselineCases, candidateCases }) => ({
		what: `“${baseline}” and “${candidate}” have no case in common.`,
		why: `Cases are matched by their id. One file has ${listed(baselineCases)}, the other ${listed(candidateCases)}.`,
		action: 'Give both files the same ids, or name the column that has them with --case.',
	}),
	'no-numeric-metric': ({ path, columns }) => ({
		what: `“${path}” has no number that could be compared.`,
		why: columns.length === 0 ? 'Its cases carry no score.' : `None of its fields is a number or a truth value: ${listed(columns)}.`,
		action: 'Write each score as a number or as true or false.',
	}),
	'unknown-file-metric': ({ name, suggestion, known }) => ({
		what: `Neither file has a metric called “${name}”.`,
		why: 'Metrics have the names that the files give to their numbers.',
		action: suggestionInWords(suggestion, known),
	}),
	'effect-of-several-metrics': ({ known }) => ({
		what: 'It is not clear which metric the smallest effect is meant for.',
		why: `Several metrics are compared: ${listed(known)}.`,
		action: 'Name the metric: --min-effect NAME=NUMBER.',
	}),
	'pass-at-of-several-metrics': ({ known }) => ({
		what: 'It is not clear which metric --pass-at is meant for.',
		why: `Several metrics are compared: ${listed(known)}.`,
		action: 'Name the metric: --pass-at NAME=K.',
	}),
};

function listed(names: readonly string[]): string {
	const shown = names.slice(0, 6).map(name => `“${name}”`);
	return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}
