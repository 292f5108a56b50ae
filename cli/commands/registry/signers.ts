import { z } from 'zod';
import { changeSigners } from '../../../core/use-cases/signers/change-signers.ts';
import type { SignersOutcome, SignersRequest } from '../../../core/use-cases/signers/signers-change.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { listSigners } from '../../signers/list-signers.ts';
import { printApplied, printInterrupted } from '../../text/applied-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { refuse } from '../../text/refusal.ts';

const optionsSchema = outputFormatSchema.extend({
	key: z.string().optional(),
	reason: z.string().default(''),
	revoke: z.boolean().default(false),
});

const actions = ['add', 'remove', 'list', 'rotate'] as const;

const argumentsSchema = z.tuple([
	z.enum(actions, { error: '“signers” needs an action: add, remove, list or rotate.' }),
	z.string().optional(),
]);

export const signers: CliCommand = {
	define(parser) {
		parser
			.argument('<action>', 'add, remove, list or rotate')
			.argument('[address]', 'add, remove: the person (default for add: you)')
			.option('--key <file>', 'add, rotate: the public key, as a file or as text (default for add: the key Git signs with)')
			.option('--reason <text>', 'why; kept with the change')
			.option('--revoke', 'remove: earlier signatures of the key do not count either, for a key that was stolen')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const [action, address] = argumentsSchema.parse(args);
		const options = optionsSchema.parse(rawOptions);
		if (action === 'list') return await listSigners(options.format, context);
		const request = await requestOf(action, address, options, context);
		const changed = await changeSigners(request, context.ports, context.signal);
		if (!changed.ok) return refuse(changed.failure, context);
		print(changed.value, action, options.format, context);
		return 0;
	},
};

async function requestOf(
	action: SignersRequest['action'],
	address: string | undefined,
	{ key: given, reason, revoke }: z.output<typeof optionsSchema>,
	context: CommandContext,
): Promise<SignersRequest> {
	if (action === 'remove') {
		if (address === undefined) throw new UsageError('“signers remove” needs the address of the person.');
		return { action, principal: address, isRevoked: revoke, reason };
	}
	const key = given === undefined ? undefined : await readKey(given, context);
	if (action === 'add') {
		if (address !== undefined && key === undefined) throw new UsageError('To add somebody else, give their public key with --key.');
		return { action, principal: address, key, reason };
	}
	if (key === undefined) throw new UsageError('“signers rotate” needs the new public key: --key FILE.');
	return { action, key, reason };
}

/** The text of a public key, which may be given itself. */
async function readKey(given: string, { ports }: CommandContext): Promise<string> {
	if (/^(?:ssh|ecdsa|sk)-\S+ /.test(given)) return given;
	const content = await ports.external(given).read();
	if (content.kind !== 'text') throw new UsageError(`--key: ${given} is not a public key that can be read.`);
	if (content.text.includes('PRIVATE KEY')) throw new UsageError(`--key: ${given} is a private key. Give the public key, ${given}.pub.`);
	return content.text;
}

function print(
	{ path, principal, root, isRoot, applied, interrupted }: SignersOutcome,
	action: SignersRequest['action'],
	format: 'text' | 'json',
	context: CommandContext,
): void {
	const { output } = context;
	printInterrupted(interrupted, context);
	if (format === 'json') {
		output.json({ version: 1, action, principal, path, root, commit: applied.commit ?? null });
		return;
	}
	const done = { add: 'added', remove: 'removed', rotate: 'rotated' }[action];
	output.line(`${output.paint.good(done)}  ${principal}`);
	output.line(`file    ${path}`);
	output.line(`root    ${root}`);
	printApplied(applied, context);
	if (isRoot) output.note(`This is the first version of the list. Pin it in your pipeline: stagemark verify --root ${root}`);
}
