import { z } from 'zod';
import { changeAlias } from '../../../core/use-cases/promote/change-alias.ts';
import { printApplied, printInterrupted } from '../../text/applied-text.ts';
import type { CliCommand, CommandContext, ExitCode } from '../../command.ts';
import { loadFacts } from '../../load-facts.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { notRegistered } from '../../text/not-read.ts';
import { UsageError } from '../../text/output.ts';
import { refuse } from '../../text/refusal.ts';

const optionsSchema = outputFormatSchema.extend({ remove: z.boolean().default(false), reason: z.string().optional() });

export const alias: CliCommand = {
	define(parser) {
		parser
			.argument('<name>', 'the prompt, pipeline or model')
			.argument('[alias]', 'for example champion (default: list the aliases)')
			.argument('[version]', 'the version to point to')
			.option('--remove', 'remove the alias')
			.option('--reason <text>', 'why; kept in the audit trail')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { remove, reason, format } = optionsSchema.parse(rawOptions);
		const [name, alias, version] = z.tuple([z.string().normalize('NFC'), z.string().optional(), z.string().optional()]).parse(args);
		if (alias === undefined) return await list(name, format, context);
		if (remove !== (version === undefined)) {
			throw new UsageError('Give either a version or --remove.');
		}
		if (reason === undefined) throw new UsageError('Add --reason "…"; the audit trail keeps it.');
		const changed = await changeAlias({ name, alias, version, reason }, context.ports, context.signal);
		if (!changed.ok) return refuse(changed.failure, context);
		const { path, transitions, applied, interrupted } = changed.value;
		printInterrupted(interrupted, context);
		if (format === 'json') {
			context.output.json({ version: 1, path, transitions, commit: applied.commit ?? null });
			return 0;
		}
		const target = version === undefined ? 'removed' : `→ ${transitions[0].version}`;
		context.output.line(`${context.output.paint.good('alias')}   ${name}@${alias} ${target}`);
		context.output.line(`file    ${path}`);
		printApplied(applied, context);
		return 0;
	},
};

async function list(name: string, format: 'text' | 'json', context: CommandContext): Promise<ExitCode> {
	const facts = await loadFacts(context);
	const found = facts.registries.find(({ registry }) => registry.name === name);
	if (found === undefined) throw notRegistered(name, facts, ' “stagemark registry” lists the names.');
	const aliases = found.registry.aliases ?? {};
	if (format === 'json') context.output.json({ version: 1, name, aliases });
	else if (Object.keys(aliases).length === 0) context.output.line(`${name} has no aliases.`);
	else for (const [alias, version] of Object.entries(aliases)) context.output.line(`${name}@${alias}  ${version}`);
	return 0;
}
