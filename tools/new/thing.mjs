/**
 * What a kind of thing writes. Nothing is written before all of it is known, so a refusal leaves nothing behind.
 * @typedef {object} Plan
 * @property {Readonly<Record<string, string>>} files paths and texts of new files
 * @property {Readonly<Record<string, (text: string) => string>>} edits paths of files that are there, and what becomes of their text
 * @property {readonly string[]} next what is left to do by hand, a line each
 */

/**
 * @typedef {object} Kind
 * @property {string} summary what it writes, as a line of help
 * @property {string} example a name
 * @property {RegExp} pattern names it takes
 * @property {string} patternWords the same in words
 * @property {(name: string) => Plan} plan
 */

export const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
export const kebabWords = 'lower-case words joined by “-”, such as';

/** @param {string} name in kebab-case */
export function camelCase(name) {
	return name.replace(/-[a-z0-9]/g, text => text.slice(1).toUpperCase());
}

/** @param {string} name in kebab-case */
export function pascalCase(name) {
	return camelCase(`-${name}`);
}

/** @param {string} name in kebab-case */
export function titleOf(name) {
	return name.replace(/(^|-)([a-z])/g, (_, dash, /** @type {string} */ letter) => `${dash === '' ? '' : ' '}${letter.toUpperCase()}`);
}
