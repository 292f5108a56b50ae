/** The ids of all dialects, in alphabetical order; each has its file under dialects/ and its line in all-dialects.ts. Users write them in stagemark.yaml. */
export const dialectIds = [
	'dotprompt',
	'github-prompt',
	'langchain',
	'other-tool',
	'plain-jinja',
	'plain-template',
	'promptfoo',
	'prompty',
	'semantic-kernel',
	'stagemark',
	'vscode-prompt',
] as const;
