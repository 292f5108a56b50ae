import { nearestWord } from '../../core/base/text/nearest-word.ts';
import type { AuditedRule, Rule, SuppressionAudit } from './rule.ts';
import type { ParsedDocument } from '../documents/parsed-document.ts';
import { ruleSettings } from './rule-settings.ts';
import type { RuleRun } from './rule-run.ts';
import type { SuppressedRule } from './suppression.ts';
import type { Suppressions } from './suppressions.ts';

/** What each comment that silences findings did. `used` holds the entries that silenced something. */
export function auditSuppressions(run: RuleRun, { list }: Suppressions, used: ReadonlySet<SuppressedRule>): SuppressionAudit {
	const isReadCompletely = isComplete(run.document);
	const suppressions = list.map(suppression => ({
		...suppression,
		rules: suppression.rules.map((entry): AuditedRule => {
			const rule = run.rules.find(({ id }) => id === entry.name);
			const suggestion = rule === undefined ? nearestWord(entry.name, idsOf(run.rules)) : undefined;
			return { ...entry, suggestion, outcome: used.has(entry) ? 'used' : outcomeOf(rule, run, isReadCompletely) };
		}),
	}));
	return { path: run.document.value.path, text: run.document.kind === 'unreadable' ? '' : run.document.value.text, suppressions };
}

function outcomeOf(rule: Rule | undefined, { workspace }: RuleRun, isReadCompletely: boolean): AuditedRule['outcome'] {
	if (rule === undefined) return 'unknown-rule';
	if (!rule.isSuppressible) return 'not-suppressible';
	const isOff = ruleSettings(rule, workspace.config).severity === 'off' || (rule.needsOptIn && !workspace.hasOptedIn);
	// A finding on versions comes and goes with each commit; the comment that answers it stays right.
	const isPassing = rule.group === 'versioning';
	return isOff || isPassing || !isReadCompletely ? 'idle' : 'unused';
}

/** While the syntax is broken many rules are silent, and what they would say is not known. */
function isComplete(document: ParsedDocument): boolean {
	return document.kind !== 'unreadable' && document.value.problems.every(({ code }) => !obscuring.test(code));
}

const obscuring = /syntax-error$|^unclosed-|^mismatched-|^empty-|^unquoted-|^unescaped-|^merge-conflict$/;

function idsOf(rules: readonly Rule[]): readonly string[] {
	return rules.filter(({ isSuppressible }) => isSuppressible).map(({ id }) => id);
}
