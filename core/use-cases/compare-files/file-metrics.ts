import { nearestWord } from '../../base/text/nearest-word.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';
import { experimentSchema } from '../../formats/experiment/experiment.ts';
import type { Experiment, MetricGoal } from '../../formats/experiment/experiment.ts';
import type { CompareSideInput } from '../../judging/compare/cases/compare-side.ts';
import { safeParseWhole } from '../../base/safe-parse-whole.ts';
import type { CompareFilesFailure } from './compare-files-failure.ts';
import { directionOfMetric, isBookkeeping } from './direction-of-metric.ts';

/** A metric as the user names it; without a goal its direction is guessed. */
export interface NamedMetric {
	readonly name: string;
	readonly goal?: MetricGoal;
}

/** The smallest difference that matters; of the only metric, or of the first one named, when it names none. */
export interface NamedEffect {
	readonly name?: string;
	readonly value: number;
}

/** How many answers to a case pass@K and pass^K are about; of the only metric, or of the first one named, when it names none. */
export type NamedCount = NamedEffect;

/** What the user says of the metrics. */
export interface MetricWishes {
	readonly metrics: readonly NamedMetric[];
	readonly effects: readonly NamedEffect[];
	/** Which pass@K and pass^K to compare as well. */
	readonly passAt?: readonly NamedCount[];
	/** Columns of the files to slice by. */
	readonly slices?: readonly string[];
}

/** The rules of a comparison of files, and what was guessed for them. */
export interface FileMetrics {
	readonly experiment: Experiment;
	/** For the footnote: which directions were guessed and which columns were left out. Empty when nothing was. */
	readonly guesses: string;
}

/**
 * Declares the metrics of a comparison that has no methodology: those the user names, the first being the primary one; otherwise
 * every score there is, except columns that count or date the rows. Directions that nobody named are guessed from the name.
 */
export function fileMetrics(sides: readonly CompareSideInput[], wishes: MetricWishes): Result<FileMetrics, CompareFilesFailure> {
	const measured = [...new Set(sides.flatMap(metricNames))].sort();
	const unknown = [...wishes.metrics, ...wishes.effects, ...(wishes.passAt ?? [])]
		.flatMap(({ name }) => name ?? [])
		.find(name => !measured.includes(name) && !recorded.has(name));
	if (unknown !== undefined) {
		return fail({ kind: 'unknown-file-metric', name: unknown, suggestion: nearestWord(unknown, measured), known: measured });
	}
	const leftOut = wishes.metrics.length > 0 ? [] : measured.filter(isBookkeeping);
	const chosen = wishes.metrics.length > 0 ? wishes.metrics : measured.filter(name => !leftOut.includes(name)).map(name => ({ name }));
	const isPrimaryNamed = wishes.metrics.length > 0 || chosen.length === 1;
	const known = chosen.map(({ name }) => name);
	const only = isPrimaryNamed ? known[0] : undefined;
	const effects = valuesByName(wishes.effects, only);
	if (effects === undefined) return fail({ kind: 'effect-of-several-metrics', known });
	const counts = valuesByName(wishes.passAt ?? [], only);
	if (counts === undefined) return fail({ kind: 'pass-at-of-several-metrics', known });
	const metrics = Object.fromEntries(
		chosen.map(({ name, goal }: NamedMetric, position) => [
			name,
			{
				goal: goal ?? directionOfMetric(name),
				primary: position === 0 && isPrimaryNamed,
				...withoutUndefined({ min_effect: effects.get(name)?.at(-1), pass_at: counts.get(name) }),
			},
		]),
	);
	const experiment = safeParseWhole(experimentSchema, { id: 'files', metrics, ...withoutUndefined({ slices: wishes.slices }) });
	if (!experiment.success) throw experiment.error;
	return succeed({
		experiment: experiment.data,
		guesses: guessWords(chosen, leftOut),
	});
}

/** Samples carry them beside the scores. */
const recorded: ReadonlySet<string> = new Set(['cost_usd', 'latency_ms']);

function metricNames({ runs }: CompareSideInput): string[] {
	return runs.flatMap(({ record, samples }) =>
		samples.length === 0 ? Object.keys(record.metrics) : [...new Set(samples.flatMap(({ scores }) => Object.keys(scores)))],
	);
}

/** What was given for each metric, in order. Undefined when something names no metric and `only` is not known. */
function valuesByName(given: readonly NamedEffect[], only: string | undefined): ReadonlyMap<string, readonly number[]> | undefined {
	const byName = new Map<string, readonly number[]>();
	for (const { name, value } of given) {
		const meant = name ?? only;
		if (meant === undefined) return undefined;
		byName.set(meant, [...(byName.get(meant) ?? []), value]);
	}
	return byName;
}

/** More names than this are counted instead of told. */
const largestNameCount = 8;

function guessWords(chosen: readonly NamedMetric[], leftOut: readonly string[]): string {
	const guessed = chosen.filter(({ goal }) => goal === undefined).map(({ name }) => name);
	const ofDirection = (goal: MetricGoal): string => listed(guessed.filter(name => directionOfMetric(name) === goal));
	const [more, less] = [ofDirection('maximize'), ofDirection('minimize')];
	const parts = [
		more === '' ? '' : `direction guessed, more is better: ${more}`,
		less === '' ? '' : `direction guessed, less is better: ${less}`,
		leftOut.length === 0 ? '' : `not compared, because the name is not one of a measurement: ${listed(leftOut)}`,
	];
	return parts.filter(part => part !== '').join(' · ');
}

function listed(names: readonly string[]): string {
	const rest = names.length - largestNameCount;
	return `${names.slice(0, largestNameCount).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
