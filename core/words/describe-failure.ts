import { attestFailureWords } from './describe-attest-failure.ts';
import type { AttestFailure } from '../use-cases/attest/attest-failure.ts';
import { adoptFailureWords } from './describe-adopt-failure.ts';
import type { AdoptFailure } from '../use-cases/adopt/adopt-failure.ts';
import type { CompareFailure } from '../judging/compare/compare-failure.ts';
import { compareFailureWords } from './describe-compare-failure.ts';
import type { CompareFilesFailure } from '../use-cases/compare-files/compare-files-failure.ts';
import { compareFilesFailureWords } from './describe-compare-files-failure.ts';
import { experimentFailureWords } from './describe-experiment-failure.ts';
import type { CompleteFailure } from '../use-cases/experiment/complete-experiment.ts';
import type { CreateFailure } from '../use-cases/experiment/create-experiment.ts';
import type { LockFailure } from '../use-cases/experiment/lock-experiment.ts';
import type { FailureDescription } from '../base/words-of-failure.ts';
import type { HookFailure } from '../use-cases/hooks/apply-hook-steps.ts';
import { hookFailureWords } from './describe-hook-failure.ts';
import type { AliasFailure } from '../use-cases/promote/change-alias.ts';
import { exportFailureWords } from './describe-export-failure.ts';
import { mergeFailureWords } from './describe-merge-failure.ts';
import type { ObserveFailure } from '../use-cases/observe/observe-failure.ts';
import { observeFailureWords } from './describe-observe-failure.ts';
import { promoteFailureWords } from './describe-promote-failure.ts';
import { requestFailureWords } from './describe-request-failure.ts';
import type { ExportFailure } from '../use-cases/manifest/export-version.ts';
import type { MergeFailure } from '../use-cases/merge/merge-conflict.ts';
import type { PromoteFailure } from '../use-cases/promote/promote-failure.ts';
import type { RequestFailure } from '../use-cases/review/promotion-request.ts';
import { changeFailureWords } from './describe-change-failure.ts';
import { feedbackFailureWords } from './describe-feedback-failure.ts';
import { evaluationFailureWords } from './describe-evaluation-failure.ts';
import { experimentRunFailureWords } from './describe-experiment-run-failure.ts';
import { importFailureWords } from '../use-cases/import/describe-import-failure.ts';
import type { ImportFailure } from '../use-cases/import/import-failure.ts';
import { recordFailureWords } from './describe-record-failure.ts';
import type { ExperimentRunFailure } from '../use-cases/run/experiment-run.ts';
import type { FeedbackFailure } from '../use-cases/feedback/feedback-failure.ts';
import { signersFailureWords } from './describe-signers-failure.ts';
import type { SignersFailure } from '../use-cases/signers/signers-change.ts';
import { signingRefusalWords } from './describe-signing-refusal.ts';
import { reproduceFailureWords } from './describe-reproduce-failure.ts';
import type { RecordFailure } from '../use-cases/record/record-request.ts';
import type { ReproduceFailure } from '../use-cases/reproduce/reproduction.ts';

/** Every failure that a use case can hand to whoever talks to the user. */
export type AnyFailure =
	| RecordFailure
	| ImportFailure
	| ExperimentRunFailure
	| CreateFailure
	| AdoptFailure
	| AttestFailure
	| FeedbackFailure
	| LockFailure
	| CompleteFailure
	| PromoteFailure
	| RequestFailure
	| AliasFailure
	| ExportFailure
	| HookFailure
	| MergeFailure
	| CompareFailure
	| CompareFilesFailure
	| ObserveFailure
	| ReproduceFailure
	| SignersFailure;

/** A failure in words. Command line and editor print the same. */
export function describeFailure(failure: AnyFailure): FailureDescription {
	return describeKind(failure.kind, failure);
}

type FailureOfKind = { [Kind in AnyFailure['kind']]: Extract<AnyFailure, { readonly kind: Kind }> };

const words: { readonly [Kind in keyof FailureOfKind]: (failure: FailureOfKind[Kind]) => FailureDescription } = {
	...adoptFailureWords,
	...attestFailureWords,
	...changeFailureWords,
	...recordFailureWords,
	...importFailureWords,
	...evaluationFailureWords,
	...experimentRunFailureWords,
	...experimentFailureWords,
	...feedbackFailureWords,
	...observeFailureWords,
	...promoteFailureWords,
	...requestFailureWords,
	...exportFailureWords,
	...hookFailureWords,
	...mergeFailureWords,
	...compareFailureWords,
	...compareFilesFailureWords,
	...reproduceFailureWords,
	...signersFailureWords,
	...signingRefusalWords,
};

/** The type parameter keeps a kind and its failure together, which a union of both would not. */
function describeKind<Kind extends keyof FailureOfKind>(kind: Kind, failure: FailureOfKind[Kind]): FailureDescription {
	return words[kind](failure);
}
