import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPorts } from '../../../io/node-ports.ts';
import { comparisonToText } from '../../judging/compare/report/format-comparison.ts';
import type { Ports } from '../../ports/ports.ts';
import { describeFailure } from '../../words/describe-failure.ts';
import { compareFiles } from './compare-files.ts';

/** What a person reads of input that says less than it seems to. */
suite('files with bad input', () => {
	let folder: string;
	let ports: Ports;

	setup(() => {
		folder = mkdtempSync(join(tmpdir(), 'stagemark-bad-'));
		ports = createPorts(folder);
	});

	teardown(() => {
		ports.git.dispose();
		rmSync(folder, { recursive: true });
	});

	/** The report of thirty cases in fractions against lines as they are given. */
	async function read(lines: readonly string[], baseline: readonly string[] = fractions()): Promise<string> {
		writeFileSync(join(folder, 'base.jsonl'), `${baseline.join('\n')}\n`);
		writeFileSync(join(folder, 'other.jsonl'), `${lines.join('\n')}\n`);
		const references = ['base.jsonl', 'other.jsonl'].map(name => join(folder, name));
		const result = await compareFiles(
			{ references, wishes: { metrics: [], effects: [] }, reading: {} },
			ports,
			new AbortController().signal,
		);
		return result.ok
			? comparisonToText(result.value)
			: Object.values(describeFailure(result.failure)).join(' ').replaceAll(folder, '…');
	}

	function line(id: number | string, score: string): string {
		return `{"case": "${id}", "scores": {"m": ${score}}}`;
	}

	function fractions(from = 0): string[] {
		return Array.from({ length: 30 }, (_, index) => line(from + index, String([0.2, 0.5, 0.9][index % 3])));
	}

	const table: readonly (readonly [title: string, lines: () => readonly string[], words: readonly RegExp[]])[] = [
		[
			'percents against fractions: the verdict itself is in doubt',
			() => Array.from({ length: 30 }, (_, index) => line(index, String([20, 50, 91][index % 3]))),
			[
				/Comparable with reservations\. “m” lies between 0 and 1 on base\.jsonl and reaches 91 on other\.jsonl: one side may be in percent\./,
				/Improved · one side may be in percent/,
			],
		],
		[
			'an id that stands for several cases',
			() => [...fractions(), line(3, '0.1'), line(3, '0.2')],
			[
				/other\.jsonl: 1 case has more answers than the others \(“3” has 3\)\. They are averaged\. If they are different cases, give each its own id\./,
			],
		],
		[
			'several ids that do',
			() => [...fractions(), line(3, '0.1'), line(4, '0.2')],
			[/other\.jsonl: 2 cases have more answers than the others \(“3” has 2, “4” has 2\)\./],
		],
		[
			'NaN',
			() => [...fractions().slice(0, 29), line(29, 'NaN')],
			[/other\.jsonl: Line 30: NaN and Infinity cannot be averaged; the value is left out\./, /1 case on one side only dropped/],
		],
		[
			'Infinity',
			() => [...fractions().slice(0, 29), line(29, '-Infinity')],
			[/other\.jsonl: Line 30: NaN and Infinity cannot be averaged/],
		],
		[
			'null',
			() => [...fractions().slice(0, 29), line(29, 'null')],
			[/other\.jsonl: “m” is not a number in 1 row, which does not count for it\./],
		],
		[
			'null in several rows',
			() => [...fractions().slice(0, 28), line(28, 'null'), line(29, 'null')],
			[/other\.jsonl: “m” is not a number in 2 rows, which do not count for it\./],
		],
		[
			'text as a score',
			() => [...fractions().slice(0, 29), line(29, '"high"')],
			[/other\.jsonl: “m” is not a number in 1 row, which does not count for it\./],
		],
		[
			'no case in common',
			() => fractions(100),
			[
				/^“base\.jsonl” and “other\.jsonl” have no case in common\. Cases are matched by their id\. One file has “0”, “1”, “2”, the other “100”, “101”, “102”\./,
			],
		],
		[
			'nothing but errors',
			() => Array.from({ length: 30 }, (_, index) => `{"case": "${index}", "error": "timeout"}`),
			[
				/other\.jsonl {2}1 run · 30 answers in error \(30 failed\)/,
				/100 % of the answers of other\.jsonl are in error or missing: 30 failed\./,
				/Not enough data/,
			],
		],
		['one case', () => fractions().slice(0, 1), [/Not enough data · 1 case, at least 6 needed/, /29 cases missing/]],
		[
			'no number at all',
			() => Array.from({ length: 30 }, (_, index) => line(index, 'null')),
			[/^“other\.jsonl” has no number that could be compared\./],
		],
	];
	for (const [title, lines, words] of table) {
		test(title, async () => {
			const report = await read(lines());
			for (const pattern of words) assert.match(report, pattern);
		});
	}

	test('repeats by plan, equally many for each case, need no word', async () => {
		const twice = fractions().flatMap(each => [each, each]);
		assert.doesNotMatch(await read(twice), /more answers than the others/);
	});

	test('errors on both sides and no number', async () => {
		const errors = Array.from({ length: 30 }, (_, index) => `{"case": "${index}", "error": "timeout"}`);
		assert.match(await read(errors, errors), /^“base\.jsonl” has no number that could be compared\./);
	});
});
