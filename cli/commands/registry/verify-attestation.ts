import { z } from 'zod';
import { printableLine } from '../../../core/base/text/printable.ts';
import { checkDeployment } from '../../../core/use-cases/attest/check-deployment.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { isWholeDeployment, printDeployment } from '../../attest/print-deployment.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';

const optionsSchema = outputFormatSchema.extend({
	signers: z.string({ error: '“verify-attestation” needs the list of signers that you trust, as --signers FILE' }),
	stage: z.string().optional(),
	strict: z.boolean().default(false),
});

export const verifyAttestation: CliCommand = {
	startsHere: true,
	onlyLooks: true,

	define(parser) {
		parser
			.argument('<file>', 'an attestation, or a manifest whose versions are attested')
			.option('--signers <file>', 'the keys that you trust, in the format of allowed_signers')
			.option('--stage <stage>', 'the stage that it must be attested for; of a manifest, only the versions of this stage are checked')
			.option('--strict', 'exit with 1 when an approval or override is not signed, or a claim was not checked when it was attested')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { format, signers, stage, strict } = optionsSchema.parse(rawOptions);
		const file = z.string().parse(args[0]);
		const text = await readFile(file, context);
		const trusted = { path: signers, text: await readFile(signers, context), unchecked: undefined };
		const { ports, signal, output } = context;
		const checked = await checkDeployment(text, { stage }, { signers: trusted, signer: ports.signer, signal });
		if (checked === undefined) {
			throw new UsageError(`${printableLine(file)} is neither an attestation nor a manifest that “stagemark registry export” wrote.`);
		}
		const isOk = checked.problems.length === 0 && (!strict || isWholeDeployment(checked));
		if (format === 'json') output.json({ version: 1, ok: isOk, ...checked });
		else printDeployment(checked, isOk, output);
		return isOk ? 0 : 1;
	},
};

async function readFile(path: string, { ports }: CommandContext): Promise<string> {
	const content = await ports.external(path).read();
	if (content.kind !== 'text') throw new UsageError(`${printableLine(path)} cannot be read as text.`);
	return content.text;
}
