import type { AgentTool } from './agent-tool.ts';
import { check } from './tools/check.ts';
import { compare } from './tools/compare.ts';
import { diff } from './tools/diff.ts';
import { gate } from './tools/gate.ts';
import { history } from './tools/history.ts';
import { registry } from './tools/registry.ts';
import { render } from './tools/render.ts';
import { request } from './tools/request.ts';
import { resolve } from './tools/resolve.ts';
import { run } from './tools/run.ts';
import { runs } from './tools/runs.ts';
import { verify } from './tools/verify.ts';

/** Every tool of `stagemark mcp`. There is none that approves, promotes, overrides, signs or changes configuration, and none is added. */
export const agentTools: readonly AgentTool[] = [
	check,
	compare,
	diff,
	gate,
	history,
	registry,
	render,
	request,
	resolve,
	run,
	runs,
	verify,
];
