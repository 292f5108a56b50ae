import type { Problem } from '../../base/problem.ts';
import type { YamlPath, YamlSource } from '../../base/yaml/yaml-source.ts';
import { memberOf } from '../../base/member-of.ts';

/** What is read of `stagemark.yaml` and not acted on. */
export interface SettingsWithoutEffect {
	/** Settings that change nothing. */
	readonly idle: readonly Problem[];
	/** Requirements that nobody would be held to; while one is there, nothing may be promoted. */
	readonly unmet: readonly Problem[];
}

/** Each is a path; `*` stands for every key or item. */
const idlePaths: readonly (readonly string[])[] = [
	['automation'],
	['cards'],
	['code'],
	['host', 'filters'],
	['host', 'helpers'],
	['host', 'tests'],
	['metadata'],
	['promotion', '*', 'rollout'],
	['prompts', '*', 'at'],
	['prompts', '*', 'dialect'],
	['prompts', '*', 'template'],
];

const unmetPaths: readonly (readonly string[])[] = [
	['promotion', '*', 'for', '*', 'signed'],
	['promotion', '*', 'signed'],
];

/** Finds the keys of the format that this version does not act on. A key that says “no” asks for nothing, so nothing is missed. */
export function settingsWithoutEffect(yaml: YamlSource): SettingsWithoutEffect {
	return {
		idle: found(idlePaths).map(path => ({
			...placeOf(path),
			message: `Stagemark does not act on “${nameOf(path)}” yet, so it has no effect. Remove it, or leave it for a later version.`,
		})),
		unmet: found(unmetPaths).map(path => ({
			...placeOf(path),
			message: `Stagemark does not act on “${nameOf(path)}” yet, so nobody would be held to this requirement. Remove it; until then nothing can be promoted.`,
		})),
	};

	function found(patterns: readonly (readonly string[])[]): readonly YamlPath[] {
		return patterns.flatMap(pattern => pathsOf(pattern, yaml.value));
	}

	function placeOf(path: YamlPath): Pick<Problem, 'code' | 'range'> {
		return { code: 'setting-without-effect', range: yaml.rangeOf(path, 'key') };
	}
}

function nameOf(path: YamlPath): string {
	return String(path.findLast(step => typeof step === 'string'));
}

/** The paths of a value that a pattern describes and that say anything. */
function pathsOf(pattern: readonly string[], value: unknown, above: YamlPath = []): readonly YamlPath[] {
	const [step, ...rest] = pattern;
	if (step === undefined) return isSaying(value) ? [above] : [];
	const steps = step === '*' ? stepsOf(value) : [step];
	return steps.flatMap(key => {
		const inner = memberOf(value, key);
		return inner === undefined ? [] : pathsOf(rest, inner, [...above, key]);
	});
}

function stepsOf(value: unknown): readonly (string | number)[] {
	if (Array.isArray(value)) return value.map((_, index) => index);
	return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

/** Not for what is empty or off. */
function isSaying(value: unknown): boolean {
	if (value === false || value === null) return false;
	return typeof value !== 'object' || Object.keys(value).length > 0;
}
