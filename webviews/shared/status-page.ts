import { element } from './element.ts';
import { icon } from './icon.ts';
import { localize } from './localize.ts';

/** What a panel shows while there is nothing else to show. */
export function loadingPage(title: string): HTMLElement {
	return element(
		'main',
		{ class: 'page status-page', 'aria-busy': 'true' },
		element('h1', {}, title),
		element('p', { class: 'dim', role: 'status' }, localize('Reading the recorded results…')),
		element('div', { class: 'progress', role: 'progressbar', 'aria-label': localize('Working') }),
	);
}

/** What a panel shows when its work failed. The message comes with its three parts from the host. */
export function failedPage(title: string, message: string): HTMLElement {
	return element(
		'main',
		{ class: 'page status-page' },
		element('h1', {}, title),
		element('div', { class: 'banner banner-bad', role: 'alert' }, icon('worse'), element('p', {}, message)),
	);
}
