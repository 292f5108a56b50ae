import { printableLine } from '../../../core/base/text/printable.ts';
import { z } from 'zod';
import { printUnfinished } from '../../text/applied-text.ts';
import type { TextPaint } from '../../../core/base/text/text-paint.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { verifyWorkspace } from '../../../core/use-cases/verify/verify-workspace.ts';
import type { VerifiedWorkspace } from '../../../core/use-cases/verify/verify-workspace.ts';
import { holdingInWords, uncheckedInWords } from '../../../core/words/claims-in-words.ts';
import { isAnyUnsigned, signaturesInWords, signersInWords } from '../../../core/words/signatures-in-words.ts';
import { loadFacts } from '../../load-facts.ts';
import { notRegistered } from '../../text/not-read.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';

const optionsSchema = outputFormatSchema.extend({
	strict: z.boolean().default(false),
	root: z
		.string()
		.regex(/^[0-9a-f]{64}$/i, '--root takes the 64 hexadecimal digits that “stagemark verify” prints.')
		.optional(),
});

export const verify: CliCommand = {
	onlyLooks: true,

	define(parser) {
		parser
			.argument('[name]', 'one name (default: all)')
			.option('--strict', 'exit with 1 when anything could not be checked, for pipelines with the whole history')
			.option('--root <digest>', 'the root that registry/allowed_signers must have, for pipelines')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { format, strict, root } = optionsSchema.parse(rawOptions);
		const name = z.string().normalize('NFC').optional().parse(args[0]);
		const { output } = context;
		const { files, git, signer } = context.ports;
		// To finish it would run Git's hooks, which a command that only reads must not do.
		printUnfinished(await context.ports.journal.abandoned(), context);
		const facts = await loadFacts(context);
		const verified = await verifyWorkspace({ facts, files, git, signer }, name, context.signal, root?.toLowerCase());
		if (name !== undefined && verified.names.length === 0) {
			throw notRegistered(name, facts, ' “stagemark registry” lists the names.');
		}
		const isWhole = verified.claims.every(({ state }) => state !== 'not-checked');
		const isOk = verified.problems.length === 0 && (isWhole || !strict);
		if (format === 'json') {
			output.json({ version: 1, ok: isOk, ...verified });
			return isOk ? 0 : 1;
		}
		print(verified, context);
		output.line(conclusion(verified, output.paint));
		return isOk ? 0 : 1;
	},
};

/** Everything that was found, problems first. */
function print(verified: VerifiedWorkspace, { output }: CommandContext): void {
	for (const problem of verified.problems) {
		const place = problem.transition === undefined ? problem.name : `${problem.name}, transition ${problem.transition + 1}`;
		output.line(`${output.paint.bad(problem.kind)}  ${printableLine(`${place}: ${problem.message}`)}`);
	}
	for (const { name: overridden, transition, version, to, by, reason } of verified.overrides) {
		const move = `${overridden}, transition ${transition + 1} (${version} to ${to}) by ${by}`;
		output.line(`${output.paint.warning('override')}  ${printableLine(`${move}: ${reason}`)}`);
	}
	const { signed, unsigned } = signaturesInWords(verified.signatures);
	if (signed !== undefined) output.line(signed);
	if (unsigned !== undefined) output.line(output.paint.warning(unsigned));
	const signers = signersInWords(verified.signers);
	if (signers !== undefined) output.line(signers);
	for (const sentence of uncheckedInWords(verified)) output.line(output.paint.warning(sentence));
}

/** The last line. It is green only when everything was looked at and holds. */
function conclusion({ names, problems, claims, signatures }: VerifiedWorkspace, paint: TextPaint): string {
	if (names.length === 0) return 'Nothing is registered yet, so nothing was verified.';
	const count = `${names.length} ${names.length === 1 ? 'name' : 'names'}`;
	if (problems.length > 0) return `${count} checked, ${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}.`;
	const holding = holdingInWords(claims, signatures) ?? 'nothing could be checked';
	return claims.every(({ state }) => state === 'holds') && !isAnyUnsigned(signatures)
		? paint.good(`${count} verified: ${holding}.`)
		: `${count} checked: ${holding}.`;
}
