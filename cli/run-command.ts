import { resolve } from 'node:path';
import { z } from 'zod';
import { createPorts } from '../io/node-ports.ts';
import type { CliCommand, ExitCode } from './command.ts';
import { findRoot } from './find-root.ts';
import type { Output } from './text/output.ts';

/** What the parser read: arguments and options of the command, and the options that all commands have. */
export interface ParsedCall {
	readonly args: readonly unknown[];
	readonly options: unknown;
	readonly global: unknown;
}

const globalOptionsSchema = z.object({ cwd: z.string().default('.') });

/** Runs a command in its workspace, and leaves nothing running behind it. */
export async function runCommand(
	command: CliCommand,
	{ args, options, global }: ParsedCall,
	output: Output,
	signal: AbortSignal,
): Promise<ExitCode> {
	const cwd = resolve(globalOptionsSchema.parse(global).cwd);
	const root = command.startsHere === true ? cwd : findRoot(cwd);
	const ports = createPorts(root, { cwd, looksOnce: command.onlyLooks === true });
	try {
		return await command.run({ root, cwd, ports, output, signal }, args, options);
	} finally {
		ports.git.dispose();
	}
}
