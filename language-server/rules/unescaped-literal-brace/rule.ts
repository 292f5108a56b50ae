import type { DocumentRule } from '../rule.ts';

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
		for (const { code, range, message, repair } of problems) {
			if (code !== 'unescaped-literal-brace') continue;
			const fixes = repair === undefined ? [] : [{ title: `Write ${repair.newText}`, safety: 'safe', edits: [repair] } as const];
			yield { range, message, fixes };
		}
	},
};
