import type { Comparison, ComparisonSide, Confounder } from '../../../core/judging/compare/comparison.ts';
import { localize } from '../../shared/localize.ts';
import { ownValue } from '../../../core/base/own-value.ts';

/** One fact about every side, baseline first. */
export interface DifferenceRow {
	readonly group: string;
	readonly label: string;
	/** '' where a side has no such fact. */
	readonly values: readonly string[];
	readonly isDifferent: boolean;
	/** True when the comparison names it as a confounder. */
	readonly isConfounder: boolean;
}

type Factor = Confounder['factor'];

/** What each side is made of, fact by fact, in the order in which differences matter. */
export function differenceRows(comparison: Comparison): readonly DifferenceRow[] {
	const { sides } = comparison;
	const confounders = new Set(comparison.confounders.map(confounder => confounder.factor));
	const row = (
		place: { group: string; label: string; factor?: Factor },
		read: (side: ComparisonSide) => string | undefined,
	): DifferenceRow => {
		const values = sides.map(side => read(side) ?? '');
		return {
			group: place.group,
			label: place.label,
			values,
			isDifferent: new Set(values).size > 1,
			isConfounder: place.factor !== undefined && confounders.has(place.factor) && new Set(values).size > 1,
		};
	};

	const prompt = localize('Prompt');
	const model = localize('Model and parameters');
	const data = localize('Dataset and scorer');
	const code = localize('Code');
	const environment = localize('Environment');
	const environmentNames = [...new Set(sides.flatMap(side => Object.keys(side.environment)))].sort();
	const parameterNames = [...new Set(sides.flatMap(side => Object.keys(side.parameters)))].sort();
	return [
		row({ group: prompt, label: localize('prompt'), factor: 'prompt' }, ({ prompt: used }) => used && promptName(used)),
		row({ group: prompt, label: localize('file') }, side => side.prompt?.path),
		row({ group: prompt, label: localize('content'), factor: 'prompt' }, side => side.prompt?.sha256 && shortHash(side.prompt.sha256)),
		row({ group: model, label: localize('model'), factor: 'model' }, side => side.model),
		row({ group: model, label: localize('endpoint'), factor: 'endpoint' }, side => side.endpoint),
		row({ group: model, label: localize('response model'), factor: 'response-model' }, side => side.response_model),
		...parameterNames.map(name => row({ group: model, label: name, factor: 'parameters' }, side => ownValue(side.parameters, name))),
		row({ group: model, label: localize('seeds'), factor: 'seeds' }, side => side.seeds.join(', ')),
		row({ group: data, label: localize('dataset'), factor: 'dataset' }, side => side.dataset?.path),
		row(
			{ group: data, label: localize('dataset content'), factor: 'dataset' },
			({ dataset }) => dataset?.sha256 && shortHash(dataset.sha256),
		),
		row({ group: data, label: localize('dataset cases'), factor: 'dataset' }, side => side.dataset?.cases?.toString()),
		row({ group: data, label: localize('scorer'), factor: 'scorer' }, side => side.scorer),
		row({ group: data, label: localize('judge'), factor: 'judge' }, side => side.judge),
		row({ group: code, label: localize('dates') }, side => side.dates),
		row({ group: code, label: localize('commit'), factor: 'commit' }, side => commitRange(side.commits)),
		row({ group: code, label: localize('uncommitted changes'), factor: 'patch' }, side =>
			side.isDirty ? localize('yes') : localize('no'),
		),
		...environmentNames.map(name =>
			row({ group: environment, label: name, ...(isFileName(name) ? { factor: 'lock-files' as const } : {}) }, side =>
				ownValue(side.environment, name),
			),
		),
	].filter(({ values }) => values.some(value => value !== ''));
}

/** True for a lock file among the facts of an environment; programs have no dot in their name. */
function isFileName(name: string): boolean {
	return /[./]/.test(name);
}

function promptName({ name, version }: { readonly name: string; readonly version: string | undefined }): string {
	return version === undefined ? name : `${name}@${version}`;
}

/** Each recorded run makes a commit, so the next one stands on another: ends and count say more than a wall of hashes. */
function commitRange(commits: readonly string[]): string {
	const [first = '', ...rest] = commits.map(shortHash);
	const last = rest.at(-1);
	if (last === undefined) return first;
	return rest.length === 1 ? `${first}, ${last}` : localize('{0} … {1}, {2} commits', first, last, commits.length);
}

function shortHash(hash: string): string {
	return hash.slice(0, 8);
}
