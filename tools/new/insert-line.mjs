/**
 * The text with a line put among its like, before the first one that sorts behind it.
 * @param {string} text
 * @param {string} line
 * @param {RegExp} pattern of those lines, with what they are sorted by as its group
 * @throws When the text has no such line.
 */
export function insertSorted(text, line, pattern) {
	const lines = text.split('\n');
	const key = keyOf(line, pattern);
	const members = lines.flatMap((other, index) => (pattern.test(other) ? [{ index, key: keyOf(other, pattern) }] : []));
	const last = members.at(-1);
	if (last === undefined) throw new Error(`No line looks like “${line.trim()}”.`);
	return lines.toSpliced(members.find(member => member.key > key)?.index ?? last.index + 1, 0, line).join('\n');
}

/**
 * A list of `all-….ts` with one more member: its import and its entry. The list may stand on one line or on many.
 * @param {string} text
 * @param {string} variable
 * @param {string} path of the import
 */
export function insertMember(text, variable, path) {
	const imported = insertSorted(text, `import { ${variable} } from '${path}';`, /^import (?:type )?\{ (\w+) \}/);
	return imported.replace(/(= \[)([^[\]]*)(\];)/, (_, open, /** @type {string} */ list, close) => {
		const members = list.split(',').flatMap(member => (member.trim() === '' ? [] : [member.trim()]));
		return `${open}${[...members, variable].sort().join(', ')},${close}`;
	});
}

/**
 * The only object of a file with one more entry, before the first one whose key sorts behind. Entries may take many lines each.
 * @param {string} text
 * @param {string} key
 * @param {string} value
 */
export function insertEntry(text, key, value) {
	const entries = [...text.matchAll(/^(?:\t'?([\w-]+)'?: |\};$)/gm)];
	const next = entries.find(entry => entry[1] === undefined || entry[1] > key);
	if (next === undefined) throw new Error('The file has no object at the start of a line.');
	return `${text.slice(0, next.index)}\t${key}: ${value},\n${text.slice(next.index)}`;
}

/**
 * @param {string} line
 * @param {RegExp} pattern
 */
function keyOf(line, pattern) {
	return pattern.exec(line)?.[1] ?? '';
}
