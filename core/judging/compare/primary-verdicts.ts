import type { RunRecord } from '../../formats/run/run-record.ts';
import type { ExperimentSummary } from '../../workspace/summaries/file-summary.ts';
import { compareReferences } from './compare-references.ts';
import type { CompareAccess } from './run-library.ts';

/** What the comparison of a whole experiment says of one candidate on the primary metric. */
export interface PrimaryVerdict {
	readonly variant: string;
	readonly metric: string;
	/** Candidate minus baseline over the cases, in the unit of the metric; null without values on both sides. */
	readonly delta: number | null;
	/** As in every table, panel and report: `Improved`, `Not enough data · about 140 more cases`. */
	readonly words: string;
}

/** Above this size of its samples an experiment is not compared in passing: 20 MB. */
const comfortableByteCount = 20 * 1024 * 1024;

/**
 * The verdicts of experiments for a line beside their name, each worked out once until its plan or its runs change. They are those
 * of `compareReferences`, so that tree and code lens say what the panel says.
 */
export class PrimaryVerdicts {
	readonly #known = new Map<string, { readonly key: string; readonly verdicts: Promise<readonly PrimaryVerdict[]> }>();

	/**
	 * One verdict for each candidate; none without a primary metric, without a baseline to compare with, or with more than
	 * 20 MB of samples.
	 *
	 * @param runs - Those of the experiment; other ids mean other verdicts.
	 * @throws The signal's reason when cancelled.
	 */
	get(summary: ExperimentSummary, runs: readonly RunRecord[], access: CompareAccess): Promise<readonly PrimaryVerdict[]> {
		const key = JSON.stringify([summary.experiment, runs.map(({ id }) => id)]);
		const known = this.#known.get(summary.folder);
		if (known?.key === key) return known.verdicts;
		const verdicts = compute(summary, access);
		this.#known.set(summary.folder, { key, verdicts });
		// What was cancelled is asked for again.
		verdicts.catch(() => this.#known.delete(summary.folder));
		return verdicts;
	}
}

async function compute({ experiment, folder }: ExperimentSummary, access: CompareAccess): Promise<readonly PrimaryVerdict[]> {
	const { files } = await access.files.list(folder === '' ? 'runs' : `${folder}/runs`, access.signal);
	const byteCount = files.reduce((sum, file) => sum + (file.path.endsWith('/samples.jsonl') ? file.byteCount : 0), 0);
	if (byteCount > comfortableByteCount) return [];
	const compared = await compareReferences([experiment.id], {}, access);
	if (!compared.ok) return [];
	const { metrics, sides } = compared.value;
	return metrics
		.filter(({ primary }) => primary)
		.flatMap(({ candidate, name, delta, words }) => {
			const variant = sides.find(({ label }) => label === candidate)?.variant;
			return variant === undefined ? [] : [{ variant, metric: name, delta, words }];
		});
}
