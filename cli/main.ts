import { Command, CommanderError } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import type { ExitCode } from './command.ts';
import { commands } from './commands/all-commands.ts';
import type { Output } from './text/output.ts';
import { processOutput } from './text/output.ts';

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

void main(process.argv, processOutput(process.stdout, process.stderr), controller.signal).then(exitCode => {
	// Set instead of process.exit(), so that a slow pipe still gets every byte.
	process.exitCode = exitCode;
});

/** Only the command that is called is loaded, with all that it needs: the others are lines of the help. */
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
	try {
		const called = calledNames(program, argv);
		for (const listed of commands) {
			const parser = program.command(listed.name).description(listed.summary).exitOverride();
			if (!called.has(listed.name)) continue;
			const [command, { runCommand }] = await Promise.all([listed.load(), import('./run-command.ts')]);
			command.define(parser);
			// Commander hands over the declared arguments, then the options, then the command itself.
			parser.action(async (...values: unknown[]) => {
				const call = { args: values.slice(0, -2), options: values.at(-2), global: program.opts() };
				exitCode = await runCommand(command, call, output, signal);
			});
		}
		await program.parseAsync(argv);
		return exitCode;
	} catch (error) {
		// Commander has already printed its own usage errors.
		if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
		const { explainError } = await import('./explain-error.ts');
		return explainError(error, output, { isCancelled: signal.aborted, withStack: program.opts()['debug'] === true });
	}
}

/** The name of the command, or `help` and a name. */
function calledNames(program: Command, argv: readonly string[]): ReadonlySet<string> {
	return new Set(program.parseOptions(argv.slice(2)).operands.slice(0, 2));
}
