import { nearestWord } from '../../../core/base/text/nearest-word.ts';
import { suggestionInWords } from '../../../core/base/words-of-failure.ts';
import { namesInScorer } from '../../../core/judging/scorers/names-in-scorer.ts';
import { readScorer } from '../../../core/judging/scorers/read-scorer.ts';
import type { ExperimentRule } from '../rule.ts';

export const invalidScorer: ExperimentRule = {
	id: 'invalid-scorer',
	appliesTo: 'experiment',
	summary: 'a scorer with which `stagemark run` asks nothing: nobody knows it, an option is wrong, or the dataset lacks a column.',
	severity: 'error',
	group: 'experiment',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'The scorers of `docs/evaluate.md`, and the columns of the dataset of the experiment.',

	*check({ value, yaml }, { experiment }) {
		if (value?.evaluate === undefined) return;
		const scored = Object.entries(value.metrics).flatMap(([metric, { scorer }]) => (scorer === undefined ? [] : [{ metric, scorer }]));
		if (scored.length === 0) {
			yield {
				range: yaml.rangeOf(['evaluate'], 'key'),
				message:
					'No metric has a scorer, so nothing is asked. Add one, for example: metrics: {correct: {scorer: {equals: "{{ expected }}"}}}.',
			};
		}
		const known = namesOf(experiment?.datasetColumns, value.dataset?.columns ?? {});
		for (const { metric, scorer } of scored) {
			const range = yaml.rangeOf(['metrics', metric, 'scorer'], 'value');
			const read = readScorer(scorer, path => experiment?.scorerTexts.get(path));
			const flaws = read.ok ? missingColumns(scorer, known) : [`${read.failure}. Correct the scorer; until then nothing is asked.`];
			for (const flaw of flaws) yield { range, message: `The scorer of “${metric}” ${flaw}` };
		}
	},
};

/** Columns that are there, and the names that the plan gives to some of them; undefined where only the cases themselves tell all names. */
function namesOf(columns: readonly string[] | undefined, named: Readonly<Record<string, string>>): readonly string[] | undefined {
	// Members of “input” are names too.
	if (columns === undefined || columns.includes('input')) return undefined;
	return [...columns, ...Object.entries(named).flatMap(([name, column]) => (columns.includes(column) ? [name] : []))];
}

function missingColumns(scorer: Readonly<Record<string, unknown>>, known: readonly string[] | undefined): readonly string[] {
	if (known === undefined) return [];
	return namesInScorer(scorer)
		.filter(name => !known.includes(name))
		.map(
			name =>
				`needs “${name}”, and the dataset has no such column, so nothing is asked. ${suggestionInWords(nearestWord(name, known), known)}`,
		);
}
