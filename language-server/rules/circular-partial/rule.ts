import type { WorkspacePath } from '../../../core/ports/file-store.ts';
import { includesOf } from '../../../templates/api.ts';
import { resolveInclude } from '../../../core/workspace/resolve-include.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { PromptRule } from '../rule.ts';

export const circularPartial: PromptRule = {
	id: 'circular-partial',
	appliesTo: 'prompt',
	summary: 'a template that includes itself, directly or through others, so rendering never ends.',
	severity: 'error',
	group: 'template',
	fix: 'none',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'Jinja2 and Handlebars end such a rendering with a full stack; promptly circular-partial.',

	*check({ path, text, template }, { workspace }) {
		const includes = includesOf(template, text).filter(({ isUnconditional }) => isUnconditional);
		if (includes.length === 0) return;
		for (const { target, range } of includes) {
			const first = target === undefined ? undefined : resolveInclude(path, target, workspace)?.path;
			const way = first === undefined ? undefined : findWay(first, path, workspace);
			if (way === undefined) continue;
			yield {
				range,
				message: `This template includes itself (${[path, ...way].join(' → ')}), so rendering never ends. Remove one include or make it conditional.`,
				related: way
					.slice(0, -1)
					.map(step => ({ path: step, range: { start: 0, end: 0 }, message: 'The cycle continues in this file.' })),
			};
		}
	},
};

/** The files from `start` to `end`, both included, along includes that are always rendered. Each file is looked at once. */
function findWay(start: WorkspacePath, end: WorkspacePath, workspace: WorkspaceFacts): readonly WorkspacePath[] | undefined {
	const cameFrom = new Map<WorkspacePath, WorkspacePath | undefined>([[start, undefined]]);
	for (const path of cameFrom.keys()) {
		if (path === end) return wayTo(path, cameFrom);
		for (const { target, isUnconditional } of workspace.promptAt(path)?.includes ?? []) {
			const next = isUnconditional && target !== undefined ? resolveInclude(path, target, workspace)?.path : undefined;
			if (next !== undefined && !cameFrom.has(next)) cameFrom.set(next, path);
		}
	}
	return undefined;
}

function wayTo(end: WorkspacePath, cameFrom: ReadonlyMap<WorkspacePath, WorkspacePath | undefined>): readonly WorkspacePath[] {
	const way: WorkspacePath[] = [];
	for (let step: WorkspacePath | undefined = end; step !== undefined; step = cameFrom.get(step)) way.unshift(step);
	return way;
}
