import { linePositions } from '../../base/text/line-positions.ts';
import { readSource } from '../../workspace/read-source.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';

/** More findings than this are counted instead of told. */
const largestToldCount = 3;

/** Passes when the file of the version has no finding of severity error, by the same rules as in the editor. */
export const lintClean: Gate = {
	id: 'lint-clean',
	documentation: { example: 'require: [lint-clean]', passes: 'The file of the version has no finding of severity `error`.' },
	checksFor(requirement) {
		return requirement.kind === 'named' && requirement.name === 'lint-clean' ? [{ label: 'lint-clean', evaluate }] : [];
	},
};

async function evaluate({ subject, ports, lint, signal }: GateContext): Promise<GateFinding> {
	const threshold = '0 errors';
	const text = subject.source && (await readSource(subject.source, ports));
	if (subject.source === undefined || text === undefined) {
		const detail = `The file of ${subject.name} ${subject.version} cannot be read, so it was not checked. Restore it from Git.`;
		return { outcome: 'inconclusive', threshold, detail };
	}
	if (lint === undefined) {
		return {
			outcome: 'inconclusive',
			threshold,
			detail: 'The linter is not available here. Evaluate the gate in the editor or with “stagemark gate”.',
		};
	}
	const { path } = subject.source;
	const errors = (await lint(path, text, signal)).filter(({ severity }) => severity === 'error');
	if (errors.length === 0) return { outcome: 'passed', observed: 0, threshold, detail: `${path} has no errors.` };
	const positionAt = linePositions(text);
	const told = errors
		.slice(0, largestToldCount)
		.map(({ rule, message, range }) => `line ${positionAt(range.start).line + 1}, ${rule}: ${message}`);
	const rest = errors.length > told.length ? ` And ${errors.length - told.length} more.` : '';
	return { outcome: 'failed', observed: errors.length, threshold, detail: `${path}, ${told.join(' — ')}${rest}` };
}
