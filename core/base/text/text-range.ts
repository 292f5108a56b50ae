/** Ranges of texts are those of the template library, so that a place in a template is a place in its file. */
export { touches, trimRange } from '../../../templates/api.ts';
export type { TextRange } from '../../../templates/api.ts';
