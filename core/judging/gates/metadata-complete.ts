import { parseComponent } from '../../formats/component/parse-component.ts';
import { memberOf } from '../../base/member-of.ts';
import type { DialectOverrides } from '../../formats/prompt/dialects/parts/dialect-overrides.ts';
import { parsePrompt } from '../../formats/prompt/parse-prompt.ts';
import { readSource } from '../../workspace/read-source.ts';
import type { RegistryKind } from '../../formats/registry/registry-file.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';

const defaultFields: Readonly<Record<RegistryKind, readonly string[]>> = {
	model: ['owner', 'description', 'provider', 'license', 'limits'],
	pipeline: ['owner', 'description'],
	prompt: ['owner', 'description', 'model'],
};

/**
 * Passes when the file says what it must: by default a prompt its owner, description and model, a model its owner, description,
 * provider, license and limits, a pipeline its owner and description. A field counts when there is a value for it, at the top or under
 * `metadata`, and for description and model of a prompt wherever the dialect of the file writes them.
 */
export const metadataComplete: Gate = {
	id: 'metadata-complete',
	documentation: { example: 'require: [metadata-complete]', passes: 'The file says who answers for it and what it is.' },
	checksFor(requirement) {
		if (requirement.kind !== 'named' || requirement.name !== 'metadata-complete') return [];
		const { fields } = requirement;
		return [
			{
				label: 'metadata-complete',
				evaluate: context => evaluate(context, fields?.[context.subject.kind] ?? defaultFields[context.subject.kind]),
			},
		];
	},
};

async function evaluate({ subject, facts, ports }: GateContext, fields: readonly string[]): Promise<GateFinding> {
	const threshold = fields.join(', ');
	const text = subject.source && (await readSource(subject.source, ports));
	if (subject.source === undefined || text === undefined) {
		const detail = `The file of ${subject.name} ${subject.version} cannot be read, so it was not checked. Restore it from Git.`;
		return { outcome: 'inconclusive', threshold, detail };
	}
	const { path } = subject.source;
	const said = dataOf(subject.kind, path, text, facts.config.dialects);
	const missing = fields.filter(field => !said.some(data => isSaid(memberOf(data, field))));
	return missing.length === 0
		? { outcome: 'passed', observed: 'complete', threshold, detail: `${path} has ${fields.join(', ')}.` }
		: {
				outcome: 'failed',
				observed: `no ${missing.join(', no ')}`,
				threshold,
				detail: `${path} has no ${missing.join(', ')}. Add what is missing to the ${subject.kind === 'pipeline' ? 'file' : 'front matter'}.`,
			};
}

/** The places where a field may stand. */
function dataOf(kind: RegistryKind, path: string, text: string, dialects: DialectOverrides): readonly unknown[] {
	if (kind !== 'prompt') {
		const written = parseComponent(kind, path, text).yaml.value;
		return [written, memberOf(written, 'metadata')];
	}
	const { description, model, frontMatter } = parsePrompt(path, text, dialects);
	const written = frontMatter?.value;
	return [{ description: description?.value, model: model?.value }, written, memberOf(written, 'metadata')];
}

function isSaid(value: unknown): boolean {
	if (Array.isArray(value)) return value.length > 0;
	return typeof value === 'string' ? value.trim() !== '' : value !== undefined && value !== null;
}
