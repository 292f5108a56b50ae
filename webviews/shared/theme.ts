/**
 * A colour of the editor's theme as CSS text, for drawings that CSS cannot reach (canvas).
 * The first of `names` that the theme defines wins; names are written without `--vscode-`, with `-` for `.`.
 */
export function themeColor(...names: readonly string[]): string {
	const style = getComputedStyle(document.documentElement);
	for (const name of names) {
		const value = style.getPropertyValue(`--vscode-${name}`).trim();
		if (value !== '') return value;
	}
	return style.color;
}

/**
 * Calls `onChange` whenever the user picks another theme, until the function that it gives is called. VS Code marks that on the
 * body, after it replaced the variables.
 */
export function followTheme(onChange: () => void): () => void {
	const observer = new MutationObserver(() => onChange());
	observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id', 'data-vscode-theme-kind'] });
	return () => observer.disconnect();
}
