import type { z } from 'zod';

/** What would be right in place of a value that a schema refuses, as words after a colon. */
export function expectationOf(issue: z.core.$ZodIssue): string {
	if (issue.code === 'invalid_type') return `write ${typeWords[issue.expected] ?? issue.expected}`;
	if (issue.code === 'invalid_value') return `write ${issue.values.map(value => `“${String(value)}”`).join(' or ')}`;
	if (issue.code === 'too_small') return `write ${sizedWords[issue.origin] ?? 'a number'} ${lowerBound(issue)}`;
	if (issue.code === 'too_big') return `write a number ${issue.inclusive === true ? 'of at most' : 'below'} ${issue.maximum}`;
	// A schema says in words what its pattern asks for; zod’s own words are of no use to a writer.
	if (issue.code === 'invalid_format' && issue.message.startsWith('Invalid') && issue.pattern !== undefined)
		return `write text of the form ${issue.pattern}`;
	if (issue.code === 'invalid_key') return 'change the name of the key';
	return lowerFirst(issue.message);
}

function lowerBound(issue: z.core.$ZodIssueTooSmall): string {
	return `${issue.inclusive === true ? 'of at least' : 'above'} ${issue.minimum}`;
}

/** What may be too small, where it is no number. */
const sizedWords: Readonly<Record<string, string>> = { array: 'a list', string: 'text with a length' };

const typeWords: Readonly<Record<string, string>> = {
	string: 'text (a value that looks like a number or a date needs quotes)',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list, with “- ” before each item',
	object: 'keys with values below it',
	record: 'keys with values below it',
};

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
