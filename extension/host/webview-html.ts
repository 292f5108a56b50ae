import { randomBytes } from 'node:crypto';
import { env, l10n, Uri } from 'vscode';
import type { Webview, WebviewOptions } from 'vscode';

/** Scripts run and nothing but the bundles can be loaded: no file of the workspace, no address. */
export function webviewOptions(extensionUri: Uri): WebviewOptions {
	return { enableScripts: true, enableForms: false, enableCommandUris: false, localResourceRoots: [bundlesOf(extensionUri)] };
}

/** The page of one panel. It holds no data of the workspace: that comes by message and becomes text nodes. */
export function webviewHtml(webview: Webview, extensionUri: Uri, kind: string): string {
	const nonce = randomBytes(16).toString('hex');
	const uriOf = (file: string): string => webview.asWebviewUri(Uri.joinPath(bundlesOf(extensionUri), file)).toString();
	const policy = ["default-src 'none'", `script-src 'nonce-${nonce}'`, `style-src ${webview.cspSource} 'nonce-${nonce}'`].join('; ');
	return `<!DOCTYPE html>
<html lang="${escapeHtml(env.language)}">
<head>
	<meta charset="utf-8">
	<meta http-equiv="Content-Security-Policy" content="${policy}">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<link rel="stylesheet" href="${uriOf(`${kind}.css`)}">
</head>
<body>
	<div id="root"></div>
	<script type="application/json" id="l10n-bundle" nonce="${nonce}">${jsonForScript(l10n.bundle ?? {})}</script>
	<script nonce="${nonce}" src="${uriOf(`${kind}.js`)}"></script>
</body>
</html>`;
}

function bundlesOf(extensionUri: Uri): Uri {
	return Uri.joinPath(extensionUri, 'dist', 'webviews');
}

/** JSON that cannot end the script element it stands in. */
function jsonForScript(value: unknown): string {
	return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
