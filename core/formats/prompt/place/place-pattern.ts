import type { YamlPath } from '../../../base/yaml/yaml-source.ts';

/** One step of a pattern: a key, a position of a list, any of both, or any number of steps. */
export type PatternStep =
	| { readonly kind: 'key'; readonly key: string }
	| { readonly kind: 'index'; readonly index: number }
	| { readonly kind: 'any' }
	| { readonly kind: 'deep' };

/**
 * Reads a JSON path: `$.agents.*.prompt`, `$.agents[0].prompt`, `$["a key"].prompt`, `$..system_prompt`. `*` is any key or position, `..`
 * any number of steps. Undefined for what is no such path, and for one that names the whole file.
 */
export function readPlacePattern(text: string): readonly PatternStep[] | undefined {
	if (!text.startsWith('$')) return undefined;
	const steps: PatternStep[] = [];
	let position = 1;
	while (position < text.length) {
		stepPattern.lastIndex = position;
		const match = stepPattern.exec(text);
		if (match === null || steps.length >= mostSteps) return undefined;
		position = stepPattern.lastIndex;
		const read = stepsOfMatch(match.groups ?? {});
		if (read === undefined) return undefined;
		steps.push(...read);
	}
	return steps.length === 0 ? undefined : steps;
}

function stepsOfMatch({ deep, name, index, quoted }: Readonly<Record<string, string | undefined>>): readonly PatternStep[] | undefined {
	if (index !== undefined) return [index === '*' ? { kind: 'any' } : { kind: 'index', index: Number(index) }];
	const key = quoted === undefined ? name : readKey(quoted);
	if (key === undefined) return undefined;
	const step: PatternStep = name === '*' ? { kind: 'any' } : { kind: 'key', key };
	return deep === undefined ? [step] : [{ kind: 'deep' }, step];
}

/** More than any file is deep. */
const mostSteps = 24;

const stepPattern = /(?:(?<deep>\.\.)|\.)(?<name>\*|[^\s.[\]"'*]{1,200})|\[(?:(?<index>\*|\d{1,6})|(?<quoted>"(?:[^"\\]|\\.){0,200}"))\]/y;

function readKey(quoted: string): string | undefined {
	try {
		const key: unknown = JSON.parse(quoted);
		return typeof key === 'string' ? key : undefined;
	} catch {
		return undefined;
	}
}

/** True when the steps lead from the top to what the pattern names. */
export function matchesPattern(steps: YamlPath, pattern: readonly PatternStep[]): boolean {
	/** How many steps the pattern so far may have used up. */
	let positions: ReadonlySet<number> = new Set([0]);
	for (const part of pattern) {
		positions = new Set(
			[...positions].flatMap(position =>
				part.kind === 'deep'
					? Array.from({ length: steps.length - position }, (_, index) => position + index)
					: fits(steps[position], part)
						? [position + 1]
						: [],
			),
		);
	}
	return positions.has(steps.length);
}

function fits(step: string | number | undefined, part: PatternStep): boolean {
	if (step === undefined) return false;
	if (part.kind === 'key') return step === part.key;
	return part.kind === 'index' ? step === part.index : true;
}

/** The steps as they are written in a path: `$.librarian.system_prompt`, `$.agents[0]["the prompt"]`. */
export function writePlace(steps: YamlPath): string {
	return `$${steps.map(writeStep).join('')}`;
}

/** One step as it is written in a path: `.librarian`, `[0]`, `["the prompt"]`. */
export function writeStep(step: string | number): string {
	if (typeof step === 'number') return `[${step}]`;
	return isPlainKey.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}

const isPlainKey = /^[^\s.[\]"'*]{1,200}$/;

/** The steps of a place without `*` and `..`; undefined for any other pattern. */
export function readPlace(at: string): YamlPath | undefined {
	const pattern = readPlacePattern(at);
	const steps = pattern?.flatMap((step): YamlPath => (step.kind === 'key' ? [step.key] : step.kind === 'index' ? [step.index] : []));
	return steps !== undefined && steps.length === pattern?.length ? steps : undefined;
}

/** The name of a prompt that says none: the last key before the last step, else the last key. */
export function nameOfPlace(at: string): string {
	const keys = (readPlace(at) ?? []).filter(step => typeof step === 'string');
	return keys.at(-2) ?? keys.at(-1) ?? 'prompt';
}
