import { memberOf } from '../../../../base/member-of.ts';
import type { YamlPath, YamlSource } from '../../../../base/yaml/yaml-source.ts';
import { valueAt } from './located-data.ts';

/** Where a Prompty file declares its inputs: `inputs` or `inputSchema`, and in either the list or map `properties` where that is what it holds. */
export function pathOfInputs(yaml: YamlSource): YamlPath {
	const key = ['inputs', 'inputSchema'].find(name => valueAt(yaml, [name]) !== undefined) ?? 'inputs';
	const properties = valueAt(yaml, [key, 'properties']);
	const isSchema = typeof properties === 'object' && properties !== null && !isInputNamedProperties(valueAt(yaml, [key]), properties);
	return isSchema ? [key, 'properties'] : [key];
}

/** An input may be called `properties`: then what stands there says what it is. */
function isInputNamedProperties(inputs: unknown, properties: object): boolean {
	const details = ['kind', 'type', 'default', 'description'];
	const isOne = !Array.isArray(properties) && details.some(detail => typeof memberOf(properties, detail) === 'string');
	return isOne || keysOf(inputs).some(key => !schemaKeys.has(key));
}

/** What may stand beside `properties` in a schema of inputs. */
const schemaKeys: ReadonlySet<string> = new Set(['properties', 'strict', 'examples', 'type', 'required', 'additionalProperties']);

function keysOf(value: unknown): readonly string[] {
	return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
