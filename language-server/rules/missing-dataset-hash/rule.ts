import { insertYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { ExperimentRule } from '../rule.ts';

export const missingDatasetHash: ExperimentRule = {
	id: 'missing-dataset-hash',
	appliesTo: 'experiment',
	summary: 'an experiment that names a dataset without its SHA-256.',
	severity: 'warning',
	group: 'experiment',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'DVC, https://dvc.org/doc/user-guide/project-structure/dvc-files: data is identified by the digest of its content.',

	*check({ value, yaml }, { experiment }) {
		const dataset = value?.dataset;
		if (dataset === undefined || dataset.sha256 !== undefined) return;
		if (dataset.path === undefined && dataset.dvc === undefined) return;
		const sha256 = experiment?.dataset?.sha256;
		const edit = sha256 === undefined ? undefined : insertYamlEntry(yaml, ['dataset'], { key: 'sha256', value: sha256 });
		yield {
			range: yaml.rangeOf(['dataset'], 'key'),
			message: 'The dataset has no “sha256”, so changes to its rows go unnoticed. Add the hash of the file.',
			fixes: edit === undefined ? [] : [{ title: 'Add the SHA-256 of the file on disk', safety: 'safe', edits: [edit] }],
		};
	},
};
