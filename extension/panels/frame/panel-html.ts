/** What differs from one panel's page to the next. Addresses are those of the webview. */
export interface PanelHtmlInput {
	/** Where style sheets may come from, as the webview names it. */
	readonly cspSource: string;
	/** Fresh for each page. */
	readonly nonce: string;
	readonly language: string;
	readonly scriptUri: string;
	readonly styleUri: string;
	/** Message to its translation, for the panel's `localize`. */
	readonly translations: Readonly<Record<string, unknown>>;
}

/**
 * The page of one panel. Its policy lets the two bundles in and nothing else: no image, no connection, no inline style.
 * It holds no data of the workspace: that comes by message and becomes text nodes. The nonce also stands in a meta element,
 * where the toolkit looks for it: it adds an empty style sheet to find out whether `:focus-visible` works.
 */
export function panelHtml({ cspSource, nonce, language, scriptUri, styleUri, translations }: PanelHtmlInput): string {
	const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${cspSource} 'nonce-${nonce}'`].join('; ');
	return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
	<meta charset="utf-8">
	<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
	<meta property="csp-nonce" content="${nonce}">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<link rel="stylesheet" href="${escapeHtml(styleUri)}">
</head>
<body>
	<div id="root"></div>
	<script type="application/json" id="l10n-bundle" nonce="${nonce}">${jsonForScript(translations)}</script>
	<script nonce="${nonce}" src="${escapeHtml(scriptUri)}"></script>
</body>
</html>`;
}

/** JSON that cannot end the script element it stands in. */
function jsonForScript(value: unknown): string {
	return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
