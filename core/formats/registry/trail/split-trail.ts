/** The text of a registry file in parts that can be read apart. */
export interface SplitTrail {
	/** The file with a list of the placeholder alone in the place of the trail. */
	readonly head: string;
	/** The entries, each with the dash before it. */
	readonly trail: readonly string[];
	/** Text that is nowhere in the file. */
	readonly placeholder: string;
}

/**
 * Takes the entries of the audit trail out of a registry file by their indentation, as `stagemark` writes them. Undefined where YAML allows
 * one part of a file to mean something in another (anchors, tags, directives), and where there is no such list.
 *
 * Whoever reads the parts has to see that each is valid and that the placeholder is the trail: only then are they what the whole file says.
 */
export function splitTrail(text: string): SplitTrail | undefined {
	if (reaching.test(text)) return undefined;
	const key = /^transitions:[ ]*\r?\n(?=( *)- )/m.exec(text);
	if (key === null) return undefined;
	const start = key.index + key[0].length;
	const { trail, end } = entriesFrom(text, start, key[1] ?? '');
	let placeholder = 'trail';
	while (text.includes(placeholder)) placeholder += '-';
	return { head: `${text.slice(0, key.index)}transitions: [${placeholder}]\n${text.slice(end)}`, trail, placeholder };
}

/** An anchor, an alias or a tag, or the line of a directive or of another document. */
const reaching = /(?:^|[\s[{,])[&*!]\S|^(?:%|---|\.\.\.)/m;

function entriesFrom(text: string, start: number, indent: string): { readonly trail: readonly string[]; readonly end: number } {
	const trail: string[] = [];
	let entryStart = start;
	let end = start;
	while (end < text.length) {
		const lineEnd = text.indexOf('\n', end) + 1 || text.length;
		const isEntry = text.startsWith(`${indent}- `, end);
		const line = text.slice(end, lineEnd);
		if (!isEntry && !line.startsWith(`${indent} `) && line.trim() !== '') break;
		if (isEntry && end > entryStart) {
			trail.push(text.slice(entryStart, end));
			entryStart = end;
		}
		end = lineEnd;
	}
	trail.push(text.slice(entryStart, end));
	return { trail, end };
}
