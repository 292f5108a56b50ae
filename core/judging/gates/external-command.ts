import type { ProcessResult } from '../../ports/process-runner.ts';
import { parseDuration } from '../../base/parse-duration.ts';
import { promptFile } from '../../workspace/cards/prompt-file.ts';
import { redactSecrets } from '../../base/secrets/redact-secrets.ts';
import type { Gate, GateContext, GateFinding } from './gate.ts';

const defaultTimeout = '10m';

/** What is kept of what the command printed: its last words. */
const [largestLineCount, largestCharacterCount] = [12, 800];

/**
 * Passes when a command of the configuration exits with 0. It runs in the workspace root with `STAGEMARK_PROMPT` (path of the version as a
 * file), `STAGEMARK_NAME`, `STAGEMARK_VERSION` and `STAGEMARK_STAGE`. Nothing is run in a workspace that is not trusted.
 */
export const externalCommand: Gate = {
	id: 'external-command',
	documentation: {
		example: '{command: pytest tests/prompts, timeout: 10m}',
		passes: 'The command exits with 0. It runs in trusted workspaces only.',
	},
	checksFor(requirement) {
		if (requirement.kind !== 'rule' || requirement.rule.command === undefined) return [];
		const { command, timeout = defaultTimeout } = requirement.rule;
		return [{ label: `command: ${command}`, evaluate: context => evaluate(context, command, timeout) }];
	},
};

async function evaluate({ subject, ports, isTrusted, signal }: GateContext, command: string, timeout: string): Promise<GateFinding> {
	const threshold = `exit code 0 within ${timeout}`;
	if (!isTrusted) {
		const detail = 'The workspace is not trusted, so its commands are not run. Trust it to evaluate this gate.';
		return { outcome: 'inconclusive', threshold, detail };
	}
	const folder = await ports.processes.makeScratchFolder();
	try {
		const variables = {
			STAGEMARK_NAME: subject.name,
			STAGEMARK_STAGE: subject.to,
			STAGEMARK_VERSION: subject.version,
			...(subject.source === undefined ? {} : { STAGEMARK_PROMPT: await promptFile(subject.source, folder, ports) }),
		};
		const result = await ports.processes.run({ command, variables, timeoutMs: parseDuration(timeout) }, signal);
		const isPassed = result.end.kind === 'exited' && result.end.exitCode === 0;
		const tail = lastWords(result.log);
		return {
			outcome: isPassed ? 'passed' : 'failed',
			observed: observedOf(result.end),
			threshold,
			...(tail === '' ? {} : { detail: tail }),
		};
	} finally {
		await folder.dispose();
	}
}

function observedOf(end: ProcessResult['end']): string {
	switch (end.kind) {
		case 'exited':
			return `exit code ${end.exitCode}`;
		case 'killed':
			return `ended by ${end.by}`;
		case 'timed-out':
			return 'timed out and was ended with everything it had started';
		case 'not-started':
			return `not started: ${end.reason}`;
	}
}

/** The end of a log, where the reason stands, without colours and other commands to a terminal. */
function lastWords(log: string): string {
	const plain = redactSecrets(log).replaceAll(/\u001b\[[0-9;?]*[A-Za-z]|[^\P{Cc}\n\t]/gu, '');
	const lines = plain.trimEnd().split('\n').slice(-largestLineCount).join('\n');
	return lines.length > largestCharacterCount ? `…${lines.slice(-largestCharacterCount)}` : lines;
}
