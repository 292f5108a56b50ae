import { z } from 'zod';
import { agentTool, commandWords } from '../agent-tool.ts';
import { inputs } from '../inputs.ts';

export const history = agentTool({
	name: 'history',
	title: 'History of a name',
	description: 'What was in which stage, since when, by whom and on which evidence; with `at`, as it was on that date.',
	inputs: z.strictObject({
		name: inputs.name('the prompt, pipeline or model'),
		at: inputs.name('a date or time, such as 2026-02-03; UTC without a time zone').optional(),
	}),
	words: ({ name, at }) => commandWords('history', { at }, [name]),
});
