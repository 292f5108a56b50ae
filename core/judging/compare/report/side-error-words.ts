import type { SideErrors } from '../comparison.ts';

/** What a side has no answer for: `3 answers in error (2 refused, 1 failed), 4 cases missing`. Undefined when everything was answered. */
export function sideErrorWords({ total, refused, timeout, failed, missing }: SideErrors): string | undefined {
	const kinds = [
		refused === 0 ? '' : `${refused} refused`,
		timeout === 0 ? '' : `${timeout} timed out`,
		failed === 0 ? '' : `${failed} failed`,
	].filter(kind => kind !== '');
	const parts = [
		total === 0 ? '' : `${total} ${total === 1 ? 'answer' : 'answers'} in error (${kinds.join(', ')})`,
		missing === 0 ? '' : `${missing} ${missing === 1 ? 'case' : 'cases'} missing`,
	].filter(part => part !== '');
	return parts.length === 0 ? undefined : parts.join(', ');
}
