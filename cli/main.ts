import { printableLine } from '../core/base/text/printable.ts';
import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { z } from 'zod';
import packageJson from '../package.json' with { type: 'json' };
import type { CliCommand, ExitCode } from './command.ts';
import { reasonOf } from '../io/files/error-code.ts';
import { createPorts } from '../io/node-ports.ts';
import { commands } from './commands/all-commands.ts';
import { findRoot } from './find-root.ts';
import type { Output } from './text/output.ts';
import { processOutput, UsageError } from './text/output.ts';

const globalOptionsSchema = z.object({ cwd: z.string().default('.'), debug: z.boolean().default(false) });

const output = processOutput(process.stdout, process.stderr);
const controller = new AbortController();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(name, () => {
		controller.abort();
		// A second Ctrl+C ends the process the ordinary way.
		process.once(name, () => process.exit(130));
	});
}
// `stagemark check | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code === 'EPIPE') process.exit(0);
	throw error;
});

void main(process.argv, output, controller.signal).then(exitCode => {
	// Set instead of process.exit(), so that a slow pipe still gets every byte.
	process.exitCode = exitCode;
});

async function main(argv: readonly string[], output: Output, signal: AbortSignal): Promise<ExitCode> {
	let exitCode: ExitCode = 0;
	const program = new Command('stagemark')
		.description('Prompts, experiments and releases of an AI system, with Git as the record.')
		.version(packageJson.version)
		.option('--cwd <folder>', 'work in this folder instead of the current one')
		.option('--debug', 'show the stack of an internal error')
		.configureHelp({ showGlobalOptions: true, sortSubcommands: true })
		.showHelpAfterError('Run with --help for usage.')
		.exitOverride();
	for (const command of commands) {
		addCommand(program, command, async (args, options) => {
			const cwd = resolve(globalOptionsSchema.parse(program.opts()).cwd);
			const root = command.startsHere === true ? cwd : findRoot(cwd);
			const ports = createPorts(root, { cwd });
			try {
				exitCode = await command.run({ root, cwd, ports, output, signal }, args, options);
			} finally {
				ports.git.dispose();
			}
		});
	}
	try {
		await program.parseAsync(argv);
		return exitCode;
	} catch (error) {
		return explain(error, output, program.opts()['debug'] === true);
	}
}

function addCommand(program: Command, command: CliCommand, run: (args: readonly unknown[], options: unknown) => Promise<void>): void {
	const parser = program.command(command.name).description(command.summary).exitOverride();
	command.define(parser);
	// Commander hands over the declared arguments, then the options, then the command itself.
	parser.action((...values: unknown[]) => run(values.slice(0, -2), values.at(-2)));
}

/** Messages of our own name their option; those of the library are about the option at their path. */
function issueInWords({ message, path }: z.core.$ZodIssue): string {
	return /^--/.test(message) || path.length === 0 ? message : `--${path.join('.')}: ${message}.`;
}

/** What the system refused, such as room on the disk. The change that was being made is finished or taken back by the next command. */
function systemErrorInWords(error: unknown): string {
	const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? ` (${error.path})` : '';
	return `The system refused to read or write${path}: ${reasonOf(error)}. Nothing more was written. Remove the cause and run the command again.`;
}

/** Says in one line what went wrong. Commander has already printed its own usage errors. */
function explain(error: unknown, output: Output, withStack: boolean): ExitCode {
	if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
	if (controller.signal.aborted) output.note('Cancelled. Completed work was kept.');
	else if (error instanceof UsageError) output.note(printableLine(error.message));
	else if (error instanceof z.ZodError) output.note(printableLine(error.issues.map(issueInWords).join(' ')));
	else if (error instanceof Error && 'errno' in error) output.note(systemErrorInWords(error));
	else output.note(`Internal error: ${error instanceof Error ? error.message : String(error)} Run again with --debug for details.`);
	if (withStack && error instanceof Error) output.note(error.stack ?? '');
	return 2;
}
