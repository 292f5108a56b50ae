import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { rules } from '../../language-server/rules/all-rules.ts';
import { englishLeftIn } from '../support/translation/english-left.ts';
import { readCases, runCase } from '../support/rule-case/rule-case.ts';

suite('findings in Brazilian Portuguese', () => {
	for (const rule of rules) {
		test(`${rule.id}: every finding and every fix of its cases has a translation`, () => {
			const cases = readCases(readFileSync(`language-server/rules/${rule.id}/cases.txt`, 'utf8'));
			const left = cases.flatMap(({ body }) => {
				const { findings } = runCase(rule, body);
				return findings.flatMap(({ message, fixes, related }) =>
					[message, ...fixes.map(({ title }) => title), ...related.map(place => place.message)].flatMap(sentence =>
						englishLeftIn(sentence, documentOf(body)),
					),
				);
			});
			assert.deepEqual([...new Set(left)], []);
		});
	}

	test('a sentence without a translation is noticed', () => {
		assert.deepEqual(englishLeftIn('The prompt is wrong.', 'Write {{ x }}.'), ['The prompt is wrong. → The prompt is wrong.']);
	});
});

/** What a case gives to its rule, without the findings and fixes that are expected. */
function documentOf(body: string): string {
	return body
		.split('\n')
		.filter(line => /^[|<+@]/.test(line))
		.join('\n');
}
