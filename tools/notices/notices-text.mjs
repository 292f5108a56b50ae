/** @typedef {import('./bundled-packages.mjs').BundledPackage} BundledPackage */

/**
 * The notices as Markdown: packages that share a licence text, letter by letter, stand above it together.
 * @param {readonly BundledPackage[]} packages
 */
export function noticesText(packages) {
	/** @type {Map<string, BundledPackage[]>} */
	const byText = new Map();
	for (const each of packages) {
		const text = each.texts.length === 0 ? '' : each.texts.join('\n\n');
		byText.set(text, [...(byText.get(text) ?? []), each]);
	}
	const sections = [...byText].map(([text, sharing]) => section(text, sharing));
	return (
		[
			'# Third-party notices',
			`Stagemark contains code of the ${packages.length} packages below. Each is used under its own licence. This file is made by \`npm run notices\`.`,
			...sections,
			'',
		]
			.join('\n\n')
			.trimEnd() + '\n'
	);
}

/**
 * @param {string} text
 * @param {readonly BundledPackage[]} sharing
 */
function section(text, sharing) {
	const titles = sharing.map(({ name, version, license }) => `## ${name} ${version} (${license})`).join('\n\n');
	if (text === '') return `${titles}\n\nThe package ships no text of its licence beside that name.`;
	// A fence that is longer than any in the text.
	const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
	return `${titles}\n\n${fence}text\n${text}\n${fence}`;
}
