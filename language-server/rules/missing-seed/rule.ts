import { insertYamlEntry } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { ExperimentRule } from '../rule.ts';

export const missingSeed: ExperimentRule = {
	id: 'missing-seed',
	appliesTo: 'experiment',
	summary: 'an experiment with a command but no seeds.',
	severity: 'info',
	group: 'experiment',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'OpenAI cookbook, Reproducible outputs with the seed parameter: with a fixed seed outputs are mostly consistent.',

	*check({ value, yaml }) {
		if (value?.run === undefined || value.seeds !== undefined) return;
		const edit = insertYamlEntry(yaml, [], { key: 'seeds', value: '[1]' });
		yield {
			range: yaml.rangeOf(['run'], 'key'),
			message: 'This experiment lists no seeds, so its runs cannot be repeated. Add “seeds”, one for each repeat.',
			fixes: edit === undefined ? [] : [{ title: 'Add “seeds: [1]”', safety: 'safe', edits: [edit] }],
		};
	},
};
