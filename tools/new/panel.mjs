import { addActivationEvent, addKey } from './edit-json.mjs';
import { insertMember } from './insert-line.mjs';
import { camelCase, kebab, kebabWords, pascalCase, titleOf } from './thing.mjs';

/** @type {import('./thing.mjs').Kind} */
export const panel = {
	summary: 'a panel: its page in webviews/, its session in extension/panels/',
	example: 'drift',
	pattern: kebab,
	patternWords: kebabWords,
	plan(kind) {
		const type = pascalCase(kind);
		return {
			files: {
				[`webviews/${kind}/protocol.ts`]: protocolText(kind),
				[`webviews/${kind}/main.ts`]: mainText(kind),
				[`webviews/${kind}/${kind}-panel.ts`]: pageText(kind),
				[`webviews/${kind}/${kind}.css`]: "@import '../shared/panel.css';\n",
				[`extension/panels/${kind}-panel.ts`]: sessionText(kind),
				[`test/webviews/${kind}-panel.test.ts`]: testText(kind),
			},
			edits: {
				'extension/panels/all-panels.ts': text => insertMember(text, `${camelCase(kind)}Panel`, `./${kind}-panel.ts`),
				'extension/panels/frame/panel-request.ts': text =>
					`import type { ${type}PanelRequest } from '../../../webviews/${kind}/protocol.ts';\n${text}`
						.replace(/^(import .*;\n)\n*(?=\/\*\*)/m, '$1\n')
						.replace(/(export type PanelRequest =[^=;]*);/, `$1 | ${type}PanelRequest;`),
				'package.json': text => addActivationEvent(text, `onWebviewPanel:stagemark.${kind}`),
				'test/webviews/panel-page.ts': text => text.replace(/(readonly panel: [^:;]*);/, `$1 | '${kind}';`),
				'l10n/bundle.l10n.pt-br.json': text => addKey(text, `${titleOf(kind)} of {0}`, `${titleOf(kind)} of {0}`),
			},
			next: [
				`Translate “${titleOf(kind)} of {0}” in l10n/bundle.l10n.pt-br.json.`,
				`Open it from a command: services.showPanel({ kind: '${kind}', folder, name }).`,
			],
		};
	},
};

/** @param {string} kind */
function protocolText(kind) {
	const [type, variable] = [pascalCase(kind), camelCase(kind)];
	return `import { z } from 'zod';

/** What the panel is about. */
export const ${variable}SubjectSchema = z.strictObject({
	/** URI of the workspace folder, as text. */
	folder: z.string(),
	/** A prompt. */
	name: z.string(),
});

export type ${type}Subject = z.output<typeof ${variable}SubjectSchema>;

/** What a command asks the host to show. */
export type ${type}PanelRequest = ${type}Subject & { readonly kind: '${kind}' };

export type ${type}State =
	| { readonly kind: 'loading'; readonly title: string }
	| { readonly kind: 'failed'; readonly title: string; readonly message: string }
	| { readonly kind: '${kind}'; readonly title: string };

/** Host to panel. The panel keeps \`subject\` so that it can be restored after a restart. */
export interface ${type}HostMessage {
	readonly kind: 'state';
	readonly subject: ${type}Subject;
	readonly state: ${type}State;
}

/** Panel to host, checked at run time. */
export const ${variable}PanelMessageSchema = z.strictObject({ kind: z.literal('ready') });

export type ${type}PanelMessage = z.output<typeof ${variable}PanelMessageSchema>;

/** What survives hiding, reload and restart. */
export const ${variable}PanelStateSchema = z.object({ subject: ${variable}SubjectSchema, scrollTop: z.number() });

export type ${type}PanelState = z.output<typeof ${variable}PanelStateSchema>;
`;
}

/** @param {string} kind */
function mainText(kind) {
	return `import './${kind}.css';
import { startPanel } from '../shared/start-panel.ts';
import { ${camelCase(kind)}Panel } from './${kind}-panel.ts';

startPanel(${camelCase(kind)}Panel, acquireVsCodeApi());
`;
}

