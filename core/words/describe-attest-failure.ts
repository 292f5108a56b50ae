import { suggestionInWords } from '../base/words-of-failure.ts';
import type { FailureWords } from '../base/words-of-failure.ts';
import type { OwnAttestFailure } from '../use-cases/attest/attest-failure.ts';

/** Why there is no attestation. Nothing was written in any of these cases. */
export const attestFailureWords: FailureWords<OwnAttestFailure> = {
	'attested-broken': ({ name, problem }) => ({
		what: `${name} does not hold, so nothing was attested.`,
		why: problem.message,
		action: `“stagemark verify ${name}” shows everything that does not hold.`,
	}),
	'attested-not-promoted': ({ name, version, stage }) => ({
		what: `${name} ${version} is in ${stage}, so nothing was attested.`,
		why: 'An attestation tells how a version came into a stage that is served.',
		action: `Promote it first: stagemark promote ${name}@${version} --to STAGE.`,
	}),
	'attested-unknown': ({ name, known }) => ({
		what: `${name} is not registered, so nothing was attested.`,
		why: 'Only what is in a stage can be attested.',
		action: suggestionInWords(undefined, known),
	}),
};
