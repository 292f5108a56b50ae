import { parsePromptReference } from '../../../core/formats/prompt/prompt-reference.ts';
import { normaliseVersion } from '../../../core/formats/prompt/version/version.ts';
import { resolveMember } from '../../../core/workspace/subject.ts';
import type { ComponentRule } from '../rule.ts';

export const floatingPipelineMember: ComponentRule = {
	id: 'floating-pipeline-member',
	appliesTo: 'component',
	summary: 'a pipeline step that refers to a stage or the newest version, which can change without the pipeline.',
	severity: 'info',
	group: 'component',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Practice of lock files: what is released names exact versions.',

	*check(component, { workspace }) {
		for (const { kind, reference: text, path } of component.members) {
			const reference = parsePromptReference(text);
			const selector = reference?.selector;
			if (reference === undefined || (selector !== undefined && normaliseVersion(selector) !== undefined)) continue;
			const resolution = resolveMember(kind, reference, workspace);
			if (resolution.kind !== 'found' || resolution.subject.version === undefined) continue;
			const range = component.yaml.rangeOf(path, 'value');
			const pinned = `${reference.name}@${resolution.subject.version}`;
			yield {
				range,
				message: `“${text}” is ${pinned} today but will move, and then the evidence of ${component.name} goes stale without a change to this file. Pin a version and change it on purpose.`,
				fixes: [{ title: `Pin to “${pinned}”`, safety: 'unsafe', edits: [{ range, newText: pinned }] }],
			};
		}
	},
};
