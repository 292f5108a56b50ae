import { z } from 'zod';
import type { Registry } from '../../core/registry/registry-file.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { loadFacts } from '../load-facts.ts';
import { outputFormatHelp, outputFormatSchema } from '../output-format.ts';
import { UsageError } from '../output.ts';
import { textTable } from '../../core/text-table.ts';

export const registry: CliCommand = {
	name: 'registry',
	summary: 'Show stages, versions and pending requests.',

	define(parser) {
		parser.argument('[name]', 'one name; all without it').option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { format } = outputFormatSchema.parse(rawOptions);
		const name = z.string().optional().parse(args[0]);
		const facts = await loadFacts(context);
		const registries = facts.registries.map(summary => summary.registry);
		if (name === undefined) {
			if (format === 'json') context.output.json({ version: 1, registries });
			else printAll(registries, context);
			return 0;
		}
		const found = registries.find(entry => entry.name === name);
		if (found === undefined) {
			const known = registries.map(entry => entry.name).join(', ');
			throw new UsageError(
				`There is no registry file for “${name}”.${known === '' ? '' : ` Known: ${known}.`} “stagemark promote” makes one.`,
			);
		}
		if (format === 'json') context.output.json({ version: 1, ...found });
		else printOne(found, context);
		return 0;
	},
};

function printAll(registries: readonly Registry[], { output }: CommandContext): void {
	if (registries.length === 0) {
		output.line('Nothing is registered yet. “stagemark promote NAME@VERSION --to STAGE --reason …” registers a version.');
		return;
	}
	const rows = registries.map(entry => [
		entry.name,
		entry.kind,
		stagesInWords(entry),
		String(Object.keys(entry.versions).length),
		String(entry.requests.filter(request => request.status === 'pending').length),
	]);
	const columns = [
		{ title: 'name' },
		{ title: 'kind' },
		{ title: 'stages' },
		{ title: 'versions', align: 'right' },
		{ title: 'pending', align: 'right' },
	] as const;
	output.line(textTable(columns, rows));
}

function printOne(entry: Registry, { output }: CommandContext): void {
	output.line(`${output.paint.strong(entry.name)} (${entry.kind})`);
	output.line(stagesInWords(entry));
	const versions = Object.entries(entry.versions).map(([version, facts]) => [
		version,
		facts.stage,
		facts.source,
		facts.description ?? '',
	]);
	if (versions.length > 0) {
		output.line();
		output.line(textTable([{ title: 'version' }, { title: 'stage' }, { title: 'source' }, { title: 'description' }], versions));
	}
	const pending = entry.requests.filter(request => request.status === 'pending');
	if (pending.length > 0) {
		output.line();
		output.line(
			textTable(
				[{ title: 'request' }, { title: 'version' }, { title: 'to' }, { title: 'by' }],
				pending.map(({ id, version, to, by }) => [id, version, to, by]),
			),
		);
	}
	if (entry.transitions.length > 0) {
		output.line();
		const rows = entry.transitions.map(({ at, version, from, to, by, reason }) => [at, version, `${from} → ${to}`, by, reason]);
		output.line(textTable([{ title: 'at' }, { title: 'version' }, { title: 'move' }, { title: 'by' }, { title: 'reason' }], rows));
	}
}

function stagesInWords({ stages }: Registry): string {
	const held = Object.entries(stages).map(([stage, version]) => `${stage} ${version}`);
	return held.length === 0 ? 'no stage held' : held.join(', ');
}
