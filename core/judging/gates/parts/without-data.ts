import { suggestionInWords } from '../../../base/words-of-failure.ts';
import { nearestWord } from '../../../base/text/nearest-word.ts';
import type { GateFinding, GateSubject } from '../gate.ts';

/** What to say of a metric when nothing was run. */
export function withoutRuns({ name, version }: GateSubject, threshold: string): GateFinding {
	return {
		outcome: 'inconclusive',
		threshold,
		detail: `No completed run evaluated exactly the content of ${name} ${version}. Run its experiment.`,
	};
}

/** What to say of a metric that no run has, with what was probably meant. */
export function withoutMetric({ version, runs, experiment }: GateSubject, metric: string, threshold: string): GateFinding {
	const known = [
		...new Set([...Object.keys(experiment?.experiment.metrics ?? {}), ...runs.flatMap(({ record }) => Object.keys(record.metrics))]),
	];
	if (known.includes(metric)) {
		return {
			outcome: 'inconclusive',
			threshold,
			detail: `No answer of ${version} has a value of “${metric}”. They may all be in error: look at the answers, and run them again.`,
		};
	}
	const count = runs.length === 1 ? 'The run' : `None of the ${runs.length} runs`;
	const verb = runs.length === 1 ? 'did not measure' : 'measured';
	return {
		outcome: 'inconclusive',
		threshold,
		detail: `${count} of ${version} ${verb} “${metric}”. ${suggestionInWords(nearestWord(metric, known), known)}`,
	};
}
