import { randomBytes } from 'node:crypto';
import { env, l10n, Uri } from 'vscode';
import type { Webview, WebviewOptions } from 'vscode';
import { panelHtml } from './panel-html.ts';

/** Scripts run, and nothing but the bundles of the panels can be loaded: no file of the workspace, no address. */
export function webviewOptions(extensionUri: Uri): WebviewOptions {
	return { enableScripts: true, enableForms: false, enableCommandUris: false, localResourceRoots: [bundlesOf(extensionUri)] };
}

/** The page of the panel `kind` for this webview. */
export function webviewHtml(webview: Webview, extensionUri: Uri, kind: string): string {
	const uriOf = (file: string): string => webview.asWebviewUri(Uri.joinPath(bundlesOf(extensionUri), file)).toString();
	return panelHtml({
		cspSource: webview.cspSource,
		nonce: randomBytes(16).toString('hex'),
		language: env.language,
		scriptUri: uriOf(`${kind}.js`),
		styleUri: uriOf(`${kind}.css`),
		translations: l10n.bundle ?? {},
	});
}

function bundlesOf(extensionUri: Uri): Uri {
	return Uri.joinPath(extensionUri, 'dist', 'webviews');
}
