import type { Result } from '../../core/base/result.ts';
import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type {
	AnswerFailure,
	EndpointAddress,
	ModelAnswer,
	ModelEndpoints,
	ModelRequest,
	Patience,
} from '../../core/ports/model-endpoint.ts';
import { ownValue } from '../../core/base/own-value.ts';
import { askCommand } from './ask-command.ts';

/** Endpoints over HTTP, and commands. The clients are a bundle of their own, which is loaded with the first question. */
export class NodeModelEndpoints implements ModelEndpoints {
	readonly #environment: NodeJS.ProcessEnv;
	readonly #root: string;

	/** @param root - Absolute path of the folder that commands run in. */
	constructor(environment: NodeJS.ProcessEnv, root: string) {
		this.#environment = environment;
		this.#root = root;
	}

	async ask(
		endpoint: EndpointAddress,
		request: ModelRequest,
		patience: Patience,
		signal: CancelSignal,
	): Promise<Result<ModelAnswer, AnswerFailure>> {
		const { command } = endpoint;
		if (endpoint.api === 'command' && command !== undefined)
			return await askCommand({ command, folder: this.#root, request, patience }, signal);
		const { askModel } = await import('./ask-model.ts');
		return await askModel({ endpoint, key: this.#keyOf(endpoint), request, patience }, signal);
	}

	hasKey(endpoint: EndpointAddress): boolean {
		return endpoint.keyVariable === undefined || this.#keyOf(endpoint) !== undefined;
	}

	#keyOf({ keyVariable }: EndpointAddress): string | undefined {
		const key = keyVariable === undefined ? undefined : ownValue(this.#environment, keyVariable)?.trim();
		return key === '' ? undefined : key;
	}
}
