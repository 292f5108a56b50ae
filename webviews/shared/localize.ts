import { ownValue } from '../../core/base/own-value.ts';

/**
 * The text in the language of the editor, with `{0}`, `{1}` … replaced by `values`. Takes the same keys as
 * `vscode.l10n.t`: the host writes the loaded bundle into the page, so both sides share one file of translations.
 */
export function localize(message: string, ...values: readonly (string | number)[]): string {
	const translated = ownValue(bundle(), message) ?? message;
	return translated.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(values[Number(index)] ?? placeholder));
}

let loadedBundle: Readonly<Record<string, string>> | undefined;

function bundle(): Readonly<Record<string, string>> {
	loadedBundle ??= readBundle(document.getElementById('l10n-bundle')?.textContent);
	return loadedBundle;
}

/** Written by webview-html.ts; a page without one, as in a browser, speaks English. */
function readBundle(text: string | null | undefined): Record<string, string> {
	if (text === null || text === undefined || text === '') return {};
	const parsed: unknown = JSON.parse(text);
	if (typeof parsed !== 'object' || parsed === null) return {};
	return Object.fromEntries(Object.entries(parsed).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
