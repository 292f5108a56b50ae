import { z } from 'zod';
import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import { textPathsOf } from '../../../base/yaml/schema-keys.ts';
import type { WorkspacePath } from '../../../ports/file-store.ts';
import { parseRegistry } from '../parse-registry.ts';
import { registrySchema, transitionSchema } from '../registry-file.ts';
import type { ParsedRegistry, Registry, Transition } from '../registry-file.ts';
import { splitTrail } from './split-trail.ts';
import type { SplitTrail } from './split-trail.ts';

/** Reads many states of registry files. */
export interface RegistryReader {
	/** What `parseRegistry` gives as `value`. */
	read(path: WorkspacePath, text: string): Registry | undefined;
	/** Keeps the entries of a file that was parsed already. */
	learn(parsed: ParsedRegistry): void;
}

/**
 * A reader that parses each entry of an audit trail once, however many states of the file have it: a trail only grows, so that n states
 * have n² entries together. Whatever is not plainly valid is parsed as a whole.
 */
export function createRegistryReader(): RegistryReader {
	const heads = new Map<string, Registry | undefined>();
	const entries = new Map<string, Transition | undefined>();

	function readSplit({ head, trail, placeholder }: SplitTrail): Registry | undefined {
		const registry = remembered(heads, head, text => readHead(text, placeholder));
		if (registry === undefined) return undefined;
		const transitions: Transition[] = [];
		for (const text of trail) {
			const transition = remembered(entries, text, readEntry);
			if (transition === undefined) return undefined;
			transitions.push(transition);
		}
		return { ...registry, transitions };
	}

	return {
		read(path, text) {
			const split = splitTrail(text);
			return (split && readSplit(split)) ?? parseRegistry(path, text).value;
		},
		learn({ text, value, problems }) {
			const trail = problems.length === 0 ? splitTrail(text)?.trail : undefined;
			if (trail?.length !== value?.transitions.length) return;
			trail?.forEach((entry, position) => entries.set(entry, value?.transitions[position]));
		},
	};
}

function remembered<Value>(known: Map<string, Value>, text: string, read: (text: string) => Value): Value | undefined {
	if (!known.has(text)) known.set(text, read(text));
	return known.get(text);
}

/** The file without its trail; undefined unless it is valid and the placeholder is where the trail belongs. */
function readHead(text: string, placeholder: string): Registry | undefined {
	const data = readTrail(text);
	return data?.transitions[0] === placeholder ? registrySchema.safeParse({ ...data, transitions: [] }).data : undefined;
}

function readEntry(text: string): Transition | undefined {
	const data = readTrail(`transitions:\n${text}`);
	return data?.transitions.length === 1 ? transitionSchema.safeParse(data.transitions[0]).data : undefined;
}

const isText = textPathsOf(registrySchema);
const trailSchema = z.looseObject({ transitions: z.array(z.unknown()) });

/** A map with a trail in it, of a text without any problem of syntax. */
function readTrail(text: string): z.output<typeof trailSchema> | undefined {
	const { value, problems } = parseYaml(text, { isText });
	return problems.length === 0 ? trailSchema.safeParse(value).data : undefined;
}
