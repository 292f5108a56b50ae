import type { WorkspacePath } from '../../ports/file-store.ts';
import { parseYaml } from '../../base/yaml/parse-yaml.ts';
import { textPathsOf } from '../../base/yaml/schema-keys.ts';
import { validateYaml } from '../../base/yaml/validate-yaml.ts';
import { experimentSchema } from './experiment.ts';
import type { ParsedExperiment } from './experiment.ts';

/** Reads a methodology file. Text is taken as written where text is wanted: `id: 001` stays `001`, dates stay as they are. */
export function parseExperiment(path: WorkspacePath, text: string): ParsedExperiment {
	const yaml = parseYaml(text, { isText: textPathsOf(experimentSchema) });
	const { value, problems } = validateYaml(yaml, experimentSchema);
	return {
		path,
		folder: path.slice(0, Math.max(0, path.lastIndexOf('/'))),
		text,
		value,
		yaml,
		problems: [...yaml.problems, ...problems],
	};
}
