import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { panelHtml } from '../../extension/panels/frame/panel-html.ts';
import darkHighContrast from './themes/dark-high-contrast.json';
import darkModern from './themes/dark-modern.json';
import lightModern from './themes/light-modern.json';

/** Every `--vscode-*` variable and the body of a webview, taken from a running VS Code. */
export const themes = { 'dark-high-contrast': darkHighContrast, 'dark-modern': darkModern, 'light-modern': lightModern } as const;
export type ThemeName = keyof typeof themes;

const origin = 'https://panel.example';
/** Pixels around what a picture shows. */
const frame = 10;
const bundles = process.env['STAGEMARK_WEBVIEWS'] ?? join('dist', 'webviews');

interface PanelOptions {
	readonly panel: 'compare' | 'promotion' | 'prompt-diff' | 'timeline';
	readonly theme?: ThemeName;
	readonly width?: number;
	/** What VS Code would hand back after hiding or a reload. */
	readonly savedState?: unknown;
	readonly translations?: Readonly<Record<string, string>>;
	/** JavaScript to run in place of the panel's own bundle. */
	readonly script?: string;
}

/** A built panel in a real browser: its own page and policy, with this test on the other side of `acquireVsCodeApi`. */
export class PanelPage {
	readonly page: Page;
	/** What the panel posted, in order. */
	readonly sent: unknown[] = [];
	/** The last state the panel kept. */
	savedState: unknown;
	/** Errors and violations of the content security policy. Empty at the end of every test. */
	readonly complaints: string[] = [];

	private constructor(page: Page, savedState: unknown) {
		this.page = page;
		this.savedState = savedState;
	}

	static async open(
		browser: Browser,
		{ panel, theme = 'dark-modern', width = 1200, savedState, translations = {}, script }: PanelOptions,
	): Promise<PanelPage> {
		const page = await browser.newPage({ viewport: { width, height: 800 } });
		const opened = new PanelPage(page, savedState);
		page.on('pageerror', error => opened.complaints.push(error.message));
		page.on('console', message => {
			if (message.type() === 'error') opened.complaints.push(message.text());
		});
		await page.exposeFunction('hostReceives', (message: unknown) => void opened.sent.push(message));
		await page.exposeFunction('hostKeeps', (state: unknown) => void (opened.savedState = state));
		await page.addInitScript(`window.testSetup = ${JSON.stringify({ savedState, theme: themes[theme] })};`);
		await page.addInitScript({ path: join('test', 'webviews', 'vscode-page.cjs') });
		await page.route('**/*', async route => {
			const { pathname } = new URL(route.request().url());
			if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: htmlOf(panel, translations) });
			if (script !== undefined && pathname === `/${panel}.js`) return route.fulfill({ contentType: 'text/javascript', body: script });
			return route.fulfill({ path: join(bundles, pathname.slice(1)) });
		});
		await page.goto(`${origin}/`);
		return opened;
	}

	/** Posts a message of the host and waits until the panel has drawn. */
	async receive(message: object): Promise<void> {
		// As JSON in a string, because a large literal of JavaScript takes seconds to read.
		await this.page.evaluate(`window.postMessage(JSON.parse(${JSON.stringify(JSON.stringify(message))}), '*')`);
		await this.settle();
	}

	/** Lets pending messages and two frames pass: one to draw, one for the chart that waits for its size. */
	async settle(): Promise<void> {
		await this.page.evaluate(
			'new Promise(resolve => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => resolve())), 0))',
		);
	}

	async setTheme(theme: ThemeName): Promise<void> {
		await this.page.evaluate(`window.applyTheme(${JSON.stringify(themes[theme])})`);
		await this.settle();
	}

	/** Pictures to look at, in out/screenshots/webviews. */
	async screenshot(name: string): Promise<void> {
		const folder = join('out', 'screenshots', 'webviews');
		mkdirSync(folder, { recursive: true });
		await this.page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
	}

	/** A picture for guides of what lies between two elements, both included, in out/screenshots. */
	async pictureOf([first, last]: readonly [string, string], name: string): Promise<void> {
		const top = await this.page.locator(first).boundingBox();
		const end = await this.page.locator(last).boundingBox();
		if (top === null || end === null) throw new Error(`${first} or ${last} is not on the page.`);
		const path = join('out', 'screenshots', `${name}.png`);
		mkdirSync(dirname(path), { recursive: true });
		const y = Math.floor(top.y) - frame;
		const clip = {
			x: Math.floor(top.x) - frame,
			y,
			width: Math.ceil(top.width) + 2 * frame,
			height: Math.ceil(end.y + end.height + frame) - y,
		};
		await this.page.screenshot({ path, fullPage: true, clip });
	}

	/** Texts of the elements that match, white space folded. */
	async texts(selector: string): Promise<string[]> {
		return (await this.page.locator(selector).allInnerTexts()).map(text => text.replace(/\s+/g, ' ').trim());
	}

	/** Texts whose contrast with what lies behind them is under 4.5 to 1, with the contrast they have. */
	async faintTexts(): Promise<string[]> {
		return this.page.evaluate<string[]>('window.faintTexts()');
	}

	/** Texts above the charts of which a part cannot be seen. */
	async cutTexts(): Promise<string[]> {
		return this.page.evaluate<string[]>('window.cutTexts()');
	}

	async close(): Promise<void> {
		await this.page.close();
	}
}

/** The stylesheet of a built panel as text. */
export function builtStyles(panel: PanelOptions['panel']): string {
	return readFileSync(join(bundles, `${panel}.css`), 'utf8');
}

function htmlOf(panel: string, translations: Readonly<Record<string, string>>): string {
	return panelHtml({
		cspSource: origin,
		nonce: 'test-nonce',
		language: 'en',
		scriptUri: `${origin}/${panel}.js`,
		styleUri: `${origin}/${panel}.css`,
		translations,
	});
}
