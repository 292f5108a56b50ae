import { parseTemplate } from '../../../templates/api.ts';

/** Options that are no templates over the columns of a case. */
const plainKeys: ReadonlySet<string> = new Set(['regex', 'json-schema', 'json-path', 'normalize']);

/** The columns that a scorer reads of a case, such as `expected` in `{equals: "{{ expected }}"}`, each once. */
export function namesInScorer(written: Readonly<Record<string, unknown>>): readonly string[] {
	const names = textsIn(written)
		.filter(text => text.includes('{'))
		.flatMap(text => parseTemplate('jinja2', text).uses.flatMap(({ name, definition }) => (definition === undefined ? [name] : [])));
	return [...new Set(names)];
}

function textsIn(value: unknown): readonly string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, member]) => (plainKeys.has(key) ? [] : textsIn(member)));
}
