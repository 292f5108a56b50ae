import type { CliCommand } from '../command.ts';
import { adopt } from './workspace/adopt.ts';
import { alias } from './registry/alias.ts';
import { answerCommands } from './registry/answer-request.ts';
import { archive } from './registry/archive.ts';
import { check } from './workspace/check.ts';
import { ci } from './workspace/ci.ts';
import { compare } from './experiment/compare.ts';
import { diff } from './prompt/diff.ts';
import { experiment } from './experiment/experiment.ts';
import { feedback } from './experiment/feedback.ts';
import { gate } from './registry/gate.ts';
import { history } from './registry/history.ts';
import { hooks } from './workspace/hooks.ts';
import { init } from './workspace/init.ts';
import { loader } from './workspace/loader.ts';
import { mcp } from './workspace/mcp.ts';
import { mergeRegistry } from './registry/merge-registry.ts';
import { observe } from './registry/observe.ts';
import { promote } from './registry/promote.ts';
import { record } from './experiment/record.ts';
import { registry } from './registry/show-registry.ts';
import { render } from './prompt/render.ts';
import { reproduce } from './experiment/reproduce.ts';
import { report } from './workspace/report.ts';
import { request } from './registry/request.ts';
import { resolve } from './registry/resolve.ts';
import { rollback } from './registry/rollback.ts';
import { rules } from './workspace/rules.ts';
import { run } from './experiment/run.ts';
import { runs } from './experiment/runs.ts';
import { signers } from './registry/signers.ts';
import { verify } from './registry/verify.ts';

export const commands: readonly CliCommand[] = [
	adopt,
	alias,
	answerCommands.approve,
	archive,
	check,
	ci,
	compare,
	diff,
	experiment,
	feedback,
	gate,
	history,
	hooks,
	init,
	loader,
	mcp,
	mergeRegistry,
	observe,
	promote,
	record,
	registry,
	answerCommands.reject,
	render,
	reproduce,
	report,
	request,
	resolve,
	rollback,
	rules,
	run,
	runs,
	signers,
	verify,
	answerCommands.withdraw,
];
