import { z } from 'zod';
import { agentTool, commandWords } from '../agent-tool.ts';
import { inputs } from '../inputs.ts';

export const gate = agentTool({
	name: 'gate',
	title: 'Evaluate gates',
	description:
		'Whether a version meets what a stage requires: each gate passed, failed or inconclusive, with what was observed and what would decide it. Promotes nothing. A gate that is a command of the repository is run.',
	isReadOnly: false,
	inputs: z.strictObject({ version: inputs.version, stage: inputs.stage }),
	words: ({ version, stage }) => commandWords('gate', { to: stage }, [version]),
});
