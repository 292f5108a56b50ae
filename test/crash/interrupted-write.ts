import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeExperiment } from '../../core/use-cases/experiment/complete-experiment.ts';
import type { Ports } from '../../core/ports/ports.ts';
import { promoteVersion } from '../../core/use-cases/promote/promote-version.ts';
import { requestPromotion } from '../../core/use-cases/review/request-promotion.ts';
import { answerRequest } from '../../core/use-cases/review/review-request.ts';
import { rollbackStage } from '../../core/use-cases/promote/rollback-stage.ts';
import { recordRun } from '../../core/use-cases/record/record-run.ts';
import { createPorts } from '../../io/node-ports.ts';

/**
 * The child process of the crash tests: records, completes, or changes the registry of a workspace and kills itself, without a chance to clean
 * up, before or after one call to the outside world. Started with: use case, workspace, number of the moment to die at
 * (0 for never), and a file to write the names of all moments to.
 */
const [, , useCase, root = '', fatalMoment = '0', trace = ''] = process.argv;
let moment = 0;

function passMoment(name: string): void {
	moment++;
	appendFileSync(trace, `${name}\n`);
	if (moment === Number(fatalMoment)) process.kill(process.pid, 'SIGKILL');
}

/** The same object with a moment to die before and after each of its calls. */
function killable<Port extends object>(port: Port, portName: string): Port {
	return new Proxy(port, {
		get(target, key) {
			// The receiver must be the object itself: its private fields are not the proxy's.
			const member: unknown = Reflect.get(target, key, target);
			if (typeof member !== 'function') return member;
			return (...callArguments: unknown[]): unknown => {
				passMoment(`before ${portName}.${String(key)}`);
				const outcome: unknown = Reflect.apply(member, target, callArguments);
				if (!(outcome instanceof Promise)) return outcome;
				return outcome.then((value: unknown) => {
					passMoment(`after ${portName}.${String(key)}`);
					return value;
				});
			};
		},
	});
}

async function main(): Promise<void> {
	const real = createPorts(root);
	const ports: Ports = {
		...real,
		files: killable(real.files, 'files'),
		git: killable(real.git, 'git'),
		journal: killable(real.journal, 'journal'),
	};
	const { signal } = new AbortController();
	process.exitCode = (await carryOut(ports, signal)) ? 0 : 1;
}

async function carryOut(ports: Ports, signal: AbortSignal): Promise<boolean> {
	switch (useCase) {
		case 'record':
			return (await recordRun({ experiment: 'exp-001', variant: 'v2', samplesFile: 'in/samples.jsonl', seed: 1 }, ports, signal)).ok;
		case 'promote':
			return (await promoteVersion({ name: 'code-generator', version: '2.0.0', to: 'Production', reason: 'Better' }, ports, signal))
				.ok;
		case 'request':
			return (await requestPromotion({ name: 'code-generator', version: '2.0.0', to: 'Staging', reason: 'Please' }, ports, signal))
				.ok;
		case 'approve': {
			const request = readFileSync(join(root, 'registry/reviewed.yaml'), 'utf8').match(/r-[0-9a-f]{6}/)?.[0] ?? '';
			return (await answerRequest({ name: 'reviewed', request, verdict: 'approve', reason: 'Good' }, ports, signal)).ok;
		}
		case 'rollback':
			return (await rollbackStage({ name: 'reviewed', reason: 'Bad' }, ports, signal)).ok;
		case 'complete':
			return (await completeExperiment('exp-002', ports, signal)).ok;
		case undefined:
		default:
			throw new Error(`There is no use case ${String(useCase)}.`);
	}
}

void main();
