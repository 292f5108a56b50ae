import { memberOf } from '../../base/member-of.ts';
import { nearestWord } from '../../base/text/nearest-word.ts';
import type { Problem } from '../../base/problem.ts';
import type { FileContent } from '../../ports/file-store.ts';
import { parseYaml } from '../../base/yaml/parse-yaml.ts';
import { textPathsOf } from '../../base/yaml/schema-keys.ts';
import { validateYaml } from '../../base/yaml/validate-yaml.ts';
import type { YamlSource } from '../../base/yaml/yaml-source.ts';
import { configSchema } from './config.ts';
import type { Config, ParsedConfig } from './config.ts';
import { placesOfEntries, withEntryReadings } from './sections/prompt-entries.ts';
import { settingsWithoutEffect } from './settings-without-effect.ts';

/** Reads `stagemark.yaml`; `undefined` for a workspace without one. What is missing or cannot be read has its default. */
export function parseConfig(text: string | undefined): ParsedConfig {
	const yaml = parseYaml(text ?? '', { isText: textPathsOf(configSchema) });
	const { value: read = configSchema.parse({}), problems } = validateYaml(yaml, configSchema);
	const entries = memberOf(yaml.value, 'prompts');
	const value = { ...read, dialects: withEntryReadings(read.dialects, entries), places: placesOfEntries(entries) };
	const idle = settingsWithoutEffect(yaml);
	return {
		value,
		isWritten: text !== undefined,
		yaml,
		idle,
		problems: [...yaml.problems, ...problems, ...problemsOfStages(value, yaml)].sort(
			(left, right) => left.range.start - right.range.start,
		),
	};
}

/** As `parseConfig`. A file that is there and is no text is a problem, because what it requires stays unknown. */
export function parseConfigFile(content: FileContent): ParsedConfig {
	if (content.kind === 'text') return parseConfig(content.text);
	const absent = parseConfig(undefined);
	if (content.kind === 'missing') return absent;
	const message = 'stagemark.yaml is not a text file of readable size, so the defaults apply. Restore it from Git.';
	return { ...absent, problems: [{ code: 'unreadable-file', message, range: { start: 0, end: 0 } }] };
}

/** Requirements of a stage that does not exist would never be asked for. */
function problemsOfStages({ promotion, stages }: Config, yaml: YamlSource): readonly Problem[] {
	return Object.keys(promotion)
		.filter(stage => !stages.includes(stage))
		.map(stage => {
			const suggestion = nearestWord(stage, stages);
			const advice = suggestion === undefined ? `Write one of ${stages.join(', ')}.` : `Did you mean “${suggestion}”?`;
			const range = yaml.rangeOf(['promotion', stage], 'key');
			return {
				code: 'unknown-key',
				message: `“${stage}” is not a stage, so these requirements never apply. ${advice}`,
				range,
				repair: suggestion === undefined || Object.hasOwn(promotion, suggestion) ? undefined : { range, newText: suggestion },
			};
		});
}
