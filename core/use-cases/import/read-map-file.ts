import { parseYaml } from '../../base/yaml/parse-yaml.ts';
import { linePositions } from '../../base/text/line-positions.ts';
import { reasonOf } from '../record/read-input-map.ts';
import type { SourceFile } from './import-source.ts';
import { ImportStop } from './import-stop.ts';
import type { ImportNotes } from './import-notes.ts';
import { isObject } from './reading/json-values.ts';
import type { JsonObject } from './reading/json-values.ts';
import { readJson } from './reading/read-json.ts';

/** A small JSON or YAML file that must hold one map. An empty file is an empty map. */
export async function readMapFile({ file, path }: SourceFile, notes: ImportNotes): Promise<JsonObject> {
	const content = await file.read();
	if (content.kind !== 'text') throw ImportStop.because(file.absolutePath, `It cannot be read: ${reasonOf(content)}.`);
	const json = content.text.trimStart().startsWith('{') ? readJson(content.text, path, notes) : undefined;
	if (isObject(json)) return json;
	const yaml = parseYaml(content.text);
	const problem = yaml.problems[0];
	if (problem !== undefined) {
		const line = linePositions(content.text)(problem.range.start).line + 1;
		throw ImportStop.because(file.absolutePath, `Line ${line}: ${problem.message}`);
	}
	if (yaml.value === undefined || yaml.value === null) return {};
	if (!isObject(yaml.value)) throw ImportStop.because(file.absolutePath, 'It must be one map of names and values.');
	return yaml.value;
}

/** The text of a small file; undefined with a note when there is none to be had. */
export async function readSmallText({ file, path }: SourceFile, notes: ImportNotes): Promise<string | undefined> {
	const content = await file.read();
	if (content.kind === 'text') return content.text;
	notes.warn(`${path} cannot be read: ${reasonOf(content)}. It is left out.`);
	return undefined;
}
