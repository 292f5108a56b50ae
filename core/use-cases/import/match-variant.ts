import type { Ports } from '../../ports/ports.ts';
import type { Prompt } from '../../formats/prompt/prompt.ts';
import { readPrompt } from '../../workspace/read-prompt.ts';
import type { RunTarget } from '../record/resolve-run-target.ts';
import type { ImportRequest } from './import-request.ts';
import type { ImportedRun } from './imported-run.ts';
import { isObject, textOf } from './reading/json-values.ts';
import { trimLineEnds } from '../../base/text/trim-line-ends.ts';
import { ownValue } from '../../base/own-value.ts';

/** One variant of the experiment, with its prompt as it is now. */
export interface VariantCandidate {
	readonly target: RunTarget;
	/** Undefined when the file is gone. */
	readonly prompt: Prompt | undefined;
}

/** Reads the prompt of each variant once. */
export async function variantCandidates(targets: readonly RunTarget[], ports: Ports): Promise<readonly VariantCandidate[]> {
	return await Promise.all(targets.map(async target => ({ target, prompt: await readPrompt(target.prompt, ports) })));
}

/** The variant a run belongs to: as the request says of this run, by its prompt, by its names, as the request says of all. */
export function matchVariant(
	run: ImportedRun,
	candidates: readonly VariantCandidate[],
	{ variant, variants = {} }: Pick<ImportRequest, 'variant' | 'variants'>,
): VariantCandidate | undefined {
	const named = (name: string | undefined): VariantCandidate | undefined =>
		candidates.find(({ target }) => name !== undefined && target.variantName.toLowerCase() === name.toLowerCase());
	const names = [run.label, run.source.id, ...run.variantGuesses].filter(name => name !== undefined);
	const told = names.find(name => Object.hasOwn(variants, name));
	if (told !== undefined) return named(ownValue(variants, told));
	const byPrompt = candidates.filter(({ prompt }) => isPromptOf(run, prompt));
	// One prompt may serve several variants, of which names and the request then decide.
	const eligible = byPrompt.length > 0 ? byPrompt : candidates;
	if (byPrompt.length === 1) return byPrompt[0];
	const byName = names.map(named).find(candidate => candidate !== undefined && eligible.includes(candidate));
	return byName ?? named(variant);
}

/** True when one of the texts that the tool kept is the text of this prompt. */
export function isPromptOf({ promptText, possiblePrompts = [] }: ImportedRun, prompt: Prompt | undefined): boolean {
	return [promptText, ...possiblePrompts].some(text => isTextOf(text, prompt));
}

/** True when the text a tool kept is the text of this prompt: the file, its body, its one message, or the same messages as JSON. */
function isTextOf(text: string | undefined, prompt: Prompt | undefined): boolean {
	if (text === undefined || prompt === undefined) return false;
	const wanted = canonical(text);
	const messages = prompt.messages.map(({ role, range }) => ({ role, text: canonical(prompt.text.slice(range.start, range.end)) }));
	const [only] = messages;
	if (wanted === canonical(prompt.text) || (messages.length === 1 && only?.text === wanted)) return true;
	const chat = chatMessages(text);
	return (
		chat !== undefined &&
		chat.length === messages.length &&
		chat.every(({ role, content }, position) => role === messages[position]?.role && canonical(content) === messages[position].text)
	);
}

/** As prompts are compared everywhere: white space at line ends and around the text says nothing. */
function canonical(text: string): string {
	return trimLineEnds(text.replace(/\r\n?/g, '\n')).trim();
}

function chatMessages(text: string): readonly { readonly role: string; readonly content: string }[] | undefined {
	if (!text.trimStart().startsWith('[')) return undefined;
	try {
		const list: unknown = JSON.parse(text);
		if (!Array.isArray(list)) return undefined;
		return list.filter(isObject).map(({ role, content }) => ({ role: textOf(role) ?? '', content: textOf(content) ?? '' }));
	} catch {
		return undefined;
	}
}
