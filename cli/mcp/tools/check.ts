import { z } from 'zod';
import { agentTool, commandWords } from '../agent-tool.ts';
import { inputs } from '../inputs.ts';

export const check = agentTool({
	name: 'check',
	title: 'Check files',
	description:
		'Findings in prompts, experiments and registry files, with rule, place and message, and how many files were read, not read and not matched. Use it after every edit of a prompt or an experiment.',
	inputs: z.strictObject({
		paths: z.array(inputs.path).max(200).optional().describe('files or folders (default: everything)'),
		staged: z.boolean().optional().describe('check what is staged in Git instead of the files on disk'),
	}),
	words: ({ paths, staged }) => commandWords('check', { staged }, paths),
});
