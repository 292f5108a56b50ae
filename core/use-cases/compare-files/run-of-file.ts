import { sha256Hex } from '../../base/sha256.ts';
import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import { sampleSchema } from '../../formats/run/sample.ts';
import type { Sample } from '../../formats/run/sample.ts';
import type { RunWithSamples } from '../../judging/compare/cases/compare-side.ts';
import type { ImportedRun } from '../import/imported-run.ts';
import { safeParseWhole } from '../../base/safe-parse-whole.ts';

/** A run of a result file as a comparison takes it, and how many of its cases do not fit the format. */
export interface RunOfFile {
	readonly run: RunWithSamples;
	readonly unfitCount: number;
}

/**
 * Reads the cases of an imported run into memory. Nothing is recorded, so the record has no experiment, and its id is the
 * reference that leads to it again.
 *
 * @throws ImportStop - when its samples cannot be read to the end.
 */
export async function runOfFile(imported: ImportedRun, reference: string, signal: CancelSignal): Promise<RunOfFile> {
	const samples: Sample[] = [];
	let unfitCount = 0;
	for await (const sample of imported.samples?.(signal) ?? []) {
		const fit = safeParseWhole(sampleSchema, sample);
		if (fit.success) samples.push(fit.data);
		else unfitCount++;
	}
	return { run: { record: recordOf(imported, reference), samples }, unfitCount };
}

function recordOf(imported: ImportedRun, reference: string): RunRecord {
	return {
		schema: 'stagemark/run/v1',
		id: reference,
		experiment: '',
		variant: imported.label,
		status: imported.status ?? 'completed',
		started_at: orNull(imported.startedAt),
		ended_at: orNull(imported.endedAt),
		recorded_by: '',
		...conditionsOf(imported),
		environment: { os: imported.os ?? 'unknown', runtime: { ...imported.runtime }, lockfiles: {} },
		metrics: { ...imported.metrics },
		artifacts: [],
		tags: { ...imported.tags },
		notes: '',
		source: { kind: 'import', tool: imported.source.tool, version: orNull(imported.source.version), id: orNull(imported.source.id) },
	};
}

/** What the tool says of prompt, model, data and code; what it does not say stays unknown. */
function conditionsOf(imported: ImportedRun): Pick<RunRecord, 'dataset' | 'git' | 'model' | 'parameters' | 'prompt' | 'scorer' | 'seed'> {
	const { promptText, dataset, commit } = imported;
	return {
		prompt: promptText === undefined ? null : { name: 'prompt', version: null, path: '', sha256: sha256Hex(promptText) },
		model: orNull(imported.model),
		parameters: { ...imported.parameters },
		seed: orNull(imported.seed),
		dataset: dataset === undefined ? null : { path: dataset.path, sha256: null, cases: orNull(dataset.cases) },
		scorer: orNull(imported.scorer),
		git: commit === undefined ? null : { commit: commit.hash, branch: orNull(commit.branch), dirty: orNull(commit.isDirty) },
	};
}

function orNull<Value>(value: Value | undefined): Value | null {
	return value ?? null;
}
