import type { ExperimentRule } from '../rule.ts';

export const dvcLockOutdated: ExperimentRule = {
	id: 'dvc-lock-outdated',
	appliesTo: 'experiment',
	summary: 'a dataset that no longer matches what DVC recorded.',
	severity: 'warning',
	group: 'storage',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'DVC 3, dvc/schema.py (LOCKFILE_SCHEMA 2.0) and the documentation of dvc status.',

	*check({ yaml, value }, { experiment }) {
		const dataset = experiment?.dataset;
		if (dataset?.dvc?.isOutdated !== true) return;
		yield {
			range: yaml.rangeOf(['dataset', value?.dataset?.path === undefined ? 'dvc' : 'path'], 'value'),
			message: `${dataset.path} does not match ${dataset.dvc.file}, so other machines would get different data. Run “dvc commit” to keep the change or “dvc checkout” to undo it.`,
		};
	},
};
