import type { ExperimentRule } from '../rule.ts';

export const lfsPointerNotSmudged: ExperimentRule = {
	id: 'lfs-pointer-not-smudged',
	appliesTo: 'experiment',
	summary: 'a dataset whose Git LFS content was not fetched: only the pointer is on disk.',
	severity: 'info',
	group: 'storage',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Git LFS specification, https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: version https://git-lfs.github.com/spec/v1.',

	*check({ yaml }, { experiment }) {
		const dataset = experiment?.dataset;
		if (dataset?.isLfsPointer !== true) return;
		yield {
			range: yaml.rangeOf(['dataset', 'path'], 'value'),
			message: `Only the Git LFS pointer of ${dataset.path} is on disk, so a run would find no cases. Fetch the content with “git lfs pull”.`,
		};
	},
};
