import type { TextRange } from '../../../base/text/text-range.ts';
import type { YamlPath, YamlSource } from '../../../base/yaml/yaml-source.ts';
import { valueAt } from '../dialects/parts/located-data.ts';
import type { InputMention } from './input-mention.ts';

/** Keys whose text promptfoo runs as a program. */
const codeKeys: ReadonlySet<string> = new Set([
	'contextTransform',
	'postprocess',
	'responseParser',
	'transform',
	'transformRequest',
	'transformResponse',
	'transformVars',
]);

/** Programs and data in other files, and programs that are started. */
const otherFile = /^(?:file|exec|python|golang|ruby):/;
const program = /\.(?:[cm]?[jt]s|py|rb|go|sh)(?::\w+)?$/;

/**
 * The texts in a configuration of promptfoo that it runs as programs: values of assertions in JavaScript, Python and Ruby, and transforms.
 * Ranges are those of the file.
 *
 * Source: promptfoo.dev/docs/configuration/expected-outputs, …/guide (transforms).
 */
export function codeOfPromptfoo(yaml: YamlSource): readonly TextRange[] {
	return textsOf(yaml)
		.filter(({ path, type, text }) => isCode(path, type) && !otherFile.test(text))
		.map(({ path }) => yaml.rangeOf(path, 'value'));
}

/** Where code reads an input by the map of inputs: `context.vars.name`, `vars["name"]`, `vars.get('name')`. */
export function inputsReadByCode(yaml: YamlSource): readonly InputMention[] {
	return codeOfPromptfoo(yaml).flatMap(({ start, end }) => {
		const code = yaml.text.slice(start - yaml.offset, end - yaml.offset);
		const reads = /(\bvars(?:\??\.get\(["']|(?:["']\])?\[["']|\??\.(?!get\()))([A-Za-z_]\w*)/g;
		return Array.from(code.matchAll(reads), ({ index, 1: before = '', 2: name = '' }) => {
			const nameStart = start + index + before.length;
			return { name, range: { start: nameStart, end: nameStart + name.length } };
		});
	});
}

/** True when a program or a text in another file may read inputs. */
export function hasCodeElsewhere(yaml: YamlSource): boolean {
	return textsOf(yaml).some(
		({ path, text }) => path[0] !== 'prompts' && otherFile.test(text) && (!path.includes('vars') || program.test(text)),
	);
}

interface PlacedText {
	readonly path: YamlPath;
	/** The kind of the assertion that the text belongs to. */
	readonly type: unknown;
	readonly text: string;
}

/** Every text of the file once, also where aliases repeat it. */
function textsOf(yaml: YamlSource): readonly PlacedText[] {
	const found: PlacedText[] = [];
	const seen = new Set<object>();
	const waiting: { readonly path: YamlPath; readonly value: unknown; readonly type: unknown }[] = [
		{ path: [], value: valueAt(yaml, []), type: undefined },
	];
	for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
		const { path, value, type } = item;
		if (typeof value === 'string') found.push({ path, type, text: value });
		if (typeof value !== 'object' || value === null || seen.has(value)) continue;
		seen.add(value);
		const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
			? [...value.entries()]
			: Object.entries(value);
		const own = new Map(entries).get('type');
		for (const [key, member] of entries) waiting.push({ path: [...path, key], value: member, type: own });
	}
	return found;
}

function isCode(path: YamlPath, type: unknown): boolean {
	const key = path.at(-1);
	if (typeof key === 'string' && codeKeys.has(key)) return true;
	return key === 'value' && typeof type === 'string' && /^(?:not-)?(?:javascript|python|ruby)$/.test(type);
}
