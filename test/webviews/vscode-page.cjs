// Runs in the panel's page before its own script, on the editor's side of the boundary: what VS Code gives to every
// webview. `testSetup` = { savedState, theme } was written by panel-page.ts; hostReceives and hostKeeps lead back there.
{
	let state = window.testSetup.savedState ?? undefined;
	window.acquireVsCodeApi = () => ({
		postMessage: message => window.hostReceives(structuredClone(message)),
		getState: () => state,
		setState: next => {
			state = structuredClone(next);
			window.hostKeeps(state);
			return next;
		},
	});

	// As VS Code does it: variables on the root element, the kind of theme on the body.
	window.applyTheme = ({ bodyClass, themeId, variables }) => {
		const { style } = document.documentElement;
		for (const name of [...style]) style.removeProperty(name);
		for (const [name, value] of Object.entries(variables)) style.setProperty(name, value);
		document.body.className = bodyClass;
		document.body.dataset.vscodeThemeId = themeId;
	};
	// A script of the page runs only after its body was opened, and VS Code has themed it by then.
	new MutationObserver((_, observer) => {
		if (document.body === null) return;
		observer.disconnect();
		window.applyTheme(window.testSetup.theme);
	}).observe(document, { childList: true, subtree: true });
}
