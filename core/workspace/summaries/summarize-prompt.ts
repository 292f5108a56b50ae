import type { WorkspacePath } from '../../ports/file-store.ts';
import { promptContentHash } from '../../formats/prompt/hash/content-hash.ts';
import type { DialectOverrides } from '../../formats/prompt/dialects/parts/dialect-overrides.ts';
import { readFileIdentity } from '../../formats/prompt/version/file-name-version.ts';
import { namedFiles } from '../../formats/prompt/named-files.ts';
import { parsePrompt } from '../../formats/prompt/parse-prompt.ts';
import type { Prompt } from '../../formats/prompt/prompt.ts';
import { includesOf } from '../../../templates/api.ts';
import { nameOfTemplate } from '../../formats/prompt/template-name.ts';
import type { TemplateName } from '../../formats/prompt/template-name.ts';
import { withoutUndefined } from '../../base/without-undefined.ts';
import { normaliseVersion } from '../../formats/prompt/version/version.ts';
import { tagsOf } from '../../formats/tags-of.ts';
import type { PromptSummary } from './file-summary.ts';

/** A prompt's summary, and what its file name would say if another file of the folder had the same stem. */
export interface SummarizedPrompt {
	readonly kind: 'prompt';
	readonly summary: PromptSummary;
	/** The name without a trailing `-v2`, which the files of one prompt share. */
	readonly stem: string;
	/** What the summary becomes when a second file shares the stem; undefined when the name ends otherwise or a version is given. */
	readonly asVersion: { readonly name: string; readonly version: string } | undefined;
}

/**
 * Reads and summarises a prompt file of the working tree, or of a commit when `revision` is given.
 *
 * @param dialects - As for `parsePrompt`.
 */
export function summarizePrompt(path: WorkspacePath, text: string, revision?: string, dialects: DialectOverrides = {}): SummarizedPrompt {
	return summarizeParsedPrompt(parsePrompt(path, text, dialects), revision);
}

/** The same for a prompt that was parsed already. */
export function summarizeParsedPrompt(prompt: Prompt, revision?: string): SummarizedPrompt {
	const { path } = prompt;
	const { loneVersion } = readFileIdentity(path);
	const isNameGiven = prompt.name.source === 'front-matter';
	return {
		kind: 'prompt',
		summary: {
			kind: 'prompt',
			path,
			revision,
			dialect: prompt.dialect,
			...withoutUndefined({ template: configuredTemplate(prompt) }),
			name: prompt.name.value,
			version: prompt.version === undefined ? undefined : normaliseVersion(prompt.version.value),
			contentHash: promptContentHash(prompt),
			description: prompt.description?.value,
			model: prompt.model?.value,
			tags: tagsOf(prompt.frontMatter?.value),
			inputs: prompt.inputs.map(({ name, isRequired }) => ({ name, isRequired })),
			usedInputs: usedInputs(prompt),
			includes: includes(prompt),
			...withoutUndefined({ names: names(prompt) }),
		},
		stem: loneVersion?.stem ?? prompt.name.value,
		asVersion:
			loneVersion === undefined || prompt.version !== undefined
				? undefined
				: { name: isNameGiven ? prompt.name.value : loneVersion.stem, version: loneVersion.version },
	};
}

/** Jinja is what a template is in when nothing else is said. */
function configuredTemplate({ dialect, template }: Prompt): TemplateName | undefined {
	const name = dialect === 'stagemark' || dialect === 'plain-template' ? nameOfTemplate(template) : undefined;
	return name === 'jinja2' && dialect === 'stagemark' ? undefined : name;
}

function names(prompt: Prompt): PromptSummary['names'] {
	const found = namedFiles(prompt).map(({ target, reading }) => ({ ...reading, target }));
	return found.length === 0 ? undefined : found;
}

function usedInputs(prompt: Prompt): readonly string[] {
	return [...new Set(prompt.template.uses.filter(use => use.definition === undefined).map(use => use.name))].sort();
}

function includes({ template, text }: Prompt): PromptSummary['includes'] {
	const found = new Map<string | undefined, boolean>();
	for (const { target, isUnconditional } of includesOf(template, text)) {
		found.set(target, isUnconditional || found.get(target) === true);
	}
	return Array.from(found, ([target, isUnconditional]) => ({ target, isUnconditional }));
}
