import type { DocumentRule } from '../rule.ts';

export const unquotedTemplateInYaml: DocumentRule = {
	id: 'unquoted-template-in-yaml',
	appliesTo: 'any',
	summary: 'a YAML value that begins with a template tag and has no quotes, so YAML reads a map instead of text.',
	severity: 'error',
	group: 'template',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'YAML 1.2, 7.4 Flow Collection Styles: the yaml package gives a map in a map, PyYAML a ConstructorError.',

	*check({ problems }) {
		for (const { code, range, message, repair } of problems) {
			if (code !== 'unquoted-template-in-yaml') continue;
			const fixes = repair === undefined ? [] : [{ title: `Write ${repair.newText}`, safety: 'safe', edits: [repair] } as const];
			yield { range, message, fixes };
		}
	},
};
