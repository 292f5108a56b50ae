import type { Problem } from '../../base/problem.ts';
import type { YamlPath, YamlSource } from '../../base/yaml/yaml-source.ts';
import { splitPlaceGlob } from '../prompt/place/place-path.ts';
import { memberOf } from '../../base/member-of.ts';

/** Each is a path; `*` stands for every key or item. */
const idlePaths: readonly (readonly string[])[] = [
	['automation'],
	['cards', '*'],
	['code'],
	['host', 'filters'],
	['host', 'helpers'],
	['host', 'tests'],
	['metadata'],
	['promotion', '*', 'rollout'],
];

/** Finds the keys of the format that this version does not act on. Each asks for nothing that anybody is held to. A key that says “no” is none. */
export function settingsWithoutEffect(yaml: YamlSource): readonly Problem[] {
	return idlePaths
		.flatMap(pattern => pathsOf(pattern, yaml.value))
		.filter(([key, name]) => key !== 'cards' || splitPlaceGlob(String(name))[1] === undefined)
		.map(path => ({
			code: 'setting-without-effect',
			range: yaml.rangeOf(path, 'key'),
			message: `Stagemark does not act on “${nameOf(path)}” yet, so it has no effect. Remove it, or leave it for a later version.`,
		}));
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
