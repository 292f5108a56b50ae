import type { SeededRandom } from './seeded-random.ts';

/** What a mistake may put into a template. */
type Vocabulary = readonly [string, ...string[]];

const pieces = /\{\{|\}\}|\{%|%\}|\{#|#\}|\w+|\s+|[^]/gu;

const jinjaVocabulary: Vocabulary = [
	...(['{{', '}}', '{%', '%}', '{#', '#}', '-%}', '{%-', '(', ')', '[', ']', '{', '}', '"', "'", ',', ':', '.', '|', '=', '*'] as const),
	...([
		'if',
		'else',
		'elif',
		'endif',
		'for',
		'in',
		'endfor',
		'is',
		'not',
		'and',
		'set',
		'endset',
		'block',
		'x',
		'1',
		' ',
		'\n',
		'raw',
	] as const),
	...([
		'endraw',
		'macro',
		'call',
		'with',
		'filter',
		'recursive',
		'scoped',
		'required',
		'loop',
		'import',
		'from',
		'as',
		'$',
		'\\',
	] as const),
];

/**
 * Changes one to three pieces of a template as typing does: one is lost, doubled, swapped with the next, replaced or inserted.
 * What is put in is taken from `vocabulary`, that of Jinja by default.
 */
export function mutateTemplate(template: string, random: SeededRandom, vocabulary: Vocabulary = jinjaVocabulary): string {
	const parts = template.match(pieces) ?? [];
	for (let count = 1 + random.below(3); count > 0; count--) {
		const index = random.below(parts.length + 1);
		const part = parts[index] ?? '';
		const change = random.below(5);
		if (change === 0) parts.splice(index, 1);
		else if (change === 1) parts.splice(index, 0, part);
		else if (change === 2) parts.splice(index, 2, parts[index + 1] ?? '', part);
		else parts.splice(index, change === 3 ? 1 : 0, random.pick(vocabulary));
	}
	return parts.join('');
}
