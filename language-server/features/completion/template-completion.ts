import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import { touches } from '../../../core/base/text/text-range.ts';
import type { CompletionItem } from './completion-item.ts';
import { vocabulary } from '../../../templates/api.ts';
import type { JinjaWord } from '../../../templates/api.ts';
import { runBefore } from '../../../core/base/text/run-before.ts';

/** What may be written inside a template tag. Empty outside of tags, in comments, in strings and behind a dot. */
export function completeTemplate(prompt: Prompt, offset: number): readonly CompletionItem[] {
	const tag = openTagBefore(prompt, offset);
	if (tag === undefined) return [];
	const word = runBefore(tag.text, /^\w$/).replace(/^\d+/, '');
	const before = tag.text.slice(0, tag.text.length - word.length);
	if (isInString(before) || /[.\d]$/.test(before)) return [];
	const range = { start: offset - word.length, end: offset };
	if (prompt.template.language === 'semantic-kernel') return kernelVariables(prompt, range, before);
	if (prompt.template.language === 'jinja2') return completeJinja(prompt, range, { kind: tag.kind, before });
	return tag.kind === 'output' ? variables(prompt, range) : [];
}

function completeJinja(
	prompt: Prompt,
	range: TextRange,
	{ kind, before }: { readonly kind: OpenTag['kind']; readonly before: string },
): readonly CompletionItem[] {
	if (/\|\s*$/.test(before)) return words(vocabulary.jinja.filters, 'filter', range);
	if (/\bis(?:\s+not)?\s+$/.test(before)) return words(vocabulary.jinja.tests, 'filter', range);
	if (kind === 'statement' && /^[-+]?\s*$/.test(before)) return words(vocabulary.jinja.statements, 'keyword', range);
	return variables(prompt, range);
}

interface OpenTag {
	readonly kind: 'output' | 'statement';
	/** From behind the delimiter to the cursor. */
	readonly text: string;
}

/** The tag the cursor is in, however unfinished. Read from the text, since a tag being typed has no tree yet. */
function openTagBefore({ text, template }: Prompt, offset: number): OpenTag | undefined {
	const before = text.slice(template.range.start, offset);
	if (template.language === 'f-string') return openField(before);
	if (template.language === 'vscode-input') return openInput(before);
	const opening = Math.max(before.lastIndexOf('{{'), before.lastIndexOf('{%'));
	if (opening === -1) return undefined;
	const inside = before.slice(opening + 2);
	const isStatement = before[opening + 1] === '%';
	// In Handlebars `{#` is part of `{{#each`.
	const isInComment = template.language === 'jinja2' && before.lastIndexOf('{#') > before.lastIndexOf('#}');
	if (isInComment || inside.includes(isStatement ? '%}' : '}}')) return undefined;
	return { kind: isStatement ? 'statement' : 'output', text: inside };
}

/** A single brace that is not doubled; of `{{{` the third opens a field. Behind `!` and `:` no name can stand. */
function openField(before: string): OpenTag | undefined {
	const [, braces = '', inside = ''] = /(\{+)([^{}!:]*)$/.exec(before) ?? [];
	return braces.length % 2 === 1 ? { kind: 'output', text: inside } : undefined;
}

/** `${input:` and the name; behind a second colon stands a placeholder. */
function openInput(before: string): OpenTag | undefined {
	const inside = /\$\{input:([^\s:{}$]*)$/.exec(before)?.[1];
	return inside === undefined ? undefined : { kind: 'output', text: inside };
}

function isInString(text: string): boolean {
	return [...text.matchAll(/"(?:\\.|[^"\\])*\\?("|$)|'(?:\\.|[^'\\])*\\?('|$)/gs)].some(
		([, double, single]) => (double ?? single) === '',
	);
}

/** Variables of Semantic Kernel have a `$`, which is written along unless it stands there. */
function kernelVariables(prompt: Prompt, range: TextRange, before: string): readonly CompletionItem[] {
	const sign = before.endsWith('$') ? '' : '$';
	return variables(prompt, range).map(item => ({ ...item, edit: { range, newText: sign + item.edit.newText } }));
}

/** Inputs that a file does not declare but uses elsewhere, where it declares none or not all. */
function undeclaredNames(prompt: Prompt, range: TextRange): readonly string[] {
	if (prompt.declaresInputs) return [];
	const declared = new Set(prompt.inputs.map(({ name }) => name));
	const others = prompt.template.uses.filter(use => use.definition === undefined && !touches(use.range, range.end));
	return [...new Set(others.map(({ name }) => name))].filter(name => !declared.has(name));
}

function variables(prompt: Prompt, range: TextRange): readonly CompletionItem[] {
	const inputs = prompt.inputs.map(input => ({
		label: input.name,
		kind: 'variable' as const,
		detail: ['input', ...(input.type === undefined ? [] : [input.type]), ...(input.trust === undefined ? [] : [input.trust])].join(
			' · ',
		),
		documentation: input.description,
		edit: { range, newText: input.name },
	}));
	const declared = new Set(prompt.inputs.map(({ name }) => name));
	const locals = prompt.template.definitions.filter(({ name, scope }) => !declared.has(name) && touches(scope, range.start));
	const names = [...new Set(locals.map(({ name }) => name))];
	return [
		...inputs,
		...undeclaredNames(prompt, range).map(name => ({
			label: name,
			kind: 'variable' as const,
			detail: 'input',
			documentation: undefined,
			edit: { range, newText: name },
		})),
		...names.map(name => ({
			label: name,
			kind: 'variable' as const,
			detail: 'defined in this template',
			documentation: undefined,
			edit: { range, newText: name },
		})),
	];
}

function words(vocabulary: readonly JinjaWord[], kind: CompletionItem['kind'], range: TextRange): readonly CompletionItem[] {
	return vocabulary.map(({ name, signature, description }) => ({
		label: name,
		kind,
		detail: signature,
		documentation: description,
		edit: { range, newText: name },
	}));
}
