import { canonicalJson } from '../../core/base/canonical-json.ts';
import { memberOf } from '../../core/base/member-of.ts';
import type { Problem } from '../../core/base/problem.ts';
import { parseYaml } from '../../core/base/yaml/parse-yaml.ts';
import type { YamlSource } from '../../core/base/yaml/yaml-source.ts';
import type { Config } from '../../core/formats/config/config.ts';
import { fileOfCard } from '../../core/formats/prompt/card/card-path.ts';
import { openSheet } from '../../core/formats/prompt/card/sheet.ts';
import { isExcluded } from '../../core/formats/prompt/dialects/parts/dialect-overrides.ts';
import { openPlacePath } from '../../core/formats/prompt/place/place-path.ts';
import { readPlace, writePlace } from '../../core/formats/prompt/place/place-pattern.ts';
import { placesInFile } from '../../core/workspace/cards/places-in-file.ts';
import { placePatternsOf } from '../../core/workspace/file-kind.ts';
import { findDialect } from '../../core/formats/prompt/dialects/find-dialect.ts';
import { parsePrompt } from '../../core/formats/prompt/parse-prompt.ts';
import type { FileContent, FileReader, WorkspacePath } from '../../core/ports/file-store.ts';
import type { ParsedDocument } from './parsed-document.ts';
import type { Reading } from './reading.ts';

/**
 * A card by itself. One that is read with its file has no document of its own: what is to be said of it is said of the prompt.
 *
 * @param files - They give each text together with its card.
 */
export async function readCard(
	path: WorkspacePath,
	files: Pick<FileReader, 'read'>,
	config: Config,
): Promise<{ readonly document: ParsedDocument | undefined; readonly reading: Reading }> {
	const content = await files.read(path);
	if (content.kind === 'missing') return { document: undefined, reading: { kind: 'not-matched' } };
	if (content.kind !== 'text')
		return { document: { kind: 'unreadable', value: { path, content } }, reading: { kind: 'not-read', content } };
	const beside = await files.read(fileOfCard(path) ?? path);
	return { document: cardDocument(path, content.text, beside, config), reading: { kind: 'read', as: 'card' } };
}

/**
 * The same for texts in hand.
 *
 * @param beside - The file that the card is about, read together with it.
 */
export function cardDocument(path: WorkspacePath, text: string, beside: FileContent, config: Config): ParsedDocument | undefined {
	const file = fileOfCard(path) ?? path;
	const yaml = parseYaml(text);
	if (placePatternsOf(file, config).length > 0)
		return { kind: 'card', value: { path, text, yaml, problems: problemsOfList(file, beside, yaml, config) } };
	const isReadWithFile = beside.kind === 'text' && openSheet(beside.text) !== undefined;
	if (isReadWithFile && !isExcluded(file, config.dialects)) return undefined;
	return { kind: 'card', value: { path, text, yaml, problems: [...yaml.problems, ...problemsBeside(file, beside, yaml, config)] } };
}

/** Of the card of a file with prompts inside only what it says of each of them has an effect. */
function problemsOfList(file: WorkspacePath, beside: FileContent, yaml: YamlSource, config: Config): readonly Problem[] {
	if (beside.kind === 'missing') return [...yaml.problems, ...problemsBeside(file, beside, yaml, config)];
	const places = beside.kind === 'text' ? placesInFile(file, beside.text, config) : [];
	const others = keysOf(yaml.value)
		.filter(key => key !== 'prompts')
		.map(key => ({
			code: 'card-without-effect',
			message: `${file} has prompts inside, so “${key}” has no effect here. Write it below “prompts”, under the path of the prompt that it is about.`,
			range: yaml.rangeOf([key], 'key'),
		}));
	const lost = keysOf(memberOf(yaml.value, 'prompts'))
		.filter(at => !places.some(place => isAt(place, at)))
		.map(at => ({
			code: 'card-without-file',
			message: `This is about “${at}”, and stagemark.yaml names no text there in ${file}. Correct the path, or delete the entry.`,
			range: yaml.rangeOf(['prompts', at], 'key'),
		}));
	return [...yaml.problems, ...others, ...lost];
}

function isAt(path: WorkspacePath, at: string): boolean {
	const steps = readPlace(at);
	return steps !== undefined && openPlacePath(path)?.at === writePlace(steps);
}

function keysOf(value: unknown): readonly string[] {
	return Object.keys(typeof value === 'object' && value !== null ? value : {});
}

function problemsBeside(file: WorkspacePath, beside: FileContent, yaml: YamlSource, { dialects }: Config): readonly Problem[] {
	if (beside.kind === 'missing') {
		const message = `This card is about ${file}, and there is no such file. Rename the card after the file, or delete it.`;
		return [{ code: 'card-without-file', message, range: firstLine(yaml.text) }];
	}
	const message = whyNotRead(file, beside, dialects);
	if (message !== undefined) return [{ code: 'card-without-effect', message, range: firstLine(yaml.text) }];
	const own = beside.kind === 'text' ? parsePrompt(file, beside.text, dialects).frontMatter?.value : undefined;
	return keysOf(yaml.value).flatMap(key => {
		const [here, there] = [memberOf(yaml.value, key), memberOf(own, key)];
		if (there !== undefined && canonicalJson(here) === canonicalJson(there)) return [];
		const difference =
			there === undefined
				? `${file} says itself what it is, and “${key}” is not in it.`
				: `${file} says itself what it is, and its “${key}” is another one.`;
		const words = `${difference} What the file says counts, so this has no effect. Move it into the file, and delete the card.`;
		return [{ code: 'card-without-effect', message: words, range: yaml.rangeOf([key], 'key') }];
	});
}

function whyNotRead(file: WorkspacePath, beside: FileContent, dialects: Config['dialects']): string | undefined {
	if (beside.kind !== 'text') return `This card has no effect, because ${file} is not text. Delete the card.`;
	if (isExcluded(file, dialects)) {
		return `This card has no effect, because stagemark.yaml excludes ${file}. Delete the card, or the entry in stagemark.yaml.`;
	}
	if (findDialect(file, beside.text, dialects) !== undefined) return undefined;
	return `This card has no effect, because ${file} holds data that is not in any prompt format. Delete the card.`;
}

function firstLine(text: string): Problem['range'] {
	return { start: 0, end: /^[^\r\n]*/.exec(text)?.[0].length ?? 0 };
}
