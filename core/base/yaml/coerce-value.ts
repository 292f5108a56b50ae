import type { z } from 'zod';
import { nearestWord } from '../text/nearest-word.ts';

/**
 * The YAML text of the value a writer probably meant where a schema refuses `value`: `"0.7"` for a number, `yes` for true, a
 * slip in one of the words allowed, text that YAML reads as something else. Undefined when that would be a guess.
 */
export function coerceValue(issue: z.core.$ZodIssue, value: unknown): string | undefined {
	if (issue.code === 'invalid_value') return nearestWord(String(value), issue.values.map(String));
	if (issue.code !== 'invalid_type') return undefined;
	const { expected } = issue;
	if (expected === 'string') return isPlainScalar(value) ? JSON.stringify(String(value)) : undefined;
	if (expected === 'number' || expected === 'int') return coerceNumber(value);
	return expected === 'boolean' && isPlainScalar(value) ? coerceBoolean(String(value)) : undefined;
}

function isPlainScalar(value: unknown): boolean {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function coerceNumber(value: unknown): string | undefined {
	return typeof value === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(value) ? value.trim() : undefined;
}

function coerceBoolean(text: string): string | undefined {
	if (/^(?:yes|on|true|y|1)$/i.test(text)) return 'true';
	return /^(?:no|off|false|n|0)$/i.test(text) ? 'false' : undefined;
}
