/**
 * Draws, and gives the focus back to the control with the same `data-key` when drawing took it away: a row that moves loses it, and
 * a control may be drawn anew in another place.
 */
export function keepFocus(root: Element, draw: () => void): void {
	const focused = document.activeElement;
	const key = focused instanceof HTMLElement && root.contains(focused) ? focused.dataset['key'] : undefined;
	const selection = isTextField(focused) ? focused.selectionStart : undefined;
	draw();
	if (key === undefined || document.activeElement === focused) return;
	const successor = root.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
	successor?.focus({ preventScroll: true });
	if (isTextField(successor) && typeof selection === 'number') successor.setSelectionRange(selection, selection);
}

function isTextField(field: Element | null): field is HTMLInputElement | HTMLTextAreaElement {
	return field instanceof HTMLTextAreaElement || (field instanceof HTMLInputElement && field.selectionStart !== null);
}
