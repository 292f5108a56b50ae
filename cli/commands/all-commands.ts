import type { ListedCommand } from '../command.ts';

/** Every command, with what the help says of it. Its module is loaded when it is called, which makes each of them start sooner. */
export const commands: readonly ListedCommand[] = [
	{
		name: 'adopt',
		summary: 'Find prompts and what belongs to them in an existing repository, and take them over. Changes no file of the application.',
		load: async () => (await import('./workspace/adopt.ts')).adopt,
	},
	{
		name: 'alias',
		summary: 'Set, remove or list free names for versions; NAME@ALIAS works like NAME@STAGE.',
		load: async () => (await import('./registry/alias.ts')).alias,
	},
	{
		name: 'approve',
		summary: 'Approve a request; it can be promoted once it has every approval it needs.',
		load: async () => (await import('./registry/answer-request.ts')).answerCommands.approve,
	},
	{
		name: 'archive',
		summary: 'Move a version to the last stage, as one commit.',
		load: async () => (await import('./registry/archive.ts')).archive,
	},
	{
		name: 'attest',
		summary: 'Sign what brought a version into its stage, for deployments, with a bill of materials, as one commit.',
		load: async () => (await import('./registry/attest.ts')).attest,
	},
	{
		name: 'check',
		summary: 'Lint prompts, experiments and registry files.',
		load: async () => (await import('./workspace/check.ts')).check,
	},
	{
		name: 'ci',
		summary: 'Write a pipeline for GitHub or GitLab, from linting to production. Overwrites nothing.',
		load: async () => (await import('./workspace/ci.ts')).ci,
	},
	{
		name: 'compare',
		summary: 'Compare runs, variants, prompt versions or result files on the same cases.',
		load: async () => (await import('./experiment/compare.ts')).compare,
	},
	{
		name: 'diff',
		summary: 'Show what changed between two prompt versions, by structure.',
		load: async () => (await import('./prompt/diff.ts')).diff,
	},
	{
		name: 'experiment',
		summary: 'Plan, list, show, lock or complete experiments.',
		load: async () => (await import('./experiment/experiment.ts')).experiment,
	},
	{
		name: 'feedback',
		summary: 'Rate or annotate the answer of a run to one case, and commit it.',
		load: async () => (await import('./experiment/feedback.ts')).feedback,
	},
	{
		name: 'gate',
		summary: 'Evaluate the gates of a stage for a version, and change nothing.',
		load: async () => (await import('./registry/gate.ts')).gate,
	},
	{
		name: 'history',
		summary: 'Show every move of a name, or what each stage held on a date and the evidence for it.',
		load: async () => (await import('./registry/history.ts')).history,
	},
	{
		name: 'hooks',
		summary: 'Install Git hooks beside existing ones, or remove them.',
		load: async () => (await import('./workspace/hooks.ts')).hooks,
	},
	{
		name: 'init',
		summary: 'Create folders, a configuration and an example that runs. Overwrites nothing and contacts nobody.',
		load: async () => (await import('./workspace/init.ts')).init,
	},
	{
		name: 'loader',
		summary: 'Write the file through which an application loads its prompts, in Python or TypeScript. It has no dependencies.',
		load: async () => (await import('./workspace/loader.ts')).loader,
	},
	{
		name: 'mcp',
		summary: 'Serve this repository to coding agents over the Model Context Protocol (stdio). Agents may ask; none may approve.',
		load: async () => (await import('./workspace/mcp.ts')).mcp,
	},
	{
		name: 'merge-registry',
		summary: 'Merge two branches of a registry file, by hand or as a Git merge driver.',
		load: async () => (await import('./registry/merge-registry.ts')).mergeRegistry,
	},
	{
		name: 'mlflow',
		summary: 'Take runs from clients of MLflow, as a tracking endpoint on this machine.',
		load: async () => (await import('./experiment/mlflow.ts')).mlflow,
	},
	{
		name: 'observe',
		summary: 'Hold what happened in production against the evidence of the version that is there.',
		load: async () => (await import('./registry/observe.ts')).observe,
	},
	{
		name: 'promote',
		summary: 'Move a version to a stage, with its evidence, as one commit.',
		load: async () => (await import('./registry/promote.ts')).promote,
	},
	{
		name: 'record',
		summary: 'Record one run from files, or runs from the results of another tool, as one commit.',
		load: async () => (await import('./experiment/record.ts')).record,
	},
	{
		name: 'registry',
		summary: 'Show open requests, stages, versions and moves; or export what is in the stages.',
		load: async () => (await import('./registry/show-registry.ts')).registry,
	},
	{
		name: 'reject',
		summary: 'Reject a request, with the reason.',
		load: async () => (await import('./registry/answer-request.ts')).answerCommands.reject,
	},
	{
		name: 'render',
		summary: 'Show a prompt as the model would read it, with values for its inputs.',
		load: async () => (await import('./prompt/render.ts')).render,
	},
	{
		name: 'report',
		summary: 'Summarize what a branch changes, for a pull request: prompts, findings, evidence, gates and moves.',
		load: async () => (await import('./workspace/report.ts')).report,
	},
	{
		name: 'reproduce',
		summary: 'Repeat a recorded run at its commit, in a temporary worktree, and compare the results.',
		load: async () => (await import('./experiment/reproduce.ts')).reproduce,
	},
	{
		name: 'request',
		summary: 'Ask for a version to be moved to a stage.',
		load: async () => (await import('./registry/request.ts')).request,
	},
	{
		name: 'resolve',
		summary: 'Resolve a reference to a prompt, pipeline or model, for scripts and serving.',
		load: async () => (await import('./registry/resolve.ts')).resolve,
	},
	{
		name: 'rollback',
		summary: 'Restore the version that held a stage before, as one commit.',
		load: async () => (await import('./registry/rollback.ts')).rollback,
	},
	{ name: 'rules', summary: 'List the lint rules, or describe one.', load: async () => (await import('./workspace/rules.ts')).rules },
	{
		name: 'run',
		summary: 'Run what is missing in an experiment, once for each variant and seed, and record each run.',
		load: async () => (await import('./experiment/run.ts')).run,
	},
	{ name: 'runs', summary: 'List recorded runs.', load: async () => (await import('./experiment/runs.ts')).runs },
	{
		name: 'signers',
		summary: 'Add, remove, list or rotate the keys whose signatures count here.',
		load: async () => (await import('./registry/signers.ts')).signers,
	},
	{
		name: 'verify',
		summary: 'Recompute the hash chain, contents, evidence, gates, approvals, history and tags of the registry, offline.',
		load: async () => (await import('./registry/verify.ts')).verify,
	},
	{
		name: 'verify-attestation',
		summary: 'Check an attestation, or a manifest of attested versions, by a list of signers alone. Needs no repository.',
		load: async () => (await import('./registry/verify-attestation.ts')).verifyAttestation,
	},
	{
		name: 'withdraw',
		summary: 'Withdraw your own request.',
		load: async () => (await import('./registry/answer-request.ts')).answerCommands.withdraw,
	},
];
