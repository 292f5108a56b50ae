import { parseYaml } from '../../core/base/yaml/parse-yaml.ts';
import { insertYamlEntry } from '../../core/base/yaml/edit/edit-yaml.ts';
import { openPlacePath } from '../../core/formats/prompt/place/place-path.ts';
import type { WorkspacePath } from '../../core/ports/file-store.ts';
import { applyEdits } from '../documents/text-edit.ts';

/**
 * The text of a card file that says of one more prompt inside its file what `lines` say, the rest as it was. Undefined where that cannot be
 * written in one line, or the file has something else below `prompts`.
 *
 * @param text - The card file, '' when there is none.
 * @param lines - Keys and values, one a line.
 */
export function writeCardEntry(path: WorkspacePath, text: string, lines: string): string | undefined {
	const place = openPlacePath(path);
	const entries = lines.split('\n').filter(line => line.trim() !== '');
	if (place === undefined || entries.length === 0 || !entries.every(line => /^[\w-]+: \S/.test(line))) return undefined;
	const [key, value] = [JSON.stringify(place.at), `{${entries.join(', ')}}`];
	if (text.trim() === '') return `prompts:\n  ${key}: ${value}\n`;
	const edit = insertYamlEntry(parseYaml(text), ['prompts'], { key, value });
	return edit && applyEdits(text, [edit]);
}
