import { linePositions } from '../../../base/text/line-positions.ts';
import { toReferenceName } from '../../../formats/prompt/version/file-name-version.ts';
import type { Detector } from '../detector.ts';
import type { Found } from '../found.ts';

/** Prompts in Python, TypeScript and JavaScript: counted and listed, each with its line. */
export const codePrompts: Detector = {
	id: 'code-prompts',
	reads: path => /\.(?:py|tsx?|jsx?|mjs|cjs)$/.test(path) && !/\.(?:min\.js|d\.ts)$/.test(path),

	detect({ path, text }) {
		if (text === undefined || !/prompt|instructions|system/i.test(text)) return [];
		const positionAt = linePositions(text);
		const byLine = new Map<number, Found>();
		for (const { pattern, why } of places) {
			for (const match of text.matchAll(pattern)) {
				const line = positionAt(match.index + match[0].search(/\S/)).line + 1;
				const name = toReferenceName((match.groups?.['name'] ?? `${path.split('/').at(-1) ?? 'prompt'}-${line}`).toLowerCase());
				if (!byLine.has(line)) byLine.set(line, { path, line, what: 'code', as: languageOf(path), name, why, taken: false });
			}
		}
		return [...byLine.values()].toSorted((left, right) => (left.line ?? 0) - (right.line ?? 0));
	},
};

/** Each starts at the beginning of a line or at a word, and none can look at a character twice. */
const places: readonly { readonly pattern: RegExp; readonly why: string }[] = [
	{
		pattern:
			/^[ \t]*(?:export )?(?:const |let )?(?<name>[A-Z][A-Z0-9_]{0,60}|prompt|system_prompt|systemPrompt)(?:: ?\w{1,20})? ?= ?[frbFRB]{0,2}(?:"""|'''|`|["'][^"'\n]{20})/gm,
		why: 'A constant holds the text.',
	},
	{
		pattern: /["']?role["']?: ?["']system["'], ?\n?[ \t]{0,40}["']?content["']?: ?[frFR]{0,2}["'`]/g,
		why: 'It is the system message of a request.',
	},
	{ pattern: /\bSystemMessage\((?:content ?[=:] ?)?[frFR]{0,2}["'`]/g, why: 'It is the system message of a request.' },
	{ pattern: /\binstructions ?[=:] ?[frFR]{0,2}(?:"""|["'`][^"'`\n]{20})/g, why: 'It is the instructions of an agent.' },
];

function languageOf(path: string): string {
	if (path.endsWith('.py')) return 'python';
	return /\.tsx?$/.test(path) ? 'typescript' : 'javascript';
}
