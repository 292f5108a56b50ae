import { suggestionInWords } from '../base/words-of-failure.ts';
import type { FailureDescription, FailureWords } from '../base/words-of-failure.ts';
import { gateInWords } from '../judging/gates/gate-words.ts';
import { isHeldBack } from '../formats/registry/is-held-back.ts';
import { objectionWords } from '../use-cases/review/objection-words.ts';
import type { EvidenceFailure, PlanFailure, RollbackFailure } from '../use-cases/promote/promote-failure.ts';

type OwnFailure = Exclude<PlanFailure | EvidenceFailure | RollbackFailure, { kind: 'unknown-experiment' | 'secret-found' }>;

/** Why a version was not promoted. Nothing was written in any of these cases. */
export const promoteFailureWords: FailureWords<OwnFailure> = {
	'bad-name': ({ name }) => ({
		what: `“${name}” is no name for the registry.`,
		why: 'A name becomes a file name and a tag: letters, digits, dots, dashes and underscores, starting with a letter or digit.',
		action: 'Rename the prompt.',
	}),
	'missing-reason': () => ({
		what: 'A promotion needs a reason.',
		why: 'The audit trail answers why a version went live, not only when.',
		action: 'Say in one sentence what speaks for this version.',
	}),
	'unknown-name': ({ name, suggestion }) => ({
		what: `There is no prompt “${name}”, and no pipeline or model either.`,
		why: 'No file of a prompt, a pipeline or a model card and no registry file of this workspace has this name.',
		action:
			suggestion === undefined
				? 'Check the name; the Prompts view and “stagemark resolve” show what there is.'
				: `Did you mean “${suggestion}”?`,
	}),
	'unknown-version': ({ name, version, suggestion, known }) => ({
		what: `“${name}” has no version ${version}.`,
		why: 'It is in no file of the workspace, not in Git history and not in the registry.',
		action: suggestionInWords(suggestion, known),
	}),
	'unknown-stage': ({ stage, suggestion, known }) => ({
		what: `There is no stage “${stage}”.`,
		why: 'Stages are declared under “stages” in stagemark.yaml and spelled exactly as there.',
		action: suggestionInWords(suggestion, known),
	}),
	'already-there': ({ name, version, stage }) => ({
		what: `${name} ${version} is in ${stage} already.`,
		why: 'A move to the same stage would say nothing.',
		action: 'Nothing needs to be done.',
	}),
	'registry-unreadable': ({ path, message }) => ({
		what: `${path} has a problem, and nothing is added to it.`,
		why: message,
		action: 'Correct the file or restore it from Git, then promote again.',
	}),
	'chain-broken': ({ path, transition }) => ({
		what: `The hash chain of ${path} is broken at transition ${transition + 1}.`,
		why: 'An entry was changed, removed or moved after it was recorded. A new entry would vouch for it.',
		action: 'Restore the file from Git. “stagemark verify” says more.',
	}),
	'uncommitted-registry': ({ path }) => ({
		what: `${path} has changes that are not committed.`,
		why: 'The commit of a promotion takes the whole file, and your own changes would go with it.',
		action: 'Commit or discard them, then promote again.',
	}),
	'content-changed': ({ name, version, path }) => ({
		what: `${name} ${version} is no longer what was registered.`,
		why: `${path} has other content than the registry recorded for this version, and a version never changes.`,
		action: 'Give the new content a new version, or restore the file from Git.',
	}),
	'configuration-unreadable': ({ message }) => ({
		what: 'stagemark.yaml has a problem, and nothing is promoted.',
		why: `${message} What a stage requires may be lost in it.`,
		action: 'Correct the file, then promote again.',
	}),
	'gates-failed': ({ name, version, stage, gates }) => {
		const held = gates.filter(isHeldBack);
		return {
			what: `${name} ${version} does not pass ${held.length} of ${gates.length} ${gates.length === 1 ? 'gate' : 'gates'} of ${stage}.`,
			why: held.map(gateInWords).join('\n'),
			action: 'Do what they ask for, or promote with an override and a reason that says why they do not matter; the transition records both.',
		};
	},
	'approvals-missing': failure => approvalsMissing(failure),
	'never-held': ({ name, version, stage }) => ({
		what: `${name} ${version} has never been in ${stage}.`,
		why: 'A rollback brings back what was there before, and needs no approval for that reason.',
		action: 'Promote the version instead.',
	}),
	'no-previous-holder': ({ name, stage }) => ({
		what: `There is nothing in ${stage} of ${name} to go back to.`,
		why: 'No other version has held this stage.',
		action: 'Promote the version you want there, or archive the one that must go.',
	}),
	'not-registered': ({ name }) => ({
		what: `“${name}” is not in the registry.`,
		why: 'No version of it was ever requested, promoted or given an alias.',
		action: 'Check the name with “stagemark registry”.',
	}),
	'unknown-run': ({ run }) => ({
		what: `There is no run “${run}”.`,
		why: 'No experiment of this workspace has recorded one with that id.',
		action: 'Check the id with “stagemark runs”.',
	}),
	'foreign-run': ({ run, name, version }) => ({
		what: `The run “${run}” is no evidence for ${name} ${version}.`,
		why: 'It evaluated other content: its prompt has another content hash.',
		action: 'Name runs of exactly this version, or leave the runs out to have them found.',
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
	const reasons = refused.map(({ by, objection }) => ` The approval of ${by} does not count: this person ${objectionWords[objection]}.`);
	const needs = required === 1 ? '1 approval' : `${required} approvals`;
	return {
		what: `${name} ${version} lacks approval for ${stage}.`,
		why: `The stage needs ${needs} by people who neither asked for the move nor wrote the version, and there ${given === 1 ? 'is' : 'are'} ${given}.${reasons.join('')}`,
		action:
			request === undefined
				? `Ask for it: stagemark request ${name}@${version} --to ${stage} --reason "…".`
				: `Have ${request} approved: stagemark approve ${name} ${request}.`,
	};
}
