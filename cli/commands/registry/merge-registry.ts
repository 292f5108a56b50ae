import { z } from 'zod';
import { mergeRegistries } from '../../../core/use-cases/merge/merge-registries.ts';
import type { MergedRegistry } from '../../../core/use-cases/merge/merge-registries.ts';
import { resolveConflictedRegistry } from '../../../core/use-cases/merge/resolve-conflicted-registry.ts';
import type { Config } from '../../../core/formats/config/config.ts';
import { configPath } from '../../../core/formats/config-path.ts';
import { parseConfig } from '../../../core/formats/config/parse-config.ts';
import type { CliCommand, CommandContext, ExitCode } from '../../command.ts';
import { printInterrupted } from '../../text/applied-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { refuse } from '../../text/refusal.ts';
import { toWorkspacePath } from '../../workspace-path.ts';

const optionsSchema = outputFormatSchema.extend({ keep: z.enum(['ours', 'theirs']).optional() });

const argumentsSchema = z.tuple([z.string(), z.string().optional(), z.string().optional(), z.string().optional()]);

export const mergeRegistry: CliCommand = {
	define(parser) {
		parser
			.argument('<file>', 'the file in conflict; as a merge driver: %O')
			.argument('[ours]', 'as a merge driver: %A, which gets the result')
			.argument('[theirs]', 'as a merge driver: %B')
			.argument('[path]', 'as a merge driver: %P')
			.option('--keep <side>', 'which decision to keep where both branches decided: ours or theirs')
			.option('--format <format>', outputFormatHelp, 'text')
			.addHelpText(
				'after',
				'\nAs a merge driver: git config merge.stagemark-registry.driver "stagemark merge-registry %O %A %B %P"\nand in .gitattributes: registry/**/*.yaml merge=stagemark-registry',
			);
	},

	async run(context, args, rawOptions) {
		const { keep, format } = optionsSchema.parse(rawOptions);
		const [file, ours, theirs, path] = argumentsSchema.parse(args);
		if (ours !== undefined && theirs !== undefined) return await drive({ base: file, ours, theirs, path: path ?? ours }, context);
		if (ours !== undefined) throw new UsageError('Give only the file in conflict or, as a merge driver, all of %O %A %B %P.');
		const resolved = await resolveConflictedRegistry(toWorkspacePath(file, context), keep, context.ports, context.signal);
		if (!resolved.ok) return refuse(resolved.failure, context);
		printInterrupted(resolved.value.interrupted, context);
		print(resolved.value, { file, format }, context);
		return 0;
	},
};

/** What Git hands to a merge driver: files with the three texts, and where the file lies in the repository. */
interface DriverFiles {
	readonly base: string;
	readonly ours: string;
	readonly theirs: string;
	readonly path: string;
}

/** Writes the result where Git expects it. On a conflict both texts go there between markers, as Git would have it. */
async function drive(files: DriverFiles, context: CommandContext): Promise<ExitCode> {
	const [base, ours, theirs] = await Promise.all([files.base, files.ours, files.theirs].map(file => textOf(file, context)));
	if (ours === undefined || theirs === undefined) throw new UsageError('A file that Git named cannot be read as text.');
	const by = await context.ports.git.identity();
	if (by === undefined) return refuse({ kind: 'no-identity' }, context);
	const path = toWorkspacePath(files.path, context);
	const config = await configFor(path, context);
	const choices = { config, keep: undefined, by, at: context.ports.clock.now() };
	// Git gives an empty file for a base that does not exist.
	const merged = mergeRegistries({ path, base: base === '' ? undefined : base, ours, theirs }, choices);
	const text = merged.ok ? merged.value.text : `<<<<<<< ours\n${ours}=======\n${theirs}>>>>>>> theirs\n`;
	// Git's own file, not a record: it is in the middle of a merge and holds its lock.
	const written = await context.ports.writer.write(toWorkspacePath(files.ours, context), text);
	if (!written.ok) return refuse(written.failure, context);
	return merged.ok ? 0 : refuse(merged.failure, context);
}

async function textOf(file: string, { ports }: CommandContext): Promise<string | undefined> {
	const content = await ports.external(file).read();
	return content.kind === 'text' ? content.text : undefined;
}

/** The configuration of the workspace a file lies in. Git starts a driver at the top of the repository, which may hold several. */
async function configFor(path: string, { ports }: CommandContext): Promise<Config> {
	const folders = path.split('/').slice(0, -1);
	for (let depth = folders.length; depth >= 0; depth--) {
		const content = await ports.files.read([...folders.slice(0, depth), configPath].join('/'));
		if (content.kind === 'text') return parseConfig(content.text).value;
	}
	return parseConfig(undefined).value;
}

function print(
	{ replayed, settled }: Pick<MergedRegistry, 'replayed' | 'settled'>,
	{ file, format }: { readonly file: string; readonly format: 'text' | 'json' },
	{ output }: CommandContext,
): void {
	if (format === 'json') {
		output.json({ version: 1, file, replayed, settled });
		return;
	}
	for (const { version, from, to } of replayed) output.line(`${output.paint.good('replayed')}  ${version}  ${from} → ${to}`);
	for (const { version, to, reason } of settled) output.line(`${output.paint.warning('settled')}   ${version}  → ${to}: ${reason}`);
	output.note(`Stage it and continue: git add -- ${file}`);
}
