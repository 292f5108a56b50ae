import { explainReference } from '../../../core/workspace/explain-reference.ts';
import { resolveMember } from '../../../core/workspace/subject.ts';
import type { ComponentRule } from '../rule.ts';

export const unresolvedPipelineMember: ComponentRule = {
	id: 'unresolved-pipeline-member',
	appliesTo: 'component',
	summary: 'a pipeline step whose prompt, model or embedding does not exist.',
	severity: 'error',
	group: 'component',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'References of this repository: NAME@VERSION, NAME@STAGE or NAME, looked up in the working tree and in Git history.',

	*check(component, { workspace }) {
		for (const { kind, reference: text, path } of component.members) {
			const failure = explainReference(text, kind, reference => resolveMember(kind, reference, workspace));
			if (failure === undefined) continue;
			const { message, action, replacement } = failure;
			const range = component.yaml.rangeOf(path, 'value');
			const edits = replacement === undefined ? [] : [{ range, newText: replacement }];
			yield {
				range,
				message: `${message} The pipeline is incomplete without it. ${action}`,
				fixes: replacement === undefined ? [] : [{ title: `Replace with “${replacement}”`, safety: 'unsafe', edits }],
			};
		}
	},
};
