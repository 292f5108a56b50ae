import { linePositions } from '../../../base/text/line-positions.ts';
import { parseYaml } from '../../../base/yaml/parse-yaml.ts';
import type { YamlPath } from '../../../base/yaml/yaml-source.ts';
import { findDialect } from '../../../formats/prompt/dialects/find-dialect.ts';
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
			const at = jsonPath(steps);
			return {
				path,
				at,
				line: positionAt(yaml.rangeOf(steps, 'key').start).line + 1,
				what: 'prompt',
				as: templateOf(value),
				name: nameOf(steps),
				why: `Its key “${String(steps.at(-1))}” says so. A prompt inside a file is listed here and not adopted yet.`,
				taken: false,
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

function jsonPath(steps: YamlPath): string {
	return `$${steps.map(step => (typeof step === 'number' ? `[${step}]` : /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`)).join('')}`;
}

/** The last key before the last step, else the last one. */
function nameOf(steps: YamlPath): string {
	const keys = steps.filter(step => typeof step === 'string');
	return toReferenceName(keys.at(-2) ?? keys.at(-1) ?? 'prompt');
}
