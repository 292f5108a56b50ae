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

	// Texts whose contrast with what lies behind them is under 4.5 to 1, as WCAG 2 computes it for level AA.
	window.faintTexts = () => {
		const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
		const rgba = color => {
			canvas.clearRect(0, 0, 1, 1);
			canvas.fillStyle = color;
			canvas.fillRect(0, 0, 1, 1);
			const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
			return [r, g, b, a / 255];
		};
		const over = (top, below) => [0, 1, 2].map(i => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
		const backgroundOf = node => {
			if (node === null) return rgba(getComputedStyle(document.body).backgroundColor);
			const own = rgba(getComputedStyle(node).backgroundColor);
			return own[3] === 1 ? own : over(own, backgroundOf(node.parentElement));
		};
		const luminance = color => {
			const [r, g, b] = color
				.slice(0, 3)
				.map(value => value / 255)
				.map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
			return 0.2126 * r + 0.7152 * g + 0.0722 * b;
		};
		const faint = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (walker.nextNode()) {
			const parent = walker.currentNode.parentElement;
			const text = walker.currentNode.textContent.trim();
			if (text === '' || parent.closest('script, title, [hidden], .visually-hidden, vscode-button, vscode-option') !== null) continue;
			const background = backgroundOf(parent);
			const [one, other] = [luminance(over(rgba(getComputedStyle(parent).color), background)), luminance(background)];
			const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
			if (contrast < 4.5) faint.push(text.slice(0, 40) + ' ' + contrast.toFixed(2));
		}
		return [...new Set(faint)];
	};

	// Texts of which a part is out of the page, or hidden by an element that is too small for them.
	window.cutTexts = () => {
		const cut = [];
		for (const element of document.querySelectorAll('header, header *, .banner, .banner *, .verdicts *, .footnote, .footnote *')) {
			const text = element.textContent.trim();
			const box = element.getBoundingClientRect();
			if (text === '' || box.width === 0 || element.closest('.visually-hidden, .row-actions') !== null) continue;
			const isHidden = getComputedStyle(element).overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
			if (isHidden || box.right > document.documentElement.clientWidth + 1) cut.push(text.slice(0, 40));
		}
		return [...new Set(cut)];
	};
}
