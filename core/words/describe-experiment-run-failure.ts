import type { FailureWords } from '../base/words-of-failure.ts';
import type { ExperimentRunFailure } from '../use-cases/run/experiment-run.ts';

/** Why an experiment cannot be run, beside what keeps any run from being recorded. */
export const experimentRunFailureWords: FailureWords<
	Extract<ExperimentRunFailure, { readonly kind: 'dataset-not-fetched' | 'no-command' | 'no-variants' | 'invalid-timeout' }>
> = {
	'dataset-not-fetched': ({ path, keeper }) => ({
		what: `The dataset “${path}” is not on disk, so nothing was run.`,
		why:
			keeper.kind === 'lfs'
				? 'Only its Git LFS pointer is there, and a command that reads the pointer measures nothing.'
				: `DVC tracks it in ${keeper.file}, and it was not pulled.`,
		action: keeper.kind === 'lfs' ? `Fetch it with “git lfs pull --include ${path}”.` : `Fetch it with “dvc pull ${keeper.file}”.`,
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
