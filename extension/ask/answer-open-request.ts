import { commands, l10n } from 'vscode';
import { z } from 'zod';
import type { RequestOutcome } from '../../core/use-cases/review/promotion-request.ts';
import { answerRequest } from '../../core/use-cases/review/review-request.ts';
import type { RequestAnswer } from '../../core/use-cases/review/review-request.ts';
import type { Services } from '../services.ts';
import { appliedWords } from './applied-words.ts';
import { askReason } from './ask-reason.ts';
import { commandTargetSchema, readArgument } from './command-target.ts';
import { pickRequest } from './pick-registered.ts';
import { pickWorkspace } from './pick-workspace.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';

const argumentSchema = commandTargetSchema.extend({
	request: z.string().optional().describe('Id of the request.'),
	reason: z.string().optional(),
});

type Verdict = RequestAnswer['verdict'];

/** What differs between approving, rejecting and withdrawing for the person who does it. */
interface AnswerWords {
	/** The command. */
	readonly title: () => string;
	/** Asks for the reason; gets what the request is about and its stage. */
	readonly question: (subject: string, stage: string) => string;
	/** Said once it is written. */
	readonly done: (subject: string, stage: string) => string;
}

const answerWords: { readonly [Each in Verdict]: AnswerWords } = {
	approve: {
		title: () => l10n.t('Approve Request'),
		question: (subject, stage) =>
			l10n.t('Why do you approve {0} for {1}? The comment is kept with the approval and may be empty.', subject, stage),
		done: (subject, stage) => l10n.t('You approved {0} for {1}.', subject, stage),
	},
	reject: {
		title: () => l10n.t('Reject Request'),
		question: (subject, stage) => l10n.t('Why do you reject {0} for {1}? The reason is kept with the request.', subject, stage),
		done: (subject, stage) => l10n.t('You rejected {0} for {1}.', subject, stage),
	},
	withdraw: {
		title: () => l10n.t('Withdraw Request'),
		question: (subject, stage) => l10n.t('Why is {0} no longer wanted in {1}? The reason is kept with the request.', subject, stage),
		done: (subject, stage) => l10n.t('You withdrew the request for {0} in {1}.', subject, stage),
	},
};

/** Answers one open request, as the person that Git knows here: asks which one and why, where that was not given. */
export async function answerOpenRequest(services: Services, argument: unknown, verdict: Verdict): Promise<void> {
	const words = answerWords[verdict];
	const title = words.title();
	const given = readArgument(argumentSchema, argument);
	const model = await pickWorkspace(services, title, given);
	if (model === undefined) return;
	const picked = await findRequest(services, model, given, title);
	if (picked === undefined) return;
	const { name, id, subject, stage } = picked;
	const mayBeEmpty = verdict === 'approve';
	const reason = given.reason ?? (await askReason({ title, prompt: words.question(subject, stage), mayBeEmpty }));
	if (reason === undefined) return;
	const answered = await services.notify.withProgress(title, signal =>
		answerRequest({ name, request: id, verdict, reason }, model.ports(), signal),
	);
	if (!answered.ok) {
		services.notify.failure(answered.failure);
		return;
	}
	await model.reload();
	sayAnswered(services, model, name, { outcome: answered.value, done: words.done(subject, stage) });
}

interface FoundRequest {
	readonly name: string;
	readonly id: string;
	readonly subject: string;
	readonly stage: string;
}

async function findRequest(
	services: Services,
	model: WorkspaceModel,
	given: z.output<typeof argumentSchema>,
	title: string,
): Promise<FoundRequest | undefined> {
	const facts = await model.load();
	const { prompt: name, request: id } = given;
	const registry = facts.registries.find(summary => summary.registry.name === name)?.registry;
	const known = registry?.requests.find(request => request.id === id);
	// What is named but not known is told by core, with what there is.
	if (name !== undefined && id !== undefined && known === undefined) return { name, id, subject: name, stage: '' };
	const picked = known !== undefined && name !== undefined ? { name, request: known } : await pickRequest(services, facts, title, given);
	if (picked === undefined) return undefined;
	const { request } = picked;
	return { name: picked.name, id: request.id, subject: `${picked.name}@${request.version}`, stage: request.to };
}

/** Offers what comes next: the promotion, once nothing is missing for it. */
function sayAnswered(
	services: Services,
	model: WorkspaceModel,
	name: string,
	{ outcome, done }: { readonly outcome: RequestOutcome; readonly done: string },
): void {
	const { request, missingApprovals, transitions, applied } = outcome;
	const moves = transitions.map(({ version, from, to }) => l10n.t('{0} moved from {1} to {2}.', `${name}@${version}`, from, to));
	const folder = model.folder.uri.toString();
	services.notify.done([done, ...moves, ...standing(request.status, missingApprovals), appliedWords(applied)].join(' '), {
		title: l10n.t('Show Promotion'),
		run: () => commands.executeCommand('stagemark.showPromotion', { folder, prompt: name, version: request.version, to: request.to }),
	});
}

function standing(status: RequestOutcome['request']['status'], missing: number): readonly string[] {
	if (status === 'approved') return [l10n.t('It has every approval it needs and can be promoted.')];
	if (status !== 'pending') return [];
	return [missing === 1 ? l10n.t('1 more approval is needed.') : l10n.t('{0} more approvals are needed.', missing)];
}
