import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rules } from '../../language-server/rules/all-rules.ts';
import { contentChangingFixes } from './content-changing-fixes.ts';
import { fixAll, readCases, runCase } from '../support/rule-case/rule-case.ts';
import type { CaseOutcome } from '../support/rule-case/rule-case.ts';

const folder = 'language-server/rules';
const folders = readdirSync(folder, { withFileTypes: true }).flatMap(entry => (entry.isDirectory() ? [entry.name] : []));

suite('rules', () => {
	test('every folder is a rule of the list, every rule has a folder, in alphabetical order', () => {
		assert.deepEqual(
			rules.map(rule => rule.id),
			folders.sort(),
		);
	});

	test('every problem a parser reports has a rule that shows it', () => {
		const ids = new Set(rules.map(rule => rule.id));
		const codes = new Set([...problemCodes('core'), ...problemCodes('templates')]);
		assert.ok(codes.size >= 10, `found only ${[...codes].join(', ')}`);
		assert.deepEqual([...codes].filter(code => !ids.has(code)).sort(), []);
	});

	for (const rule of rules) {
		suite(rule.id, () => {
			const readme = readFileSync(`${folder}/${rule.id}/README.md`, 'utf8');
			const casesFile = `${folder}/${rule.id}/cases.txt`;
			const cases = readCases(readFileSync(casesFile, 'utf8'));
			const outcomes = new Map<string, CaseOutcome>();

			function outcomeOf(body: string): CaseOutcome {
				const outcome = outcomes.get(body) ?? runCase(rule, body);
				outcomes.set(body, outcome);
				return outcome;
			}

			test('its page opens with the rule and says why, how to fix, how to configure and where it comes from', () => {
				assert.ok(readme.startsWith(`# ${rule.id}\n\nReports ${rule.summary}\n`), 'opens with id and summary');
				const headings = [...readme.matchAll(/^## (.*)$/gm)].map(match => match[1]);
				assert.deepEqual(headings, ['Why', 'How to fix', 'Configure', 'Source']);
				assert.ok(rule.source.length > 0);
			});

			test('its cases include one that reports and one that stays silent', () => {
				const reports = cases.map(({ body }) => outcomeOf(body).findings.length > 0);
				assert.deepEqual(new Set(reports), new Set([true, false]));
			});

			test(`its cases show fixes exactly when it says that it has some (${rule.fix})`, () => {
				const safeties = new Set(cases.flatMap(({ body }) => outcomeOf(body).repairs.map(({ fix }) => fix.safety)));
				const best = safeties.has('safe') ? 'safe' : safeties.has('unsafe') ? 'unsafe' : 'none';
				assert.equal(best, rule.fix);
			});

			test('a case with “@ fixes” shows what its fix makes of the document, if it has one', () => {
				const shown = cases.filter(({ body }) => /^@ fixes$/m.test(body)).flatMap(({ body }) => outcomeOf(body).repairs);
				assert.equal(shown.length > 0, rule.fix !== 'none', 'a case with “@ fixes” and a fix');
			});

			test('its safe fixes change the content hash exactly when it is listed with a reason', () => {
				const repairs = cases.flatMap(({ body }) => outcomeOf(body).repairs).filter(({ fix }) => fix.safety === 'safe');
				const changing = repairs.filter(({ contentHash }) => contentHash.before !== contentHash.after);
				assert.equal(
					changing.length > 0,
					Object.hasOwn(contentChangingFixes, rule.id),
					changing.map(({ fix }) => fix.title).join(', '),
				);
			});

			for (const { title, body } of cases) {
				test(title, () => {
					const { body: actual, findings, repairs } = outcomeOf(body);
					if (process.env['UPDATE_CASES'] === undefined) assert.equal(actual, body);
					for (const { fix, findingsLeft, newRules, timesOffered } of repairs) {
						assert.ok(findingsLeft < findings.length, `“${fix.title}” leaves the finding in place`);
						assert.deepEqual(newRules, [], `“${fix.title}” brings findings of rules that were silent before`);
						assert.ok(timesOffered.after < timesOffered.before, `“${fix.title}” can be applied again`);
					}
					const { once, again } = fixAll(rule, body);
					assert.equal(again, once, 'fixing all again changes something');
				});
			}

			if (process.env['UPDATE_CASES'] !== undefined) {
				const updated = cases.map(({ title, body }) => `=== ${title}\n${outcomeOf(body).body}`);
				writeFileSync(casesFile, `${updated.join('\n\n')}\n`);
			}
		});
	}
});

/** The codes that are written in the sources of parsers, as `code: 'x'`, `problemCode: 'x'`, or in a union on such a line. */
function problemCodes(root: string): ReadonlySet<string> {
	const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(file => /(?<!\.test)\.ts$/.test(file));
	const parsers = files.filter(
		file =>
			/^(?:base\/yaml|formats\/(?:component|config|experiment|models|prompt)|workspace)\/|^formats\/registry\/parse/.test(file) ||
			root === 'templates',
	);
	const lines = parsers.flatMap(file => readFileSync(`${root}/${file}`, 'utf8').split('\n'));
	const marked = lines.filter(line => /\b(?:code|problemCode)\b[?]?\s*[:=]/.test(line));
	return new Set(marked.flatMap(line => [...line.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map(match => match[1] ?? '')));
}
