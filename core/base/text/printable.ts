/**
 * A text of the repository for a terminal or the log of a build: control characters as `\x1b`, tabs and line breaks left. A line that
 * a build server would take for a command of its own, such as `::error::` or `##vso[`, has its first character as `\x3a`.
 *
 * Sources: GitHub Actions, "Workflow commands"; Azure Pipelines, "Logging commands"; TeamCity, "Service messages".
 */
export function printable(text: string): string {
	return text
		.replaceAll(/[^\P{Cc}\t\n]|[\u2028\u2029]/gu, escapeCharacter)
		.replaceAll(/^([ \t]*)([:#])(?=:|#(?:\[|vso\[|teamcity\[))/gm, (_, indent: string, sign: string) => indent + escapeCharacter(sign));
}

/** The same for a name or a message, which stands on one line: line breaks are shown as `\n`. */
export function printableLine(text: string): string {
	return printable(
		text
			.replaceAll('\r\n', '\n')
			.replaceAll('\n', String.raw`\n`)
			.replaceAll('\r', String.raw`\r`),
	);
}

function escapeCharacter(character: string): string {
	const code = character.charCodeAt(0);
	return code > 0xff ? String.raw`\u${code.toString(16)}` : String.raw`\x${code.toString(16).padStart(2, '0')}`;
}
