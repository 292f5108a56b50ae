import { globOfFile } from '../../base/glob-of-file.ts';
import { cardPathOf } from '../../formats/prompt/card/card-path.ts';
import { readFileIdentity } from '../../formats/prompt/version/file-name-version.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import { configPath } from '../../formats/config-path.ts';
import { placeEntriesFor } from './place-entries.ts';
import { attributesPath, missingAttributes } from './missing-attributes.ts';
import type { Discovery } from './discover.ts';
import type { Found } from './found.ts';

/** A file that adopting makes, or adds lines to. */
export interface AdoptionWrite {
	readonly path: WorkspacePath;
	readonly kind: 'card' | 'configuration' | 'gitattributes';
	readonly text: string;
	/** Undefined for a file that is not there yet. */
	readonly before: string | undefined;
}

/** What is there already and stays as it is. */
export interface Existing {
	exists(path: WorkspacePath): boolean;
	/** Names that prompts have already. */
	readonly names: ReadonlySet<string>;
	/** The text of `.gitattributes`; undefined when there is none. */
	readonly attributes: string | undefined;
}

/**
 * What adopting the ticked prompts writes: a configuration that names them, a card for each that does not say itself what it is, and lines at
 * the end of `.gitattributes`. No file of the application is among them, and nothing without a prompt.
 */
export function planAdoption(found: readonly Found[], { paths }: Pick<Discovery, 'paths'>, existing: Existing): readonly AdoptionWrite[] {
	const prompts = found.filter(({ what, taken }) => what === 'prompt' && taken);
	if (prompts.length === 0) return [];
	const cards = cardsFor(prompts, existing);
	const lines = missingAttributes(existing.attributes);
	return [
		...(existing.exists(configPath) ? [] : [configurationFor(prompts, paths)]),
		...cards,
		...(lines === undefined
			? []
			: [{ path: attributesPath, kind: 'gitattributes' as const, text: lines, before: existing.attributes }]),
	];
}

function configurationFor(prompts: readonly Found[], paths: readonly WorkspacePath[]): AdoptionWrite {
	const files = prompts.filter(({ at }) => at === undefined);
	const globs = globsFor(
		files.map(({ path }) => path),
		paths,
	);
	const places = placeEntriesFor(prompts);
	const lines = [
		'# Which files are prompts. Every other key has a default.',
		'prompts:',
		...globs.map(glob => `  - ${JSON.stringify(glob)}`),
		...places.map(({ path, at }) => `  - {path: ${JSON.stringify(path)}, at: ${JSON.stringify(at)}}`),
	];
	return { path: configPath, kind: 'configuration', text: `${lines.join('\n')}\n`, before: undefined };
}

/** One glob for the files of an ending in a folder where all of them are prompts, and one for each other file. */
export function globsFor(prompts: readonly WorkspacePath[], paths: readonly WorkspacePath[]): readonly string[] {
	const wanted = new Set(prompts);
	const counts = new Map<string, number>();
	for (const path of paths) if (!wanted.has(path)) counts.set(familyOf(path), (counts.get(familyOf(path)) ?? 0) + 1);
	const globs = prompts.map(path => (counts.has(familyOf(path)) ? globOfFile(path) : familyOf(path)));
	return [...new Set(globs)].sort();
}

/** The files of the same ending in the same folder, as a glob. */
function familyOf(path: WorkspacePath): string {
	const folder = path.slice(0, path.lastIndexOf('/') + 1);
	const ending = /(?:\.prompt)?\.[^./]+$/.exec(path)?.[0] ?? '';
	return ending === '' ? globOfFile(path) : `${globOfFile(folder)}*${globOfFile(ending)}`;
}

/** Formats that have no place for words about the prompt. */
const cardedFormats: ReadonlySet<string> = new Set(['f-string', 'handlebars', 'jinja2', 'mustache', 'none']);

function cardsFor(prompts: readonly Found[], existing: Existing): readonly AdoptionWrite[] {
	const names = new Set([...existing.names, ...prompts.filter(({ as }) => !cardedFormats.has(as)).map(({ name }) => name)]);
	const cards = prompts
		.filter(({ path, as, at }) => at === undefined && cardedFormats.has(as) && !existing.exists(cardPathOf(path)))
		.map(prompt => {
			const name = freeName(prompt, names);
			names.add(name);
			const { version } = readFileIdentity(prompt.path);
			const text = keysOf(prompt, name, version ?? '1.0.0')
				.map(key => `${key}\n`)
				.join('');
			return { path: cardPathOf(prompt.path), kind: 'card' as const, text, before: undefined };
		});
	return [...cards, ...cardsOfPlaces(prompts, names, existing)];
}

/** The card of a file with prompts inside has one entry for each of them. */
function cardsOfPlaces(prompts: readonly Found[], names: Set<string>, existing: Existing): readonly AdoptionWrite[] {
	const byFile = new Map<WorkspacePath, string[]>();
	for (const prompt of prompts) {
		if (prompt.at === undefined || existing.exists(cardPathOf(prompt.path))) continue;
		const name = freeName(prompt, names);
		names.add(name);
		const entry = `  ${JSON.stringify(prompt.at)}: {${keysOf(prompt, name, '1.0.0').join(', ')}}\n`;
		byFile.set(prompt.path, [...(byFile.get(prompt.path) ?? []), entry]);
	}
	return [...byFile].map(([path, entries]) => ({
		path: cardPathOf(path),
		kind: 'card',
		text: `prompts:\n${entries.join('')}`,
		before: undefined,
	}));
}

function keysOf({ as, at }: Found, name: string, version: string): readonly string[] {
	// Without a word about it a file is a Jinja template; a part of a file may have braces that mean nothing.
	const isSaid = as === 'jinja2' || (as === 'none' && at === undefined);
	return [`name: ${name}`, `version: ${version}`, ...(isSaid ? [] : [`template: ${as}`])];
}

/** The proposed name; where another prompt has it, with the folder before it or a number behind it. */
function freeName({ path, name }: Found, taken: ReadonlySet<string>): string {
	const folder = path.split('/').at(-2);
	const candidates = [name, ...(folder === undefined ? [] : [readFileIdentity(`${folder}-${name}.txt`).name])];
	for (let number = 2; ; number++) {
		const free = candidates.find(candidate => !taken.has(candidate));
		if (free !== undefined) return free;
		candidates.push(`${name}-${number}`);
	}
}
