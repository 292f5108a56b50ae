import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const commandSchema = z.looseObject({ command: z.string(), title: z.string(), category: z.string(), enablement: z.string().optional() });
const menuItemSchema = z.looseObject({ command: z.string() });
const mediaSchema = z.looseObject({ svg: z.string(), altText: z.string() });
const settingSchema = z.looseObject({ default: z.unknown(), scope: z.string(), markdownDescription: z.string() });
const manifestSchema = z.looseObject({
	icon: z.string(),
	main: z.string(),
	l10n: z.string(),
	activationEvents: z.array(z.string()),
	capabilities: z.looseObject({
		untrustedWorkspaces: z.looseObject({ supported: z.literal('limited') }),
		virtualWorkspaces: z.looseObject({ supported: z.literal('limited') }),
	}),
	contributes: z.looseObject({
		commands: z.array(commandSchema),
		menus: z.record(z.string(), z.array(menuItemSchema)),
		views: z.record(z.string(), z.array(z.looseObject({ id: z.string(), icon: z.string() }))),
		viewsWelcome: z.array(z.looseObject({ view: z.string(), contents: z.string() })),
		configuration: z.looseObject({ properties: z.record(z.string(), settingSchema) }),
		grammars: z.array(z.looseObject({ scopeName: z.string(), path: z.string() })),
		languages: z.array(z.looseObject({ id: z.string(), configuration: z.string() })),
		walkthroughs: z.array(z.looseObject({ steps: z.array(z.looseObject({ id: z.string(), media: mediaSchema })) })),
	}),
});

const manifestText = readFileSync('package.json', 'utf8');
const manifest = manifestSchema.parse(JSON.parse(manifestText));
const { contributes } = manifest;
const textsSchema = z.record(z.string(), z.string());
const manifestTexts = {
	english: textsSchema.parse(JSON.parse(readFileSync('package.nls.json', 'utf8'))),
	portuguese: textsSchema.parse(JSON.parse(readFileSync('package.nls.pt-br.json', 'utf8'))),
};

/** Source files below a folder, tests left out. */
function sources(folder: string): string[] {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter(entry => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
		.map(entry => join(entry.parentPath, entry.name))
		.sort();
}

/** The commands as their files declare them. Read as text, because the modules can only be loaded inside VS Code. */
function declaredCommands(): { file: string; id: string; name: string; needsTrust: boolean }[] {
	return readdirSync('extension/commands')
		.filter(file => !['command.ts', 'registry.ts'].includes(file))
		.sort()
		.map(file => {
			const text = readFileSync(join('extension/commands', file), 'utf8');
			const [, name = '', id = '', needsTrust] =
				/export const (\w+): Command = \{\n\tid: '([^']+)',\n\tneedsTrust: (true|false),/.exec(text) ?? [];
			return { file, id, name, needsTrust: needsTrust === 'true' };
		});
}

function camelCase(kebab: string): string {
	return kebab.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

suite('package.json', () => {
	test('activates on its own files and views, never on everything', () => {
		for (const event of manifest.activationEvents) {
			assert.match(event, /^(?:onUri|(?:onLanguage|onWebviewPanel|workspaceContains):[^*]+)$/);
		}
	});

	test('shows every panel again after a reload', () => {
		const kinds = readdirSync('webviews', { withFileTypes: true })
			.filter(entry => existsSync(join('webviews', entry.name, 'protocol.ts')))
			.map(entry => `onWebviewPanel:stagemark.${entry.name}`);
		assert.deepEqual(
			manifest.activationEvents.filter(event => event.startsWith('onWebviewPanel:')),
			kinds.sort(),
		);
	});

	test('names only files that are there', () => {
		const named = [
			manifest.icon,
			...contributes.grammars.map(grammar => grammar.path),
			...contributes.languages.map(language => language.configuration),
			...contributes.walkthroughs.flatMap(walkthrough => walkthrough.steps.map(step => step.media.svg)),
			...Object.values(contributes.views).flatMap(views => views.map(view => view.icon)),
		];
		assert.deepEqual(
			named.filter(file => !existsSync(file)),
			[],
		);
	});

	test('has a grammar under the scope name that its file declares', () => {
		for (const { scopeName, path } of contributes.grammars) {
			assert.equal(z.looseObject({ scopeName: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))).scopeName, scopeName);
		}
	});

	test('gives every setting a default, a scope and a description', () => {
		for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
			assert.match(name, /^stagemark\./);
			assert.notEqual(setting.default, undefined, name);
			assert.match(setting.markdownDescription, /^%setting\..+%$/);
		}
	});

	test('has the views that the code fills', () => {
		const [, list = ''] = /viewIds = \[([^\]]*)\]/.exec(readFileSync('extension/model/view-filters.ts', 'utf8')) ?? [];
		const filled = [...list.matchAll(/'([^']+)'/g)].map(match => match[1]);
		const contributed = Object.values(contributes.views).flat();
		assert.deepEqual(filled, contributed.map(view => view.id).sort());
	});

	test('welcomes in every view, with one action each', () => {
		const views = Object.values(contributes.views)
			.flat()
			.map(view => view.id);
		assert.deepEqual([...new Set(contributes.viewsWelcome.map(({ view }) => view))].sort(), views.sort());
		for (const { contents } of contributes.viewsWelcome) {
			const words = manifestTexts.english[contents.slice(1, -1)] ?? '';
			assert.equal([...words.matchAll(/\]\(command:/g)].length, 1, contents);
		}
	});
});

