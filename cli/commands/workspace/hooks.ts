import { realpathSync } from 'node:fs';
import { z } from 'zod';
import { installHooks } from '../../../core/use-cases/hooks/install-hooks.ts';
import type { HookReport, HookStep } from '../../../core/use-cases/hooks/hook-step.ts';
import { uninstallHooks } from '../../../core/use-cases/hooks/uninstall-hooks.ts';
import { findOnPath } from '../../../io/find-on-path.ts';
import { NodeHookFiles } from '../../../io/git/node-hook-files.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';

const optionsSchema = outputFormatSchema.extend({ dryRun: z.boolean().default(false) });

const actionSchema = z.enum(['install', 'uninstall'], { error: '“hooks” needs an action: install or uninstall.' });

export const hooks: CliCommand = {
	define(parser) {
		parser
			.argument('<action>', 'install or uninstall')
			.option('--dry-run', 'show what would be done, and do nothing')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { dryRun, format } = optionsSchema.parse(rawOptions);
		const action = actionSchema.parse(args[0]);
		const files = new NodeHookFiles(context.root);
		const program = {
			cli: realpathSync(process.argv[1] ?? __filename),
			node: process.execPath,
			isOnPath: findOnPath('stagemark') !== undefined,
		};
		const done = action === 'install' ? await installHooks(files, program, dryRun) : await uninstallHooks(files, dryRun);
		if (!done.ok) return refuse(done.failure, context);
		const { tools, steps } = done.value;
		if (format === 'json') context.output.json({ version: 1, action, dry_run: dryRun, tools, steps });
		else print(done.value, { action, dryRun }, context);
		// What is left to the user is not done yet.
		return steps.some(step => step.kind === 'by-hand') ? 1 : 0;
	},
};

function print(
	{ tools, steps }: HookReport,
	{ action, dryRun }: { readonly action: 'install' | 'uninstall'; readonly dryRun: boolean },
	{ output }: CommandContext,
): void {
	if (tools.length > 0) output.line(`Found ${tools.join(', ')}.`);
	if (steps.length === 0) output.line('Stagemark has no hooks here.');
	steps.forEach(step => printStep(step, output));
	if (dryRun) output.note('Nothing was changed: this was a dry run.');
	else if (action === 'install' && steps.every(step => step.kind !== 'by-hand')) {
		output.note(
			'Staged files are checked before each commit, and the registry is verified before each push. Skip once with --no-verify.',
		);
	}
}

function printStep(step: HookStep, output: CommandContext['output']): void {
	const { paint } = output;
	switch (step.kind) {
		case 'write-file':
			output.line(`${paint.good(step.isNew ? 'made   ' : 'changed')}  ${step.file}`);
			break;
		case 'remove-file':
			output.line(`${paint.good('removed')}  ${step.file}`);
			break;
		case 'setting':
			output.line(
				`${paint.good(step.value === undefined ? 'unset  ' : 'set    ')}  ${step.key}${step.value === undefined ? '' : ` = ${step.value}`}`,
			);
			break;
		case 'unchanged':
			output.line(`${paint.dim('kept   ')}  ${step.what}`);
			break;
		case 'by-hand':
			output.line(`${paint.warning('to do  ')}  ${step.file}: ${step.why}`);
			if (step.lines !== '') output.line(`\n${step.lines}`);
			break;
	}
}
