/** What a set of picked files is to a run. Values are paths as they were given. */
export interface ResultFiles {
	/** Per-case results, one JSON object per line. */
	readonly samples: string | undefined;
	/** One JSON object of metric values. */
	readonly metrics: string | undefined;
	/** One JSON object of parameters. */
	readonly params: string | undefined;
	/** Everything else, kept with the run. */
	readonly artifacts: readonly string[];
}

/**
 * Tells by their names what the files that an evaluation wrote are. The conventional names come first; without them, the
 * only `.jsonl` file holds the samples. What could be either is kept as an artifact and never guessed at.
 */
export function sortResultFiles(paths: readonly string[]): ResultFiles {
	const named = (pattern: RegExp): string | undefined => only(paths.filter(path => pattern.test(fileName(path))));
	const samples = named(/^samples\.jsonl$/i) ?? named(/\.jsonl$/i);
	const params = named(/^param(?:eter)?s\.json$/i);
	const metrics = named(/^metrics\.json$/i) ?? only(paths.filter(path => /\.json$/i.test(path) && path !== params));
	return { samples, metrics, params, artifacts: paths.filter(path => ![samples, metrics, params].includes(path)) };
}

function only(paths: readonly string[]): string | undefined {
	return paths.length === 1 ? paths[0] : undefined;
}

function fileName(path: string): string {
	return path.slice(path.search(/[^/\\]*$/));
}
