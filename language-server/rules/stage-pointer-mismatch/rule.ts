import { checkPointers } from '../../../core/formats/registry/check-pointers.ts';
import { touches } from '../../../core/base/text/text-range.ts';
import type { RegistryRule } from '../rule.ts';

export const stagePointerMismatch: RegistryRule = {
	id: 'stage-pointer-mismatch',
	appliesTo: 'registry',
	summary: 'a stage, alias or version that disagrees with the recorded transitions.',
	severity: 'error',
	group: 'registry',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Event sourcing: the present state is what the recorded events lead to.',

	*check({ value, yaml, problems }, { workspace }) {
		if (value === undefined) return;
		// A transition that could not be read leads nowhere, and what it led to would be blamed.
		const transitions = yaml.rangeOf(['transitions'], 'value');
		if (problems.some(({ code, range }) => code === 'yaml-syntax-error' || touches(transitions, range.start))) return;
		for (const { message, place } of checkPointers(value, workspace.config)) {
			yield { range: yaml.rangeOf(place, Object.hasOwn(value, String(place[0])) ? 'value' : 'key'), message };
		}
	},
};
