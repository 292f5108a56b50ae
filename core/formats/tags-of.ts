import { memberOf } from '../base/member-of.ts';

/**
 * The words under `tags:` of a file, by which gates can be set: a list or one word, at the top or under `metadata`. Numbers count as the
 * text they are written as.
 */
export function tagsOf(written: unknown): readonly string[] {
	const found = [memberOf(written, 'tags'), memberOf(memberOf(written, 'metadata'), 'tags')].flatMap(listOf);
	return [...new Set(found)];
}

function listOf(value: unknown): readonly string[] {
	const items: readonly unknown[] = Array.isArray(value) ? value : [value];
	return items.flatMap(item => (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean' ? [String(item)] : []));
}
