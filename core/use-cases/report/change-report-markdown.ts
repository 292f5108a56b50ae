import { escapeMarkdown } from '../../judging/compare/report/escape-text.ts';
import type { GateReport } from '../promote/evaluate-gates.ts';
import { isHeldBack } from '../../formats/registry/is-held-back.ts';
import type { PromptDiff } from '../../formats/prompt/diff/prompt-diff.ts';
import type { ChangedPrompt, ChangeReport, NewFinding } from './change-report.ts';

/** The first line, by which a later report finds the comment that it replaces. */
export const reportMark = '<!-- stagemark-report -->';

/** No comment on GitHub may have more than 65,536 characters; what a reviewer would read is far less. */
const mostRows = 50;

/** The report for a pull request or a job summary. Text from files is escaped. The same state gives the same text. Ends with a line break. */
export function changeReportMarkdown(report: ChangeReport): string {
	const { prompts, findings, transitions } = report;
	const parts = [
		reportMark,
		`## Stagemark\n\n${summary(report)}`,
		prompts.length === 0
			? ''
			: `### Prompts\n\n${promptTable(prompts)}\n\n${prompts
					.slice(0, mostRows)
					.map(promptDetails)
					.filter(text => text !== '')
					.join('\n\n')}`.trimEnd(),
		findings.length === 0 ? '' : `### New findings\n\n${findingTable(findings)}`,
		transitions.length === 0 ? '' : `### Registry\n\n${transitionTable(transitions)}`,
		report.not_read.length === 0 ? '' : `### Not read\n\n${notReadTable(report.not_read)}`,
		`Compared with ${report.base.slice(0, 10)}, where this branch began.`,
	];
	return `${parts.filter(part => part !== '').join('\n\n')}\n`;
}

function summary({ prompts, findings, transitions, not_read: notRead }: ChangeReport): string {
	const unread = notRead.length === 0 ? '' : ` ${count(notRead.length, 'place')} could not be read.`;
	if (prompts.length + findings.length + transitions.length === 0) return `No prompt, finding or stage changes.${unread}`;
	const errors = findings.filter(({ severity }) => severity === 'error').length;
	const short = prompts.filter(({ diff }) => diff?.isBumpSufficient === false).length;
	const held = prompts.filter(({ gates }) => gates.some(({ passed }) => !passed)).length;
	const sentences = [
		`${count(prompts.length, 'prompt')} changed, ${count(findings.length, 'new finding')}${errors === 0 ? '' : ` (${count(errors, 'error')})`}, ${count(transitions.length, 'move')} in the registry.`,
		short === 0 ? '' : `${count(short, 'prompt')} ${short === 1 ? 'needs' : 'need'} a larger version step.`,
		held === 0 ? '' : `${count(held, 'prompt')} would not pass the gates of every stage yet.`,
	];
	return `${sentences.filter(sentence => sentence !== '').join(' ')}${unread}`;
}

function promptTable(prompts: readonly ChangedPrompt[]): string {
	const rows = prompts.map(prompt => [
		escapeMarkdown(prompt.name),
		versionsOf(prompt),
		prompt.change,
		bumpInWords(prompt.diff),
		prompt.evidence.length === 0
			? 'none'
			: prompt.evidence.map(({ experiment, runs }) => `${escapeMarkdown(experiment)}: ${count(runs, 'run')}`).join(', '),
		prompt.gates.length === 0 ? '' : prompt.gates.map(gateInWords).join(', '),
	]);
	return table(['Prompt', 'Version', 'Change', 'Required step', 'Evidence', 'Gates'], rows);
}

function versionsOf({ diff, version }: ChangedPrompt): string {
	const before = diff?.before.version;
	const after = escapeMarkdown(version ?? 'none');
	return before === undefined || before === version ? after : `${escapeMarkdown(before)} → ${after}`;
}

function bumpInWords(diff: PromptDiff | undefined): string {
	if (diff === undefined || diff.requiredBump === 'none') return '';
	if (diff.isBumpSufficient === undefined) return diff.requiredBump;
	return `${diff.requiredBump}${diff.isBumpSufficient ? ', kept' : ', **not kept**'}`;
}

function gateInWords({ to, passed, gates }: GateReport): string {
	const held = gates.filter(isHeldBack).length;
	return `${escapeMarkdown(to)}: ${passed ? 'passed' : `**${held} of ${gates.length} in the way**`}`;
}

/** Why the step is required, what else differs, and which gates are in the way; folded, since a table says the most. */
function promptDetails({ name, path, diff, gates }: ChangedPrompt): string {
	const values = diff === undefined ? [] : [...(diff.model === undefined ? [] : [diff.model]), ...diff.parameters, ...diff.inputs];
	const tokens = diff === undefined ? [] : [`About ${diff.before.estimatedTokenCount} → ${diff.after.estimatedTokenCount} tokens`];
	const lines = [
		...(diff?.reasons ?? []).map(({ bump, reason }) => `${bump}: ${reason}`),
		...values.map(({ name: key, before, after }) => `${key}: ${before ?? 'absent'} → ${after ?? 'absent'}`),
		...(diff?.messages ?? []).filter(({ status }) => status !== 'same').map(({ role, status }) => `message ${role}: ${status}`),
		...tokens,
		...gates.flatMap(({ to, gates: outcomes }) =>
			outcomes
				.filter(isHeldBack)
				.map(({ gate, outcome, detail }) => `${to}, ${gate}: ${outcome}${detail === undefined ? '' : `. ${detail}`}`),
		),
	];
	if (lines.length === 0) return '';
	const items = lines.map(line => `- ${escapeMarkdown(line)}`).join('\n');
	return `<details><summary>${escapeMarkdown(`${name} (${path})`)}</summary>\n\n${items}\n\n</details>`;
}

function findingTable(findings: readonly NewFinding[]): string {
	const rows = findings.map(({ path, line, severity, rule, message }) => [
		escapeMarkdown(`${path}:${line}`),
		severity,
		escapeMarkdown(message),
		escapeMarkdown(rule),
	]);
	return table(['Place', 'Severity', 'Finding', 'Rule'], rows);
}

function transitionTable(transitions: ChangeReport['transitions']): string {
	const rows = transitions.map(({ name, transition }) => {
		const { version, from, to, by, reason, override, rollback, alias } = transition;
		const marks = [override === true ? ' (**override**)' : '', rollback === true ? ' (rollback)' : ''].join('');
		const move = alias === undefined ? `${from} → ${to}` : `alias ${alias.name} ${alias.action}`;
		return [
			escapeMarkdown(name),
			escapeMarkdown(version),
			`${escapeMarkdown(move)}${marks}`,
			escapeMarkdown(by),
			escapeMarkdown(reason),
		];
	});
	return table(['Name', 'Version', 'Move', 'By', 'Reason'], rows);
}

function notReadTable(notRead: ChangeReport['not_read']): string {
	return table(
		['Place', 'Reason'],
		notRead.map(({ path, reason }) => [escapeMarkdown(path), escapeMarkdown(reason)]),
	);
}

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	const rest = rows.length - mostRows;
	const lines = [line(headings), line(headings.map(() => '---')), ...rows.slice(0, mostRows).map(line)];
	return rest > 0 ? `${lines.join('\n')}\n\n… and ${rest} more.` : lines.join('\n');
}

function count(amount: number, noun: string): string {
	return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
