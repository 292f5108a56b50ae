import { typescriptWorkingTree } from './typescript-working-tree.ts';

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
	dollar: /\$(\$|[A-Za-z_]\w*|\{[A-Za-z_]\w*\})/g,
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
	const names = found.flatMap(([place, text]) => Array.from(text.matchAll(place as RegExp), match => match[1]?.replace(/[{}]/g, '')));
	return names.filter(name => name !== undefined && name !== '$') as string[];
}

// Rendering

function render(reference: string, { template, preamble }: PromptTemplate, text: string, values: ReadonlyMap<string, unknown>): string {
	if (template === 'none') return text;
	const place = preamble === '' ? placesOf(template, text) : undefined;
	if (place === undefined) {
		throw new PromptError(reference + ' uses more of ' + template + ' than names. Render what read() gives with an engine of your own.');
	}
	return text.replace(place, (written, found) => {
		const name: string | undefined = found?.replace(/[{}]/g, '');
		return name === undefined || name === '$' ? written.charAt(0) : printed(reference, name, values.get(name));
	});
}

function printed(reference: string, name: string, value: unknown): string {
	if (value === undefined) return '';
	if (typeof value === 'string' || typeof value === 'number') return String(value);
	throw new PromptError(reference + ' prints ' + name + ', so give it as text or a number.');
}

${typescriptWorkingTree}`;
