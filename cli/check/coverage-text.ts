import type { CheckResult } from './check-result.ts';

/** Names of files that were not read in one line; the others are counted. JSON has all of them. */
const mostNames = 5;

/** What was read and what was not: `12 read, 3 not read (a.bin: binary, …), 1,488 not matched`. */
export function coverageText({ summary, notRead }: CheckResult): string {
	const plain = summary.plainText === 0 ? '' : ` (${number(summary.plainText)} as plain text)`;
	const names = notRead.slice(0, mostNames).map(({ file, detail }) => `${file}: ${detail}`);
	const list = notRead.length > mostNames ? [...names, `and ${number(notRead.length - mostNames)} more`] : names;
	return [
		`${number(summary.files)} read${plain}`,
		...(summary.notRead === 0 ? [] : [`${number(summary.notRead)} not read (${list.join(', ')})`]),
		...(summary.notMatched === 0 ? [] : [`${number(summary.notMatched)} not matched`]),
	].join(', ');
}

/** Says that a commit changes nothing the tool reads. */
export function unconcernedText(result: CheckResult): string {
	return `${coverageText(result)}: the commit changes no prompt, experiment or registry file.`;
}

/** Says once which rules are silent; undefined when none is. */
export function waitingRulesText({ waitingRules }: CheckResult): string | undefined {
	if (waitingRules.length === 0) return undefined;
	const [rules, wait] = waitingRules.length === 1 ? ['rule', 'waits'] : ['rules', 'wait'];
	return `${waitingRules.length} ${rules} ${wait} until this repository opts in to versioning, with a stagemark.yaml or its first registry file: ${waitingRules.join(', ')}.`;
}

function number(value: number): string {
	return value.toLocaleString('en-US');
}
