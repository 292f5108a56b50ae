import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { TemplateLanguage, TemplateNode } from '../../../templates/api.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { PromptRule } from '../rule.ts';

export const mixedTemplateSyntax: PromptRule = {
	id: 'mixed-template-syntax',
	appliesTo: 'prompt',
	summary: 'a declared input written in the syntax of another template language, so the model reads the braces.',
	severity: 'warning',
	group: 'template',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'promptlint-ai, “mixed placeholder formats”.',

	*check(prompt) {
		const names = new Set(prompt.inputs.map(({ name }) => name));
		const own = spellings.get(prompt.template.language);
		if (names.size === 0 || own === undefined) return;
		for (const { name, range, written } of foreignPlaces(prompt, own.foreign)) {
			if (!names.has(name)) continue;
			const newText = own.write(name);
			yield {
				range,
				message: `“${written}” is not the syntax of this template for the input “${name}”, so it reaches the model unchanged. Write ${newText}.`,
				fixes: [{ title: `Write ${newText}`, safety: 'unsafe', edits: [{ range, newText }] }],
			};
		}
	},
};

interface Spelling {
	write(name: string): string;
	/** How others write a name, in group 1. */
	readonly foreign: RegExp;
}

const singleBraces = String.raw`(?<![{$\w])\{(?<single>[A-Za-z_]\w*)\}(?!\})`;
const dollar = String.raw`\$\{(?<dollar>[A-Za-z_]\w*)\}`;
const doubleBraces = String.raw`\{\{\s*(?<double>[A-Za-z_]\w*)\s*\}\}`;
const percent = String.raw`%\((?<percent>[A-Za-z_]\w*)\)s`;

const doubled: Spelling = { write: name => `{{ ${name} }}`, foreign: new RegExp([singleBraces, dollar, percent].join('|'), 'g') };
const compact: Spelling = { ...doubled, write: name => `{{${name}}}` };

const spellings: ReadonlyMap<TemplateLanguage, Spelling> = new Map([
	['f-string', { write: (name: string) => `{${name}}`, foreign: new RegExp([doubleBraces, dollar, percent].join('|'), 'g') }],
	['handlebars', compact],
	['jinja2', doubled],
	['mustache', compact],
	['simple', compact],
]);

interface ForeignPlace {
	readonly name: string;
	readonly range: TextRange;
	readonly written: string;
}

function foreignPlaces({ text, template, messages }: Prompt, pattern: RegExp): readonly ForeignPlace[] {
	return textsOf(template.nodes).flatMap(({ start, end }) =>
		Array.from(text.slice(start, end).matchAll(pattern), ({ index, 0: written, groups }) => ({
			name: groups?.['single'] ?? groups?.['dollar'] ?? groups?.['double'] ?? groups?.['percent'] ?? '',
			range: { start: start + index, end: start + index + written.length },
			written,
		})).filter(({ range }) => messages.some(message => message.range.start <= range.start && range.end <= message.range.end)),
	);
}

function textsOf(nodes: readonly TemplateNode[]): readonly TextRange[] {
	return nodes.flatMap(node => {
		if (node.kind === 'block') return node.branches.flatMap(({ children }) => textsOf(children));
		return node.kind === 'text' ? [node.range] : [];
	});
}
