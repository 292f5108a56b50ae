import { canonicalJson } from '../../../base/canonical-json.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';

/** One value of a factor: `key` decides equality, `text` is for people. A key of undefined means that it was not recorded. */
export interface FactorValue {
	readonly key: string | undefined;
	readonly text: string;
}

/** Of what was not recorded. */
export const notRecorded: FactorValue = { key: undefined, text: 'not recorded' };

/** Of scores that no model gave. */
export const noJudge = 'no judge';

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

/** `pytest 8.3 (1a2b3c4d)`, with the files beside the first: `evaluate.py (1a2b3c4d), metrics.py (5e6f7a8b)`. */
export function describeScorer({ name, version, sha256, files = [] }: NonNullable<RunRecord['scorer']>): string {
	const called = version === undefined ? name : `${name} ${version}`;
	const others = files.slice(1).map(file => `${file.path} (${shortHash(file.sha256)})`);
	return [sha256 === undefined ? called : `${called} (${shortHash(sha256)})`, ...others].join(', ');
}

/** `gpt-4o with judges/polite.txt (1a2b3c4d)`. */
export function describeJudge({ model, prompt }: Judge): string {
	return [model, prompt && `${prompt.path} (${shortHash(prompt.sha256)})`].filter(part => part !== undefined).join(' with ');
}

type Judge = NonNullable<NonNullable<RunRecord['scorer']>['judge']>;

export function modelOf({ model }: RunRecord): FactorValue {
	return model === null ? notRecorded : { key: model, text: model };
}

/** Where the model answered: `openai-chat api.example.com`. */
export function endpointOf({ endpoint }: RunRecord): FactorValue {
	const text = [endpoint?.api, endpoint?.host].filter(part => part !== undefined).join(' ');
	return text === '' ? notRecorded : { key: text, text };
}

/** The id of the model as its answers give it. */
export function responseModelOf({ endpoint }: RunRecord): FactorValue {
	const id = endpoint?.response_model;
	return id === undefined ? notRecorded : { key: id, text: id };
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
