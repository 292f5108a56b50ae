import type { Command } from 'commander';
import type { Ports } from '../core/ports/ports.ts';
import type { Output } from './text/output.ts';

/** 0: done and clean. 1: the answer is "no". 2: wrong usage or an error of the tool. */
export type ExitCode = 0 | 1 | 2;

/** What a command is called with, beside its own arguments. */
export interface CommandContext {
	/** Absolute path of the workspace. */
	readonly root: string;
	/** Absolute path of the folder the user stands in; relative paths on the command line start here. */
	readonly cwd: string;
	/** The world below `root`. Disposed of when the command ends. */
	readonly ports: Ports;
	readonly output: Output;
	/** Aborted by Ctrl+C. */
	readonly signal: AbortSignal;
}

/** A command before it is called. To add one: `node tools/new.mjs cli-command AREA/NAME`. */
export interface ListedCommand {
	readonly name: string;
	/** First line of its help. */
	readonly summary: string;
	load(): Promise<CliCommand>;
}

/** What a command takes and does. */
export interface CliCommand {
	/** True when it works in the very folder it is called in, instead of the workspace found upwards. */
	readonly startsHere?: boolean;
	/** True when it commits nothing, so that Git says once how things are. */
	readonly onlyLooks?: boolean;
	/** Declares arguments and options on the parser. */
	define(parser: Command): void;
	/** `args` and `options` as the parser read them; each command checks them with its own schema. */
	run(context: CommandContext, args: readonly unknown[], options: unknown): Promise<ExitCode>;
}
