import { mutateTemplate } from './mutate-template.ts';
import type { SeededRandom } from './seeded-random.ts';

const vocabulary = (
	'{{ }} {{{ }}} {{{{ }}}} {{# {{/ {{^ {{> {{! {{!-- --}} {{else}} {{else {{~ ~}} ~ ( ) [ ] { } " \' , : . .. / = | @ # ^ > & * ! as |x| ' +
	'if each with this else x 1 true \\ $ ; %'
).split(' ');

/** Changes a few pieces of a Handlebars template as typing does. */
export function mutateHandlebars(template: string, random: SeededRandom): string {
	return mutateTemplate(template, random, [' ', '\n', ...vocabulary]);
}
