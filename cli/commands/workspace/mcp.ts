import packageJson from '../../../package.json' with { type: 'json' };
import type { CliCommand } from '../../command.ts';

export const mcp: CliCommand = {
	define() {
		// It has no arguments: what agents may do is not a matter of options.
	},

	async run({ root, output, signal }) {
		const { serveMcp } = await import('../../mcp/serve-mcp.ts');
		await serveMcp({ root, version: packageJson.version, note: text => output.note(text), signal });
		return 0;
	},
};
