import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { chromiumFlags, chromiumPath } from '../../tools/machine/chromium.mjs';
import { extensionsFolderWithProject, startVscodeServer } from '../../tools/vscode/server.mjs';
import type { ServerOptions, VscodeServer } from '../../tools/vscode/server.mjs';

/** Where pictures of the run go; the README's are chosen from there by `npm run screenshots`. */
const pictureFolder = 'out/screenshots';

/** Room for what the pictures are about. */
const pictureSettings = { 'editor.minimap.enabled': false, 'editor.stickyScroll.enabled': false };

/** A VS Code window on a folder with this extension, driven the way a person does: keys, clicks and what can be read. */
export class Workbench {
	readonly page: Page;
	readonly #browser: Browser;
	readonly #server: VscodeServer;
	readonly #address: string;

	private constructor(parts: { browser: Browser; server: VscodeServer; page: Page; address: string }) {
		this.page = parts.page;
		this.#browser = parts.browser;
		this.#server = parts.server;
		this.#address = parts.address;
	}

	static async open(folder: string, options: ServerOptions = {}): Promise<Workbench> {
		const server = await startVscodeServer({ extensionsFolder: extensionsFolderWithProject(), settings: pictureSettings, ...options });
		const browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumFlags });
		const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
		page.setDefaultTimeout(30_000);
		const address = server.address(folder);
		const workbench = new Workbench({ browser, server, page, address });
		await workbench.#load();
		return workbench;
	}

	async close(): Promise<void> {
		await this.#browser.close();
		this.#server.stop();
	}

	/** Loads the window again with another colour theme. */
	async useTheme(theme: string): Promise<void> {
		this.#server.setSettings({ ...pictureSettings, 'workbench.colorTheme': theme });
		await this.#load();
	}

	/** Loads the window again, as after a restart: what was open comes back by itself. */
	async reload(): Promise<void> {
		const loaded = this.page.waitForEvent('load');
		await this.command('Developer: Reload Window');
		await loaded;
		await this.#ready();
	}

	async #load(): Promise<void> {
		await this.page.goto(this.#address);
		await this.#ready();
	}

	async #ready(): Promise<void> {
		await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
		await this.page.getByRole('tab', { name: 'Stagemark' }).waitFor({ timeout: 60_000 });
	}

	/** Opens the activity bar's Stagemark container. */
	async showViews(): Promise<void> {
		const tab = this.page.getByRole('tab', { name: 'Stagemark' });
		if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
		await this.page.getByRole('button', { name: 'Experiments Section' }).waitFor();
	}

	/** A row of the view called `view`, by the words it shows. */
	row(view: string, words: string | RegExp): Locator {
		return this.page.getByRole('tree', { name: view }).getByRole('treeitem').filter({ hasText: words }).first();
	}

	/** Opens a closed row and waits until `child` shows below it. */
	async expand(view: string, words: string | RegExp, child: string | RegExp): Promise<void> {
		const row = this.row(view, words);
		await row.waitFor();
		if ((await row.getAttribute('aria-expanded')) === 'false') await row.locator('.monaco-tl-twistie').click();
		await this.row(view, child).waitFor();
	}

	/** Runs a command of the palette by its full title. */
	async command(title: string): Promise<void> {
		await this.#chooseIn('F1', `>${title}`, title);
	}

	/** Opens a file of the workspace by its path. */
	async openFile(path: string): Promise<void> {
		const name = path.split('/').at(-1) ?? path;
		await this.#chooseIn('Control+P', path, name);
		await this.page.getByRole('tab', { name }).first().waitFor();
		await this.page.locator('.editor-group-container.active .monaco-editor .view-line').first().waitFor();
	}

	/** Chooses an entry of the list that a command has opened. `question` is part of its title or prompt. */
	async choose(question: string | RegExp, entry: string | RegExp): Promise<void> {
		await this.#questionIs(question);
		await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: entry }).first().click();
	}

	/** Answers a question with text. */
	async answer(question: string | RegExp, text: string): Promise<void> {
		await this.#questionIs(question);
		await this.#quickInput().fill(text);
		await this.page.keyboard.press('Enter');
	}

	/** Chooses a file in the dialog that a command has opened. */
	async chooseFile(title: string, path: string): Promise<void> {
		await this.#questionIs(title);
		// The dialog sets its first path and reads that folder, and again on typing; what comes in between is lost.
		await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
		await this.#quickInput().fill(path);
		await this.page
			.locator('.quick-input-list .monaco-list-row')
			.filter({ hasText: path.split('/').at(-1) ?? path })
			.first()
			.waitFor();
		await this.page.locator('.quick-input-widget:visible .quick-input-action .monaco-button').first().click();
	}

	/** Gives the file to write in the dialog that a command has opened. */
	async saveFile(title: string, path: string): Promise<void> {
		await this.#questionIs(title);
		await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
		await this.#quickInput().fill(path);
		await this.page.locator('.quick-input-widget:visible .quick-input-action .monaco-button').first().click();
	}

	/** The first notification that contains these words. */
	notification(words: string | RegExp): Locator {
		return this.page.locator('.notification-list-item').filter({ hasText: words }).first();
	}

	/** A row of the Problems view; opens the view when it is closed. */
	async problem(words: string | RegExp): Promise<Locator> {
		const panel = this.page.locator('.markers-panel');
		if (!(await panel.isVisible())) await this.command('View: Focus Problems');
		await panel.waitFor();
		return panel.locator('.monaco-list-row').filter({ hasText: words }).first();
	}

	/** Closes the panel at the bottom, where Problems stands, so that the editor has the whole height. */
	async closeBottomPanel(): Promise<void> {
		const panel = this.page.locator('.part.panel');
		if (!(await panel.isVisible())) return;
		await this.page.keyboard.press('Control+J');
		await panel.waitFor({ state: 'hidden' });
	}

	/** The document inside the webview whose text contains `words`. */
	async webview(words: string | RegExp): Promise<Frame> {
		const end = Date.now() + 30_000;
		while (Date.now() < end) {
			for (const frame of this.page.frames()) {
				if (!frame.url().includes('fake.html')) continue;
				const count = await frame.getByText(words).count();
				if (count > 0) return frame;
			}
			await this.page.waitForTimeout(200);
		}
		throw new Error(`No panel shows ${String(words)}.`);
	}

	/** Saves a picture of the window as it is now. */
	async picture(name: string): Promise<void> {
		mkdirSync(pictureFolder, { recursive: true });
		// Moves the pointer away and lets a closing hover and a fading toast finish.
		await this.page.mouse.move(0, 890);
		await this.page.waitForTimeout(600);
		await this.page.screenshot({ path: `${pictureFolder}/${name}.png` });
	}

	/** Takes away notifications that were read, so that they are not in the way of the next picture. */
	async clearNotifications(): Promise<void> {
		await this.command('Notifications: Clear All Notifications');
	}

	async closeAllEditors(): Promise<void> {
		await this.command('View: Close All Editors');
	}

	/**
	 * Opens the quick input by its key, types, and takes the first row that shows `row`. What the command before still
	 * does may move the focus, and the quick input closes when it loses it: then it is opened again.
	 */
	async #chooseIn(key: string, text: string, row: string): Promise<void> {
		const end = Date.now() + 60_000;
		for (;;) {
			await this.page.keyboard.press('Escape'); // An open question would take the key.
			await this.page.keyboard.press(key);
			try {
				await this.#quickInput().fill(text, { timeout: 5000 });
				await this.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: row }).first().click({ timeout: 5000 });
				return;
			} catch (error) {
				if (Date.now() > end) throw error;
			}
		}
	}

	#quickInput(): Locator {
		return this.page.locator('.quick-input-widget:visible input[type="text"]').first();
	}

	async #questionIs(question: string | RegExp): Promise<void> {
		const widget = this.page.locator('.quick-input-widget:visible');
		await widget
			.filter({ hasText: question })
			.or(widget.filter({ has: this.page.getByPlaceholder(question) }))
			.first()
			.waitFor();
	}
}
