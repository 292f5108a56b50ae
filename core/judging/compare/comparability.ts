import { canonicalJson } from '../../base/canonical-json.ts';
import type { Experiment, Variant } from '../../formats/experiment/experiment.ts';
import type { RunRecord } from '../../formats/run/run-record.ts';
import type { CompareSideInput } from './cases/compare-side.ts';
import type { Confounder } from './comparison.ts';
import { datasetOf, modelOf, parametersOf, patchOf, promptOf, scorerOf, shortHash } from './cases/side-factors.ts';
import type { FactorValue } from './cases/side-factors.ts';
import { filesUnderStudy } from './files-under-study.ts';

export type Factor = Confounder['factor'];

/** How one factor stands between baseline and candidate. */
export interface FactorFinding {
	readonly factor: Factor;
	/**
	 * `same`: recorded and equal. `expected`: the difference under study. `confounder`: a difference that is not.
	 * `unknown`: recorded on neither side. `moved`: other commits, as recording makes them; see `compareCommits`.
	 */
	readonly status: 'same' | 'expected' | 'confounder' | 'unknown' | 'moved';
	readonly baseline: string;
	readonly candidate: string;
	readonly isFatal: boolean;
}

/**
 * Compares what both sides were made with, factor by factor. Empty when a side has no runs.
 *
 * What the experiment declares to differ between both variants (prompt, model, single parameters) is the factor under study and
 * expected. Without two declared variants the prompt is: it is what references name. Every other difference is a confounder,
 * and so are runs of one side that disagree among themselves, because their average is of nothing in particular. Another
 * dataset or scorer is fatal: the numbers measure different things.
 */
export function compareFactors(
	baseline: CompareSideInput,
	candidate: CompareSideInput,
	experiment: Experiment | undefined,
): readonly FactorFinding[] {
	const before = baseline.runs.map(run => run.record);
	const after = candidate.runs.map(run => run.record);
	if (before.length === 0 || after.length === 0) return [];

	const study = studyOf(declaredVariant(baseline, experiment), declaredVariant(candidate, experiment));
	const isScorerHashed = [...before, ...after].every(record => record.scorer?.sha256 !== undefined);
	const compare = (factor: Factor, read: (record: RunRecord) => FactorValue, rule: FactorRule): FactorFinding =>
		compareValues(factor, [before.map(read), after.map(read)], rule);
	const findings = [
		compare('prompt', promptOf, { isExpected: study.hasOtherPrompt, mustBeKnown: true }),
		compare('dataset', datasetOf, { isFatal: true }),
		checkScorer(
			compare('scorer', record => scorerOf(record, isScorerHashed), { isFatal: true }),
			[...before, ...after],
		),
		compare('model', modelOf, { isExpected: study.hasOtherModel }),
		compareParameters(before, after, study.parameters),
		compareSeeds(before, after),
		compare('patch', patchOf, { mayVary: true }),
		compareCommits(before, after, isScorerHashed),
	];
	return [baseline, candidate].every(side => side.isFile === true) ? filesUnderStudy(findings) : findings;
}

/** The declared differences between two variants. */
interface Study {
	readonly hasOtherPrompt: boolean;
	readonly hasOtherModel: boolean;
	readonly parameters: ReadonlySet<string>;
}

function studyOf(before: Variant | undefined, after: Variant | undefined): Study {
	if (before === undefined || after === undefined) return { hasOtherPrompt: true, hasOtherModel: false, parameters: new Set() };
	const [left, right] = [before.parameters ?? {}, after.parameters ?? {}];
	const names = [...Object.keys(left), ...Object.keys(right)];
	return {
		hasOtherPrompt: before.prompt !== after.prompt,
		hasOtherModel: before.model !== after.model,
		parameters: new Set(names.filter(name => canonicalJson(left[name] ?? null) !== canonicalJson(right[name] ?? null))),
	};
}

function declaredVariant(side: CompareSideInput, experiment: Experiment | undefined): Variant | undefined {
	if (experiment === undefined || side.variant === undefined || side.experiment !== experiment.id) return undefined;
	return Object.hasOwn(experiment.variants, side.variant) ? experiment.variants[side.variant] : undefined;
}

interface FactorRule {
	readonly isExpected?: boolean;
	readonly isFatal?: boolean;
	/** Runs of one side may disagree as long as both sides do so alike. */
	readonly mayVary?: boolean;
	/** Not recorded is a confounder, also when it is on both sides: what is compared must be known to be what it is called. */
	readonly mustBeKnown?: boolean;
}

