import type { ExperimentRule } from '../rule.ts';

const warningBytes = 10_000_000;
/** GitHub refuses a push with a file of this size. */
const errorBytes = 100_000_000;

export const largeFileUntracked: ExperimentRule = {
	id: 'large-file-untracked',
	appliesTo: 'experiment',
	summary: 'a dataset of 10 MB or more that would go into Git itself.',
	severity: 'warning',
	group: 'storage',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'GitHub Docs, About large files on GitHub: a warning above 50 MB, refused above 100 MB; Git LFS specification, docs/spec.md.',

	*check({ yaml }, { experiment }) {
		const dataset = experiment?.dataset;
		if (dataset?.byteCount === undefined || dataset.byteCount < warningBytes) return;
		if (dataset.isInLfs || dataset.dvc !== undefined || dataset.git === 'ignored' || dataset.git === 'none') return;
		const megabytes = Math.round(dataset.byteCount / 1_000_000);
		const isRefused = dataset.byteCount >= errorBytes;
		yield {
			range: yaml.rangeOf(['dataset', 'path'], 'value'),
			severity: isRefused ? 'error' : 'warning',
			message: `${dataset.path} has ${megabytes} MB and goes into Git itself, ${isRefused ? 'where many servers refuse it' : 'permanently and for everyone'}. Track it with Git LFS or DVC.`,
		};
	},
};