suite('commands', () => {
	const declared = declaredCommands();
	const contributed = contributes.commands.map(({ command }) => command).sort();

	test('are called after their file', () => {
		for (const { file, id, name } of declared) {
			assert.equal(name, camelCase(file.replace('.ts', '')));
			assert.equal(id, `stagemark.${name}`);
		}
	});

	test('stand in the manifest and in the registry, both in alphabetical order', () => {
		assert.deepEqual(contributed, declared.map(({ id }) => id).sort());
		assert.deepEqual(
			contributed,
			contributes.commands.map(({ command }) => command),
		);
		const registry = readFileSync('extension/commands/all-commands.ts', 'utf8');
		const listed = /= \[([^\]]*)\]/
			.exec(registry)?.[1]
			?.split(',')
			.map(name => name.trim())
			.filter(name => name !== '');
		assert.deepEqual(listed, declared.map(({ name }) => name).sort());
	});

	test('that write or execute are off in Restricted Mode, in the manifest and in the code', () => {
		const off = contributes.commands.filter(({ enablement }) => enablement === 'isWorkspaceTrusted').map(({ command }) => command);
		assert.deepEqual(
			off,
			declared
				.filter(({ needsTrust }) => needsTrust)
				.map(({ id }) => id)
				.sort(),
		);
		assert.deepEqual(off, [
			'stagemark.approveRequest',
			'stagemark.archiveVersion',
			'stagemark.cancelRun',
			'stagemark.chooseDialect',
			'stagemark.completeExperiment',
			'stagemark.importResults',
			'stagemark.initializeWorkspace',
			'stagemark.installGitHooks',
			'stagemark.lockExperiment',
			'stagemark.newExperiment',
			'stagemark.promote',
			'stagemark.recordRun',
			'stagemark.rejectRequest',
			'stagemark.reproduceRun',
			'stagemark.requestPromotion',
			'stagemark.rollBack',
			'stagemark.runExperiment',
			'stagemark.setAlias',
			'stagemark.setUpCi',
			'stagemark.withdrawRequest',
		]);
	});

	test('share one category', () => {
		assert.deepEqual([...new Set(contributes.commands.map(({ category }) => category))], ['Stagemark']);
	});

	test('in menus exist', () => {
		const used = Object.values(contributes.menus).flatMap(items => items.map(({ command }) => command));
		assert.deepEqual(
			used.filter(command => !contributed.includes(command)),
			[],
		);
	});
});

/** A call that shows a message, with the first character of its argument. */
const callPattern = /(?:l10n\s*\.t|(?<!function )\blocalize)\(\s*(.)/g;

suite('translations', () => {
	const keys = [...new Set([...manifestText.matchAll(/"%([\w.]+)%"/g)].map(match => match[1] ?? ''))].sort();
	const shown = [...sources('extension'), ...sources('webviews')];
	const messages = [...new Set(shown.flatMap(messagesIn))].sort();
	const bundle = textsSchema.parse(JSON.parse(readFileSync('l10n/bundle.l10n.pt-br.json', 'utf8')));

	test('of the manifest have exactly the keys it uses, in both languages', () => {
		assert.deepEqual(Object.keys(manifestTexts.english).sort(), keys);
		assert.deepEqual(Object.keys(manifestTexts.portuguese).sort(), keys);
	});

	test('of the code have exactly the messages it shows', () => {
		assert.deepEqual(
			{ missing: without(messages, Object.keys(bundle)), unused: without(Object.keys(bundle), messages) },
			{ missing: [], unused: [] },
		);
	});

	test('keep the placeholders and the commands of the original', () => {
		const pairs = [
			...Object.entries(bundle),
			...keys.map(key => [manifestTexts.english[key] ?? '', manifestTexts.portuguese[key] ?? ''] as const),
		];
		for (const [original, translation] of pairs) {
			assert.deepEqual(marks(translation), marks(original), original);
			assert.notEqual(translation, '');
		}
	});

	test('find every message, because each is written out where it is shown', () => {
		const calls = shown.flatMap(file =>
			[...readFileSync(file, 'utf8').matchAll(callPattern)].map(match => `${file} ${match[1] ?? ''}`),
		);
		assert.deepEqual(
			calls.filter(call => !call.endsWith("'")),
			[],
		);
		assert.ok(calls.length >= messages.length);
	});
});

/** The first arguments of `l10n.t`, and of its counterpart in the webviews, in a file. */
function messagesIn(file: string): string[] {
	const text = readFileSync(file, 'utf8');
	return [...text.matchAll(/(?:l10n\s*\.t|(?<!function )\blocalize)\(\s*'((?:[^'\\]|\\.)*)'/g)].map(match =>
		(match[1] ?? '').replace(/\\(.)/g, '$1'),
	);
}

function without(all: readonly string[], some: readonly string[]): string[] {
	return all.filter(each => !some.includes(each));
}

/** Placeholders and command links of a message, sorted. */
function marks(message: string): string[] {
	return [...message.matchAll(/\{\d+\}|\(command:[^)]+\)/g)].map(match => match[0]).sort();
}
