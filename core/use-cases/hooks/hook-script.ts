import type { WorkspacePrefix } from './hook-block.ts';

/** The Git hooks that are installed, each with what it runs. */
export const hookCommands = [
	{ hook: 'pre-commit', command: 'check --staged', does: 'checks what is staged' },
	{ hook: 'pre-push', command: 'verify', does: 'verifies the registry' },
] as const;

export type HookName = (typeof hookCommands)[number]['hook'];

/** The first line of a hook that the tool makes. Git for Windows brings its own `sh`. */
export const shebangLine = '#!/bin/sh\n';

/** A command of the tool as a shell runs it at the top of the repository. */
export function commandIn(prefix: WorkspacePrefix, command: string): string {
	return prefix === '' ? command : `--cwd ${quote(prefix.replace(/\/$/, ''))} ${command}`;
}

/**
 * The lines of a hook, in the shell of POSIX, which is what Git for Windows brings. Nothing in them belongs to one machine, since
 * a hook of husky is committed: the command line is looked for in `node_modules`, on the PATH, and where the setting
 * `stagemark.cli` of this clone says; an editor that was updated since has its new version beside the old.
 * Standard input stays with the hook that follows: Git tells it there what is pushed.
 */
export function hookLines(prefix: WorkspacePrefix, command: string): readonly string[] {
	const local = [...new Set([`./${prefix}node_modules/.bin/stagemark`, './node_modules/.bin/stagemark'])];
	return [
		'stagemark_hook() {',
		...local.map(path => `	if [ -x ${quote(path)} ]; then ${quote(path)} "$@"; return; fi`),
		'	if command -v stagemark >/dev/null 2>&1; then stagemark "$@"; return; fi',
		'	stagemark_cli=$(git config --get stagemark.cli)',
		'	if [ ! -f "$stagemark_cli" ]; then',
		'		for stagemark_newer in "${stagemark_cli%/stagemark.stagemark-*}"/stagemark.stagemark-*/dist/cli.js; do stagemark_cli=$stagemark_newer; done',
		'	fi',
		'	if [ -f "$stagemark_cli" ]; then',
		'		if command -v node >/dev/null 2>&1; then node "$stagemark_cli" "$@"; return; fi',
		'		stagemark_node=$(git config --get stagemark.node)',
		'		if [ -x "$stagemark_node" ]; then ELECTRON_RUN_AS_NODE=1 "$stagemark_node" "$stagemark_cli" "$@"; return; fi',
		'	fi',
		`	echo "The command line of Stagemark was not found, so nothing was checked: it is neither in node_modules nor on the PATH nor where git config stagemark.cli says." >&2`,
		`	echo "Install it in this project or put it on the PATH, or choose Install Git Hooks in the editor. Once without: git commit --no-verify, git push --no-verify." >&2`,
		'	return 1',
		'}',
		`stagemark_hook ${commandIn(prefix, command)} </dev/null || exit $?`,
	];
}

/** One word of a POSIX shell. */
export function quote(text: string): string {
	return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
