/** Characters that move a cursor, end a line unseen or turn the direction of writing; of line ends and tabs only `\r` is one. */
export const steeringCharacters = /[^\P{Cc}\t\n]|[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;

const sectionMark = /section_(?=(?:start|end):\d)/g;

/**
 * A text of the repository for a terminal or the log of a build: control characters as `\x1b`, those that turn the direction of writing as
 * `\u202e`, tabs and line breaks left. A line that a build server would take for a command of its own, such as `::error::` or
 * `##vso[`, has its first character as `\x3a`, and so has a mark by which GitLab folds a log.
 *
 * Sources: GitHub Actions, "Workflow commands"; Azure Pipelines, "Logging commands"; TeamCity, "Service messages"; GitLab, "Custom
 * collapsible sections"; Unicode Technical Report 36, "Bidirectional Text Spoofing".
 */
export function printable(text: string): string {
	return text
		.replaceAll(steeringCharacters, escapeCharacter)
		.replaceAll(/^([ \t]*)([:#])(?=:|#(?:\[|vso\[|teamcity\[))/gm, (_, indent: string, sign: string) => indent + escapeCharacter(sign))

		.replaceAll(sectionMark, section => escapeCharacter(section) + section.slice(1));
}

/** JSON in which the same characters are escapes of JSON, so that it says the same and steers nothing. */
export function printableJson(json: string): string {
	const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
	return json.replaceAll(steeringCharacters, escaped).replaceAll(sectionMark, section => escaped(section) + section.slice(1));
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
