/** A task that a person starts in the chat with an agent. */
export interface AgentPrompt {
	readonly name: string;
	readonly title: string;
	readonly description: string;
	/** What the person is asked for. */
	readonly asks: Readonly<Record<string, string>>;
	readonly text: (given: Readonly<Record<string, string>>) => string;
}

export const agentPrompts: readonly AgentPrompt[] = [
	{
		name: 'what-is-in-production',
		title: 'What is in production?',
		description: 'What holds which stage, since when, on which evidence, and whether the records hold.',
		asks: {},
		text: () =>
			'Use the tools registry, history and verify. Say for each name what is in production, since when, who promoted it and on which evidence. Repeat “not checked” where verify says so, with its reason. Claim nothing that no tool answered.',
	},
	{
		name: 'improve-prompt',
		title: 'Improve a prompt and show that it is better',
		description: 'A new version, an experiment against the one in production, and a verdict.',
		asks: { name: 'the prompt', goal: 'what should become better' },
		text: ({ name = '', goal = '' }) =>
			`Improve the prompt ${name}. Goal: ${goal}. First read it with render and its stage with registry. Write a new version beside it, with its version raised as diff says, and run check until it finds nothing new. Plan an experiment with the version in production as the baseline and a budget_usd; let me see it before you run it. Then use run and compare, and quote the verdict of each metric with its interval. Ask for a promotion with request only if I say so.`,
	},
	{
		name: 'review-request',
		title: 'Review a promotion request',
		description: 'What changed, what the gates say, and what speaks against it.',
		asks: { name: 'the prompt, pipeline or model' },
		text: ({ name = '' }) =>
			`Prepare the review of the open requests for ${name}. Use registry to find them, diff against the version that holds the stage, gate for each, and compare on the runs that gate names as evidence. List what speaks for and what speaks against each request, and what was not checked. I decide; there is no tool that approves.`,
	},
];
