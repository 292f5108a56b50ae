// The parts of pages that list what code lists. Each stands between two comments in its page, and whoever edits it there loses it.
import { readFileSync } from 'node:fs';
import packageJson from '../../package.json' with { type: 'json' };
import { markdownTable } from './markdown-table.mjs';

/** @typedef {import('./load-lists.mjs').Lists} Lists */

/** @type {Readonly<Record<string, Readonly<Record<string, (lists: Lists) => string>>>>} */
export const generatedParts = {
	'README.md': { dialects: dialectTable },
	'docs/configuration.md': { dialects: dialectIds, keys: keyTable, settings: settingTable },
	'docs/gates.md': { gates: gateTable },
	'docs/import.md': { importers: importerTable },
};

/**
 * The page with its generated parts written anew.
 * @param {string} page
 * @param {string} text
 * @param {Lists} lists
 * @throws When a part has no place in the page.
 */
export function withGeneratedParts(page, text, lists) {
	return Object.entries(generatedParts[page] ?? {}).reduce((written, [name, make]) => {
		const [begin, end] = [`<!-- ${name}: written by tools/make-docs.mjs -->`, `<!-- end of ${name} -->`];
		const [start, stop] = [written.indexOf(begin), written.indexOf(end)];
		if (start === -1 || stop < start) throw new Error(`${page} has no place for “${name}”. Put these two lines there: ${begin} ${end}`);
		return `${written.slice(0, start + begin.length)}\n\n${make(lists)}\n\n${written.slice(stop)}`;
	}, text);
}

/** @param {Lists} lists */
function dialectTable({ dialects }) {
	// Our own formats first.
	const sorted = [...dialects.filter(({ isFallback }) => isFallback), ...dialects.filter(({ isFallback }) => !isFallback)];
	return markdownTable(
		['format', 'files', 'template', 'id'],
		sorted.map(({ id, documentation: { format, files, template } }) => [format, files, template, `\`${id}\``]),
	);
}

/** @param {Lists} lists */
function dialectIds({ dialects }) {
	return `The dialects: ${dialects.map(({ id }) => `\`${id}\``).join(', ')}.`;
}

/** @param {Lists} lists */
function gateTable({ gates }) {
	return markdownTable(
		['gate', 'written as', 'passes when'],
		gates.map(({ id, documentation: { example, passes } }) => [id, `\`${example}\``, passes]),
	);
}

/** @param {Lists} lists */
function importerTable({ importers }) {
	const sorted = importers.toSorted((left, right) => (left.id < right.id ? -1 : 1));
	return markdownTable(
		['`--format-of`', 'From', 'A run is', 'Cases', 'History'],
		sorted.map(({ id, documentation: { from, run, cases = '–', history = '–' } }) => [`\`${id}\``, from, run, cases, history]),
	);
}

/** @param {Lists} lists */
function keyTable({ configSchema }) {
	const defaults = configSchema.parse({});
	return markdownTable(
		['key', 'default', 'what it says'],
		Object.entries(configSchema.shape).map(([key, schema]) => [
			`\`${key}\``,
			`\`${JSON.stringify(defaults[/** @type {keyof typeof defaults} */ (key)])}\``,
			schema.description ?? '',
		]),
	);
}

/** Settings of the editor, in the words that the editor shows. */
function settingTable() {
	/** @type {Readonly<Record<string, string>>} */
	const words = JSON.parse(readFileSync('package.nls.json', 'utf8'));
	return markdownTable(
		['setting', 'default', 'what it does'],
		Object.entries(packageJson.contributes.configuration.properties).map(([name, setting]) => [
			`\`${name}\``,
			typeof setting.default === 'string' ? `\`${setting.default}\`` : setting.default ? 'on' : 'off',
			words[setting.markdownDescription.replaceAll('%', '')] ?? '',
		]),
	);
}
