import { isComponentKind } from '../../core/formats/component/find-component-kind.ts';
import type { ParsedComponent } from '../../core/formats/component/component.ts';
import type { Severity } from '../../core/base/problem.ts';
import type { Diagnostic } from './diagnostic.ts';
import { isNamedElsewhere } from '../../core/workspace/is-named-elsewhere.ts';
import { auditSuppressions } from './audit-suppressions.ts';
import { lineEndsOf } from './line-ends.ts';
import type { Finding, Fix, Rule, RuleContext, SuppressionAudit } from './rule.ts';
import type { ParsedDocument } from '../documents/parsed-document.ts';
import { ruleSettings } from './rule-settings.ts';
import type { RuleRun } from './rule-run.ts';
import type { SuppressedRule } from './suppression.ts';
import { readSuppressions } from './suppressions.ts';

/**
 * Checks one document with every rule that applies: switched off ones, those that wait for the repository to opt in, and
 * suppressed findings are left out. Sorted by position, then by rule.
 */
export function runRules(run: RuleRun): readonly Diagnostic[] {
	const suppressions = readSuppressions(run.document);
	const used = new Set<SuppressedRule>();
	const rules = rulesFor(run);
	const round = { ...run, withLineEnds: lineEndsOf(textOf(run.document)) };
	const isShown = (rule: Rule, { range }: Diagnostic): boolean => {
		const silencing = rule.isSuppressible ? suppressions.find(rule.id, range.start) : [];
		for (const entry of silencing) used.add(entry);
		return silencing.length === 0;
	};
	const found = rules.flatMap(rule => runRule(rule, round).filter(diagnostic => isShown(rule, diagnostic)));
	return [...found, ...auditRules(round, rules, auditSuppressions(run, suppressions, used))].sort(
		(left, right) => left.range.start - right.range.start || left.range.end - right.range.end || compareWords(left.rule, right.rule),
	);
}

/** What all rules of a round share. */
interface Round extends RuleRun {
	readonly withLineEnds: (fix: Fix) => Fix;
}

/** Rules on suppressions run last, when it is known what each comment silenced. */
function auditRules(round: Round, rules: readonly Rule[], audit: SuppressionAudit): readonly Diagnostic[] {
	return rules.flatMap(rule => (rule.appliesTo === 'suppressions' ? runCheck(rule, round, context => rule.check(audit, context)) : []));
}

/** In an unresolved merge conflict nothing else can be relied on, so nothing else is said. */
function rulesFor({ rules, document, workspace }: RuleRun): readonly Rule[] {
	const isInConflict = document.kind !== 'unreadable' && document.value.problems.some(problem => problem.code === 'merge-conflict');
	if (isInConflict) return rules.filter(rule => rule.id === 'merge-conflict');
	if (document.kind !== 'prompt' || document.value.dialect !== 'other-tool') return rules;
	const isVersioned = isNamedElsewhere(document.value, workspace);
	return rules.filter(({ group }) => groupsForAnyTool.has(group) || (isVersioned && group === 'versioning'));
}

/** What can be said of a prompt whose keys mean what another tool makes of them. */
const groupsForAnyTool: ReadonlySet<Rule['group']> = new Set(['template', 'safety', 'storage', 'suppression']);

function runRule(rule: Rule, round: Round): readonly Diagnostic[] {
	return runCheck(rule, round, context => findingsOf(rule, round.document, context));
}

function runCheck(rule: Rule, round: Round, check: (context: RuleContext) => Iterable<Finding>): readonly Diagnostic[] {
	const { severity, isSeveritySet, options } = ruleSettings(rule, round.workspace.config);
	if (severity === 'off' || (rule.needsOptIn && !round.workspace.hasOptedIn)) return [];
	const { workspace, committedPrompt, versions, experiment, registry, today, tokens } = round;
	const context = { workspace, options, committedPrompt, versions, experiment, registry, today, tokens };
	try {
		return [...check(context)].map(finding => ({
			rule: rule.id,
			severity: isSeveritySet ? severityUpTo(severity, finding) : (finding.severity ?? severity),
			range: finding.range,
			message: finding.message,
			fixes: (finding.fixes ?? []).map(round.withLineEnds),
			related: finding.related ?? [],
			tag: finding.tag,
		}));
	} catch (error) {
		round.log(
			`The rule ${rule.id} failed on ${round.document.value.path} and was left out; other rules are not affected. Please report it. ${describeError(error)}`,
			rule.id,
		);
		return [];
	}
}

/** A finding may weigh more or less than its rule usually does, but never more than the user wants to see it. */
function severityUpTo(ceiling: Severity, { severity = ceiling }: Finding): Severity {
	return severities.indexOf(severity) > severities.indexOf(ceiling) ? ceiling : severity;
}

const severities: readonly Severity[] = ['hint', 'info', 'warning', 'error'];

type ReadableRule = Exclude<Rule, { readonly appliesTo: 'suppressions' | 'unreadable' }>;

type ReadableDocument = Exclude<ParsedDocument, { kind: 'unreadable' }>;

function findingsOf(rule: Rule, document: ParsedDocument, context: RuleContext): Iterable<Finding> {
	if (rule.appliesTo === 'unreadable') return document.kind === 'unreadable' ? rule.check(document.value, context) : [];
	if (rule.appliesTo === 'suppressions' || document.kind === 'unreadable') return [];
	return findingsInText(rule, document, context);
}

function findingsInText(rule: ReadableRule, document: ReadableDocument, context: RuleContext): Iterable<Finding> {
	if (rule.appliesTo === 'any') return rule.check(document.value, context);
	if (rule.appliesTo === 'text') return document.kind === 'prompt' || document.kind === 'text' ? rule.check(document.value, context) : [];
	if (rule.appliesTo === 'prompt') return document.kind === 'prompt' ? rule.check(document.value, context) : [];
	if (rule.appliesTo === 'component') return isComponent(document) ? rule.check(document.value, context) : [];
	if (rule.appliesTo === 'experiment') return document.kind === 'experiment' ? rule.check(document.value, context) : [];
	return document.kind === 'registry' ? rule.check(document.value, context) : [];
}

/** True for a model card, an embedding reference and a pipeline. */
function isComponent(document: ParsedDocument): document is Extract<ParsedDocument, { value: ParsedComponent }> {
	return isComponentKind(document.kind);
}

function textOf(document: ParsedDocument): string {
	return document.kind === 'unreadable' ? '' : document.value.text;
}

function compareWords(left: string, right: string): number {
	return left < right ? -1 : Number(left > right);
}

function describeError(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
