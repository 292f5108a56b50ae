import { isComponentKind } from '../../core/formats/component/find-component-kind.ts';
import type { WorkspaceFacts } from '../../core/workspace/workspace-facts.ts';
import type { ParsedDocument } from '../documents/parsed-document.ts';
import { ruleSettings } from './rule-settings.ts';
import type { Rule } from './rule.ts';

/** Ids of the rules that say nothing about documents of these kinds until the repository opts in. None once it has. */
export function waitingRules(
	rules: readonly Rule[],
	kinds: ReadonlySet<ParsedDocument['kind']>,
	{ config, hasOptedIn }: WorkspaceFacts,
): readonly string[] {
	if (hasOptedIn) return [];
	const waiting = rules.filter(rule => rule.needsOptIn && ruleSettings(rule, config).severity !== 'off');
	return waiting.filter(({ appliesTo }) => [...kinds].some(kind => appliesToKind(appliesTo, kind))).map(({ id }) => id);
}

function appliesToKind(appliesTo: Rule['appliesTo'], kind: ParsedDocument['kind']): boolean {
	if (appliesTo === 'component') return isComponentKind(kind);
	if (appliesTo === 'text') return kind === 'prompt' || kind === 'text';
	return appliesTo === kind || appliesTo === 'any';
}
