import { z } from 'zod';
import { endpointSchema } from '../../../core/formats/config/sections/endpoint-config.ts';
import { endpointEntry, localEndpoint } from '../../../core/use-cases/init/first-endpoint.ts';
import type { FirstEndpoint } from '../../../core/use-cases/init/first-endpoint.ts';
import { initializeWorkspace } from '../../../core/use-cases/init/initialize-workspace.ts';
import type { CliCommand } from '../../command.ts';
import { printInterrupted } from '../../text/applied-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { refuse } from '../../text/refusal.ts';

const optionsSchema = outputFormatSchema.extend({
	endpoint: z
		.string()
		.default(localEndpoint.url)
		.refine(isEndpointUrl, '--endpoint takes an address such as http://127.0.0.1:11434/v1, without a user name.'),
	model: z.string().trim().min(1, '--model takes the name of a model.').default(localEndpoint.model),
	key: z
		.string()
		.regex(/^[A-Za-z_][A-Za-z0-9_]*$/, '--key takes the name of an environment variable, and never a key itself.')
		.optional(),
});

export const init: CliCommand = {
	startsHere: true,

	define(parser) {
		parser
			.option('--endpoint <url>', 'where the example asks a model, as OpenAI’s SDK names its base URL', localEndpoint.url)
			.option('--model <name>', 'the model that the example asks', localEndpoint.model)
			.option('--key <variable>', 'environment variable with the key of the endpoint')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, _args, rawOptions) {
		const { format, endpoint: url, model, key } = optionsSchema.parse(rawOptions);
		const { output } = context;
		const endpoint: FirstEndpoint = { url, model, keyVariable: key };
		const initialized = await initializeWorkspace(endpoint, context.ports, context.signal);
		if (!initialized.ok) return refuse(initialized.failure, context);
		const { created, skipped, interrupted } = initialized.value;
		printInterrupted(interrupted, context);
		if (format === 'json') {
			output.json({ version: 1, created, skipped });
			return 0;
		}
		created.forEach(path => output.line(`${output.paint.good('made')}  ${path}`));
		skipped.forEach(path => output.line(`${output.paint.dim('kept')}  ${path}`));
		const isWanted = url !== localEndpoint.url || key !== undefined;
		if (isWanted && skipped.includes('stagemark.yaml')) {
			output.note(
				`stagemark.yaml was there already and was not changed. Add the endpoint to it: endpoints: {${endpointEntry(endpoint)}}`,
			);
		}
		output.note(nextStep(created));
		return 0;
	},
};

function isEndpointUrl(url: string): boolean {
	return endpointSchema.safeParse({ api: 'openai-chat', url }).success;
}

function nextStep(created: readonly string[]): string {
	if (created.length === 0) return 'Everything already exists.';
	const hasExample = created.some(path => path.endsWith('/methodology.yaml'));
	const review = 'Review the new files, then commit them.';
	return hasExample ? `${review} “stagemark run exp-001” asks the model, and “stagemark compare exp-001” gives the verdict.` : review;
}
