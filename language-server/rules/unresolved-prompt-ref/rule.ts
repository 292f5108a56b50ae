import { explainReference } from '../../../core/workspace/explain-reference.ts';
import { resolveSubject } from '../../../core/workspace/subject.ts';
import type { ExperimentRule } from '../rule.ts';

export const unresolvedPromptRef: ExperimentRule = {
	id: 'unresolved-prompt-ref',
	appliesTo: 'experiment',
	summary: 'a variant whose prompt reference matches no prompt, version or stage.',
	severity: 'error',
	group: 'experiment',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'References of this repository: NAME@VERSION, NAME@STAGE or NAME, looked up in the working tree and in Git history.',

	*check(experiment, { workspace }) {
		for (const [name, variant] of Object.entries(experiment.value?.variants ?? {})) {
			const failure = explainReference(variant.prompt, 'prompt', reference => resolveSubject(reference, workspace));
			if (failure === undefined) continue;
			const range = experiment.yaml.rangeOf(['variants', name, 'prompt'], 'value');
			yield {
				range,
				message: `${failure.message} The variant “${name}” cannot be run. ${failure.action}`,
				fixes:
					failure.replacement === undefined
						? []
						: [
								{
									title: `Replace with “${failure.replacement}”`,
									safety: 'unsafe',
									edits: [{ range, newText: failure.replacement }],
								},
							],
			};
		}
	},
};
