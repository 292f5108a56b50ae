import { ownValue } from '../../base/own-value.ts';
import { nearestWord } from '../../base/text/nearest-word.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import type { Config } from '../../formats/config/config.ts';
import type { EndpointAddress } from '../../ports/model-endpoint.ts';
import type { EvaluationFailure } from './evaluation.ts';

/** APIs that are spoken here. */
const spokenApis: readonly string[] = ['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini', 'command'];

/** Where a model is asked: the endpoint that the plan names, else the one of the model, else the only one there is. */
export function endpointForModel(model: string, planned: string | undefined, config: Config): Result<EndpointAddress, EvaluationFailure> {
	const known = Object.keys(config.endpoints);
	const name = planned ?? ownValue(config.models, model)?.endpoint ?? (known.length === 1 ? known[0] : undefined);
	if (name === undefined) return fail({ kind: 'no-endpoint', model, known });
	const written = ownValue(config.endpoints, name);
	if (written === undefined) return fail({ kind: 'unknown-endpoint', endpoint: name, known: nearestFirst(name, known) });
	const { api, url, key, command } = written;
	if (!spokenApis.includes(api)) return fail({ kind: 'unspoken-api', endpoint: name, api, spoken: spokenApis });
	return succeed({ name, api, url, keyVariable: key?.replace(/^env:/, ''), command });
}

function nearestFirst(name: string, known: readonly string[]): readonly string[] {
	const nearest = nearestWord(name, known);
	return nearest === undefined ? known : [nearest, ...known.filter(other => other !== nearest)];
}
