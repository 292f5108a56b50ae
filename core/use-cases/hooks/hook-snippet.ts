import { commandIn, hookCommands } from './hook-script.ts';
import type { HookTool } from './find-hook-tools.ts';

/** The lines that a user adds to the configuration of a hook manager. Other people's files of settings are theirs to edit. */
export function hookSnippet(tool: Exclude<HookTool['tool'], 'husky'>, program: string, prefix: string): string {
	return tool === 'lefthook' ? lefthookSnippet(program, prefix) : preCommitSnippet(program, prefix);
}

function lefthookSnippet(program: string, prefix: string): string {
	return hookCommands
		.map(({ hook, command }) => `${hook}:\n  commands:\n    stagemark:\n      run: ${program} ${commandIn(prefix, command)}\n`)
		.join('');
}

function preCommitSnippet(program: string, prefix: string): string {
	const hooks = hookCommands.map(
		({ hook, command, does }) =>
			`      - id: stagemark-${hook}\n        name: Stagemark ${does}\n        entry: ${program} ${commandIn(prefix, command)}\n` +
			`        language: system\n        pass_filenames: false\n        always_run: true\n        stages: [${hook}]\n`,
	);
	return `default_install_hook_types: [pre-commit, pre-push]\nrepos:\n  - repo: local\n    hooks:\n${hooks.join('')}`;
}
