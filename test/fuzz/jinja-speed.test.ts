import assert from 'node:assert/strict';
import { parseJinja } from '../../core/prompt/template/jinja/parse-jinja.ts';

const prose = 'You write {{ language }} code for {{ user.name | upper }}. Explain every step, with examples, and keep it short.\n';
const loop = '{% if examples %}{% for e in examples %}- {{ e.input }} -> {{ e.output }}\n{% endfor %}{% endif %}\n';
const filler = 'Lorem ipsum dolor sit amet, consectetur adipiscing elit. '.repeat(16);

/** Texts that a careless parser reads again and again, by the number of repetitions. */
const traps: Readonly<Record<string, (count: number) => string>> = {
	'outputs that are never closed': count => '{{ a '.repeat(count),
	'outputs that are never closed, on one line with text': count => `{{ a ${'word '.repeat(5)}`.repeat(count / 4),
	'statements that are never closed': count => '{% if a '.repeat(count),
	'strings that are never closed': count => '{{ "a '.repeat(count),
	'strings of both kinds': count => `{{ "a {{ 'b `.repeat(count / 2),
	'comments that are never closed': count => '{# '.repeat(count),
	'raw regions that are never closed': count => '{% raw %}'.repeat(count),
	'blocks that are never closed': count => '{% if x %}'.repeat(count),
	'ends without starts': count => '{% endif %}'.repeat(count),
	'blocks closed in the wrong order': count => '{% for a in b %}{% if c %}{% endfor %}{% endif %}'.repeat(count / 4),
	braces: count => '{'.repeat(count),
	'white space in tags': count => `{{ a${' \n'.repeat(50)}`.repeat(count / 50),
	'a long line': count => `${'x'.repeat(count * 20)}{{ a }}${'y'.repeat(count * 20)}`,
	arguments: count => `{{ f(${'a, '.repeat(count)}) }}`,
	'assignments of one name': count => '{% set x = x %}'.repeat(count),
	'assignments that may not happen': count => '{% if a %}{% set x = 1 %}{% endif %}{{ x }}'.repeat(count / 4),
	'different names': count => Array.from({ length: count }, (_, index) => `{{ a${index} }}`).join(''),
	'nested blocks': count => `${'{% for a in b %}'.repeat(80)}${'{{ a }}{{ c }}'.repeat(count / 4)}${'{% endfor %}'.repeat(80)}`,
};

suite('the time a template takes', () => {
	test('a prompt of 300 KB takes less than 50 ms', () => {
		const text = (prose + loop + filler + '\n').repeat(270);
		assert.ok(text.length > 300_000);
		const milliseconds = bestOf(15, text);
		assert.ok(milliseconds < 50, `${milliseconds} ms`);
	});

	test('a line of 111,000 characters takes less than 50 ms', () => {
		const text = `${'word '.repeat(11_000)}{{ a }}${' word'.repeat(11_200)}`;
		assert.ok(text.length > 111_000 && !text.includes('\n'));
		const milliseconds = bestOf(10, text);
		assert.ok(milliseconds < 50, `${milliseconds} ms`);
	});

	for (const [title, write] of Object.entries(traps)) {
		test(`grows with the length and no faster: ${title}`, () => {
			const small = bestOf(4, write(4000));
			const large = bestOf(4, write(32_000));
			// Eight times the length would be 64 times the time if it grew with the square.
			assert.ok(large < Math.max(small, 2) * 32, `${small.toFixed(1)} ms became ${large.toFixed(1)} ms`);
		});
	}
});

/** The shortest of several runs, which other work on the machine disturbs least. */
function bestOf(runs: number, text: string): number {
	let best = Infinity;
	for (let run = 0; run < runs; run++) {
		const start = performance.now();
		parseJinja(text);
		best = Math.min(best, performance.now() - start);
	}
	return best;
}
