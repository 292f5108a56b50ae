import type { FailureWords } from '../base/words-of-failure.ts';
import type { ReproduceFailure } from '../use-cases/reproduce/reproduction.ts';

/** Why a run could not be made again, beside what keeps any run from being made. */
export const reproduceFailureWords: FailureWords<
	Extract<
		ReproduceFailure,
		{
			readonly kind:
				| 'command-failed'
				| 'command-missing'
				| 'commit-missing'
				| 'dataset-differs'
				| 'evaluation-not-reproduced'
				| 'input-differs'
				| 'patch-not-kept'
				| 'patch-refused'
				| 'plan-not-in-commit'
				| 'prompt-differs'
				| 'run-not-completed'
				| 'run-without-commit'
				| 'worktree-refused';
		}
	>
> = {
	'evaluation-not-reproduced': ({ run }) => ({
		what: `The run ${run} asked a model and ran no command, so it cannot be made again from its commit.`,
		why: 'This version repeats runs of commands only.',
		action: 'Repeat it on the current files with “stagemark run EXPERIMENT --again”.',
	}),
	'command-failed': ({ command, reason, lastLines }) => ({
		what: `“${command}” failed, although the recorded run was completed.`,
		why: `${reason}${lastLines === '' ? '' : ` Its last output was “${lastLines}”.`}`,
		action: 'Check whether it needs something that is not in Git, such as installed packages or an ignored file.',
	}),
	'command-missing': ({ command, file }) => ({
		what: `The command “${command}” cannot be run at the commit of the run.`,
		why:
			file === undefined
				? 'The shell does not find it.'
				: `“${file}” is not in that commit; it was never committed, or Git ignores it.`,
		action: file === undefined ? 'Install that program and try again.' : 'Commit it before the next run.',
	}),
	'commit-missing': ({ commit, isShallow }) => ({
		what: `The commit ${commit.slice(0, 10)} of the run is not in this repository.`,
		why: isShallow
			? 'The clone is shallow, so older commits were not fetched.'
			: 'It was never pushed or fetched, or was lost when history was rewritten.',
		action: isShallow ? 'Fetch the rest with “git fetch --unshallow”.' : 'Fetch the branch on which the run was made.',
	}),
	'dataset-differs': ({ path, recorded, found }) => ({
		what: `The dataset “${path}” is not the one that the run used.`,
		why:
			found === undefined
				? 'Neither the commit nor the workspace has its content.'
				: `Its SHA-256 is ${found.slice(0, 12)}…, and the run was made on ${recorded.slice(0, 12)}….`,
		action: 'Get the version that the run used, for example with “git lfs pull” or “dvc pull”, and try again.',
	}),
	'input-differs': ({ path, recorded, found, isKept }) => ({
		what: `${path} is not what the run was made with.`,
		why:
			found === undefined
				? 'No commit has it, and neither the run nor the workspace has its content.'
				: `Its SHA-256 is ${found.slice(0, 12)}…, and the run was made with ${recorded.slice(0, 12)}….`,
		action: isKept ? 'Restore the folder of the run from Git, and try again.' : `Get ${path} as it was then, and try again.`,
	}),
	'patch-not-kept': ({ run, isDamaged }) => ({
		what: `The uncommitted changes that the run ${run} was made with are ${isDamaged ? 'damaged' : 'not on record'}.`,
		why: isDamaged
			? 'The patch beside the run is missing, or no longer has the SHA-256 that the record says.'
			: 'They were larger than 1 MB or held a credential, so only the fact was recorded.',
		action: isDamaged
			? 'Restore artifacts/uncommitted.patch of the run from Git.'
			: 'Reproduce a run without uncommitted changes, or make a new run.',
	}),
	'patch-refused': ({ output }) => ({
		what: 'The uncommitted changes of the run do not apply to its commit.',
		why: `Git reported: ${output.trim().slice(-600)}`,
		action: 'Check that run.json and the patch beside it have not changed since.',
	}),
	'plan-not-in-commit': ({ experiment, variant, commit }) => ({
		what: `The commit ${commit.slice(0, 10)} has no plan for ${experiment}/${variant}.`,
		why: 'The methodology, or the prompt it names, was not committed when the run was made.',
		action: 'Commit the plan before the next run; “stagemark experiment lock” does this.',
	}),
	'prompt-differs': ({ path, recorded, found }) => ({
		what: `The prompt “${path}” at the commit of the run is not the one that the run used.`,
		why: `The hash of its content is ${found.slice(0, 12)}…, and the run was made with ${recorded.slice(0, 12)}…. It was probably not committed then.`,
		action: 'Commit the prompt before the next run.',
	}),
	'run-not-completed': ({ run, status }) => ({
		what: `The run ${run} is ${status}, so there is nothing to reproduce.`,
		why: 'Only a completed run has results to compare with.',
		action: 'Choose a completed run.',
	}),
	'run-without-commit': ({ run }) => ({
		what: `The run ${run} has no recorded commit.`,
		why: 'It was recorded outside Git, before the first commit, or imported from another tool.',
		action: 'Choose a run that was recorded in a Git repository.',
	}),
	'worktree-refused': ({ output }) => ({
		what: 'Git could not create a temporary worktree.',
		why: `Git reported: ${output.trim().slice(-600)}`,
		action: 'Fix the problem above and try again.',
	}),
};
