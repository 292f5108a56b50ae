/**
 * @typedef {object} Manifest
 * @property {string[]} activationEvents
 * @property {{ commands: { command: string, title: string, category: string }[] }} contributes
 */

/**
 * JSON with another member, its keys sorted as those around it; what was there keeps its order.
 * @param {string} text
 * @param {string} key
 * @param {unknown} value
 */
export function addKey(text, key, value) {
	const entries = Object.entries(/** @type {Record<string, unknown>} */ (JSON.parse(text)));
	const head = key.split('.')[0];
	const last = entries.findLastIndex(([other]) => other.split('.')[0] === head && other < key);
	const first = entries.findIndex(([other]) => other.split('.')[0] === head);
	const place = last === -1 ? (first === -1 ? entries.length : first) : last + 1;
	return print(Object.fromEntries(entries.toSpliced(place, 0, [key, value])));
}

/** @param {unknown} value */
export function print(value) {
	return `${JSON.stringify(value, null, '\t')}\n`;
}

/**
 * The manifest with a command for the palette.
 * @param {string} text
 * @param {string} name in camelCase
 */
export function addCommand(text, name) {
	/** @type {Manifest} */
	const manifest = JSON.parse(text);
	manifest.contributes.commands.push({ command: `stagemark.${name}`, title: `%command.${name}%`, category: 'Stagemark' });
	manifest.contributes.commands.sort((left, right) => (left.command < right.command ? -1 : 1));
	return print(manifest);
}

/**
 * The manifest with an activation event.
 * @param {string} text
 * @param {string} event
 */
export function addActivationEvent(text, event) {
	/** @type {Manifest} */
	const manifest = JSON.parse(text);
	manifest.activationEvents = [...manifest.activationEvents, event].sort();
	return print(manifest);
}
