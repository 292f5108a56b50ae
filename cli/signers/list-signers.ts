import { parseAllowedSigners } from '../../core/formats/signing/allowed-signers.ts';
import { textTable } from '../../core/base/text/text-table.ts';
import { trimEndOf } from '../../core/base/text/trim-end-of.ts';
import { loadSigners } from '../../core/workspace/signing/load-signers.ts';
import type { CommandContext, ExitCode } from '../command.ts';
import { loadFacts } from '../load-facts.ts';

/** Prints who may sign, and whether the list can be trusted. */
export async function listSigners(format: 'text' | 'json', context: CommandContext): Promise<ExitCode> {
	const { output, ports, signal } = context;
	const { config } = await loadFacts(context);
	const { files, git, signer } = ports;
	const { path, root, text, versions, problems, unchecked } = await loadSigners(config, { files, git, signer, signal });
	const listed = parseAllowedSigners(text ?? '').value;
	if (format === 'json') {
		const entries = listed.map(({ principals, options, keyType, key }) => ({
			principals,
			options: options ?? null,
			key: `${keyType} ${key}`,
		}));
		output.json({
			version: 1,
			path,
			root: root ?? null,
			versions: versions.length,
			signers: entries,
			problems,
			unchecked: unchecked ?? null,
		});
		return problems.length === 0 ? 0 : 1;
	}
	if (root === undefined && problems.length === 0) {
		output.line('Nobody may sign here yet. Add your own key with “stagemark signers add”.');
		return 0;
	}
	const rows = listed.map(({ principals, options, keyType, key }) => [
		principals.join(','),
		options ?? '',
		`${keyType} …${trimEndOf(key, '=').slice(-12)}`,
	]);
	output.line(
		textTable(
			['person', 'options', 'key'].map(title => ({ title })),
			rows,
		),
	);
	output.line(`root    ${root ?? ''}`);
	output.line(`changes ${Math.max(0, versions.length - 1)} since`);
	for (const problem of problems) output.line(output.paint.bad(problem));
	if (unchecked !== undefined) output.line(output.paint.warning(`Not checked: the changes of ${path}, because ${unchecked}.`));
	return problems.length === 0 ? 0 : 1;
}
