/**
 * Who may import whom. A folder that is not named in a rule's `pathNot` is out of reach.
 * ARCHITECTURE.md explains each rule; the names below are its headings.
 */
const only = (name, comment, from, allowed) => ({
	name,
	comment,
	severity: 'error',
	from: { path: from, pathNot: '\\.test\\.ts$' },
	to: { pathNot: allowed },
});

/** As `only`, with Node's built-in modules allowed as well. */
const onlyWithNode = (name, comment, from, allowed) => {
	const rule = only(name, comment, from, allowed);
	return { ...rule, to: { ...rule.to, dependencyTypesNot: ['core'] } };
};

/** Pure libraries: no Node, no DOM, no I/O. Each is named with its reason in ARCHITECTURE.md. */
const pureLibraries =
	'^node_modules/(yaml|zod|diff|fflate|fzstd|semver|picomatch|re2js|fastest-levenshtein|@types/(semver|picomatch)|@noble/hashes|@stdlib/stats-base-dists-[a-z-]+)/';

/** The storeys of core, from the ground up: each sees itself and what is named below it. */
const storeys = ['base', 'ports', 'statistics', 'formats', 'workspace', 'judging', 'use-cases', 'words'];
const apiOfTemplates = '^templates/api\\.ts$';

const storeyRules = storeys.map((storey, level) =>
	only(`storey-${storey}`, `core/${storey} sees only the storeys below it.`, `^core/${storey}/`, [
		...storeys.slice(0, level + 1).map(below => `^core/${below}/`),
		apiOfTemplates,
		pureLibraries,
	]),
);

/** A folder of the extension, and the folders of it that it sees beside its own. */
const extensionRule = (folder, ...seen) => ({
	name: `extension-${folder}`,
	comment: `extension/${folder} sees of the other folders ${seen.length === 0 ? 'none' : seen.join(', ')}.`,
	severity: 'error',
	from: { path: `^extension/${folder}/`, pathNot: '\\.test\\.ts$' },
	to: { path: '^extension/[^/]+/', pathNot: [folder, ...seen].map(name => `^extension/${name}/`) },
});

