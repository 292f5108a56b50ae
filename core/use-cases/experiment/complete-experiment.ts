import type { CompareFailure } from '../../judging/compare/compare-failure.ts';
import { compareReferences } from '../../judging/compare/compare-references.ts';
import type { Comparison } from '../../judging/compare/comparison.ts';
import { comparisonReport } from '../../judging/compare/report/comparison-report.ts';
import { escapeMarkdown } from '../../judging/compare/report/escape-text.ts';
import { comparisonToCsv, comparisonToMarkdown } from '../../judging/compare/report/format-comparison.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Ports } from '../../ports/ports.ts';
import type { Work } from '../unit-of-work/begin-work.ts';
import type { Change, ChangeFailure, FileChange } from '../unit-of-work/change.ts';
import { commitMessage } from '../unit-of-work/commit-message.ts';
import { unitOfWork } from '../unit-of-work/unit-of-work.ts';
import type { Written } from '../unit-of-work/unit-of-work.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { loadRuns } from '../../workspace/runs/load-runs.ts';
import { readUncounted } from '../../workspace/runs/current/read-current-runs.ts';
import { resolveExperiment } from '../../workspace/runs/resolve-experiment.ts';
import type { ExperimentNotFound } from '../../workspace/runs/resolve-experiment.ts';
import { putResultsIntoConclusion } from '../../formats/experiment/conclusion-block.ts';
import { endedMethodology } from '../../formats/experiment/edit-methodology.ts';
import { lockSentence } from './lock-sentence.ts';
import { readMethodology } from '../../formats/experiment/read-methodology.ts';
import type { MethodologyFailure } from '../../formats/experiment/read-methodology.ts';
import { variantResults } from '../../formats/experiment/variant-results.ts';

/** An experiment that is to be completed: its folder, and the comparison that its conclusion holds. */
export interface CompletionPlan extends Change {
	readonly folder: WorkspacePath;
	readonly comparison: Comparison;
}

/** Why an experiment was not completed. Nothing was written. */
export type CompleteFailure =
	| ExperimentNotFound
	| MethodologyFailure
	| CompareFailure
	| ChangeFailure
	| { readonly kind: 'already-completed'; readonly experiment: string };

/**
 * Completes an experiment: compares its variants, writes `results/metrics.json`, `results/comparisons.csv` and the results
 * in `conclusion.md`, sets status and end date, and commits these files as one change. Verdicts are those of the
 * comparison, word for word. May be repeated after more runs; the end date stays the first one.
 *
 * @throws The signal's reason when cancelled; once writing has begun it is finished.
 */
export async function completeExperiment(
	id: string,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<Written<CompletionPlan>, CompleteFailure>> {
	return await unitOfWork(work => planCompletion(id, work, ports, signal), ports, signal);
}

async function planCompletion(
	id: string,
	{ index }: Work,
	ports: Ports,
	signal: CancelSignal,
): Promise<Result<CompletionPlan, CompleteFailure>> {
	const { files } = ports;
	const found = resolveExperiment(index, id);
	if (!found.ok) return found;
	const methodology = await readMethodology(found.value.path, ports);
	if (!methodology.ok) return methodology;
	const { parsed, experiment } = methodology.value;
	const { folder } = parsed;
	const compared = await compareReferences([id], {}, { facts: index, files, signal });
	if (!compared.ok) return compared;
	const loaded = await loadRuns(files, folder, signal);
	const uncounted = await readUncounted(found.value, loaded.runs, files, signal);
	const runs = loaded.runs.filter(({ record }) => !uncounted.has(record.id));
	signal.throwIfAborted();

	const lock = await lockSentence(methodology.value, ports);
	const inFolder = (name: string): WorkspacePath => (folder === '' ? name : `${folder}/${name}`);
	const texts: readonly (readonly [WorkspacePath, (before: string | undefined) => string | undefined])[] = [
		[parsed.path, () => endedMethodology(parsed, 'completed', ports.clock.now().slice(0, 10))],
		[inFolder('conclusion.md'), before => putResultsIntoConclusion(before, resultsInWords(compared.value, lock))],
		[inFolder('results/comparisons.csv'), () => comparisonToCsv(compared.value)],
		[
			inFolder('results/metrics.json'),
			() =>
				variantResults(
					experiment,
					runs.map(({ record }) => record),
				),
		],
	];
	const changes: Omit<FileChange, 'kind'>[] = [];
	for (const [path, textOf] of texts) {
		const content = await files.read(path);
		const before = content.kind === 'text' ? content.text : undefined;
		const text = textOf(before);
		if (text === undefined) return fail({ kind: 'methodology-unreadable', path, message: 'It is not a map of keys and values.' });
		if (text !== before) changes.push({ path, text, before });
	}
	if (changes.length === 0) return fail({ kind: 'already-completed', experiment: id });

	return succeed({
		folder,
		comparison: compared.value,
		write: { kind: 'files', path: folder, files: changes },
		message: commitMessage(`complete(${id}): ${verdictLine(compared.value)}`, '', []),
		tag: undefined,
		settings: index.config.git,
	});
}

function resultsInWords(comparison: Comparison, lock: string): string {
	return [comparisonToMarkdown(comparison).trim(), ...verdictSentences(comparison).map(escapeMarkdown), lock]
		.filter(part => part !== '')
		.join('\n\n');
}

/** One sentence for each candidate on the primary metric, or on every metric where none is primary. */
function verdictSentences(comparison: Comparison): readonly string[] {
	const { rows, headings } = comparisonReport(comparison);
	const primary = rows.filter(row => row.isPrimary);
	const [interval = '', p = ''] = headings.slice(-3);
	// The rows of slices follow those of the metrics; their table says enough.
	return (primary.length === 0 ? rows.slice(0, comparison.metrics.length) : primary).map(
		({ metric, candidate, value, baseline, difference, interval: limits, p: probability, verdict }) =>
			`${metric}: ${candidate} has ${value} and ${comparison.baseline} ${baseline}, a difference of ${difference} (${interval} ${limits}, ${p} ${probability}). Verdict: ${verdict}.`,
	);
}

/** The verdict on the primary metric, or on each where none is primary, in the words of the comparison. */
function verdictLine({ metrics }: Comparison): string {
	const primary = metrics.filter(metric => metric.primary);
	return (primary.length === 0 ? metrics : primary).map(({ name, candidate, words }) => `${name} of ${candidate}: ${words}`).join('; ');
}
