import { proseLines } from '../../../core/formats/prompt/content/prose-lines.ts';
import type { ProseLine } from '../../../core/formats/prompt/content/prose-lines.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { Prompt } from '../../../core/formats/prompt/prompt.ts';
import type { Finding, PromptRule } from '../rule.ts';

export const duplicateInstruction: PromptRule = {
	id: 'duplicate-instruction',
	appliesTo: 'prompt',
	summary: 'an instruction that is repeated in the same role, word for word.',
	severity: 'hint',
	group: 'quality',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: true,
	source: 'promptdiff and the prompt analyzer of Visual Studio Code.',

	*check(prompt) {
		const seen = new Map<string, TextRange>();
		const topOf = createTopReader();
		let run: Repetition | undefined;
		for (const line of proseLines(prompt)) {
			const { text, range, role, alternative, isConditional } = line;
			const words = wordsOf(text);
			const key = `${alternative} ${role} ${topOf(line)} ${words.join(' ')}`;
			const first = isConditional || words.length < fewestWords || !isInstruction(text) ? undefined : seen.get(key);
			if (first === undefined) {
				if (run !== undefined) yield describe(run, prompt.path);
				run = undefined;
				if (!isConditional) seen.set(key, seen.get(key) ?? range);
			} else run = run === undefined ? { first, range } : { ...run, range: { start: run.range.start, end: range.end } };
		}
		if (run !== undefined) yield describe(run, prompt.path);
	},
};

function wordsOf(text: string): readonly string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * Gives what a sub-item of a list belongs to, and nothing for any other line: “Begin with an article” below “summary” and below
 * “returns” are two instructions.
 */
function createTopReader(): (line: ProseLine) => string {
	let open: readonly ProseLine[] = [];
	return line => {
		open = [...open.filter(({ indent }) => indent < line.indent).slice(-deepest), line];
		const [, ...inner] = open.toReversed();
		return isItem(line) && inner.length > 0 ? inner.map(({ text }) => text.slice(0, 200)).join('\n') : '';
	};
}

/** Lists are not nested deeper. */
const deepest = 8;

function isItem({ text }: ProseLine): boolean {
	return /^(?:[-*+•]|\d{1,3}[.)])\s/.test(text);
}

/** Lines in a row that all appear further up. */
interface Repetition {
	/** Where the first of them appears. */
	readonly first: TextRange;
	readonly range: TextRange;
}

/** Shorter sentences are headings, labels and lines of examples more often than instructions. */
const fewestWords = 8;

/** A whole sentence that asks for something. Code, data, comments and descriptions of parameters repeat for good reasons. */
function isInstruction(text: string): boolean {
	const isSentence = /[.!][*_`"”')]{0,4}$/.test(text) && !/[{}<>=;|]/.test(text);
	return isSentence && !/^(?:\/\/|#|["'“]|[-*]?\s{0,9}["'`]?[a-z][\w-]*["'`]?:|Description:)/.test(text) && directive.test(text);
}

const directive = /\b(?:must|never|always|do not|don['’]t|should|avoid|ensure|make sure)\b/i;

function describe({ first, range }: Repetition, path: Prompt['path']): Finding {
	return {
		range,
		message:
			'The same instruction appears further up, so it costs tokens twice and the two will disagree once one is changed. Remove one.',
		related: [{ path, range: first, message: 'It first appears here.' }],
		tag: 'unnecessary',
	};
}
