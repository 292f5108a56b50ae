import { memberOf } from '../../../core/base/member-of.ts';
import { parsePromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { CompletionItem } from './completion-item.ts';
import type { CompletedYaml, YamlCursor } from './yaml-cursor.ts';

/** A name that may stand at the cursor, and what it is. */
interface Candidate {
	readonly name: string;
	readonly detail: string | undefined;
}

/** Names of the workspace that a schema leaves free: stages, versions, metrics of gates, inputs that a dataset fills. */
export function completeNames({ kind, facts }: CompletedYaml, cursor: YamlCursor): readonly CompletionItem[] {
	const { range, part, siblings, hasColon } = cursor;
	const isKey = part === 'key';
	return candidates(kind, cursor, facts)
		.filter(({ name }) => !isKey || !siblings.includes(name))
		.map(({ name, detail }) => ({
			label: name,
			kind: isKey ? 'key' : 'value',
			detail,
			documentation: undefined,
			edit: { range, newText: isKey && !hasColon ? `${name}: ` : name },
		}));
}

function candidates(kind: CompletedYaml['kind'], cursor: YamlCursor, facts: WorkspaceFacts): readonly Candidate[] {
	const { path, part, data } = cursor;
	const place = `${kind} ${part} ${path.map((step, index) => (isName(path, index) ? '*' : String(step))).join('.')}`;
	switch (place) {
		case 'config key promotion.*':
		case 'registry key stages.*':
		case 'registry value versions.*.stage':
		case 'registry value requests.*.to':
			return facts.config.stages.map(name => ({ name, detail: undefined }));
		case 'config value promotion.*.gates.*.metric':
			return metrics(facts);
		case 'experiment key dataset.columns.*':
			return inputs(data, facts);
		case 'registry value stages.*':
		case 'registry value aliases.*':
		case 'registry value requests.*.version':
			return versions(memberOf(data, 'name'), facts);
		default:
			return [];
	}
}

/** Free names and positions in lists: what follows a map of names, and numbers. */
function isName(path: YamlCursor['path'], index: number): boolean {
	const before = path[index - 1];
	return typeof path[index] === 'number' || mapsOfNames.has(String(before));
}

const mapsOfNames: ReadonlySet<string> = new Set(['aliases', 'columns', 'promotion', 'stages', 'versions']);

/** Each metric once, with the experiments that measure it. */
function metrics({ experiments }: WorkspaceFacts): readonly Candidate[] {
	const measuredBy = new Map<string, string[]>();
	for (const { experiment } of experiments) {
		for (const name of Object.keys(experiment.metrics)) measuredBy.set(name, [...(measuredBy.get(name) ?? []), experiment.id]);
	}
	return [...measuredBy].sort().map(([name, ids]) => ({ name, detail: ids.slice(0, 3).join(', ') }));
}

/** The inputs of the variants’ prompts, each once. */
function inputs(data: unknown, facts: WorkspaceFacts): readonly Candidate[] {
	const variants = memberOf(data, 'variants');
	const written = typeof variants === 'object' && variants !== null ? Object.values(variants) : [];
	const names = written.flatMap((variant: unknown) => {
		const text = memberOf(variant, 'prompt');
		const reference = typeof text === 'string' ? parsePromptReference(text) : undefined;
		const resolution = reference && facts.resolve(reference);
		if (resolution?.kind !== 'found') return [];
		return [...resolution.prompt.inputs.map(({ name }) => name), ...resolution.prompt.usedInputs];
	});
	return [...new Set(names)].map(name => ({ name, detail: 'input' }));
}

function versions(name: unknown, facts: WorkspaceFacts): readonly Candidate[] {
	if (typeof name !== 'string') return [];
	return facts.versionsOf(name).flatMap(({ version }) => {
		if (version === undefined) return [];
		const stages = facts.stagesOf(name, version);
		return [{ name: version, detail: stages.length === 0 ? undefined : stages.join(', ') }];
	});
}
