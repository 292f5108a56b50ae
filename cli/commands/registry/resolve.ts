import { z } from 'zod';
import { readSource } from '../../../core/workspace/read-source.ts';
import type { Subject } from '../../../core/workspace/subject.ts';
import type { CliCommand } from '../../command.ts';
import { findSubject } from '../../find-prompt.ts';
import { loadFacts } from '../../load-facts.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';

const optionsSchema = outputFormatSchema.extend({ field: z.enum(['path', 'version', 'sha256', 'text']).optional() });

export const resolve: CliCommand = {
	onlyLooks: true,

	define(parser) {
		parser
			.argument('<reference>', 'NAME, NAME@VERSION or NAME@STAGE')
			.option('--field <field>', 'print only this: path, version, sha256 or text')
			.option('--format <format>', outputFormatHelp, 'text');
	},

	async run(context, args, rawOptions) {
		const { field, format } = optionsSchema.parse(rawOptions);
		const facts = await loadFacts(context);
		const subject = await findSubject(facts, z.string().parse(args[0]), context);
		const text = await readSource(subject, context.ports);
		if (text === undefined) throw new UsageError(`${subject.path} is gone. Run the command again.`);

		const fields = {
			path: subject.path,
			version: subject.version ?? '',
			sha256: subject.contentHash,
			text,
		};
		const stages = subject.version === undefined ? [] : facts.stagesOf(subject.name, subject.version);
		if (field !== undefined && format === 'text') {
			if (field === 'text') context.output.raw(fields.text);
			else context.output.line(fields[field]);
		} else if (format === 'json') {
			const { kind, name, version = null, revision = null, members } = subject;
			const made = members.length === 0 ? {} : { members };
			context.output.json({ version: 1, prompt: { kind, name, ...fields, version, stages, commit: revision, ...made } });
		} else {
			for (const line of linesOf(subject, stages)) context.output.line(line);
		}
		return 0;
	},
};

/** What is said to people: what it is, where it stands, its hash, and what a pipeline is made of. */
function linesOf(subject: Subject, stages: readonly string[]): readonly string[] {
	const { kind, name, version = '', path, revision, contentHash, members } = subject;
	const heading = [...(kind === 'prompt' ? [] : [kind]), `${name}@${version}`, ...(stages.length > 0 ? [`(${stages.join(', ')})`] : [])];
	return [
		heading.join(' '),
		`path    ${path}${revision === undefined ? '' : ` at ${revision.slice(0, 10)}`}`,
		`sha256  ${contentHash}`,
		...members.map(
			member => `${member.kind.padEnd(8)}${member.reference}${member.version === undefined ? '' : ` is ${member.version}`}`,
		),
	];
}
