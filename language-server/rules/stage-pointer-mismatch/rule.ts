import { checkPointers } from '../../../core/formats/registry/check-pointers.ts';
import { touches } from '../../../core/base/text/text-range.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { YamlPath } from '../../../core/base/yaml/yaml-source.ts';
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
		const rangeAt = (place: YamlPath): TextRange => yaml.rangeOf(place, Object.hasOwn(value, String(place[0])) ? 'value' : 'key');
		const mismatches = checkPointers(value, workspace.config);
		for (const { message, place } of mismatches.slice(0, mostFindings)) yield { range: rangeAt(place), message };
		const next = mismatches[mostFindings];
		if (next === undefined) return;
		yield {
			range: rangeAt(next.place),
			message: `${(mismatches.length - mostFindings).toLocaleString('en-US')} more stages, aliases or versions disagree with the recorded transitions, from here on. Restore the file from Git.`,
		};
	},
};

/** Of a file that was written by mistake for thousands of versions, a few are enough to see it. */
const mostFindings = 20;
