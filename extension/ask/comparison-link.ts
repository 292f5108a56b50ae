import { z } from 'zod';

/** What a link to a comparison says. It names no path, so it means the same on every machine with the repository open. */
export interface ComparisonLink {
	/** Name of the workspace folder. */
	readonly folder: string;
	/** Run ids, `EXPERIMENT/VARIANT`, `EXPERIMENT` or prompt references. */
	readonly references: readonly string[];
	/** One of the references; undefined leaves it to the experiment. */
	readonly baseline: string | undefined;
}

/** The path of such a link: `vscode://stagemark.stagemark/compare?…`. */
export const comparisonLinkPath = '/compare';

/** The query of the link, before it is encoded once more as part of a URI. */
export function linkQuery({ folder, references, baseline }: ComparisonLink): string {
	const query = new URLSearchParams({ folder });
	for (const reference of references) query.append('reference', reference);
	if (baseline !== undefined) query.append('baseline', baseline);
	return query.toString();
}

const textSchema = z.string().min(1).max(300);
const linkSchema = z.object({ folder: textSchema, references: z.array(textSchema).min(1).max(200), baseline: textSchema.optional() });

/**
 * Reads a link that somebody clicked on, anywhere. Undefined when it is none of ours; whether its folder is open and its
 * references exist is for others to judge.
 */
export function readLink(path: string, query: string): ComparisonLink | undefined {
	if (path !== comparisonLinkPath) return undefined;
	const parameters = new URLSearchParams(query);
	const parsed = linkSchema.safeParse({
		folder: parameters.get('folder'),
		references: parameters.getAll('reference'),
		baseline: parameters.get('baseline') ?? undefined,
	}).data;
	return parsed && { folder: parsed.folder, references: parsed.references, baseline: parsed.baseline };
}
