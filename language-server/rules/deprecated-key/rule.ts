import { memberOf } from '../../../core/base/member-of.ts';
import type { YamlPath, YamlSource } from '../../../core/base/yaml/yaml-source.ts';
import type { PromptRule } from '../rule.ts';
import type { TextEdit } from '../../documents/text-edit.ts';

export const deprecatedKey: PromptRule = {
	id: 'deprecated-key',
	appliesTo: 'prompt',
	summary: 'a Prompty 1 key in a file that otherwise follows Prompty 2, where nothing reads it.',
	severity: 'info',
	group: 'schema',
	fix: 'safe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'microsoft/prompty, migration from version 1 to 2.',

	*check({ dialect, frontMatter }) {
		if (dialect !== 'prompty' || frontMatter?.isComplete !== true || !isSecondVersion(frontMatter.value)) return;
		for (const { path, successor, inner } of renamings) {
			const parent = valueAt(frontMatter.value, path.slice(0, -1));
			const key = String(path.at(-1));
			if (memberOf(parent, key) === undefined) continue;
			const place = [...path.slice(0, -1), successor].join('.');
			const isTaken = memberOf(parent, successor) !== undefined;
			const edits = isTaken ? [] : renameKeys(frontMatter, path, successor, inner);
			yield {
				range: frontMatter.rangeOf(path, 'key'),
				message: `“${path.join('.')}” is a key of Prompty 1, but the rest of this file is Prompty 2, which calls it “${place}” and ignores the old name. ${isTaken ? 'Move its content there.' : 'Rename it.'}`,
				fixes: edits.length === 0 ? [] : [{ title: `Rename to “${successor}”`, safety: 'safe', edits }],
				tag: 'deprecated',
			};
		}
	},
};

interface Renaming {
	readonly path: YamlPath;
	readonly successor: string;
	/** Keys in it that have another name as well. */
	readonly inner: Readonly<Record<string, string>>;
}

const renamings: readonly Renaming[] = [
	{ path: ['model', 'api'], successor: 'apiType', inner: {} },
	{
		path: ['model', 'parameters'],
		successor: 'options',
		inner: {
			frequency_penalty: 'frequencyPenalty',
			max_tokens: 'maxOutputTokens',
			presence_penalty: 'presencePenalty',
			stop: 'stopSequences',
			top_p: 'topP',
		},
	},
	{ path: ['inputSchema'], successor: 'inputs', inner: {} },
	{ path: ['outputSchema'], successor: 'outputs', inner: {} },
];

/**
 * What only the second version writes. `inputs` and `outputs` do not count, and neither does a connection that is only named:
 * promptflow writes them beside keys of the first.
 */
function isSecondVersion(value: unknown): boolean {
	const model = memberOf(value, 'model');
	if (memberOf(model, 'configuration') !== undefined) return false;
	const ofModel = ['apiType', 'id', 'options', 'provider'].some(key => memberOf(model, key) !== undefined);
	return ofModel || typeof memberOf(model, 'connection') === 'object' || valueAt(value, ['template', 'format']) !== undefined;
}

function valueAt(value: unknown, path: YamlPath): unknown {
	return path.reduce((inner, step) => memberOf(inner, step), value);
}

function renameKeys(source: YamlSource, path: YamlPath, successor: string, inner: Renaming['inner']): readonly TextEdit[] {
	const map = valueAt(source.value, path);
	const innerEdits = Object.entries(inner).flatMap(([key, newText]) =>
		memberOf(map, key) === undefined ? [] : [{ range: source.rangeOf([...path, key], 'key'), newText }],
	);
	return [{ range: source.rangeOf(path, 'key'), newText: successor }, ...innerEdits];
}
