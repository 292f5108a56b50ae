import { Uri } from 'vscode';
import { z } from 'zod';

/**
 * What a command is to work on, as plain JSON. Tree elements carry one, a code lens or another extension passes one as
 * the first argument of `executeCommand`, and whatever is left out is asked for.
 */
export const commandTargetSchema = z.looseObject({
	folder: z.string().optional().describe('URI of the workspace folder, as text; needed only when several are open.'),
	uri: z.string().optional().describe('URI of a file, as text: an experiment or a prompt stands for what is in it.'),
	experiment: z.string().optional().describe('Id of an experiment.'),
	variant: z.string().optional().describe('Name of a variant of `experiment`.'),
	run: z.string().optional().describe('Id of a run of `experiment`.'),
	prompt: z.string().optional().describe('Name of a prompt, which is also the name of its registry file.'),
	version: z.string().optional().describe('Semantic version of `prompt`.'),
});

export type CommandTarget = z.output<typeof commandTargetSchema>;

const keys = ['folder', 'uri', 'experiment', 'variant', 'run', 'prompt', 'version'] as const;

/** Something that stands for a target, which is what a context menu passes to its command. */
export interface HasTarget {
	readonly target: CommandTarget;
}

/** Reads one argument of a command: nothing, a tree element, a URI, or plain data. Throws when it has another shape. */
export function readArgument<Schema extends z.ZodType>(schema: Schema, argument: unknown): z.output<Schema> {
	return schema.parse(asPlainData(argument));
}

/**
 * All targets of a command that takes several. A context menu passes the element under the mouse and, when several are
 * selected, all of them as a second argument; other callers pass one argument for each target.
 */
export function readTargets(args: readonly unknown[]): readonly CommandTarget[] {
	const second = args[1];
	const selection: readonly unknown[] = Array.isArray(second) && second.length > 0 ? second : args;
	const targets = selection.map(target => readArgument(commandTargetSchema, target));
	// An editor title adds an object about the editor group, which names nothing of ours.
	const named = targets.filter(target => keys.some(key => target[key] !== undefined));
	return named;
}

function asPlainData(argument: unknown): unknown {
	if (argument === undefined || argument === null) return {};
	if (argument instanceof Uri) return { uri: argument.toString() };
	if (Array.isArray(argument)) return {};
	if (typeof argument === 'object' && 'target' in argument && 'item' in argument) return argument.target;
	return argument;
}
