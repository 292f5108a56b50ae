import type { Result } from '../../core/base/result.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { Ports } from '../../core/ports/ports.ts';
import type { Change } from '../../core/use-cases/unit-of-work/change.ts';
import type { Written } from '../../core/use-cases/unit-of-work/unit-of-work.ts';
import type { AnyFailure } from '../../core/words/describe-failure.ts';
import type { WorkspaceModel } from '../model/workspace-model.ts';
import type { Services } from '../services.ts';
import { appliedWords, undoWords } from './applied-words.ts';
import { commandTargetSchema, readArgument } from './command-target.ts';
import { completeTarget } from './complete-target.ts';
import type { NotificationAction } from './notify.ts';
import { pickExperiment } from './pick-experiment.ts';
import { pickWorkspace } from './pick-workspace.ts';

/** What differs between locking and completing an experiment. */
export interface Settling<Plan extends Change> {
	/** The command. */
	readonly title: string;
	readonly progress: (id: string) => string;
	readonly settle: (id: string, ports: Ports, signal: CancelSignal) => Promise<Result<Written<Plan>, AnyFailure>>;
	/** Sentences that are said once it is written. */
	readonly done: (id: string, settled: Plan) => readonly string[];
	/** What is offered then. */
	readonly next?: (settled: Plan, model: WorkspaceModel) => NotificationAction;
}

/** Locks or completes one experiment, as one commit: asks which one, where that was not given. */
export async function settleExperiment<Plan extends Change>(
	services: Services,
	argument: unknown,
	{ title, progress, settle, done, next }: Settling<Plan>,
): Promise<void> {
	const given = readArgument(commandTargetSchema, argument);
	const model = await pickWorkspace(services, title, given);
	if (model === undefined) return;
	const facts = await model.load();
	const summary = await pickExperiment(services, facts, title, completeTarget(given, model, facts));
	if (summary === undefined) return;
	const { id } = summary.experiment;
	const settled = await services.notify.withProgress(progress(id), signal => settle(id, model.ports(), signal));
	if (!settled.ok) {
		services.notify.failure(settled.failure);
		return;
	}
	await model.reload();
	const { applied } = settled.value;
	const words = [...done(id, settled.value), appliedWords(applied), undoWords(applied)].join(' ');
	services.notify.done(words, ...(next === undefined ? [] : [next(settled.value, model)]));
}
