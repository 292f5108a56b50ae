import { nearestWord } from '../../../core/base/text/nearest-word.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import { includesOf } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { includeFolders, isRelativeName, joinPath, resolveInclude } from '../../../core/workspace/resolve-include.ts';
import type { Fix, PromptRule, RuleContext } from '../rule.ts';

export const unresolvedPartial: PromptRule = {
	id: 'unresolved-partial',
	appliesTo: 'prompt',
	summary: 'an include, import, parent or partial whose file does not exist.',
	severity: 'error',
	group: 'template',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Jinja2 TemplateNotFound, Handlebars “The partial could not be found”; promptly missing-partial.',

	*check(prompt, context) {
		const searchPaths = readPaths(context);
		for (const { target, range, mayBeMissing } of includesOf(prompt.template, prompt.text)) {
			if (target === undefined || mayBeMissing) continue;
			if (resolveInclude(prompt.path, target, context.workspace, searchPaths) !== undefined) continue;
			if (isElsewhere(target, context)) continue;
			const suggestion = findSimilar(target, prompt, context);
			if (!isCertain(target, prompt, context) && suggestion === undefined) continue;
			const advice = suggestion === undefined ? 'Create it, or correct the name.' : `Did you mean “${suggestion}”?`;
			yield {
				range,
				message: `“${target}” does not exist, so this prompt cannot be rendered. ${advice}`,
				fixes: fixesFor(prompt, { target, range }, suggestion, context),
			};
		}
	},
};

/** `paths` in the rule's options: where the host looks, beside the template's own folder and those above it. */
function readPaths({ options }: RuleContext): readonly string[] {
	const { paths } = options;
	return Array.isArray(paths) ? paths.filter(path => typeof path === 'string') : [];
}

/** The host may look in a folder nobody told us of, where a file of that name stands. */
function isElsewhere(target: string, { workspace }: RuleContext): boolean {
	return (
		!isRelativeName(target) && workspace.prompts.some(({ path }) => path.endsWith(`/${target}`) || path.endsWith(`/_${target}.prompt`))
	);
}

/** A name may be one that the host registers; it is none when it says where it starts, or when its folder is there without it. */
function isCertain(target: string, { path }: Prompt, context: RuleContext): boolean {
	if (isRelativeName(target) || readPaths(context).length > 0) return true;
	const slash = target.lastIndexOf('/');
	return slash > 0 && siblingsOf(target, path, context).length > 0;
}

/** Prompt files in the folders where the target could be. */
function siblingsOf(target: string, from: string, context: RuleContext): readonly string[] {
	const inner = target.slice(0, target.lastIndexOf('/') + 1);
	const folders = includeFolders(from, target, context.workspace, readPaths(context)).flatMap(
		folder => joinPath(folder, `${inner}x`)?.slice(0, -1) ?? [],
	);
	return context.workspace.prompts.flatMap(({ path }) => {
		const folder = path.slice(0, path.lastIndexOf('/') + 1);
		return path !== from && folders.includes(folder) ? [path.slice(folder.length)] : [];
	});
}

/** The target with the last part of its name as a file there has it, written the same way. */
function findSimilar(target: string, { path }: Prompt, context: RuleContext): string | undefined {
	const inner = target.slice(0, target.lastIndexOf('/') + 1);
	const name = target.slice(inner.length);
	const hasEnding = name.includes('.');
	const siblings = siblingsOf(target, path, context).map(file => (hasEnding ? file : file.replace(/^_/, '').replace(/\.\w+$/, '')));
	const similar = nearestWord(name, siblings);
	return similar === undefined || similar === name ? undefined : inner + similar;
}

function fixesFor(
	prompt: Prompt,
	{ target, range }: { readonly target: string; readonly range: TextRange },
	suggestion: string | undefined,
	context: RuleContext,
): readonly Fix[] {
	const quote = /^["']/.exec(prompt.text.slice(range.start, range.end))?.[0] ?? '';
	const replace: readonly Fix[] =
		suggestion === undefined
			? []
			: [{ title: `Replace with “${suggestion}”`, safety: 'unsafe', edits: [{ range, newText: quote + suggestion + quote }] }];
	const [folder = ''] = includeFolders(prompt.path, target, context.workspace);
	const path = joinPath(folder, prompt.dialect === 'dotprompt' ? target.replace(/([^/]*)$/, '_$1.prompt') : target);
	// A file without an ending would be no template to anybody.
	if (path === undefined || !/\.\w+$/.test(path) || context.workspace.exists(path)) return replace;
	return [...replace, { title: `Create ${path}`, safety: 'unsafe', edits: [], files: [{ kind: 'create', path, text: '' }] }];
}
