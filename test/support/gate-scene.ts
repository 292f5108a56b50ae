import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gateInWords } from '../../core/judging/gates/gate-words.ts';
import { createPorts } from '../../io/node-ports.ts';
import type { Ports } from '../../core/ports/ports.ts';
import type { RunRecord } from '../../core/formats/run/run-record.ts';
import { evaluateGates } from '../../core/use-cases/promote/evaluate-gates.ts';
import type { GateReport } from '../../core/use-cases/promote/evaluate-gates.ts';
import type { PromotionPorts } from '../../core/use-cases/promote/judge-move.ts';
import type { AskedMove } from '../../core/use-cases/promote/move.ts';
import { promoteVersion } from '../../core/use-cases/promote/promote-version.ts';
import { summarizePrompt } from '../../core/workspace/summaries/summarize-prompt.ts';
import { exampleRun } from '../golden/example-run.ts';
import { assertTranslated } from './translation/assert-translated.ts';
import { TemporaryRepository } from './temporary-repository.ts';

const signal = new AbortController().signal;

/** Where a version of the prompt stands. */
export const pathOf = (version: string): string => `prompts/greeter-v${version}.j2`;
const textOf = (version: string, words: string): string =>
	`---\nname: greeter\nversion: ${version}\nmodel: gpt-4-turbo\ndescription: Greets.\ninputs:\n  who: {type: string}\n---\nuser:\n${words} {{ who }}\n`;

/** The two versions of the prompt. */
export const texts = {
	'1.0.0': textOf('1.0.0', 'Say hello to this person, in one short and friendly sentence, please:'),
	'2.0.0': textOf('2.0.0', 'Say hello to this person, in one short and friendly sentence, now:'),
} as const;
export type Version = keyof typeof texts;

/** Scores by case, with what else a sample may carry. */
export interface TestRun {
	readonly version: Version;
	readonly scores?: readonly number[];
	readonly samples?: readonly object[];
	readonly record?: Partial<RunRecord>;
}
/** So many passes, then failures. */
export const passing = (passes: number, total: number): readonly number[] =>
	Array.from({ length: total }, (_, index) => Number(index < passes));

/** A repository with one version in Production and one on its way there, and what tests of gates do with it. */
export interface GateScene {
	readonly repository: TemporaryRepository;
	readonly ports: Ports;
	/** Writes the plan of an experiment with a variant of each version. */
	readonly plan: (id: string, metrics?: string, more?: string) => void;
	/** Records a run; its metric is `rate` unless samples are given. Gives its folder. */
	readonly record: (run: TestRun) => string;
	/** Writes what Production requires, as the inside of a flow map. */
	readonly configure: (production: string) => void;
	readonly judge: (request?: Partial<AskedMove>, tools?: Partial<PromotionPorts>) => Promise<GateReport>;
	/** Every gate in words. */
	readonly words: (request?: Partial<AskedMove>, tools?: Partial<PromotionPorts>) => Promise<readonly string[]>;
	/** One gate with its outcome in words. */
	readonly only: (gate: string, request?: Partial<AskedMove>) => Promise<string>;
}

/** Sets the scene for the tests of the suite that it is called in: the repository once, experiments for each test. */
export function setGateScene(): GateScene {
	let repository: TemporaryRepository;
	let ports: Ports;
	let runCount = 0;

	suiteSetup(async () => {
		repository = TemporaryRepository.create();
		for (const [version, text] of Object.entries(texts)) repository.write(pathOf(version), text);
		repository.commitAll('Two versions');
		ports = createPorts(repository.root);
		const promoted = await promoteVersion({ name: 'greeter', version: '1.0.0', to: 'Production', reason: 'The first' }, ports, signal);
		assert.ok(promoted.ok);
	});

	setup(() => {
		runCount = 0;
		rmSync(join(repository.root, 'experiments'), { recursive: true, force: true });
		plan('exp-001');
	});

	suiteTeardown(() => {
		ports.git.dispose();
		repository.dispose();
	});

	return {
		get repository() {
			return repository;
		},
		get ports() {
			return ports;
		},
		plan,
		record,
		configure,
		judge,
		words,
		only,
	};

	function plan(id: string, metrics = '{rate: {primary: true}, words: {goal: minimize}}', more = ''): void {
		repository.write(
			`experiments/${id}/methodology.yaml`,
			`id: ${id}\nvariants:\n  v1: {prompt: greeter@1.0.0, baseline: true}\n  v2: {prompt: greeter@2.0.0}\nmetrics: ${metrics}\n${more}`,
		);
	}

	/** Records a run; its metric is `rate` unless samples are given, and its dataset has no other cases. Gives its folder. */
	function record({ version, scores, samples, record: replaced = {} }: TestRun): string {
		const { contentHash } = summarizePrompt(pathOf(version), texts[version]).summary;
		const prompt = { name: 'greeter', version, path: pathOf(version), sha256: contentHash };
		const lines = samples ?? scores?.map((score, index) => ({ case: index, scores: { rate: score } }));
		const whole = exampleRun(runCount++, { variant: `v${version.slice(0, 1)}`, prompt, metrics: {}, ...replaced });
		const cases = new Set(lines?.map(line => ('case' in line ? String(line.case) : ''))).size;
		const isComplete = lines !== undefined && whole.dataset !== null && replaced.dataset === undefined;
		const run = isComplete ? { ...whole, dataset: { ...whole.dataset, cases } } : whole;
		const folder = `experiments/${run.experiment}/runs/${run.id}`;
		repository.write(`${folder}/run.json`, JSON.stringify(run));
		if (lines !== undefined) repository.write(`${folder}/samples.jsonl`, lines.map(line => `${JSON.stringify(line)}\n`).join(''));
		return folder;
	}

	function configure(production: string): void {
		repository.write('stagemark.yaml', `promotion:\n  Production: {${production}}\n`);
	}

	async function judge(request: Partial<AskedMove> = {}, tools: Partial<PromotionPorts> = {}): Promise<GateReport> {
		const judged = await evaluateGates(
			{ name: 'greeter', version: '2.0.0', to: 'Production', ...request },
			{ ...ports, isTrusted: true, ...tools },
			signal,
		);
		if (!judged.ok) assert.fail(JSON.stringify(judged.failure));
		return judged.value;
	}

	async function words(request: Partial<AskedMove> = {}, tools: Partial<PromotionPorts> = {}): Promise<readonly string[]> {
		const { gates } = await judge(request, tools);
		// Whatever a gate says here has to be there for readers of Portuguese too.
		for (const { gate, outcome, detail } of gates) {
			// These quote what a command or the linter wrote.
			const isQuote = gate.startsWith('command: ') || (gate === 'lint-clean' && outcome === 'failed');
			if (detail !== undefined && !isQuote) assertTranslated(detail);
		}
		return gates.map(gateInWords);
	}

	/** One gate with its outcome in words. */
	async function only(gate: string, request: Partial<AskedMove> = {}): Promise<string> {
		configure(`gates: [${gate}]`);
		return (await words(request)).join('\n');
	}
}
