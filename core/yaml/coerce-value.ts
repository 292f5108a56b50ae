import type { z } from 'zod';
import { nearestWord } from '../nearest-word.ts';

/**
 * The YAML text of the value a writer probably meant where a schema refuses `value`: `"0.7"` for a number, `yes` for true, a
 * slip in one of the words allowed, text that YAML reads as something else. Undefined when that would be a guess.
 */
export function coerceValue(issue: z.core.$ZodIssue, value: unknown): string | undefined {
	if (issue.code === 'invalid_value') return nearestWord(String(value), issue.values.map(String));
	if (issue.code !== 'invalid_type') return undefined;
	switch (issue.expected) {
		case 'string':
			return typeof value === 'number' || typeof value === 'boolean' ? JSON.stringify(String(value)) : undefined;
		case 'number':
		case 'int':
			return typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? value.trim() : undefined;
		case 'boolean':
			return coerceBoolean(String(value));
		default:
			return undefined;
	}
}

function coerceBoolean(text: string): string | undefined {
	if (/^(?:yes|on|true|y|1)$/i.test(text)) return 'true';
	return /^(?:no|off|false|n|0)$/i.test(text) ? 'false' : undefined;
}
