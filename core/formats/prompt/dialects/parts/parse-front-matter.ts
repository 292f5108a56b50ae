import { parseYaml } from '../../../../base/yaml/parse-yaml.ts';
import type { YamlSource } from '../../../../base/yaml/yaml-source.ts';
import type { FrontMatterPlace } from '../../split-front-matter.ts';

/** The front matter of a format whose keys are read one by one. A version stays the text that was written: 1.0 is no number. */
export function parseFrontMatter(text: string, { yaml: { start, end } }: Pick<FrontMatterPlace, 'yaml'>): YamlSource {
	return parseYaml(text.slice(start, end), {
		offset: start,
		problemCode: 'front-matter-syntax-error',
		isText: ([key]) => key === 'version',
	});
}
