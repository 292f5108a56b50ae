import { canonicalJson } from '../../../base/canonical-json.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';

/** One value of a factor: `key` decides equality, `text` is for people. A key of undefined means that it was not recorded. */
export interface FactorValue {
	readonly key: string | undefined;
	readonly text: string;
}

const notRecorded: FactorValue = { key: undefined, text: 'not recorded' };

/** The prompt of a run: equal when the content is, whatever the file is called. A name without a hash is no evidence of content. */
export function promptOf({ prompt }: RunRecord): FactorValue {
	if (prompt === null) return notRecorded;
	const name = prompt.version === null ? prompt.name : `${prompt.name}@${prompt.version}`;
	if (prompt.sha256 === null) return { key: undefined, text: `${name} (content not recorded)` };
	return { key: prompt.sha256, text: `${name} (${shortHash(prompt.sha256)})` };
}

/** The dataset of a run: equal when the content is, wherever the file lies. A path without a hash is no evidence of content. */
export function datasetOf({ dataset }: RunRecord): FactorValue {
	if (dataset === null) return notRecorded;
	if (dataset.sha256 === null) return { key: undefined, text: `${dataset.path} (content not recorded)` };
	return { key: dataset.sha256, text: `${dataset.path} (${shortHash(dataset.sha256)})` };
}

/** The scorer of a run. Its hash decides only when all runs compared have one: a missing hash is no difference. */
export function scorerOf({ scorer }: RunRecord, isHashKnown: boolean): FactorValue {
	if (scorer === null) return notRecorded;
	return {
		key: canonicalJson([scorer.name, scorer.version ?? null, isHashKnown ? (scorer.sha256 ?? null) : null]),
		text: describeScorer(scorer),
	};
}

/** `pytest 8.3 (1a2b3c4d)`. */
export function describeScorer(scorer: NonNullable<RunRecord['scorer']>): string {
	const name = scorer.version === undefined ? scorer.name : `${scorer.name} ${scorer.version}`;
	return scorer.sha256 === undefined ? name : `${name} (${shortHash(scorer.sha256)})`;
}

export function modelOf({ model }: RunRecord): FactorValue {
	return model === null ? notRecorded : { key: model, text: model };
}

/** The parameters of a run whose names are meant. */
export function parametersOf({ parameters }: RunRecord, isMeant: (name: string) => boolean): FactorValue {
	const meant = Object.entries(parameters).filter(([name]) => isMeant(name));
	const text = meant.map(([name, value]) => `${name}: ${printValue(value)}`).join(', ');
	return { key: canonicalJson(Object.fromEntries(meant)), text: text === '' ? 'none' : text };
}

/** The uncommitted change a run was made with. */
export function patchOf({ git }: RunRecord): FactorValue {
	if (git === null || git.dirty === null) return notRecorded;
	if (!git.dirty) return { key: 'clean', text: 'no uncommitted changes' };
	const hash = git.patch_sha256;
	// Two changes that were not kept may be any two changes.
	return { key: hash, text: `uncommitted changes${hash === undefined ? '' : ` (${shortHash(hash)})`}` };
}

/** A parameter's value as it would stand in a file: text bare, everything else as JSON. */
export function printValue(value: unknown): string {
	return typeof value === 'string' ? value : canonicalJson(value);
}

/** The first 8 digits of a hash, as many as people compare. */
export function shortHash(hash: string): string {
	return hash.slice(0, 8);
}
