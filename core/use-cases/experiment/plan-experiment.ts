import { stringify } from 'yaml';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { WorkspaceFacts } from '../../workspace/workspace-facts.ts';
import { trimEndOf } from '../../base/text/trim-end-of.ts';

/** δ where nobody says another: five points of a rate. */
export const usualMinEffect = 0.05;

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
	/** The number of its cases, and its SHA-256 in lower-case hex. */
	readonly datasetContent?: { readonly size: number; readonly sha256: string };
	/** The primary metric. */
	readonly metric?: string;
	/** δ: the smallest difference of the primary metric that matters, in its unit, greater than 0. 0.05 by default. */
	readonly minEffect?: number;
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
	const { title, owner, prompts = [], command, seeds = [1] } = request;
	return [
		`id: ${id}`,
		`name: ${scalar(title)}`,
		'status: planned # planned | running | completed | failed',
		'hypothesis: hypothesis.md',
		'start_date:',
		'end_date:',
		...(owner === undefined ? [] : [`owner: ${scalar(owner)}`]),
		printDataset(request),
		`seeds: [${seeds.join(', ')}]`,
		...(prompts.length === 0 ? variantStub : ['variants:', ...variantNames(prompts).map(printVariant)]),
		...printMetrics(request),
		'decision: {alpha: 0.05, correction: holm}',
		command === undefined
			? '# run: {command: python evaluate.py, timeout: 30m} # once per variant and seed'
			: `run: {command: ${scalar(command)}} # once per variant and seed`,
		'',
	].join('\n');
}

function printDataset({ dataset, datasetContent: content }: ExperimentRequest): string {
	if (dataset === undefined) return '# dataset: {path: datasets/cases.jsonl}';
	const measured = content === undefined ? '' : `, size: ${content.size}, sha256: ${content.sha256}`;
	return `dataset: {path: ${scalar(dataset)}${measured}}`;
}

/** Without δ nothing can be shown to be as good, so a plan always has one, and says what it is. */
function printMetrics({ metric, minEffect = usualMinEffect }: ExperimentRequest): readonly string[] {
	const lines = [
		'metrics:',
		'  # min_effect: the smallest difference that matters to you, in the unit of the metric; 0.05 is 5 points of a rate',
		`  ${scalar(metric ?? 'accuracy')}: {goal: maximize, primary: true, min_effect: ${minEffect}}`,
	];
	return metric === undefined ? lines.map(line => `# ${line}`) : lines;
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
