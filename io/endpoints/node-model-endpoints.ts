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

/** Endpoints over HTTP. The clients are a bundle of their own, which is loaded with the first question. */
export class NodeModelEndpoints implements ModelEndpoints {
	readonly #environment: NodeJS.ProcessEnv;

	constructor(environment: NodeJS.ProcessEnv) {
		this.#environment = environment;
	}

	async ask(
		endpoint: EndpointAddress,
		request: ModelRequest,
		patience: Patience,
		signal: CancelSignal,
	): Promise<Result<ModelAnswer, AnswerFailure>> {
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
