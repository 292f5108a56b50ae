import type { DocumentRule } from '../rule.ts';

export const settingWithoutEffect: DocumentRule = {
	id: 'setting-without-effect',
	appliesTo: 'any',
	summary: 'a setting in `stagemark.yaml` that this version reads and does not act on yet.',
	severity: 'warning',
	group: 'schema',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'The configuration of this tool: its format has keys for what later versions do.',

	*check({ problems }) {
		for (const { code, range, message } of problems) {
			if (code === 'setting-without-effect') yield { range, message, fixes: [] };
		}
	},
};
