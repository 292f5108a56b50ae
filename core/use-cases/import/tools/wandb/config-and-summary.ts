import type { ImportNotes } from '../../import-notes.ts';
import type { ImportedRun } from '../../imported-run.ts';
import { flatten, integerOf, isObject, numberOf, textOf } from '../../reading/json-values.ts';
import type { JsonObject } from '../../reading/json-values.ts';
import { setOwnValue } from '../../../../base/set-own-value.ts';

/** The user's configuration; W&B's own stands under `_wandb`. */
export function wandbConfig(config: JsonObject): Pick<ImportedRun, 'model' | 'seed' | 'parameters'> {
	const own = Object.fromEntries(Object.entries(config).filter(([name]) => !name.startsWith('_') && name !== 'wandb_version'));
	const { model, seed, ...parameters } = flatten(own);
	return {
		model: textOf(model),
		seed: integerOf(seed),
		parameters: textOf(model) === undefined && model !== undefined ? { ...parameters, model } : parameters,
	};
}

/** Names under which a log has the parts of a table or a picture, flat: `answers` for `answers._type`. */
export function mediaNames(names: readonly string[]): readonly string[] {
	return names.filter(name => name.endsWith('._type')).map(name => name.slice(0, -'._type'.length));
}

/** Last values; what begins with `_` is W&B's own bookkeeping, and tables and pictures are no numbers. */
export function wandbSummary(summary: JsonObject, notes: ImportNotes): Record<string, number> {
	const metrics: Record<string, number> = {};
	const media = mediaNames(Object.keys(summary));
	for (const [name, value] of Object.entries(summary)) {
		if (name.startsWith('_')) continue;
		const owner = media.find(each => name.startsWith(`${each}.`));
		if (owner !== undefined) {
			notes.drop(`summary: ${owner}`, 'it is a table or a picture; its file is kept as an artifact where there is one');
			continue;
		}
		if (isObject(value) && typeof value['_type'] === 'string') {
			notes.drop(`summary: ${name}`, `it is a ${value['_type']}; its file is kept as an artifact where there is one`);
			continue;
		}
		for (const [path, member] of Object.entries(isObject(value) ? flatten(value, name) : { [name]: value })) {
			const number = typeof member === 'boolean' ? Number(member) : numberOf(member);
			if (number === undefined) notes.drop(`summary: ${path}`, 'it is not a finite number');
			else setOwnValue(metrics, path, number);
		}
	}
	notes.keep('summary', 'metrics');
	return metrics;
}
