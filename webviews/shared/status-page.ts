import { html } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { icon } from './icon.ts';
import { localize } from './localize.ts';

/** What a panel shows while there is nothing else to show. */
export function loadingPage(title: string): TemplateResult {
	return html`<main class="page status-page" aria-busy="true">
		<h1>${title}</h1>
		<p class="dim" role="status">${localize('Reading the recorded results…')}</p>
		<div class="progress" role="progressbar" aria-label=${localize('Working')}></div>
	</main>`;
}

/** What a panel shows when a mistake of its own keeps it from drawing what it was sent. */
export function undrawnPage(): TemplateResult {
	return failedPage(
		localize('This panel could not be drawn'),
		localize('The results are safe; only this view of them failed. Close the panel and open it again, or use the command line.'),
	);
}

/** What a panel shows when its work failed. The message comes with its three parts from the host. */
export function failedPage(title: string, message: string): TemplateResult {
	return html`<main class="page status-page">
		<h1>${title}</h1>
		<div class="banner banner-bad" role="alert">
			${icon('worse')}
			<p>${message}</p>
		</div>
	</main>`;
}
