import { memberOf } from '../../../../base/member-of.ts';
import type { TextRange } from '../../../../base/text/text-range.ts';
import type { YamlPath, YamlSource } from '../../../../base/yaml/yaml-source.ts';
import { keysAt, listAt, rangeOfName, valueAt } from './located-data.ts';

/** A file of prompts that a configuration names, relative to the configuration and without `file://`. It may be a glob. */
export interface PromptfooFile {
	readonly target: string;
	readonly range: TextRange;
}

/** The files whose text is a template. Programs and tables, which make prompts of their own, are none of them. */
export function promptfooFiles(yaml: YamlSource): readonly PromptfooFile[] {
	return placesOfPrompts(yaml).flatMap(({ path, part }) => {
		const written = part === 'key' ? path.at(-1) : valueAt(yaml, path);
		if (typeof written !== 'string' || !isFileReference(written)) return [];
		const target = written.trim().replace(/^file:\/\//, '');
		if (!/\.(?:txt|md|j2|jinja2?|njk|json|ya?ml)$/i.test(target)) return [];
		return [{ target, range: rangeOfName(yaml, yaml.rangeOf(path, part), target) }];
	});
}

/** True for a path, a glob or an address in the place of a prompt: one word with a slash, a star or an ending, or anything behind a scheme. */
export function isFileReference(text: string): boolean {
	const word = text.trim();
	if (/^(?:file|https?|exec|langfuse|portkey|helicone):/.test(word)) return true;
	return !/[\s{}]/.test(word) && /[/*]|\.[a-z]\w*$/.test(word);
}

interface Place {
	readonly path: YamlPath;
	readonly part: 'key' | 'value';
}

/** One prompt, a list of prompts and of maps with `id` or `raw`, or a map of labels. */
function placesOfPrompts(yaml: YamlSource): readonly Place[] {
	if (typeof valueAt(yaml, ['prompts']) === 'string') return [{ path: ['prompts'], part: 'value' }];
	const listed = listAt(yaml, ['prompts']).map((item, index): Place => {
		const key = ['id', 'raw'].find(name => typeof memberOf(item, name) === 'string');
		return { path: key === undefined ? ['prompts', index] : ['prompts', index, key], part: 'value' };
	});
	return [...listed, ...keysAt(yaml, ['prompts']).map((key): Place => ({ path: ['prompts', key], part: 'key' }))];
}
