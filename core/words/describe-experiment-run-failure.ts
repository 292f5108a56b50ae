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
				? 'A pointer of Git LFS stands in its place, and a command that reads the pointer measures nothing.'
				: `DVC keeps it, as ${keeper.file} says, and it was not pulled.`,
		action: keeper.kind === 'lfs' ? `Fetch it with “git lfs pull --include ${path}”.` : `Fetch it with “dvc pull ${keeper.file}”.`,
	}),
	'no-command': ({ experiment, path }) => ({
		what: `The experiment “${experiment}” has no command to run.`,
		why: `Nothing stands under run.command in ${path}.`,
		action: 'Add it, for example: run: {command: python evaluate.py, timeout: 30m}.',
	}),
	'no-variants': ({ experiment, path }) => ({
		what: `The experiment “${experiment}” has no variants.`,
		why: `The command runs once for each variant and seed, and ${path} names none.`,
		action: 'Add the variants, each with the prompt it tries.',
	}),
	'invalid-timeout': ({ text, path }) => ({
		what: `“${text}” is no timeout.`,
		why: `It stands under run.timeout in ${path}, where a number and a unit belong, such as 90s, 30m or 2h, up to 24 days.`,
		action: 'Correct it, or take it out to let the command run as long as it likes.',
	}),
};