module.exports = {
	forbidden: [
		only('templates-stand-alone', 'The template library sees nothing outside its folder.', '^templates/', ['^templates/']),
		{
			name: 'templates-only-through-api',
			comment: 'The template library is used through api.ts; its tests and the differential ones look inside.',
			severity: 'error',
			from: { pathNot: '^(templates|test)/|\\.test\\.ts$' },
			to: { path: '^templates/', pathNot: apiOfTemplates },
		},
		only('core-is-pure', 'core knows nothing outside itself but the template library and pure libraries.', '^core/', [
			'^core/',
			apiOfTemplates,
			pureLibraries,
		]),
		...storeyRules,
		onlyWithNode('io-serves-core', 'io implements the ports of core with Node; it knows no editor.', '^io/', [
			'^io/',
			'^core/',
			'^node_modules/(?!@types/vscode/|vscode)',
		]),
		only(
			'rules-are-pure',
			'A lint rule sees core, the template library, the rule contract and the documents it judges; no other rule.',
			'^language-server/rules/([^/]+)/',
			[
				'^language-server/rules/$1/',
				'^language-server/rules/rule\\.ts$',
				'^language-server/documents/(parsed-document|text-edit|evidence)\\.ts$',
				'^core/',
				apiOfTemplates,
			],
		),
		only(
			'features-speak-core',
			'Documents, features and rules talk offsets and plain objects; only lsp/ and server.ts know the protocol.',
			'^language-server/(cards|documents|features|rules)/|^language-server/(create-)?language-service\\.ts$',
			[
				'^language-server/(cards|documents|features|rules)/',
				'^language-server/(create-)?language-service\\.ts$',
				'^core/',
				apiOfTemplates,
			],
		),
		{
			name: 'documents-see-no-features',
			comment: 'What is open is known without what can be asked of it.',
			severity: 'error',
			from: { path: '^language-server/documents/', pathNot: '\\.test\\.ts$' },
			to: { path: '^language-server/(cards|features|lsp)/|^language-server/[^/]+\\.ts$' },
		},
		{
			name: 'features-see-no-service',
			comment: 'A feature is put into the service and does not know it.',
			severity: 'error',
			from: { path: '^language-server/features/', pathNot: '\\.test\\.ts$' },
			to: { path: '^language-server/[^/]+\\.ts$' },
		},
		onlyWithNode('server-has-no-editor', 'The server must run under any LSP client.', '^language-server/', [
			'^language-server/',
			'^core/',
			apiOfTemplates,
			'^io/',
			'^node_modules/(vscode-languageserver|vscode-jsonrpc|vscode-uri)',
		]),
		only(
			'webview-is-a-browser-island',
			'A webview sees its own folder, webviews/shared, core and browser libraries.',
			'^webviews/(?!shared/)([^/]+)/',
			[
				'^webviews/$1/',
				'^webviews/shared/',
				'^core/',
				apiOfTemplates,
				'^node_modules/(chart\\.js|lit-html|zod|@types/vscode-webview)/',
			],
		),
		only(
			'webviews-shared-sees-no-panel',
			'What the panels share knows none of them, and no I/O: core and browser libraries only.',
			'^webviews/shared/',
			[
				'^webviews/shared/',
				'^core/',
				'^node_modules/(lit-html|@tanstack/virtual-core|@types/vscode-webview|@vscode/webview-ui-toolkit)/',
			],
		),
		{
			name: 'toolkit-in-one-module',
			comment: 'The toolkit is archived: one module knows it, so that it can be replaced there.',
			severity: 'error',
			from: { pathNot: '^webviews/shared/toolkit-controls\\.ts$' },
			to: { path: '^node_modules/@vscode/webview-ui-toolkit/' },
		},
		{
			name: 'webview-only-through-protocol',
			comment: 'The host sees a webview only through its protocol.ts.',
			severity: 'error',
			from: { path: '^(extension|test)/' },
			to: { path: '^webviews/', pathNot: '/protocol\\.ts$' },
		},
		{
			name: 'extension-uses-server-over-lsp',
			comment: 'The host starts the server as a process and never imports it.',
			severity: 'error',
			from: { path: '^extension/' },
			to: { path: '^(language-server|cli)/' },
		},
		extensionRule('model'),
		extensionRule('ask', 'model'),
		extensionRule('trees', 'model', 'ask'),
		extensionRule('panels', 'model', 'ask', 'trees'),
		extensionRule('commands', 'model', 'ask'),
		{
			name: 'commands-trees-and-panels-are-leaves',
			comment: 'Commands, trees and panels meet only in their lists and in services.',
			severity: 'error',
			from: { path: '^extension/(commands/[^/]+/|trees/[a-z-]+-tree\\.ts$|panels/[a-z-]+-panel\\.ts$)' },
			to: { path: '^extension/(commands/[^/]+/|trees/[a-z-]+-tree\\.ts$|panels/[a-z-]+-panel\\.ts$)' },
		},
		onlyWithNode('cli-has-no-editor', 'The command line runs without VS Code.', '^cli/', [
			'^cli/',
			'^core/',
			'^io/',
			'^language-server/(create-)?language-service\\.ts$',
			'^language-server/rules/(all-rules|rule|diagnostic)\\.ts$',
			'^language-server/documents/text-edit\\.ts$',
			apiOfTemplates,
			'^package\\.json$',
			'^node_modules/(?!@types/vscode/|vscode)',
		]),
		{
			name: 'not-to-test',
			comment: 'Shipped code never imports test code.',
			severity: 'error',
			from: { pathNot: '^test/|\\.test\\.ts$' },
			to: { path: '^test/|\\.test\\.ts$' },
		},
		{
			name: 'no-circular',
			comment: 'No import cycles, type-only ones included.',
			severity: 'error',
			from: { path: '^(templates|core|io|language-server|extension|webviews|cli|test)/' },
			to: { circular: true },
		},
		{ name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vscode$' } },
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '^(out|dist)/' },
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
	},
};
