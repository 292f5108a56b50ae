/** One measure of “did you mean”, in templates and everywhere else. */
export { nearestWord } from '../../../templates/api.ts';
