import { memberOf } from '../../../base/member-of.ts';
import { rangeFinder } from '../../../base/text/range-finder.ts';
import type { TextRange } from '../../../base/text/text-range.ts';
import { proseLines } from './prose-lines.ts';
import type { Prompt } from '../prompt.ts';

/** A sentence that says in which format the whole answer has to be. */
export interface AskedFormat {
	/** In capital letters: `JSON`, `MARKDOWN`, `PLAIN TEXT`. */
	readonly format: string;
	/** The words that ask for it. */
	readonly range: TextRange;
	/** Which of the prompts of the file asks for it, from 0. */
	readonly alternative: number;
}

/**
 * The formats a prompt asks for on every way through it. Sentences with a condition, a negation or an example in them are left out,
 * and so is what asks for a part of the answer only.
 */
export function askedFormats(prompt: Prompt): readonly AskedFormat[] {
	return proseLines(prompt).flatMap(line => {
		if (line.isConditional || line.text.includes('{%') || line.text.includes('{{#')) return [];
		const asked = [...line.text.matchAll(wholeAnswer)];
		const sentenceAt = rangeFinder(asked.length === 0 ? [] : sentencesOf(line.text));
		return asked.flatMap(match => {
			if (sentenceAt(match.index)?.isException === true) return [];
			const start = line.range.start + match.index;
			return [
				{
					format: (match[1] ?? '').toUpperCase().replace(/\s+/g, ' '),
					range: { start, end: start + match[0].length },
					alternative: line.alternative,
				},
			];
		});
	});
}

/** The format the front matter declares for the answer, in capital letters: `JSON` also for a schema and for the modes of providers. */
export function declaredFormat({ output }: Prompt): string | undefined {
	const format = memberOf(output?.value, 'format');
	if (memberOf(output?.value, 'schema') !== undefined) return 'JSON';
	if (typeof format !== 'string') return undefined;
	return /^json(?:_object|_schema)?$/i.test(format)
		? 'JSON'
		: /^(?:markdown|xml|yaml|csv|html)$/i.test(format)
			? format.toUpperCase()
			: undefined;
}

const formats = '(JSON|XML|YAML|CSV|HTML|Markdown|plain\\s+text)';

/** “Respond in JSON”, “Answer only with a valid JSON object”, “Return only YAML”. */
const wholeAnswer = new RegExp(
	`\\b(?:(?:respond|reply|answer)\\s+(?:(?:only|exclusively|strictly|always)\\s+)?(?:in|with|as|using)|(?:return|output|produce)\\s+(?:only|exclusively|nothing\\s+but))\\s+(?:(?:only|an?|the|one|single|valid|raw|strict|pure|well-formed)\\s+){0,4}${formats}\\b`,
	'gi',
);

const exception =
	/\b(?:if|when|unless|otherwise|except|not|never|avoid|either|or|instead|for example|e\.g\.|inside|within|then|first)\b|n['’]t\b/i;

/** The sentences of a line, found once: a generated line may have thousands. */
function sentencesOf(text: string): readonly { readonly range: TextRange; readonly isException: boolean }[] {
	return Array.from(text.matchAll(/[^]+?(?:[.!?;](?=\s)|$)/g), ({ index, 0: sentence }) => ({
		range: { start: index, end: index + sentence.length },
		isException: exception.test(sentence),
	}));
}
