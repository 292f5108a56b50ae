import { problemOfName } from '../../../core/formats/problem-of-name.ts';
import type { Problem } from '../../../core/base/problem.ts';
import { insertYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { DocumentRule, Fix } from '../rule.ts';

export const missingRequiredKey: DocumentRule = {
	id: 'missing-required-key',
	appliesTo: 'any',
	summary: 'a missing key that the file needs.',
	severity: 'warning',
	group: 'schema',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'The schemas of this tool.',

	*check(document) {
		for (const problem of document.problems) {
			if (problem.code !== 'missing-required-key') continue;
			const { range, message } = problem;
			yield { range, message, fixes: 'yaml' in document ? fixesFor(document.path, document.yaml, problem) : [] };
		}
	},
};

/** The identity of an experiment and of a registry file is in its path; no other value is known. */
function fixesFor(path: string, yaml: YamlSource, { message }: Problem): readonly Fix[] {
	const [folder = '', file = ''] = path.split('/').slice(-2);
	const isExperiment = /^(?:methodology|experiment)\.ya?ml$/.test(file);
	const key = isExperiment ? 'id' : 'name';
	if (!message.startsWith(`This file needs “${key}”`) || isWritten(yaml, key)) return [];
	const value = isExperiment ? (/^[a-z]+-\d+/i.exec(folder)?.[0] ?? folder) : file.replace(/\.ya?ml$/, '');
	const edit = problemOfName(value) === undefined ? insertYamlEntry(yaml, [], { key, value }) : undefined;
	return edit === undefined ? [] : [{ title: `Add “${key}: ${value}”`, safety: 'safe', edits: [edit] }];
}

function isWritten(yaml: YamlSource, key: string): boolean {
	return typeof yaml.value === 'object' && yaml.value !== null && key in yaml.value;
}
