import { parseJinja } from '../../templates/parse/jinja/parse-jinja.ts';
import { parseConfig } from '../../core/formats/config/parse-config.ts';
import { createWorkspaceIndex } from '../../core/workspace/workspace-index.ts';
import type { WorkspaceIndex } from '../../core/workspace/workspace-index.ts';
import { jinjaTraps } from '../fuzz/jinja-traps.ts';
import { reportRatio } from './report-ratio.ts';

for (const [title, write] of Object.entries(jinjaTraps)) {
	const small = write(4000);
	const large = write(32_000);
	reportRatio(`template, 8 times as long: ${title}`, {
		work: () => void parseJinja(large),
		other: () => void parseJinja(small),
	});
}

const prompt = (name: string, words: string): string =>
	`---\nname: ${name}\nversion: 1.0.0\ninputs: {a: {type: string}}\n---\nuser:\n${words} {{ a }}\n`;
const few = workspaceOf(10);
const many = workspaceOf(10_000);
let change = 0;
reportRatio('one prompt edited among 10,000, against among 10', {
	work: () => edit(many),
	other: () => edit(few),
});

function workspaceOf(count: number): WorkspaceIndex {
	const index = createWorkspaceIndex(parseConfig(undefined));
	for (let number = 0; number < count; number++) index.update(`prompts/p${number}.j2`, prompt(`p${number}`, 'Hello'));
	return index;
}

function edit(index: WorkspaceIndex): void {
	index.update('prompts/p5.j2', prompt('p5', `Hello ${change++}`));
}
