/**
 * Replaces `target` by `replacement` and gives the focus back to the control with the same `data-key`, so that a
 * redraw while someone works with the keyboard does not throw them to the top of the page.
 */
export function redraw(target: Element, replacement: Element): void {
	const focused = document.activeElement;
	const key = focused instanceof HTMLElement && target.contains(focused) ? focused.dataset['key'] : undefined;
	const selection = focused instanceof HTMLInputElement ? focused.selectionStart : undefined;
	target.replaceWith(replacement);
	if (key === undefined) return;

	const successor = replacement.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
	successor?.focus({ preventScroll: true });
	if (successor instanceof HTMLInputElement && typeof selection === 'number') successor.setSelectionRange(selection, selection);
}
