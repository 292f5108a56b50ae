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

/** What a panel shows when a mistake of its own keeps it from drawing what it was sent. */
export function undrawnPage(): HTMLElement {
	return failedPage(
		localize('This panel could not be drawn'),
		localize('The results are safe; only this view of them failed. Close the panel and open it again, or use the command line.'),
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
