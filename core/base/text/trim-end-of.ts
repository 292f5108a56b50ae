/** Trimming from the end in one pass, in templates and everywhere else. */
export { trimEndOf } from '../../../templates/api.ts';
