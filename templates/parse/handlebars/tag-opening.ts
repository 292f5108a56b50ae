import type { TagKind } from './handlebars-tag.ts';

/** How a tag starts. */
export interface TagOpening {
	readonly kind: TagKind;
	/** Where its content starts. */
	readonly contentStart: number;
}

/** In the order in which Handlebars tries them. */
const openings: readonly (readonly [TagKind, RegExp])[] = [
	['raw-block', /\{\{\{\{/y],
	['partial', /\{\{~?>/y],
	['partial-block', /\{\{~?#>/y],
	['decorator-block', /\{\{~?#\*/y],
	['block', /\{\{~?#/y],
	['end', /\{\{~?\//y],
	['else', /\{\{~?\^(?=\s*~?\}\})/y],
	['else', /\{\{~?\s*else(?=\s*~?\}\})/y],
	['inverted-block', /\{\{~?\^/y],
	['else-chain', /\{\{~?\s*else\b/y],
	['unescaped', /\{\{~?\{/y],
	['output', /\{\{~?&/y],
	['decorator', /\{\{~?\*/y],
	['output', /\{\{~?/y],
];

const startsName = /[a-df-zA-Z]/;

/** What the tag at `start`, which is no comment, is. Source: src/handlebars.l of @handlebars/parser 2.2. */
export function readOpening(text: string, start: number): TagOpening {
	// Most tags are of this kind, and it takes no search to see it.
	if (startsName.test(text.charAt(start + 2))) return { kind: 'output', contentStart: start + 2 };
	for (const [kind, pattern] of openings) {
		pattern.lastIndex = start;
		if (pattern.test(text)) return { kind, contentStart: pattern.lastIndex };
	}
	return { kind: 'output', contentStart: start + 2 };
}
