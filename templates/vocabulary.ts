import { builtInHelpers, promptHelpers } from './parse/handlebars/known-helpers.ts';
import { jinjaFilters, jinjaStatements, jinjaTests } from './parse/jinja/jinja-vocabulary.ts';
import { engineGlobals, engineLocals } from './parse/jinja/scope/engine-names.ts';

/** The words that template engines know by themselves: for completion, hover, and findings on words that are misspelled. */
export const vocabulary = {
	handlebars: { builtInHelpers, promptHelpers },
	jinja: { filters: jinjaFilters, tests: jinjaTests, statements: jinjaStatements, globals: engineGlobals, locals: engineLocals },
} as const;
