import type { z } from 'zod';
import type { WorkspacePath } from '../../ports/file-store.ts';
import type { Problem } from '../../base/problem.ts';
import { readFileIdentity } from '../prompt/version/file-name-version.ts';
import { splitFrontMatter } from '../prompt/split-front-matter.ts';
import { findMergeConflict } from '../../base/yaml/find-merge-conflict.ts';
import { parseYaml } from '../../base/yaml/parse-yaml.ts';
import { textPathsOf } from '../../base/yaml/schema-keys.ts';
import { validateYaml } from '../../base/yaml/validate-yaml.ts';
import type { YamlSource } from '../../base/yaml/yaml-source.ts';
import type { ComponentKind, ComponentText, ParsedComponent, PipelineMember } from './component.ts';
import { embeddingReferenceSchema } from './embedding-reference.ts';
import { modelCardSchema } from './model-card.ts';
import { pipelineSchema } from './pipeline.ts';
import type { Pipeline } from './pipeline.ts';

/**
 * Reads a model card, an embedding reference or a pipeline. Versions are text as written. A card without front matter, and one
 * whose front matter is never closed, reads as far as it can be read.
 */
export function parseComponent(kind: ComponentKind, path: WorkspacePath, text: string): ParsedComponent {
	switch (kind) {
		case 'embedding': {
			const { value, ...rest } = read(embeddingReferenceSchema, path, text);
			return { kind, value, ...rest, members: [] };
		}
		case 'model': {
			const { value, ...rest } = read(modelCardSchema, path, text);
			return { kind, value, ...rest, members: [] };
		}
		case 'pipeline': {
			const { value, ...rest } = read(pipelineSchema, path, text);
			const problems = [...rest.problems, ...emptySteps(value, rest.yaml)].toSorted(byPosition);
			return { kind, value, ...rest, members: membersOf(value), problems };
		}
	}
}

/** The file as data, and what is the same for all kinds. */
type Read<Value> = Omit<ComponentText, 'members'> & { readonly value: Value | undefined };

/** The keys of all kinds that say what a file is called. */
interface Named {
	readonly name?: string | undefined;
	readonly version?: string | undefined;
}

function read<Value extends Named>(schema: z.ZodType<Value>, path: WorkspacePath, text: string): Read<Value> {
	const conflict = findMergeConflict(text);
	// Neither side of a conflict is the file, so nothing is read of it.
	const { yaml, problems } = conflict === undefined ? sourceOf(schema, path, text) : { yaml: parseYaml(''), problems: [conflict] };
	const validated = conflict === undefined ? validateYaml(yaml, schema) : { value: undefined, problems: [] };
	const identity = readFileIdentity(path);
	return {
		path,
		text,
		yaml,
		value: validated.value,
		name: validated.value?.name ?? identity.name,
		version: validated.value?.version ?? identity.version,
		problems: [...problems, ...yaml.problems, ...validated.problems].toSorted(byPosition),
	};
}

function sourceOf(
	schema: z.ZodType,
	path: WorkspacePath,
	text: string,
): { readonly yaml: YamlSource; readonly problems: readonly Problem[] } {
	const isText = textPathsOf(schema);
	if (!path.endsWith('.md')) return { yaml: parseYaml(text, { isText }), problems: [] };
	const place = splitFrontMatter(text);
	const yaml = parseYaml(place === undefined ? '' : text.slice(place.yaml.start, place.yaml.end), {
		offset: place?.yaml.start ?? 0,
		problemCode: 'front-matter-syntax-error',
		isText,
	});
	const message = 'This front matter is never closed, so it is unclear where it ends. Add a line “---” after it.';
	return { yaml, problems: place?.isClosed === false ? [{ code: 'unclosed-front-matter', message, range: place.opening }] : [] };
}

/** A step without a member does nothing, and a schema that says so would throw away what the step does say. */
function emptySteps(value: Pipeline | undefined, yaml: YamlSource): readonly Problem[] {
	if (!yaml.isComplete) return [];
	return (value?.steps ?? []).flatMap((step, position) => {
		if (memberKinds.some(kind => step[kind] !== undefined)) return [];
		const { start, end } = yaml.rangeOf(['steps', position], 'value');
		const lineLength = yaml.text.slice(start - yaml.offset, end - yaml.offset).search(/[\r\n]|$/);
		const message = `Step ${position + 1} is empty, so it does nothing. Add a “prompt”, a “model” or an “embedding”.`;
		return [{ code: 'missing-required-key', message, range: { start, end: start + lineLength } }];
	});
}

const memberKinds = ['prompt', 'model', 'embedding'] as const;

function byPosition(left: Problem, right: Problem): number {
	return left.range.start - right.range.start;
}

function membersOf(value: Pipeline | undefined): readonly PipelineMember[] {
	return (value?.steps ?? []).flatMap((step, position) =>
		memberKinds.flatMap(kind => {
			const reference = step[kind];
			return reference === undefined ? [] : [{ kind, reference, path: ['steps', position, kind] }];
		}),
	);
}
