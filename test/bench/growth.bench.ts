import { parseJinja } from '../../templates/parse/jinja/parse-jinja.ts';
import { parseConfig } from '../../core/formats/config/parse-config.ts';
import { createWorkspaceIndex } from '../../core/workspace/workspace-index.ts';
import type { WorkspaceIndex } from '../../core/workspace/workspace-index.ts';
import { jinjaTraps } from '../fuzz/jinja-traps.ts';

/** Each row is a ratio of two times measured alternately in this run, which holds on a slow machine as on a fast one. */
const rounds = 7;

for (const [title, write] of Object.entries(jinjaTraps)) {
	const small = write(4000);
	const large = write(32_000);
	report(
		`template, 8 times as long: ${title}`,
		() => void parseJinja(large),
		() => void parseJinja(small),
	);
}

const prompt = (name: string, words: string): string =>
	`---\nname: ${name}\nversion: 1.0.0\ninputs: {a: {type: string}}\n---\nuser:\n${words} {{ a }}\n`;
const few = workspaceOf(10);
const many = workspaceOf(10_000);
let change = 0;
report(
	'one prompt edited among 10,000, against among 10',
	() => edit(many),
	() => edit(few),
);

function workspaceOf(count: number): WorkspaceIndex {
	const index = createWorkspaceIndex(parseConfig(undefined));
	for (let number = 0; number < count; number++) index.update(`prompts/p${number}.j2`, prompt(`p${number}`, 'Hello'));
	return index;
}

function edit(index: WorkspaceIndex): void {
	index.update('prompts/p5.j2', prompt('p5', `Hello ${change++}`));
}

/** Prints the median, least and greatest ratio of `work` to `other`. */
function report(title: string, work: () => void, other: () => void): void {
	const ratios = Array.from({ length: rounds }, () => millisecondsOf(work) / millisecondsOf(other)).sort((left, right) => left - right);
	const [least = 0] = ratios;
	const median = ratios[Math.floor(rounds / 2)] ?? 0;
	const greatest = ratios.at(-1) ?? 0;
	process.stdout.write(`${median.toFixed(1).padStart(7)}  (${least.toFixed(1)} … ${greatest.toFixed(1)})  ${title}\n`);
}

function millisecondsOf(work: () => void): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}
