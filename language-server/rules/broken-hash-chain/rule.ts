import { checkChain } from '../../../core/formats/registry/hash-chain.ts';
import { touches } from '../../../core/base/text/text-range.ts';
import type { RegistryRule } from '../rule.ts';

export const brokenHashChain: RegistryRule = {
	id: 'broken-hash-chain',
	appliesTo: 'registry',
	summary: 'a transition that was changed, removed or moved after it was recorded.',
	severity: 'error',
	group: 'registry',
	fix: 'none',
	isSuppressible: false,
	needsOptIn: false,
	isPreview: false,
	source: 'Registry format of this tool: each transition carries the digest of the one before.',

	*check({ value, yaml, problems }) {
		if (value === undefined) return;
		// A transition that could not be read is missing from the value, and its successor would be blamed. Problems elsewhere
		// in the file must not hide a broken chain.
		const transitions = yaml.rangeOf(['transitions'], 'value');
		const isPartlyRead = problems.some(({ code, range }) => code === 'yaml-syntax-error' || touches(transitions, range.start));
		if (isPartlyRead) return;
		const broken = checkChain(value.transitions);
		if (broken === undefined) return;
		const { position, kind } = broken;
		const version = value.transitions[position]?.version ?? '';
		const place = kind === 'previous' ? 'previous' : 'digest';
		const reason =
			kind === 'previous'
				? 'does not follow the one before it: an entry was removed, added or moved'
				: 'differs from what was recorded: it was edited later';
		yield {
			range: yaml.rangeOf(['transitions', position, place], 'value'),
			message: `Transition ${position + 1} (${version}) ${reason}, so the history from here on proves nothing. Restore the file from Git and record corrections as new transitions.`,
		};
	},
};
