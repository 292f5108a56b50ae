import { parseYaml } from './parse-yaml.ts';
import type { YamlSource } from './yaml-source.ts';

/** Parses YAML as `parseYaml` does without options. */
export type YamlParser = (text: string) => YamlSource;

/** A parser that knows the last texts it was given: a file with a hundred prompts inside is parsed once and not a hundred times. */
export function rememberYaml(): YamlParser {
	const known = new Map<string, YamlSource>();
	return text => {
		const source = known.get(text) ?? parseYaml(text);
		known.delete(text);
		known.set(text, source);
		for (const oldest of known.keys()) {
			if (known.size <= mostTexts) break;
			known.delete(oldest);
		}
		return source;
	};
}

/** A file, its card and stagemark.yaml, of two files at a time. */
const mostTexts = 6;
