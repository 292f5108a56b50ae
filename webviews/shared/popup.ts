import { element } from './element.ts';
import { icon } from './icon.ts';

let popupCount = 0;

/**
 * A button that shows and hides `content` below it. Escape and a click elsewhere close it; Escape gives the focus back
 * to the button. `content` is built each time it opens, so that it shows the state of that moment.
 */
export function popup(
	label: string,
	options: { readonly key: string; readonly title?: string },
	content: (close: () => void) => HTMLElement,
): HTMLElement {
	const id = `popup-${(popupCount += 1)}`;
	const opener = element(
		'button',
		{
			type: 'button',
			class: 'popup-opener',
			'aria-expanded': 'false',
			'aria-controls': id,
			title: options.title,
			'data-key': options.key,
		},
		element('span', { class: 'popup-label' }, label),
		icon('chevron'),
	);
	const sheet = element('div', { id, class: 'popup-sheet', hidden: true });
	const root = element('div', { class: 'popup' }, opener, sheet);

	const closeOutside = (event: Event): void => {
		if (!(event.target instanceof Node && root.contains(event.target))) close();
	};
	const close = (): void => {
		sheet.hidden = true;
		opener.setAttribute('aria-expanded', 'false');
		document.removeEventListener('pointerdown', closeOutside);
		document.removeEventListener('focusin', closeOutside);
	};
	opener.addEventListener('click', () => {
		if (!sheet.hidden) {
			close();
			return;
		}
		sheet.replaceChildren(content(close));
		sheet.hidden = false;
		opener.setAttribute('aria-expanded', 'true');
		document.addEventListener('pointerdown', closeOutside);
		document.addEventListener('focusin', closeOutside);
		sheet.querySelector<HTMLElement>('input, button, vscode-checkbox')?.focus();
	});
	root.addEventListener('keydown', event => {
		if (event.key !== 'Escape' || sheet.hidden) return;
		close();
		opener.focus();
	});
	return root;
}
