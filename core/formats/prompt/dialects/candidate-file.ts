import type { WorkspacePath } from '../../../ports/file-store.ts';
import { findFrontMatter } from '../find-front-matter.ts';
import { frontMatterKeys } from '../split-front-matter.ts';

/** What tells dialects apart, read once and cheaply, without parsing anything. */
export interface CandidateFile {
	readonly path: WorkspacePath;
	/** How the file is built: front matter and a text, a text alone, or data as a whole. */
	readonly form: 'front-matter' | 'text' | 'yaml' | 'json';
	/** False when something else, such as a licence, stands before the front matter. */
	readonly startsAtOnce: boolean;
	/** The keys of the front matter or at the top of a YAML file; of a JSON file every key, since its layout says nothing. */
	readonly keys: ReadonlySet<string>;
	/** The front matter, or all of a YAML or JSON file. */
	readonly data: string;
	/** The text behind the front matter. Empty for YAML and JSON. */
	readonly body: string;
}

/** Reads the signs by which dialects recognise their files. */
export function readCandidateFile(path: WorkspacePath, text: string): CandidateFile {
	if (/\.json$/i.test(path) || (/\.ya?ml$/i.test(path) && /^\s*\{/.test(text))) {
		return { path, form: 'json', startsAtOnce: true, keys: jsonKeys(text), data: text, body: '' };
	}
	if (/\.ya?ml$/i.test(path)) {
		const yaml = { start: 0, end: text.length };
		return { path, form: 'yaml', startsAtOnce: true, keys: frontMatterKeys(text, { yaml }), data: text, body: '' };
	}
	const place = findFrontMatter(path, text);
	if (place === undefined) return { path, form: 'text', startsAtOnce: true, keys: new Set(), data: '', body: text };
	return {
		path,
		form: 'front-matter',
		startsAtOnce: place.opening.start === 0,
		keys: frontMatterKeys(text, place),
		data: text.slice(place.yaml.start, place.yaml.end),
		body: text.slice(place.bodyStart, place.bodyEnd),
	};
}

/** True for a file whose name ends as prompts do: `.j2`, `.jinja`, `.jinja2`, `.prompt`, `.prompty`, `.md`, `.txt`, `.yml`, `.yaml`, `.json`. */
export function hasPromptEnding(path: WorkspacePath): boolean {
	return /\.(?:j2|jinja2?|prompty?|md|txt|ya?ml|json)$/i.test(path);
}

/** True when at least one of the keys is there. */
export function hasAnyKey({ keys }: CandidateFile, wanted: readonly string[]): boolean {
	return wanted.some(key => keys.has(key));
}

/** Files for the agents of editors carry a model and may carry a version; these keys are theirs. */
export function isForEditor(file: CandidateFile): boolean {
	return hasAnyKey(file, ['mode', 'agent', 'applyTo', 'argument-hint', 'tools']);
}

/** True for a file that its name says to be a Jinja template, whatever is in it. */
export function isNamedAsJinja({ path }: CandidateFile): boolean {
	return /\.(?:j2|jinja2?)$/i.test(path);
}

/** True when the text holds tags of Handlebars, or of the helpers of dotprompt, which Jinja would refuse. */
export function hasHandlebarsTags({ body }: CandidateFile): boolean {
	return handlebarsTag.test(body) || (unescapedTag.test(body) && !body.includes('{%'));
}

const handlebarsTag = /\{\{\{?\s*(?:[#/>^!&]|role\s+["']|media\s|history\s*\}|else\s*\})/;

/** `{{{ diff }}}`, `{{{ url "https://…" }}}` and `{{{ ./notes.md }}}`: to Jinja, a dictionary without values. */
const unescapedTag = /\{\{\{\s*[A-Za-z_./@][\w./-]{0,200}\s*(?:["'}]|\w)/;

function jsonKeys(text: string): ReadonlySet<string> {
	return new Set(Array.from(text.matchAll(/"([A-Za-z_][\w-]*)"\s*:/g), match => match[1] ?? ''));
}
