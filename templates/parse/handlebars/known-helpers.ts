/** Helpers of Handlebars itself: a mention of one of these names is never a value of the caller. */
export const builtInHelpers: ReadonlySet<string> = new Set([
	'blockHelperMissing',
	'each',
	'helperMissing',
	'if',
	'log',
	'lookup',
	'unless',
	'with',
]);

/**
 * Helpers of dotprompt. Elsewhere these are names like any other, so a mention without arguments may be either.
 * Source: js/src/helpers.ts of google/dotprompt.
 */
export const promptHelpers: ReadonlySet<string> = new Set(['history', 'ifEquals', 'json', 'media', 'role', 'section', 'unlessEquals']);

/** Block helpers whose body sees the same names as the block itself; `message` is one of Semantic Kernel. */
export const transparentHelpers: ReadonlySet<string> = new Set(['if', 'ifEquals', 'message', 'unless', 'unlessEquals']);

/** Block helpers whose body sees the members of their first argument. */
export const contextHelpers: ReadonlySet<string> = new Set(['each', 'with']);
