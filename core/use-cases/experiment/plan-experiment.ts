import { stringify } from 'yaml';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { trimEndOf } from '../../base/text/trim-end-of.ts';

/** What is known of an experiment when it is planned; whatever is missing becomes a line to fill in. */
export interface ExperimentRequest {
	/** Title for people; the folder name is made of it. */
	readonly title: string;
	/** What is expected and by how much. */
	readonly hypothesis?: string;
	readonly owner?: string;
	/** Prompt references to compare. The first one is the baseline. */
	readonly prompts?: readonly string[];
	/** Workspace path of the dataset. */
	readonly dataset?: WorkspacePath;
	/** The primary metric. */
	readonly metric?: string;
	/** What runs once for each variant and seed. */
	readonly command?: string;
	/** `[1]` by default. */
	readonly seeds?: readonly number[];
}

/** An experiment that is not written yet. */
export interface PlannedExperiment {
	readonly id: string;
	/** Does not exist yet. */
	readonly folder: WorkspacePath;
	/** File name inside the folder to text. */
	readonly files: ReadonlyMap<string, string>;
}

/**
 * Lays out a new experiment: `methodology.yaml`, `hypothesis.md` and `conclusion.md` in a folder of the current month, under the
 * next free number. The start date is left to the first run. Writes nothing.
 *
 * @param now - ISO 8601 time in UTC.
 */
export function planExperiment(request: ExperimentRequest, facts: WorkspaceFacts, now: string): PlannedExperiment {
	const id = `exp-${String(nextNumber(facts)).padStart(3, '0')}`;
	const folder = freeFolder(`${facts.config.experiments}/${now.slice(0, 7)}/${id}${slugOf(request.title)}`, facts);
	const files = new Map([
		['methodology.yaml', methodology(id, request)],
		['hypothesis.md', hypothesisText(request.hypothesis)],
		['conclusion.md', conclusionText],
	]);
	return { id, folder, files };
}

/** One more than the highest number in use, so that the id of an experiment that was deleted in between never comes back. */
function nextNumber(facts: WorkspaceFacts): number {
	const numbers = facts.experiments.map(({ experiment }) => Number(/^exp-(\d+)$/i.exec(experiment.id)?.[1] ?? 0));
	return numbers.reduce((highest, number) => Math.max(highest, number), 0) + 1;
}

/** A folder whose methodology cannot be read has no id to count, and must not be written into. */
function freeFolder(wanted: WorkspacePath, facts: WorkspaceFacts): WorkspacePath {
	let folder = wanted;
	for (let attempt = 2; isTaken(folder, facts); attempt++) folder = `${wanted}-${attempt}`;
	return folder;
}

function isTaken(folder: WorkspacePath, facts: WorkspaceFacts): boolean {
	return ['methodology.yaml', 'experiment.yaml', 'hypothesis.md', 'conclusion.md'].some(name => facts.exists(`${folder}/${name}`));
}

/** `-prompt-v2-vs-v1`; nothing for a title without a Latin letter or digit. */
function slugOf(title: string): string {
	const words = title
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.match(/[a-z0-9]+/g);
	return words === null ? '' : `-${trimEndOf(words.join('-').slice(0, 60), '-')}`;
}

function methodology(id: string, request: ExperimentRequest): string {
	const { title, owner, dataset, prompts = [], metric, command, seeds = [1] } = request;
	return [
		`id: ${id}`,
		`name: ${scalar(title)}`,
		'status: planned # planned | running | completed | failed',
		'hypothesis: hypothesis.md',
		'start_date:',
		'end_date:',
		...(owner === undefined ? [] : [`owner: ${scalar(owner)}`]),
		...(dataset === undefined ? ['# dataset: {path: datasets/cases.jsonl}'] : [`dataset: {path: ${scalar(dataset)}}`]),
		`seeds: [${seeds.join(', ')}]`,
		...(prompts.length === 0 ? variantStub : ['variants:', ...variantNames(prompts).map(printVariant)]),
		...(metric === undefined
			? ['# metrics:', '#   accuracy: {goal: maximize, primary: true, min_effect: 0.05}']
			: ['metrics:', `  ${scalar(metric)}: {goal: maximize, primary: true}`]),
		'decision: {alpha: 0.05, correction: holm}',
		command === undefined
			? '# run: {command: python evaluate.py, timeout: 30m} # once per variant and seed'
			: `run: {command: ${scalar(command)}} # once per variant and seed`,
		'',
	].join('\n');
}

const variantStub = ['# variants:', '#   before: {prompt: NAME@1.0.0, baseline: true}', '#   after: {prompt: NAME@2.0.0}'];

/** `v1.0.0` for a reference with a version, otherwise its letters; numbered where two would be the same. */
function variantNames(prompts: readonly string[]): readonly (readonly [name: string, prompt: string, position: number])[] {
	const used = new Set<string>();
	return prompts.map((prompt, position) => {
		const [name = prompt, selector = name] = prompt.split('@');
		const isOnePrompt = prompts.every(other => other.split('@')[0] === name);
		const wanted = isOnePrompt ? selector.replace(/^(?=\d)/, 'v') : prompt.replace('@', '-');
		const free = used.has(wanted) ? `${wanted}-${position + 1}` : wanted;
		used.add(free);
		return [free, prompt, position];
	});
}

function printVariant([name, prompt, position]: readonly [name: string, prompt: string, position: number]): string {
	return `  ${scalar(name)}: {prompt: ${scalar(prompt)}${position === 0 ? ', baseline: true' : ''}}`;
}

/** One YAML scalar for use anywhere on a line, quoted where it must be. */
function scalar(text: string): string {
	return stringify({ items: [text] }, { collectionStyle: 'flow', lineWidth: 0, flowCollectionPadding: false }).replace(
		/^\{items: \[|\]\}\s*$/g,
		'',
	);
}

function hypothesisText(hypothesis: string | undefined): string {
	return `# Hypothesis

${hypothesis ?? '<!-- What do you expect, by how much, and why? One sentence that the primary metric can confirm or refute. -->'}
`;
}

const conclusionText = `# Conclusion

<!-- Written after the runs: is the hypothesis confirmed, refuted, or is there not enough data? What follows from it? -->
`;
