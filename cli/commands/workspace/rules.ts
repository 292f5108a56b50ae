import { z } from 'zod';
import { rules as ruleList } from '../../../language-server/rules/all-rules.ts';
import type { CliCommand } from '../../command.ts';
import { outputFormatHelp, outputFormatSchema } from '../../text/output-format.ts';
import { UsageError } from '../../text/output.ts';
import { textTable } from '../../../core/base/text/text-table.ts';

export const rules: CliCommand = {
	define(parser) {
		parser.argument('[name]', 'one rule (default: all)').option('--format <format>', outputFormatHelp, 'text');
	},

	run({ output }, args, rawOptions) {
		const { format } = outputFormatSchema.parse(rawOptions);
		const name = z.string().optional().parse(args[0]);
		const wanted = name === undefined ? ruleList : ruleList.filter(rule => rule.id === name);
		if (wanted.length === 0) throw new UsageError(`There is no rule “${name ?? ''}”. “stagemark rules” lists them all.`);
		const described = wanted.map(({ id, summary, severity, group, fix, appliesTo, isSuppressible, needsOptIn, isPreview, source }) => {
			return { id, summary, severity, group, fix, appliesTo, isSuppressible, needsOptIn, isPreview, source };
		});
		const [only] = described;
		if (format === 'json') {
			output.json({ version: 1, rules: described });
		} else if (name !== undefined && only !== undefined) {
			output.line(`${output.paint.strong(only.id)}\nReports ${only.summary}\n`);
			const facts = Object.entries(only).filter(([key]) => key !== 'id' && key !== 'summary');
			output.line(
				textTable(
					[{}, {}],
					facts.map(([key, value]) => [key, String(value)]),
				),
			);
		} else {
			const rows = described.map(({ id, severity, group, fix, summary }) => [id, severity, group, fix, summary]);
			output.line(
				textTable([{ title: 'rule' }, { title: 'severity' }, { title: 'group' }, { title: 'fix' }, { title: 'reports' }], rows),
			);
		}
		return Promise.resolve(0);
	},
};
