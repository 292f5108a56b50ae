import type { ExperimentRule } from '../rule.ts';

export const datasetHashMismatch: ExperimentRule = {
	id: 'dataset-hash-mismatch',
	appliesTo: 'experiment',
	summary: 'an experiment whose dataset on disk does not match the recorded hash.',
	severity: 'error',
	group: 'experiment',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'DVC, https://dvc.org/doc/user-guide/project-structure/dvc-files: data is identified by the digest of its content.',

	*check({ value, yaml }, { experiment }) {
		const declared = value?.dataset?.sha256;
		const found = experiment?.dataset;
		if (declared === undefined || found?.sha256 === undefined || declared.toLowerCase() === found.sha256) return;
		const range = yaml.rangeOf(['dataset', 'sha256'], 'value');
		yield {
			range,
			message: `${found.path} is not the dataset this experiment was planned on: its SHA-256 is ${found.sha256.slice(0, 12)}…. Restore it, or plan a new experiment on the new data.`,
			fixes: [{ title: 'Use the SHA-256 of the file on disk', safety: 'unsafe', edits: [{ range, newText: found.sha256 }] }],
		};
	},
};
