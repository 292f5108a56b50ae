import { steeringCharacters } from '../../core/base/text/printable.ts';
import { ownValue } from '../../core/base/own-value.ts';

/** One test case of a JUnit report. */
export interface JunitCase {
	/** Dotted, for grouping, such as `stagemark.check`. */
	readonly className: string;
	readonly name: string;
	/** None for a case that passed. */
	readonly failures: readonly { readonly type: string; readonly message: string; readonly text: string }[];
	readonly isSkipped: boolean;
	/** What was said without being a failure; empty for nothing. */
	readonly output: string;
}

/**
 * A JUnit report of one suite, as GitLab, Jenkins, Azure Pipelines and the test reporters of GitHub read it. It has neither times nor
 * dates, so that the same result gives the same bytes. Several failures of a case are joined, since most readers take only one.
 */
export function junitReport(suite: string, cases: readonly JunitCase[]): string {
	const failed = cases.filter(({ failures }) => failures.length > 0).length;
	const skipped = cases.filter(({ isSkipped }) => isSkipped).length;
	const counts = `tests="${cases.length}" failures="${failed}" errors="0" skipped="${skipped}"`;
	return [
		'<?xml version="1.0" encoding="UTF-8"?>',
		`<testsuites name="${escapeXml(suite)}" ${counts}>`,
		`  <testsuite name="${escapeXml(suite)}" ${counts}>`,
		...cases.map(caseElement),
		'  </testsuite>',
		'</testsuites>',
		'',
	].join('\n');
}

function caseElement({ className, name, failures, isSkipped, output }: JunitCase): string {
	const start = `    <testcase classname="${escapeXml(className)}" name="${escapeXml(name)}"`;
	const [first] = failures;
	const children = [
		...(first === undefined ? [] : [failureElement(first, failures)]),
		...(isSkipped ? ['      <skipped/>'] : []),
		...(output === '' ? [] : [`      <system-out>${escapeXml(output)}</system-out>`]),
	];
	return children.length === 0 ? `${start}/>` : [`${start}>`, ...children, '    </testcase>'].join('\n');
}

function failureElement(first: JunitCase['failures'][number], failures: JunitCase['failures']): string {
	const message = failures.length === 1 ? first.message : `${first.message} (and ${failures.length - 1} more)`;
	const text = failures.map(failure => failure.text).join('\n');
	return `      <failure type="${escapeXml(first.type)}" message="${escapeXml(message)}">${escapeXml(text)}</failure>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };

/** XML 1.0 has no place for control characters and lone surrogates, not even escaped; they become U+FFFD. */
function escapeXml(text: string): string {
	return (
		text
			.replaceAll(/[^\P{Cc}\t\n]|[\p{Cs}\uFFFE\uFFFF]/gu, '\uFFFD')
			.replaceAll(/[&<>"\n]/g, character => ownValue(entities, character) ?? character)
			// What is left of these characters turns the direction of writing; as a reference it is the same text and turns nothing.
			.replaceAll(steeringCharacters, reference)
			.replaceAll(/section_(?=(?:start|end):\d)/g, section => reference(section) + section.slice(1))
	);
}

function reference(character: string): string {
	return `&#${character.charCodeAt(0)};`;
}
