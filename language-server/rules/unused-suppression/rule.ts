import type { TextRange } from '../../../core/base/text/text-range.ts';
import type { AuditedRule, AuditedSuppression, Fix, SuppressionRule } from '../rule.ts';
import type { TextEdit } from '../../documents/text-edit.ts';

export const unusedSuppression: SuppressionRule = {
	id: 'unused-suppression',
	appliesTo: 'suppressions',
	summary: 'a comment that silences nothing: the rule reports nothing there, does not exist or cannot be silenced.',
	severity: 'hint',
	group: 'suppression',
	fix: 'safe',
	isSuppressible: false,
	needsOptIn: false,
	isPreview: false,
	source: 'ruff unused-noqa, Biome suppressions/unused, ESLint --report-unused-disable-directives.',

	*check({ text, suppressions }) {
		for (const suppression of suppressions) {
			if (suppression.rules.length === 0) {
				const message = 'This comment names no rule, so it silences nothing. Name the rules, or remove it.';
				yield { range: suppression.range, message, fixes: [removal(text, suppression, undefined)], tag: 'unnecessary' };
			}
			for (const rule of suppression.rules) {
				const message = complaintAbout(rule);
				if (message !== undefined)
					yield { range: rule.range, message, fixes: fixesFor(text, suppression, rule), tag: 'unnecessary' };
			}
		}
	},
};

function complaintAbout({ name, outcome, suggestion }: AuditedRule): string | undefined {
	switch (outcome) {
		case 'used':
		case 'idle':
			return undefined;
		case 'unused':
			return `“${name}” reports nothing here, so this comment could only hide a future finding. Remove it.`;
		case 'unknown-rule':
			return `The rule “${name}” does not exist, so this silences nothing. ${suggestion === undefined ? 'Remove it.' : `Did you mean “${suggestion}”?`}`;
		case 'not-suppressible':
			return `A comment cannot silence “${name}”, so this has no effect. Fix what it reports, or turn the rule off for the repository under “rules” in stagemark.yaml.`;
	}
}

function fixesFor(text: string, suppression: AuditedSuppression, rule: AuditedRule): readonly Fix[] {
	const { suggestion, range } = rule;
	const remove = removal(text, suppression, rule);
	// Which of the two was meant is the writer's to say, so neither is done unasked.
	if (suggestion === undefined) return [remove];
	const replace: Fix = { title: `Replace with “${suggestion}”`, safety: 'unsafe', edits: [{ range, newText: suggestion }] };
	return [replace, { ...remove, safety: 'unsafe' }];
}

/** The rule's name where others stay, or else the comment; for a block both of its comments. */
function removal(text: string, suppression: AuditedSuppression, rule: AuditedRule | undefined): Fix {
	if (rule !== undefined && suppression.rules.length > 1) {
		const edits = [withoutName(suppression, rule)];
		return { title: `Remove “${rule.name}” from the comment`, safety: 'safe', edits };
	}
	const comments = suppression.closing === undefined ? [suppression.range] : [suppression.range, suppression.closing];
	const title = comments.length === 1 ? 'Remove the comment' : 'Remove both comments';
	return { title, safety: 'safe', edits: comments.map(range => ({ range: withLine(text, range), newText: '' })) };
}

/** The name with the white space or comma that sets it off from the one before or, for the first, the one behind. */
function withoutName({ rules }: AuditedSuppression, { range }: AuditedRule): TextEdit {
	const position = rules.findIndex(other => other.range.start === range.start);
	const before = rules[position - 1];
	const behind = rules[position + 1];
	if (before !== undefined) return { range: { start: before.range.end, end: range.end }, newText: '' };
	return { range: { start: range.start, end: behind?.range.start ?? range.end }, newText: '' };
}

/** A comment alone on its line goes with the line, one behind other text with the white space between. */
function withLine(text: string, { start, end }: TextRange): TextRange {
	const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
	const rest = /^[ \t]*(?:\r\n|\n|\r|$)/.exec(text.slice(end))?.[0];
	const indentation = text.slice(lineStart, start);
	if (rest !== undefined && indentation.trim() === '') return { start: lineStart, end: end + rest.length };
	const gap = rest === undefined ? 0 : indentation.length - indentation.trimEnd().length;
	return { start: start - gap, end };
}
