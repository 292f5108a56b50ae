import type { TextEdit } from '../../documents/text-edit.ts';
import type { DocumentRule, Fix } from '../rule.ts';

export const unescapedLiteralBrace: DocumentRule = {
	id: 'unescaped-literal-brace',
	appliesTo: 'any',
	summary: 'a literal brace in an f-string template that is not doubled, so Python refuses the template.',
	severity: 'error',
	group: 'template',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Format String Syntax of the Python documentation; f-string is the default template format of LangChain.',

	*check({ problems }) {
		const found = problems.filter(({ code }) => code === 'unescaped-literal-brace');
		const edits = found.flatMap(({ repair }) => repair ?? []);
		for (const { range, message } of found) yield { range, message, fixes: doubleAll(edits) };
	},
};

/** All at once: with one brace of a pair doubled, Python refuses the template all the same. */
function doubleAll(edits: readonly TextEdit[]): readonly Fix[] {
	const [first] = edits;
	if (first === undefined) return [];
	const title = edits.length === 1 ? `Write ${first.newText}` : `Double all ${edits.length} literal braces`;
	return [{ title, safety: 'safe', edits }];
}
