import type { TextRange } from '../../text/text-range.ts';
import type { TemplateReference, TemplateTree } from '../../tree/template-tree.ts';
import { bindVariables } from './scope/bind-variables.ts';
import { MentionFinder } from './scope/mentions.ts';
import { NameReader } from './scope/name-reads.ts';
import { checkProgram } from './check-program.ts';
import type { JinjaProgram } from './block-assembler.ts';
import { scanTemplate } from './scan-template.ts';

/**
 * Reads a Jinja2 template: the core of 3.1 with the extensions do, loopcontrols and i18n and with `generation`, in which the chat
 * templates of Hugging Face put what a model says; default delimiters, line statements off.
 * Parses the part of `text` inside `range`, all of it by default; offsets are those of `text`. Never throws: what Jinja would reject is
 * a problem, and reading goes on at the next construct. The time it takes grows with the length of the text and no faster.
 *
 * A template without problems is one that Jinja 3.1 compiles. The names without definition are those of
 * `jinja2.meta.find_undeclared_variables`, less those that this function names although no way through the template reads them
 * from the caller; names that the engine gives, such as `range`, are never among them. Checked against Jinja in test/differential.
 */
export function parseJinja(text: string, range: TextRange = { start: 0, end: text.length }): TemplateTree {
	const { program, problems } = scanTemplate(text.slice(0, range.end), range);
	const reader = new NameReader();
	const mentions = new MentionFinder(program, reader);
	return {
		language: 'jinja2',
		range,
		nodes: program.nodes,
		problems: [...problems, ...checkProgram(program, mentions)].sort((a, b) => a.range.start - b.range.start),
		...bindVariables(program, reader, mentions),
		references: referencesOf(program),
	};
}

function referencesOf({ statements, brokenNodes }: JinjaProgram): readonly TemplateReference[] {
	const references: TemplateReference[] = [];
	for (const [tag, statement] of statements) {
		if (statement.kind !== 'reference' || brokenNodes.has(tag)) continue;
		const { template, referenceKind: kind } = statement;
		const alternatives = template.kind === 'list' || template.kind === 'tuple' ? template.items : [template];
		for (const { range, ...expression } of alternatives) {
			const isName = expression.kind === 'literal' && typeof expression.value === 'string';
			references.push({ kind, target: isName ? String(expression.value) : undefined, range });
		}
	}
	return references;
}
