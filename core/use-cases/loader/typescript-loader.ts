/** The loader for TypeScript on Node 20 and later: one ES module without dependencies. It fills in names; loops and filters are left to an engine. */
export const typescriptLoader = String.raw`// Loads the prompts of this repository. "stagemark loader typescript" wrote this file and replaces it.
//
//   load('answer@Production', { question: '...' })   what is in a stage, from stagemark-manifest.json
//   load('answer', { question: '...' })              the newest version in the working tree, for development
//
// Gives a text, or a list of messages where the prompt has roles. Throws a PromptError for a prompt that is missing
// or is not what was exported, and for inputs that are missing or unknown.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export class PromptError extends Error {}

export interface PromptMessage {
	role: string;
	content: string;
}

export interface PromptInput {
	name: string;
	required: boolean;
	default?: unknown;
}

/** A prompt before its inputs are filled in. */
export interface PromptTemplate {
	version: string | null;
	template: string;
	preamble: string;
	messages: { role: string; text: string }[];
	model: string | null;
	parameters?: Record<string, unknown>;
	inputs: PromptInput[];
}

const defaultManifest = 'stagemark-manifest.json';

/** The prompt as a model reads it: a text, or a list of messages where it has roles. */
export function load(reference: string, inputs: Record<string, unknown> = {}, manifest = defaultManifest): string | PromptMessage[] {
	const prompt = read(reference, manifest);
	const values = valuesOf(reference, prompt, inputs);
	const messages = prompt.messages.map(({ role, text }) => ({ role, content: render(reference, prompt, text, values) }));
	return messages.length === 1 && messages[0]?.role === 'user' ? messages[0].content : messages;
}

/** The prompt before its inputs are filled in. */
export function read(reference: string, manifest = defaultManifest): PromptTemplate {
	const at = reference.indexOf('@');
	return at === -1 ? inWorkingTree(reference) : exported(reference.slice(0, at), reference.slice(at + 1), manifest);
}

function exported(name: string, selector: string, manifest: string): PromptTemplate {
	const path = existsSync(manifest) ? manifest : above(manifest);
	if (path === undefined) {
		throw new PromptError(manifest + ' is missing. Write it with: stagemark registry export --output ' + manifest);
	}
	const names = JSON.parse(readFileSync(path, 'utf8')).names;
	if (!Object.hasOwn(names, name)) {
		throw new PromptError(path + ' has no prompt "' + name + '". It has: ' + listed(Object.keys(names)) + '.');
	}
	const { stages, aliases, versions } = names[name];
	const version: string = own(stages, selector) ?? own(aliases, selector) ?? selector;
	const prompt = own(versions, version)?.prompt;
	if (prompt === undefined) {
		const known = [stages, aliases, versions].flatMap(each => Object.keys(each));
		throw new PromptError(path + ' has no "' + name + '@' + selector + '". Write one of: ' + listed(known) + '.');
	}
	const parts = prompt.messages.map((message: { role: string; text: string }) => message.role + '\0' + message.text + '\0');
	const digest = createHash('sha256').update(prompt.preamble + '\0' + parts.join('')).digest('hex');
	if (digest !== prompt.messages_sha256) {
		throw new PromptError(name + '@' + version + ' in ' + path + ' is not what was exported. Export the manifest again.');
	}
	return { version, ...prompt };
}

function own(record: any, key: string): any {
	return Object.hasOwn(record, key) ? record[key] : undefined;
}

function above(wanted: string): string | undefined {
	for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
		if (existsSync(join(folder, wanted))) return join(folder, wanted);
		if (dirname(folder) === folder) return undefined;
	}
}

// Inputs

function valuesOf(reference: string, prompt: PromptTemplate, inputs: Record<string, unknown>): Map<string, unknown> {
	const declared = new Map(prompt.inputs.map(each => [each.name, each]));
	const used = usedIn(prompt);
	const names = [...new Set([...declared.keys(), ...(used ?? [])])].sort();
	const unknown = Object.keys(inputs).filter(name => !names.includes(name));
	if (unknown.length > 0 && (used !== undefined || declared.size > 0)) {
		throw new PromptError(reference + ' has no input ' + listed(unknown) + '. It has: ' + listed(names) + '.');
	}
	const values = new Map<string, unknown>();
	for (const each of prompt.inputs) if ('default' in each) values.set(each.name, each.default);
	for (const [name, value] of Object.entries(inputs)) values.set(name, value);
	const missing = names.filter(name => (declared.get(name)?.required ?? true) && values.get(name) === undefined);
	if (missing.length > 0) throw new PromptError(reference + ' needs a value for ' + listed(missing) + '.');
	return values;
}

function listed(names: readonly string[]): string {
	return names.join(', ') || 'none';
}

const places: Record<string, RegExp> = {
	jinja2: /\{\{\s*([\p{L}_][\p{L}\p{N}_]*)\s*\}\}/gu,
	handlebars: /\{\{\{?\s*&?\s*([\p{L}_][\p{L}\p{N}_]*)\s*\}?\}\}/gu,
	mustache: /\{\{\{?\s*&?\s*([\p{L}_][\p{L}\p{N}_]*)\s*\}?\}\}/gu,
	simple: /\{\{[ \t]*([\p{L}_][\p{L}\p{N}_]*)[ \t]*\}\}/gu,
	'semantic-kernel': /\{\{\s*\$(\w+)\s*\}\}/gu,
	'vscode-input': /\$\{input:([^\s:|{}$]+)[^}\r\n]*\}/gu,
	'f-string': /\{\{|\}\}|\{([\p{L}_][\p{L}\p{N}_]*)\}/gu,
};

const more: Record<string, RegExp> = {
	jinja2: /\{\{|\{%|\{#/,
	handlebars: /\{\{/,
	mustache: /\{\{/,
	'semantic-kernel': /\{\{/,
	'f-string': /[{}]/,
};

function placesOf(language: string, text: string): RegExp | undefined {
	const place = own(places, language);
	return place === undefined || own(more, language)?.test(text.replace(place, '')) === true ? undefined : place;
}

/** The names that the template reads, or undefined where that takes its engine. */
function usedIn({ template, preamble, messages }: PromptTemplate): string[] | undefined {
	if (template === 'none') return [];
	const texts = [preamble, ...messages.map(({ text }) => text)];
	const found = texts.map(text => [placesOf(template, text), text] as const);
	if (found.some(([place]) => place === undefined)) return undefined;
	return found.flatMap(([place, text]) => Array.from(text.matchAll(place as RegExp), match => match[1])).filter(name => name !== undefined);
}

// Rendering

function render(reference: string, { template, preamble }: PromptTemplate, text: string, values: ReadonlyMap<string, unknown>): string {
	if (template === 'none') return text;
	const place = preamble === '' ? placesOf(template, text) : undefined;
	if (place === undefined) {
		throw new PromptError(reference + ' uses more of ' + template + ' than names. Render what read() gives with an engine of your own.');
	}
	return text.replace(place, (written, name) => (name === undefined ? written.charAt(0) : printed(reference, name, values.get(name))));
}

function printed(reference: string, name: string, value: unknown): string {
	if (value === undefined) return '';
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	throw new PromptError(reference + ' prints ' + name + ', so give it as text or a number.');
}

// The working tree

const endings = /(?:\.(?:j2|jinja2?|njk|hbs|handlebars|mustache|tmpl|tpl|prompt|md|txt))+$/i;
const leftOut = ['node_modules', '__pycache__', 'venv', 'vendor', 'dist', 'build', 'site-packages'];

interface Candidate {
	path: string;
	name: string;
	version: string | null;
	head: string;
	body: string;
}

function inWorkingTree(name: string): PromptTemplate {
	const root = above('stagemark.yaml') ?? above('.git');
	if (root === undefined) {
		throw new PromptError(
			'No folder above has a stagemark.yaml, so "' + name + '" cannot be found. Load it from a manifest: "' + name + '@Production".',
		);
	}
	const found = candidatesIn(dirname(root)).filter(each => each.name === name);
	const newest = found.sort((left, right) => compareVersions(right.version, left.version))[0];
	if (newest === undefined) throw new PromptError('No file below ' + dirname(root) + ' is the prompt "' + name + '".');
	const same = found.filter(each => compareVersions(each.version, newest.version) === 0);
	if (same.length > 1) {
		const paths = same.map(each => each.path).sort();
		throw new PromptError('"' + name + '" is in several files: ' + listed(paths) + '. Give them different names or versions.');
	}
	return parse(newest);
}

function candidatesIn(folder: string): Candidate[] {
	const entries = readdirSync(folder, { withFileTypes: true });
	const files = entries.filter(entry => entry.isFile()).map(entry => entry.name);
	const here = files
		.filter(file => files.includes(file + '.card.yaml') || endings.test(file))
		.map(file => candidate(join(folder, file), files.includes(file + '.card.yaml')));
	const below = entries
		.filter(entry => entry.isDirectory() && !entry.name.startsWith('.') && !leftOut.includes(entry.name))
		.flatMap(entry => candidatesIn(join(folder, entry.name)));
	return [...here, ...below];
}

function candidate(path: string, hasCard: boolean): Candidate {
	const text = textOf(path);
	const own = /^---[ \t]*\n([^]*?)^---[ \t]*(?:\n|(?![^]))/m.exec(text.startsWith('---') ? text : '');
	const head = own?.[1] ?? (hasCard ? textOf(path + '.card.yaml') : '');
	const stem = basename(path).replace(endings, '');
	const named = /^(.+?)(?:@|[-_.]v)(\d+\.\d+(?:\.\d+)?(?:-[0-9A-Za-z.-]+)?)$/i.exec(stem);
	return {
		path,
		name: scalar(head, 'name') ?? named?.[1] ?? stem,
		version: scalar(head, 'version') ?? named?.[2] ?? null,
		head,
		body: own === null ? text : text.slice(own[0].length),
	};
}

function textOf(path: string): string {
	return readFileSync(path, 'utf8').replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

function compareVersions(left: string | null, right: string | null): number {
	const [first, second] = [left, right].map(version => /^(\d+)\.(\d+)(?:\.(\d+))?(-.*)?$/.exec(version ?? '') ?? ['', -1, 0, 0, '']);
	for (const part of [1, 2, 3]) {
		const difference = Number(first?.[part] ?? 0) - Number(second?.[part] ?? 0);
		if (difference !== 0) return difference;
	}
	const [before, after] = [String(first?.[4] ?? ''), String(second?.[4] ?? '')];
	if (before === after) return 0;
	return before === '' || (after !== '' && before > after) ? 1 : -1;
}

function scalar(head: string, key: string): string | undefined {
	const found = new RegExp('^' + key + ':[ \\t]*(.*)$', 'm').exec(head);
	return found === null ? undefined : plain(found[1] ?? '');
}

function plain(written: string): string {
	const quoted = /^\s*(?:"([^"]*)"|'([^']*)')/.exec(written);
	return quoted === null ? written.replace(/\s+#.*$/, '').trim() : (quoted[1] ?? quoted[2] ?? '');
}

function inputsOf(head: string): PromptInput[] {
	const written = /^inputs:[ \t]*(.*(?:\n(?:[ \t]+.*|[ \t]*|- .*)$)*)/m.exec(head)?.[1] ?? '';
	const opening = written.trimStart().charAt(0);
	const parts = opening === '[' || opening === '{' ? flowParts(written.trim()) : blockParts(written);
	return parts.flatMap(part => inputOf(part, opening === '[' || opening === '-'));
}

function flowParts(written: string): string[] {
	const parts = [''];
	let depth = 0;
	let quote = '';
	for (const character of written) {
		if (quote !== '' || character === '"' || character === "'") quote = character === quote ? '' : quote || character;
		else if (character === '[' || character === '{') depth++;
		else if (character === ']' || character === '}') depth--;
		if (character === ',' && depth === 1 && quote === '') parts.push('');
		else if (depth > 1 || (depth === 1 && !'[{'.includes(character))) parts.push((parts.pop() ?? '') + character);
	}
	return parts;
}

function blockParts(written: string): string[] {
	const lines = written.split('\n').filter(line => line.trim() !== '' && !line.trimStart().startsWith('#'));
	const indent = Math.min(...lines.map(line => line.length - line.trimStart().length));
	const parts: string[] = [];
	for (const line of lines) {
		if (/\s/.test(line.charAt(indent))) parts.push((parts.pop() ?? '') + '\n' + line);
		else parts.push(line);
	}
	return parts;
}

function inputOf(part: string, isList: boolean): PromptInput[] {
	const pattern = isList ? /^[\s{-]*(?:name:\s*)?["']?([\p{L}_][\p{L}\p{N}_]*)([^]*)/u : /^\s*["']?([\p{L}_][\p{L}\p{N}_]*)([^]*)/u;
	const [, name, rest = ''] = pattern.exec(part) ?? [];
	if (name === undefined) return [];
	const written = /\bdefault:[ \t]*("[^"]*"|'[^']*'|[^,}\n]+)/.exec(rest)?.[1];
	const required = written === undefined && !/\brequired:[ \t]*false\b/.test(rest);
	return [{ name, required, ...(written === undefined ? {} : { default: valueOf(written) }) }];
}

function valueOf(written: string): unknown {
	if (/^\s*["']/.test(written)) return plain(written);
	try {
		return JSON.parse(plain(written));
	} catch {
		return plain(written);
	}
}

function parse({ version, head, body }: Candidate): PromptTemplate {
	const fences = [...body.matchAll(/^[ \t]*(${'`'}{3,}|~{3,})[^]*?^[ \t]*\1[ \t]*$/gm)].map(({ index, 0: text }) => [index, index + text.length] as const);
	const marks = [...body.matchAll(/^(system|user|assistant|tool):[ \t]*$/gm)].filter(
		({ index }) => !fences.some(([start, end]) => start <= index && index < end),
	);
	const before = body.slice(0, marks[0]?.index ?? 0);
	const prints = before.replace(/\{#[^]*?#\}|\{%-?\s*macro\b[^]*?endmacro\s*-?%\}|\{%[^]*?%\}/g, '').trim() !== '';
	const messages = marks.map((mark, position) => ({
		role: mark[1] ?? 'user',
		text: body.slice(mark.index + mark[0].length, marks[position + 1]?.index ?? body.length).trim(),
	}));
	if (prints) messages.unshift({ role: 'system', text: before.trim() });
	if (marks.length === 0) messages.push({ role: 'user', text: body.trim() });
	return {
		version,
		template: scalar(head, 'template') ?? scalar(head, 'template_format') ?? 'jinja2',
		preamble: prints ? '' : before.trim(),
		messages,
		model: scalar(head, 'model') ?? null,
		inputs: inputsOf(head),
	};
}
`;
