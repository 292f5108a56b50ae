import { allNodes } from '../../../templates/api.ts';
import type { Expression } from '../../../templates/api.ts';
import { delimiterReader } from '../../../core/formats/prompt/content/delimited.ts';
import type { Message, Prompt, PromptInput } from '../../../core/formats/prompt/prompt.ts';
import { rangeFinder } from '../../../core/base/text/range-finder.ts';
import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { Fix, PromptRule } from '../rule.ts';

export const undelimitedUntrustedInput: PromptRule = {
	id: 'undelimited-untrusted-input',
	appliesTo: 'prompt',
	summary: 'an untrusted input without delimiters around it.',
	severity: 'warning',
	group: 'safety',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Spotlighting, arXiv 2403.14720; OWASP Top 10 for LLM applications, LLM01:2026, mitigation 6.',

	*check(prompt) {
		const { text } = prompt;
		const readers = new Map<Message, (place: TextRange) => boolean>();
		for (const { name, severity, range, message } of suspectPlaces(prompt)) {
			const isDelimited = readers.get(message) ?? delimiterReader(text, message.range);
			readers.set(message, isDelimited);
			if (isWholeMessage(message.range, range) || isDelimited(range)) continue;
			const reason = severity === 'hint' ? `“${name}” sounds like text from outside` : `“${name}” is untrusted`;
			yield {
				range,
				severity,
				message: `${reason} and runs into the text around it, so a model may take it for your instructions. Put it between tags and say that they contain data. (This lowers the risk, shown in non-adaptive tests only; it is not a defence on its own.)`,
				fixes: [wrap(range, text.slice(range.start, range.end), name)],
			};
		}
	},
};

interface SuspectPlace {
	readonly name: string;
	/** A name alone is worth no more than a hint. */
	readonly severity: 'warning' | 'hint';
	/** The whole tag. */
	readonly range: TextRange;
	/** The message it stands in. */
	readonly message: Message;
}

/** The tags outside of system messages that print an untrusted input, or one that is called like one. */
function* suspectPlaces({ inputs, messages, template }: Prompt): Iterable<SuspectPlace> {
	const trust = new Map(inputs.map(input => [input.name, input.trust]));
	const inputPlaces = new Set(template.uses.filter(({ definition }) => definition === undefined).map(({ range }) => range.start));
	const messageAt = rangeFinder(messages);
	for (const node of allNodes(template.nodes)) {
		const printed = node.kind === 'output' ? printedName(node.expression) : undefined;
		if (printed === undefined || !inputPlaces.has(printed.range.start)) continue;
		const { name } = printed;
		const severity = severityOf(name, trust.get(name));
		const message = messageAt(node.range.start);
		if (severity === undefined || message === undefined || message.role === 'system' || message.range.end < node.range.end) continue;
		yield { name, severity, range: node.range, message };
	}
}

function severityOf(name: string, trust: PromptInput['trust']): SuspectPlace['severity'] | undefined {
	if (trust === 'untrusted') return 'warning';
	return trust === undefined && guessed.test(name) ? 'hint' : undefined;
}

const guessed = /^(?:raw_)?(?:user|customer|visitor|untrusted)_?(?:input|message|query|text|content|prompt|question|data)$/i;

/** The name that is printed as it is. One that goes through a filter which quotes or encodes it is set apart by that. */
function printedName(expression: Expression): Extract<Expression, { readonly kind: 'name' }> | undefined {
	if (expression.kind === 'name') return expression;
	if (expression.kind === 'attribute') return printedName(expression.object);
	if (expression.kind === 'index') return printedName(expression.object);
	return expression.kind === 'filter' && !/json|quote|escape|^e$|encode|base64|indent/.test(expression.name)
		? printedName(expression.operand)
		: undefined;
}

function isWholeMessage(message: TextRange, range: TextRange): boolean {
	return message.start === range.start && message.end === range.end;
}

function wrap(range: TextRange, tag: string, name: string): Fix {
	return { title: `Wrap in <${name}>`, safety: 'unsafe', edits: [{ range, newText: `<${name}>${tag}</${name}>` }] };
}
