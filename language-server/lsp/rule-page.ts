import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Gives the web address of a rule's page; undefined when nobody knows where the repository is. */
export type RulePages = (rule: string) => string | undefined;

/** The rule pages of the package this bundle belongs to. Its manifest lies beside the folder of the bundle. */
export function readRulePages(): RulePages {
	return rulePagesOf(readManifest(join(__dirname, '..', 'package.json')));
}

/** The rule pages on the web, from `repository` or `homepage` of a package.json. */
export function rulePagesOf(manifest: unknown): RulePages {
	const home = webAddress(member(manifest, 'repository')) ?? webAddress(member(manifest, 'homepage'));
	return rule => home && `${home}/blob/main/docs/rules/${rule}.md`;
}

function readManifest(path: string): unknown {
	try {
		return JSON.parse(readFileSync(path, 'utf8'));
	} catch {
		// A bundle that was copied elsewhere works as well; its findings have no link.
		return undefined;
	}
}

function webAddress(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value : member(value, 'url');
	if (typeof text !== 'string') return undefined;
	const address = text.replace(/^git\+/, '').replace(/(?:\.git)?(?:#.*)?\/?$/, '');
	return address.startsWith('https://') ? address : undefined;
}

function member(value: unknown, key: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
