import { linePositions } from '../../../base/text/line-positions.ts';
import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import type { YamlPath } from '../../../base/yaml/yaml-source.ts';
import { findDialect } from '../../../formats/prompt/dialects/find-dialect.ts';
import { nameOfPlace, writePlace } from '../../../formats/prompt/place/place-pattern.ts';
import { toReferenceName } from '../../../formats/prompt/version/file-name-version.ts';
import type { Detector } from '../detector.ts';
import type { Found } from '../found.ts';
import { templateOf } from '../template-of.ts';

/** Prompts in YAML and JSON: a system prompt in the settings of an application, the agents and tasks of an agent framework. */
export const dataPrompts: Detector = {
	id: 'data-prompts',
	reads: path =>
		/\.(?:ya?ml|json)$/i.test(path) && !/(?:^|\/)(?:package(?:-lock)?|tsconfig[\w.-]*|pnpm-lock|composer)\.(?:json|ya?ml)$/i.test(path),

	detect({ path, text }) {
		if (text === undefined || !mayHavePrompt.test(text) || findDialect(path, text) !== undefined) return [];
		const yaml = parseYaml(text);
		const positionAt = linePositions(text);
		return promptsIn(yaml.value, []).map(({ steps, value }): Found => {
			const at = writePlace(steps);
			const as = templateOf(value);
			const isClear = as !== 'unclear' && yaml.isComplete;
			const why = `Its key “${String(steps.at(-1))}” says so.`;
			return {
				path,
				at,
				line: positionAt(yaml.rangeOf(steps, 'key').start).line + 1,
				what: 'prompt',
				as,
				name: toReferenceName(nameOfPlace(at)),
				why:
					isClear || as !== 'unclear'
						? why
						: `${why} Its braces are right in no template language that Stagemark reads, so it is not adopted.`,
				taken: isClear,
			};
		});
	},
};

const mayHavePrompt = /["']?(?:system_prompt|system_message|systemPrompt|prompt_template|instructions|backstory)["']?\s*:/;
const promptKey = /^(?:system_prompt|system_message|systemPrompt|prompt_template|instructions|backstory)$/;

interface PlacedText {
	readonly steps: YamlPath;
	readonly value: string;
}

function promptsIn(value: unknown, steps: YamlPath): readonly PlacedText[] {
	if (steps.length > deepest || typeof value !== 'object' || value === null) return [];
	const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
		? value.map((item, index) => [index, item] as const)
		: Object.entries(value);
	return entries.flatMap(([key, inner]) => {
		const place = [...steps, key];
		const isPrompt = typeof inner === 'string' && typeof key === 'string' && promptKey.test(key) && /\S\s+\S+\s+\S/.test(inner);
		return isPrompt ? [{ steps: place, value: inner }] : promptsIn(inner, place);
	});
}

/** Deeper than any settings are. */
const deepest = 12;
