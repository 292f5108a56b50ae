import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from './eventually.ts';

/** What an endpoint answered. */
export interface EndpointAnswer {
	readonly status: number;
	readonly body: Readonly<Record<string, unknown>>;
}

/** The built command line as an endpoint for clients of MLflow, on a port that is free. */
export class MlflowEndpoint {
	readonly #process: ChildProcess;
	/** Where clients are sent. */
	readonly address: string;
	readonly #said: { text: string };

	private constructor(started: ChildProcess, address: string, said: { text: string }) {
		this.#process = started;
		this.address = address;
		this.#said = said;
	}

	static async start(root: string, ...options: readonly string[]): Promise<MlflowEndpoint> {
		const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
		const started = spawn(process.execPath, [join(process.cwd(), 'dist/cli.js'), 'mlflow', 'serve', '--port', '0', ...options], {
			cwd: root,
			env: { ...Object.fromEntries(kept), GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', NO_COLOR: '1' },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const said = { text: '' };
		for (const stream of [started.stdout, started.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said.text += text));
		const address = await eventually('the endpoint', () => {
			if (started.exitCode !== null) throw new Error(`The endpoint ended: ${said.text}`);
			return Promise.resolve(/^MLflow endpoint at (\S+)$/m.exec(said.text)?.[1]);
		});
		return new MlflowEndpoint(started, address, said);
	}

	/** What it prints is on two pipes, of which each may come later than the answers. */
	async says(pattern: RegExp): Promise<void> {
		await eventually(`“${pattern.source}” of the endpoint`, () => Promise.resolve(pattern.exec(this.#said.text) ?? undefined));
	}

	async post(path: string, body: unknown, method: 'POST' | 'PATCH' | 'DELETE' = 'POST'): Promise<EndpointAnswer> {
		return await answerOf(await fetch(`${this.address}/api/2.0/mlflow/${path}`, { method, body: JSON.stringify(body) }));
	}

	async get(path: string): Promise<EndpointAnswer> {
		return await answerOf(await fetch(`${this.address}/api/2.0/mlflow/${path}`));
	}

	/** Ends it as Ctrl+C does, or as the system does when it kills. */
	async stop(how: 'SIGINT' | 'SIGKILL' = 'SIGINT'): Promise<void> {
		if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
		const ended = once(this.#process, 'close');
		this.#process.kill(how);
		await ended;
	}
}

async function answerOf(response: Response): Promise<EndpointAnswer> {
	return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
