import { shortenOutput } from '../base/text/shorten-output.ts';
import type { FailureWords } from '../base/words-of-failure.ts';
import type { ExperimentRunFailure } from '../use-cases/run/experiment-run.ts';

/** Why an experiment cannot be run, beside what keeps any run from being recorded. */
export const experimentRunFailureWords: FailureWords<
	Extract<
		ExperimentRunFailure,
		{
			readonly kind:
				| 'commit-would-fail'
				| 'dataset-not-fetched'
				| 'dataset-not-there'
				| 'invalid-timeout'
				| 'no-command'
				| 'not-an-evaluation'
				| 'no-variants'
				| 'plan-unreadable';
		}
	>
> = {
	'commit-would-fail': ({ by, output }) => ({
		what:
			by === 'hook'
				? 'A Git hook would refuse the commit that records the run, so nothing was run.'
				: 'Git would refuse the commit that records the run, so nothing was run.',
		why: by === 'hook' ? `The hook reported: ${shortenOutput(output)}` : `Git reported: ${shortenOutput(output)}`,
		action: by === 'hook' ? 'Fix what the hook reports and try again.' : 'Fix the problem above and try again.',
	}),
	'dataset-not-fetched': ({ path, keeper }) => ({
		what: `The dataset “${path}” is not on disk, so nothing was run.`,
		why:
			keeper.kind === 'lfs'
				? 'Only its Git LFS pointer is there, and a command that reads the pointer measures nothing.'
				: `DVC tracks it in ${keeper.file}, and it was not pulled.`,
		action: keeper.kind === 'lfs' ? `Fetch it with “git lfs pull --include ${path}”.` : `Fetch it with “dvc pull ${keeper.file}”.`,
	}),
	'dataset-not-there': ({ path, reason }) => ({
		what:
			reason === 'empty'
				? `The dataset “${path}” is empty, so nothing was run.`
				: `The dataset “${path}” is not a file on disk, so nothing was run.`,
		why: 'The command would measure nothing, and no later run could be compared with this one.',
		action:
			reason === 'empty' ? 'Add its cases, then run the experiment.' : 'Restore the file, or fix dataset.path in the methodology.',
	}),
	'plan-unreadable': ({ path, message }) => ({
		what: `“${path}” has an error, so nothing was run.`,
		why: message,
		action: 'Fix the file and try again.',
	}),
	'not-an-evaluation': ({ experiment, path }) => ({
		what: `“${experiment}” asks no model, so there are no answers to replay or to score again.`,
		why: `${path} has no “evaluate”.`,
		action: 'Run it without --replay and --rescore.',
	}),
	'no-command': ({ experiment, path }) => ({
		what: `The experiment “${experiment}” has no command to run.`,
		why: `There is no run.command in ${path}.`,
		action: 'Add it, for example: run: {command: python evaluate.py, timeout: 30m}.',
	}),
	'no-variants': ({ experiment, path }) => ({
		what: `The experiment “${experiment}” has no variants.`,
		why: `The command runs once for each variant and seed, and ${path} lists no variants.`,
		action: 'Add the variants, each with its prompt.',
	}),
	'invalid-timeout': ({ text, path }) => ({
		what: `“${text}” is not a valid timeout.`,
		why: `run.timeout in ${path} needs a number and a unit, such as 90s, 30m or 2h, up to 24 days.`,
		action: 'Fix it, or remove it to let the command run without a time limit.',
	}),
};
