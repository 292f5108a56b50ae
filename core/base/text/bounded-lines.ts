/** More lines than this are counted instead of told. */
const toldLines = 20;

/** All of a few lines; of many the first twenty, and a last line with how many more there are. */
export function boundedLines(lines: readonly string[]): readonly string[] {
	const rest = lines.length - toldLines;
	return rest <= 0 ? lines : [...lines.slice(0, toldLines), `… and ${rest} more.`];
}
