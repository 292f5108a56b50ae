import { z } from 'zod';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import { commandWords } from './agent-tool.ts';
import type { CommandLine } from './call-command-line.ts';

/** Address of a prompt at a reference; `{+reference}` because names may have folders. */
export const promptAddress = 'stagemark://prompt/{+reference}';

const timeoutSeconds = 60;
const registrySchema = z.looseObject({
	registries: z.array(z.looseObject({ name: z.string(), kind: z.string(), stages: z.record(z.string(), z.string().nullable()) })),
});

/** A reference to each stage that a prompt holds, for example `answer@Production`. None when the registry cannot be read. */
export async function heldStages(commandLine: CommandLine, signal: CancelSignal): Promise<readonly string[]> {
	const { stdout } = await commandLine.call(commandWords('registry', {}), timeoutSeconds, signal);
	try {
		const { registries } = registrySchema.parse(JSON.parse(stdout));
		const prompts = registries.filter(({ kind }) => kind === 'prompt');
		return prompts.flatMap(({ name, stages }) =>
			Object.entries(stages).flatMap(([stage, version]) => (version === null ? [] : [`${name}@${stage}`])),
		);
	} catch {
		return [];
	}
}

/**
 * The text that a reference stands for.
 *
 * @throws Error, with what the command said, when it stands for nothing.
 */
export async function promptText(reference: string, commandLine: CommandLine, signal: CancelSignal): Promise<string> {
	const { end, stdout, stderr } = await commandLine.call(['resolve', '--field=text', '--', reference], timeoutSeconds, signal);
	if (end.kind !== 'exited' || end.exitCode !== 0) throw new Error(stderr.trim() || `“${reference}” could not be read.`);
	return stdout;
}
