/** Problems are those of the template library: what one of its parsers finds is shown as what a parser of core finds. */
export type { Problem, Severity } from '../../templates/api.ts';
