import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Gives the address of a rule's page; undefined when the pages are not at hand. */
export type RulePages = (rule: string) => string | undefined;

/**
 * The pages in a folder of this machine, so that the link of a finding works offline and shows the page of the very
 * version that found it.
 */
export function rulePagesIn(folder: string): RulePages {
	if (!existsSync(folder)) return () => undefined;
	return rule => pathToFileURL(join(folder, `${rule}.md`)).href;
}

/** The page itself, for hovers; undefined for a rule without one. */
export async function readRulePage(rule: string): Promise<string | undefined> {
	const href = bundledRulePages()(rule);
	if (href === undefined || !/^[a-z-]+$/.test(rule)) return undefined;
	try {
		return await readFile(new URL(href), 'utf8');
	} catch {
		// An id that no rule has; the configuration is told by a finding.
		return undefined;
	}
}

/** The pages that came with this bundle: docs/rules lies beside its folder. A bundle copied elsewhere has none. */
export function bundledRulePages(): RulePages {
	return rulePagesIn(join(__dirname, '..', 'docs', 'rules'));
}