/** @param {string} kind */
function pageText(kind) {
	const type = pascalCase(kind);
	return `import { html } from 'lit-html';
import type { Panel } from '../shared/panel.ts';
import { restorePlace } from '../shared/restore-place.ts';
import type { ReaderPlace } from '../shared/restore-place.ts';
import type { ${type}PanelMessage, ${type}PanelState, ${type}State, ${type}Subject } from './protocol.ts';

interface ${type}Types {
	readonly subject: ${type}Subject;
	readonly shown: Extract<${type}State, { kind: '${kind}' }>;
	readonly view: ReaderPlace;
	readonly message: ${type}PanelMessage;
	readonly page: { readonly title: string };
}

/** The title alone. */
export const ${camelCase(kind)}Panel: Panel<${type}Types> = {
	name: '${kind}',
	restore: restorePlace,
	keep: (subject, { scrollTop }): ${type}PanelState => ({ subject, scrollTop }),
	pageOf: ({ title }) => ({ title }),
	draw: ({ title }) => html\`<h1>\${title}</h1>\`,
};
`;
}

/** @param {string} kind */
function sessionText(kind) {
	const [type, variable] = [pascalCase(kind), camelCase(kind)];
	return `import { l10n } from 'vscode';
import { ${variable}PanelMessageSchema, ${variable}PanelStateSchema } from '../../webviews/${kind}/protocol.ts';
import type { ${type}HostMessage, ${type}PanelRequest, ${type}State } from '../../webviews/${kind}/protocol.ts';
import type { Panel, PanelContext, PanelSession } from './panel.ts';

/** Shows the name of its subject. */
export const ${variable}Panel: Panel<${type}PanelRequest> = {
	kind: '${kind}',

	keyOf: ({ name }) => name,

	restore(state) {
		const parsed = ${variable}PanelStateSchema.safeParse(state);
		return parsed.success ? { kind: '${kind}', ...parsed.data.subject } : undefined;
	},

	open: (request, context) => new ${type}Session(request, context),
};

class ${type}Session implements PanelSession {
	readonly #request: ${type}PanelRequest;
	readonly #context: PanelContext;

	constructor(request: ${type}PanelRequest, context: PanelContext) {
		this.#request = request;
		this.#context = context;
	}

	get title(): string {
		return l10n.t('${titleOf(kind)} of {0}', this.#request.name);
	}

	loading(): ${type}HostMessage {
		return this.#message({ kind: 'loading', title: this.title });
	}

	failed(message: string): ${type}HostMessage {
		return this.#message({ kind: 'failed', title: this.title, message });
	}

	compute(): Promise<${type}HostMessage> {
		return Promise.resolve(this.#message({ kind: '${kind}', title: this.title }));
	}

	receive(message: unknown): Promise<void> {
		const parsed = ${variable}PanelMessageSchema.safeParse(message);
		if (!parsed.success) this.#context.services.log.warn(\`The ${kind} panel sent an unknown message: \${parsed.error.message}\`);
		return Promise.resolve();
	}

	#message(state: ${type}State): ${type}HostMessage {
		const { folder, name } = this.#request;
		return { kind: 'state', subject: { folder, name }, state };
	}
}
`;
}

/** @param {string} kind */
function testText(kind) {
	return `import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { PanelPage } from './panel-page.ts';

suite('${kind} panel', () => {
	let browser: Browser;
	suiteSetup(async () => {
		browser = await launchChromium();
	});
	suiteTeardown(() => browser.close());

	test('shows its subject', async () => {
		const panel = await PanelPage.open(browser, { panel: '${kind}' });
		await panel.receive({
			kind: 'state',
			subject: { folder: 'file:///repository', name: 'greeter' },
			state: { kind: '${kind}', title: 'greeter' },
		});
		assert.equal(await panel.page.locator('h1').textContent(), 'greeter');
		assert.deepEqual(panel.complaints, []);
	});
});
`;
}
