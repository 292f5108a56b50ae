import { z } from 'zod';
import type { Registry } from '../../../core/formats/registry/registry-file.ts';
import { openRequests } from '../../../core/use-cases/review/request-standing.ts';
import type { RequestStanding } from '../../../core/use-cases/review/request-standing.ts';
import { staleEvidence } from '../../../core/use-cases/verify/stale-evidence.ts';
import type { StaleEvidence } from '../../../core/use-cases/verify/stale-evidence.ts';
import type { WorkspaceFacts } from '../../../core/workspace/workspace-facts.ts';
import type { CliCommand, CommandContext } from '../../command.ts';
import { exportRegistry } from '../../export-registry.ts';
import { loadFacts } from '../../load-facts.ts';
import { exitCodeOfListing, notReadAsJson, notRegistered } from '../../text/not-read.ts';
import { moveInWords } from '../../text/moves-text.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { textTable } from '../../../core/base/text/text-table.ts';

export const registry: CliCommand = {
	onlyLooks: true,

	define(parser) {
		parser
			.argument('[name]', 'one name (default: all), or “export” for a manifest that applications read')
			.option('--output <file>', 'export: the file to write (default: standard output)')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { format, output } = outputFormatSchema.extend({ output: z.string().optional() }).parse(rawOptions);
		const name = z.string().normalize('NFC').optional().parse(args[0]);
		if (name === 'export') return await exportRegistry(output, context);
		if (output !== undefined) throw new UsageError('--output goes with “registry export”.');
		const facts = await loadFacts(context);
		const registries = facts.registries.map(summary => summary.registry);
		if (name === undefined) {
			if (format === 'json') context.output.json({ version: 1, registries, not_read: notReadAsJson(facts.unread) });
			else printAll(registries, facts, context);
			return exitCodeOfListing(facts.unread);
		}
		const summary = facts.registries.find(({ registry }) => registry.name === name);
		const found = summary?.registry;
		if (found === undefined) {
			const known = registries.map(entry => entry.name).join(', ');
			throw notRegistered(name, facts, `${known === '' ? '' : ` Known: ${known}.`} “stagemark promote” makes one.`);
		}
		if (format === 'json') context.output.json({ version: 1, ...found, stale_evidence: staleEvidence(facts, name) });
		else printOne(found, facts, context);
		return exitCodeOfListing(summary?.flaw === undefined ? [] : [summary.flaw]);
	},
};

function printAll(registries: readonly Registry[], facts: WorkspaceFacts, context: CommandContext): void {
	const { output } = context;
	if (registries.length === 0) {
		if (facts.unread.length > 0) output.line('No registry file could be read.');
		else output.line('Nothing is registered yet. “stagemark promote NAME@VERSION --to STAGE --reason …” registers a version.');
		return;
	}
	const open = registries.flatMap(entry => openRequests(entry, facts).map(standing => ({ ...standing, name: entry.name })));
	printRequests(open, context);
	const rows = registries.map(entry => [
		entry.name,
		entry.kind,
		stagesInWords(entry),
		String(Object.keys(entry.versions).length),
		String(openRequests(entry, facts).length),
	]);
	const columns = [
		{ title: 'name' },
		{ title: 'kind' },
		{ title: 'stages' },
		{ title: 'versions', align: 'right' },
		{ title: 'open', align: 'right' },
	] as const;
	output.line(textTable(columns, rows));
	printStale(staleEvidence(facts, undefined), context);
}

function printOne(entry: Registry, facts: WorkspaceFacts, context: CommandContext): void {
	const { output } = context;
	const open = openRequests(entry, facts).map(standing => ({ ...standing, name: entry.name }));
	printRequests(open, context);
	output.line(`${output.paint.strong(entry.name)} (${entry.kind})`);
	output.line(stagesInWords(entry));
	const aliases = Object.entries(entry.aliases ?? {}).map(([alias, version]) => `${alias} ${version}`);
	if (aliases.length > 0) output.line(`aliases ${aliases.join(', ')}`);
	printStale(staleEvidence(facts, entry.name), context);
	const versions = Object.entries(entry.versions).map(([version, { stage, source, description = '' }]) => [
		version,
		stage,
		source,
		description,
	]);
	if (versions.length > 0) {
		output.line();
		output.line(textTable([{ title: 'version' }, { title: 'stage' }, { title: 'source' }, { title: 'description' }], versions));
	}
	if (entry.transitions.length > 0) {
		output.line();
		const rows = entry.transitions.map(move => [move.at, move.version, moveInWords(move, output.paint), move.by, move.reason]);
		output.line(textTable([{ title: 'at' }, { title: 'version' }, { title: 'move' }, { title: 'by' }, { title: 'reason' }], rows));
	}
}

/** What waits for somebody comes first. */
function printRequests(open: readonly (RequestStanding & { readonly name: string })[], { output }: CommandContext): void {
	if (open.length === 0) return;
	const rows = open.map(({ name, request, required, approvals, void: voided, hasChanged }) => [
		request.id,
		`${name}@${request.version}`,
		request.to,
		request.by,
		voided.length > 0 || hasChanged ? output.paint.warning('content changed') : request.status,
		`${approvals.length} of ${required}${voided.length === 0 ? '' : `, ${voided.length} void`}`,
		request.reason,
	]);
	const columns = ['request', 'version', 'to', 'by', 'status', 'approvals', 'reason'].map(title => ({ title }));
	output.line(textTable(columns, rows));
	output.line();
}

function printStale(stale: readonly StaleEvidence[], { output }: CommandContext): void {
	for (const { message } of stale) output.line(`${output.paint.warning('stale')}  ${message}`);
}

function stagesInWords({ stages }: Registry): string {
	const held = Object.entries(stages).map(([stage, version]) => `${stage} ${version}`);
	return held.length === 0 ? 'no stage held' : held.join(', ');
}
