import { nearestWord } from '../../../base/text/nearest-word.ts';
import { runRecordSchema } from '../../../formats/run/run-record.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';

/** The fields of a run record a filter or an order may start with. */
const rootFields: readonly string[] = Object.keys(runRecordSchema.shape);

/** A place in a run record in dotted form, such as `metrics.test_pass_rate` or `git.branch`. */
export interface RunField {
	readonly name: string;
	/** The value there; undefined when the run has none. Never reaches into what is not the record's own. */
	read(record: RunRecord): unknown;
}

/** Why a text names no field of a run. */
export interface UnknownRunField {
	readonly name: string;
	/** The field that was probably meant. */
	readonly suggestion: string | undefined;
	readonly known: readonly string[];
}

/** The field of this name. Only its first part is checked: metrics, parameters and tags are named by the user. */
export function runField(name: string): RunField | UnknownRunField {
	const [root = '', ...rest] = name.split('.');
	if (!rootFields.includes(root) || rest.includes('')) {
		const nearest = nearestWord(root, rootFields);
		const suggestion = nearest === undefined ? undefined : [nearest, ...rest].join('.');
		return { name, suggestion: suggestion === name ? undefined : suggestion, known: rootFields };
	}
	return { name, read: record => valueAt(record, [root, ...rest]) };
}

/** Follows the path. A metric may have dots in its name, so the whole rest is tried as one name first. */
function valueAt(data: unknown, path: readonly string[]): unknown {
	const [first, ...rest] = path;
	if (first === undefined) return data;
	const whole = ownValue(data, path.join('.'));
	return whole === undefined ? valueAt(ownValue(data, first), rest) : whole;
}

function ownValue(data: unknown, key: string): unknown {
	return typeof data === 'object' && data !== null ? Object.getOwnPropertyDescriptor(data, key)?.value : undefined;
}