function compareValues(
	factor: Factor,
	[before, after]: readonly [readonly FactorValue[], readonly FactorValue[]],
	rule: FactorRule,
): FactorFinding {
	const [left, right] = [keysOf(before), keysOf(after)];
	const all = new Set([...left, ...right]);
	const isUniform = rule.mayVary === true ? isSameSet(left, right) : all.size === 1;
	const texts = { factor, baseline: printAll(before), candidate: printAll(after) };
	const isKnown = !all.has(undefined);
	if (isUniform && isKnown) return { ...texts, status: 'same', isFatal: false };
	if (isUniform && rule.mustBeKnown !== true) return { ...texts, status: 'unknown', isFatal: false };
	if (rule.isExpected === true && isKnown && left.size + right.size === 2) return { ...texts, status: 'expected', isFatal: false };
	// Not recorded on one side is a doubt, not a proof of difference.
	all.delete(undefined);
	return { ...texts, status: 'confounder', isFatal: rule.isFatal === true && all.size > 1 };
}

/** A name alone is no evidence that the same code scored: only a hash or a version on every run is. */
function checkScorer(finding: FactorFinding, records: readonly RunRecord[]): FactorFinding {
	const isIdentified = (['sha256', 'version'] as const).some(key => records.every(({ scorer }) => scorer?.[key] !== undefined));
	return finding.status === 'same' && !isIdentified ? { ...finding, status: 'unknown' } : finding;
}

/** Parameters that are under study may differ; the others may not. */
function compareParameters(before: readonly RunRecord[], after: readonly RunRecord[], studied: ReadonlySet<string>): FactorFinding {
	const compare = (isMeant: (name: string) => boolean, rule: FactorRule): FactorFinding => {
		const read = (record: RunRecord): FactorValue => parametersOf(record, isMeant);
		return compareValues('parameters', [before.map(read), after.map(read)], rule);
	};
	const others = compare(name => !studied.has(name), {});
	return others.status === 'confounder' || studied.size === 0 ? others : compare(name => studied.has(name), { isExpected: true });
}

/** Seeds differ when the sets do: ten runs with ten seeds are one side of one comparison. */
function compareSeeds(before: readonly RunRecord[], after: readonly RunRecord[]): FactorFinding {
	const [left, right] = [before, after].map(records =>
		[...new Set(records.flatMap(record => record.seed ?? []))].sort((one, other) => one - other),
	);
	const [baseline, candidate] = [printSeeds(left ?? []), printSeeds(right ?? [])];
	const status = baseline !== candidate ? 'confounder' : left?.length === 0 ? 'unknown' : 'same';
	return { factor: 'seeds', status, baseline, candidate, isFatal: false };
}

/**
 * Other commits alone are no finding: recording a run commits it, so that every run stands on a commit of its own, and what
 * matters about a commit (prompt, dataset, scorer) is compared by content. Commits are a confounder when neither side shares
 * one with the other and recording demonstrably did not move them, which shows where several runs of a side stand on one commit:
 * then somebody changed something in between. Otherwise they are `moved`, unless the scorer is known to be the same by hash.
 */
function compareCommits(before: readonly RunRecord[], after: readonly RunRecord[], isScorerHashed: boolean): FactorFinding {
	const [left, right] = [before, after].map(records => records.flatMap(record => record.git?.commit ?? []));
	const commits = { before: left ?? [], after: right ?? [] };
	const texts = { baseline: printCommits(commits.before), candidate: printCommits(commits.after) };
	const finding = { factor: 'commit', ...texts, isFatal: false } as const;
	if (commits.before.length === 0 && commits.after.length === 0) return { ...finding, status: 'unknown' };
	if (commits.before.some(commit => commits.after.includes(commit))) return { ...finding, status: 'same' };
	const staysPut = [commits.before, commits.after].some(side => side.length > 1 && new Set(side).size === 1);
	if (staysPut) return { ...finding, status: 'confounder' };
	return { ...finding, status: isScorerHashed ? 'same' : 'moved' };
}

function keysOf(values: readonly FactorValue[]): Set<string | undefined> {
	return new Set(values.map(value => value.key));
}

function isSameSet<Value>(left: ReadonlySet<Value>, right: ReadonlySet<Value>): boolean {
	return left.size === right.size && [...left].every(value => right.has(value));
}

/** The distinct values of a side; a side that mixes them says so. */
function printAll(values: readonly FactorValue[]): string {
	const texts = [...new Set(values.map(value => value.text))];
	return texts.length === 1 ? texts.join() : `mixed: ${listSome(texts)}`;
}

function printSeeds(seeds: readonly number[]): string {
	return seeds.length === 0 ? 'none' : seeds.length <= 10 ? seeds.join(', ') : `${seeds.length} seeds (${seeds.join(',')})`;
}

function printCommits(commits: readonly string[]): string {
	const short = [...new Set(commits.map(shortHash))];
	return short.length === 0 ? 'not recorded' : listSome(short);
}

function listSome(texts: readonly string[]): string {
	return texts.length <= 3 ? texts.join('; ') : `${texts.slice(0, 3).join('; ')} and ${texts.length - 3} more`;
}
