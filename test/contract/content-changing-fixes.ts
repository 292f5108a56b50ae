/**
 * Rules whose safe fixes change the content hash of a prompt, each with the reason. Every other safe fix leaves the hash as it is, so
 * that “fix all” makes no evidence stale behind anybody's back.
 */
export const contentChangingFixes: Readonly<Record<string, string>> = {
	'deprecated-key': 'Nothing reads the key under its old name: its value becomes part of the request by being renamed.',
	'missing-output-limit': 'The limit that the rule asks for is a parameter of the request.',
	'test-data-variable-mismatch': 'Test data stands in the prompt file, under a key that counts as content.',
	'undeclared-variable': 'A declared input is part of what the prompt asks of its caller.',
	'unescaped-literal-brace': 'The text is what the engine refuses, so it has to change for the prompt to be rendered at all.',
	'unquoted-template-in-yaml': 'YAML reads a map where text is meant, and the text is content.',
};
