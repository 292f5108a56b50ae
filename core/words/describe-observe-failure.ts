import type { FailureWords } from '../base/words-of-failure.ts';
import type { ObserveRefusal } from '../use-cases/observe/observe-failure.ts';

/** Why production was not looked at. */
export const observeFailureWords: FailureWords<ObserveRefusal> = {
	'stage-not-watched': ({ stage, held }) => ({
		what: `“${stage}” cannot be watched.`,
		why: `Only stages that one version holds at a time have something to watch: ${held.join(', ')}.`,
		action: 'Name one of them with --at-stage.',
	}),
	'stage-empty': ({ name, stage }) => ({
		what: `No version of “${name}” is in ${stage}.`,
		why: 'Records are held against the evidence of the version that is there.',
		action: 'Promote a version, or name another stage with --at-stage.',
	}),
	'records-missing': ({ path }) => ({
		what: `There is no file ${path}.`,
		why: 'Records are read from JSON lines, one answer a line.',
		action: 'Check the path after --from.',
	}),
};
