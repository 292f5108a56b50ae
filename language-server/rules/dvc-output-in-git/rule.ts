import type { ExperimentRule } from '../rule.ts';

export const dvcOutputInGit: ExperimentRule = {
	id: 'dvc-output-in-git',
	appliesTo: 'experiment',
	summary: 'a dataset that both DVC and Git track.',
	severity: 'error',
	group: 'storage',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'DVC, https://dvc.org/doc/command-reference/add: what DVC tracks must not be tracked by Git.',

	*check({ yaml, value }, { experiment }) {
		const dataset = experiment?.dataset;
		if (dataset?.dvc === undefined || dataset.dvc.isKeptInGit || dataset.git !== 'committed') return;
		yield {
			range: yaml.rangeOf(['dataset', value?.dataset?.path === undefined ? 'dvc' : 'path'], 'value'),
			message: `Both DVC (${dataset.dvc.file}) and Git track ${dataset.path}, which DVC refuses. Remove it from Git: git rm --cached ${dataset.path}`,
		};
	},
};
