import { globOfFile } from '../../base/glob-of-file.ts';
import { cardPathOf } from '../../formats/prompt/card/card-path.ts';
import { readFileIdentity } from '../../formats/prompt/version/file-name-version.ts';
import type { WorkspacePath } from '../../ports/file-store.ts';
import { configPath } from '../../workspace/file-kind.ts';
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
	const globs = globsFor(
		prompts.map(({ path }) => path),
		paths,
	);
	const lines = [
		'# Which files are prompts. Every other key has a default.',
		'prompts:',
		...globs.map(glob => `  - ${JSON.stringify(glob)}`),
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
	return prompts
		.filter(({ path, as }) => cardedFormats.has(as) && !existing.exists(cardPathOf(path)))
		.map(prompt => {
			const name = freeName(prompt, names);
			names.add(name);
			const { version } = readFileIdentity(prompt.path);
			const template = prompt.as === 'jinja2' || prompt.as === 'none' ? '' : `template: ${prompt.as}\n`;
			const text = `name: ${name}\nversion: ${version ?? '1.0.0'}\n${template}`;
			return { path: cardPathOf(prompt.path), kind: 'card', text, before: undefined };
		});
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
