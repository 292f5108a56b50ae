import { printableLine } from '../base/text/printable.ts';
import { boundedList } from '../base/text/bounded-list.ts';
import { suggestionInWords } from '../base/words-of-failure.ts';
import type { FailureDescription, FailureWords } from '../base/words-of-failure.ts';
import { gateInWords } from '../judging/gates/gate-words.ts';
import { isHeldBack } from '../formats/registry/is-held-back.ts';
import { problemOfName } from '../formats/problem-of-name.ts';
import { objectionWords } from '../use-cases/review/objection-words.ts';
import type { EvidenceFailure, PlanFailure, RollbackFailure } from '../use-cases/promote/promote-failure.ts';

type OwnFailure = Exclude<PlanFailure | EvidenceFailure | RollbackFailure, { kind: 'unknown-experiment' | 'secret-found' }>;

/** Why a version was not promoted. Nothing was written in any of these cases. */
export const promoteFailureWords: FailureWords<OwnFailure> = {
	'bad-name': ({ name }) => ({
		what: `“${name}” is not a valid name in the registry.`,
		why: `A name becomes a file name and a tag: ${problemOfName(name) ?? 'write another one'}.`,
		action: 'Rename the prompt.',
	}),
	'name-is-folder': ({ name, other }) => ({
		what: `“${name}” cannot be registered beside “${other}”.`,
		why: 'One name is the folder of the other, and a file and a folder cannot have the same place.',
		action: 'Give one of them another name.',
	}),
	'missing-reason': () => ({
		what: 'A promotion needs a reason.',
		why: 'The audit trail records why a version went live, not only when.',
		action: 'Explain in one sentence why this version should move.',
	}),
	'unknown-name': ({ name, suggestion }) => ({
		what: `There is no prompt, pipeline or model called “${name}”.`,
		why: 'No prompt, pipeline, model card or registry file in this workspace has this name.',
		action:
			suggestion === undefined ? 'Check the name in the Prompts view or with “stagemark resolve”.' : `Did you mean “${suggestion}”?`,
	}),
	'unknown-version': ({ name, version, suggestion, known }) => ({
		what: `“${name}” has no version ${version}.`,
		why: 'It was not found in the workspace, in Git history or in the registry.',
		action: suggestionInWords(suggestion, known),
	}),
	'unknown-stage': ({ stage, suggestion, known }) => ({
		what: `There is no stage “${stage}”.`,
		why: 'Stages are declared under “stages” in stagemark.yaml, and the spelling must match.',
		action: suggestionInWords(suggestion, known),
	}),
	'already-there': ({ name, version, stage }) => ({
		what: `${name} ${version} is already in ${stage}.`,
		why: 'A move to the same stage would change nothing.',
		action: 'Nothing needs to be done.',
	}),
	'registry-unreadable': ({ path, message }) => ({
		what: `${path} has an error, so nothing was added to it.`,
		why: message,
		action: 'Fix the file or restore it from Git, then promote again.',
	}),
	'chain-broken': ({ path, transition }) => ({
		what: `The hash chain of ${path} is broken at transition ${transition + 1}.`,
		why: 'An entry was changed, removed or moved after it was recorded. A new entry would confirm that change.',
		action: 'Restore the file from Git. Run “stagemark verify” for details.',
	}),
	'uncommitted-registry': ({ path }) => ({
		what: `${path} has uncommitted changes.`,
		why: 'A promotion commits the whole file, so it would include your own changes.',
		action: 'Commit or discard them, then promote again.',
	}),
	'content-changed': ({ name, version, path }) => ({
		what: `${name} ${version} has changed since it was registered.`,
		why: `${path} does not have the content that the registry recorded for this version, and a version never changes.`,
		action: 'Give the new content a new version, or restore the file from Git.',
	}),
	'uncommitted-content': ({ name, version, paths, isIgnored, canCommit }) => {
		const files = boundedList(paths);
		const action = canCommit
			? `Commit ${files}, or add --with-content to commit it in the same commit.`
			: isIgnored
				? `Change .gitignore and commit ${files}.`
				: `Commit ${files} first.`;
		return {
			what: `The content of ${name} ${version} is in no commit.`,
			why: `Once ${files} changes, nobody could tell what was recorded.`,
			action,
		};
	},
	'configuration-unreadable': ({ message }) => ({
		what: 'stagemark.yaml has an error, so nothing was promoted.',
		why: `${message} A requirement of a stage could be missed.`,
		action: 'Fix the file, then promote again.',
	}),
	'gates-failed': ({ name, version, stage, gates }) => {
		const held = gates.filter(isHeldBack);
		return {
			what: `${name} ${version} does not pass ${held.length} of ${gates.length} ${gates.length === 1 ? 'gate' : 'gates'} of ${stage}.`,
			why: held.map(gate => printableLine(gateInWords(gate))).join('\n'),
			action: 'Meet these requirements, or promote with an override and a reason why they do not matter. The transition records both.',
		};
	},
	'approvals-missing': failure => approvalsMissing(failure),
	'never-held': ({ name, version, stage }) => ({
		what: `${name} ${version} has never been in ${stage}.`,
		why: 'A rollback restores a version that held the stage before, so it needs no approval.',
		action: 'Promote the version instead.',
	}),
	'no-previous-holder': ({ name, stage }) => ({
		what: `The stage ${stage} of ${name} has no earlier version to roll back to.`,
		why: 'No other version has held this stage.',
		action: 'Promote the version that you want, or archive the current one.',
	}),
	'not-registered': ({ name }) => ({
		what: `“${name}” is not in the registry.`,
		why: 'No version of it has been requested, promoted or given an alias.',
		action: 'Check the name with “stagemark registry”.',
	}),
	'unknown-run': ({ run }) => ({
		what: `There is no run “${run}”.`,
		why: 'No experiment in this workspace has a run with this id.',
		action: 'Check the id with “stagemark runs”.',
	}),
	'unread-run': ({ run, message }) => ({
		what: `The record of the run “${run}” cannot be read.`,
		why: message,
		action: 'Repair the record, or name other runs.',
	}),
	'foreign-run': ({ run, name, version }) => ({
		what: `The run “${run}” is not evidence for ${name} ${version}.`,
		why: 'It evaluated different content: its prompt has another content hash.',
		action: 'Name runs of exactly this version, or omit the runs and let Stagemark find them.',
	}),
};

function approvalsMissing({
	name,
	version,
	stage,
	required,
	given,
	refused,
	request,
}: Extract<PlanFailure, { kind: 'approvals-missing' }>): FailureDescription {
	const reasons = refused.map(({ by, objection }) => ` The approval by ${by} does not count: this person ${objectionWords[objection]}.`);
	const needs = required === 1 ? '1 approval' : `${required} approvals`;
	return {
		what: `${name} ${version} lacks approval for ${stage}.`,
		why: `The stage needs ${needs} by people who neither requested the move nor wrote the version, and it has ${given}.${reasons.join('')}`,
		action:
			request === undefined
				? `Request it: stagemark request ${name}@${version} --to ${stage} --reason "…".`
				: `Ask a reviewer to approve ${request}: stagemark approve ${name} ${request}.`,
	};
}
