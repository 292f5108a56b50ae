import { approveRequest } from './registry/approve-request.ts';
import { archiveVersion } from './registry/archive-version.ts';
import { cancelRun } from './experiment/cancel-run.ts';
import { chooseDialect } from './prompt/choose-dialect.ts';
import { clearFilters } from './workspace/clear-filters.ts';
import type { Command } from './command.ts';
import { compareRuns } from './experiment/compare-runs.ts';
import { completeExperiment } from './experiment/complete-experiment.ts';
import { filterExperiments } from './workspace/filter-experiments.ts';
import { filterPrompts } from './workspace/filter-prompts.ts';
import { filterRegistry } from './workspace/filter-registry.ts';
import { importResults } from './experiment/import-results.ts';
import { initializeWorkspace } from './workspace/initialize-workspace.ts';
import { lockExperiment } from './experiment/lock-experiment.ts';
import { installGitHooks } from './workspace/install-git-hooks.ts';
import { newExperiment } from './experiment/new-experiment.ts';
import { promote } from './registry/promote.ts';
import { recordRun } from './experiment/record-run.ts';
import { refresh } from './workspace/refresh.ts';
import { rejectRequest } from './registry/reject-request.ts';
import { renderPrompt } from './prompt/render-prompt.ts';
import { reproduceRun } from './experiment/reproduce-run.ts';
import { requestPromotion } from './registry/request-promotion.ts';
import { restart } from './workspace/restart.ts';
import { rollBack } from './registry/roll-back.ts';
import { runExperiment } from './experiment/run-experiment.ts';
import { setAlias } from './registry/set-alias.ts';
import { setUpCi } from './workspace/set-up-ci.ts';
import { showLog } from './workspace/show-log.ts';
import { showPromotion } from './registry/show-promotion.ts';
import { showPromptDiff } from './prompt/show-prompt-diff.ts';
import { showTimeline } from './registry/show-timeline.ts';
import { verifyRegistry } from './registry/verify-registry.ts';
import { withdrawRequest } from './registry/withdraw-request.ts';

/** Every command, in alphabetical order. */
export const commands: readonly Command[] = [
	approveRequest,
	archiveVersion,
	cancelRun,
	chooseDialect,
	clearFilters,
	compareRuns,
	completeExperiment,
	filterExperiments,
	filterPrompts,
	filterRegistry,
	importResults,
	initializeWorkspace,
	installGitHooks,
	lockExperiment,
	newExperiment,
	promote,
	recordRun,
	refresh,
	rejectRequest,
	renderPrompt,
	reproduceRun,
	requestPromotion,
	restart,
	rollBack,
	runExperiment,
	setAlias,
	setUpCi,
	showLog,
	showPromotion,
	showPromptDiff,
	showTimeline,
	verifyRegistry,
	withdrawRequest,
];
