import { MlflowError } from '../mlflow-error.ts';

/** What a filter of MLflow compares: `metrics.acc`, `params.model`, tags.`mlflow.runName`, `attributes.status` or a bare `name`. */
export interface FilterField {
	readonly group: 'metric' | 'param' | 'tag' | 'attribute';
	readonly key: string;
}

/** One comparison; all of a filter have to hold. */
export interface FilterTerm {
	readonly field: FilterField;
	readonly comparator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE' | 'ILIKE' | 'IN' | 'NOT IN';
	readonly values: readonly string[];
}

const fieldPattern = /(?:(metrics?|params?|parameters?|tags?|attributes?|attr|run)\.)?(`[^`]+`|"[^"]+"|[\w./\- ]*[\w./-])/y;
const comparatorPattern = /\s*(<=|>=|!=|=|<|>|LIKE\b|ILIKE\b|NOT\s+IN\b|IN\b)\s*/iy;
const valuePattern = /'((?:[^']|'')*)'|"([^"]*)"|(-?[\w.+-]+)/y;
const bareField = /(?:(metrics?|params?|parameters?|tags?|attributes?|attr|run)\.)?(`[^`]+`|"[^"]+"|[\w./-]+)/iy;

/**
 * The comparisons of a filter, which MLflow joins by AND alone.
 *
 * @throws MlflowError - with the place that cannot be read.
 */
export function parseFilter(text: string): readonly FilterTerm[] {
	const reader = new WordReader(text);
	const terms: FilterTerm[] = [];
	while (!reader.isAtEnd()) {
		if (terms.length > 0) reader.take(/\s*AND\s+/iy, 'AND');
		const field = fieldOf(reader.take(bareField, 'a field'));
		const comparator = (reader.take(comparatorPattern, 'a comparison')[1] ?? '').toUpperCase().replace(/\s+/, ' ');
		terms.push({ field, comparator: comparator as FilterTerm['comparator'], values: valuesOf(reader, comparator) });
	}
	return terms;
}

/** A field and whether it sorts downwards, as in `metrics.acc DESC`. */
export function parseOrder(text: string): { readonly field: FilterField; readonly isDescending: boolean } {
	const order = text.trim();
	const direction = /\s(?:ASC|DESC)$/i.exec(order)?.[0] ?? '';
	const reader = new WordReader(order.slice(0, order.length - direction.length));
	return { field: fieldOf(reader.take(fieldPattern, 'a field')), isDescending: direction.trim().toUpperCase() === 'DESC' };
}

function fieldOf([, group = 'attribute', key = '']: RegExpExecArray): FilterField {
	const name = key.replace(/^[`"]|[`"]$/g, '').trim();
	if (/^m/i.test(group)) return { group: 'metric', key: name };
	if (/^p/i.test(group)) return { group: 'param', key: name };
	return { group: /^t/i.test(group) ? 'tag' : 'attribute', key: name };
}

function valuesOf(reader: WordReader, comparator: string): readonly string[] {
	if (!comparator.endsWith('IN')) return [valueOf(reader.take(valuePattern, 'a value'))];
	reader.take(/\(\s*/y, '(');
	const values = [valueOf(reader.take(valuePattern, 'a value'))];
	while (reader.find(/\s*,\s*/y) !== undefined) {
		if (reader.find(/\)/y) !== undefined) return values;
		values.push(valueOf(reader.take(valuePattern, 'a value')));
	}
	reader.take(/\s*\)/y, ')');
	return values;
}

function valueOf([, single, double, bare]: RegExpExecArray): string {
	return single?.replaceAll("''", "'") ?? double ?? bare ?? '';
}

/** Goes through a text from word to word. */
class WordReader {
	readonly #text: string;
	#place = 0;

	constructor(text: string) {
		this.#text = text.trim();
	}

	isAtEnd(): boolean {
		return this.#place >= this.#text.length;
	}

	find(pattern: RegExp): RegExpExecArray | undefined {
		pattern.lastIndex = this.#place;
		const found = pattern.exec(this.#text);
		if (found === null) return undefined;
		this.#place = pattern.lastIndex;
		return found;
	}

	take(pattern: RegExp, what: string): RegExpExecArray {
		const found = this.find(pattern);
		if (found !== undefined) return found;
		throw new MlflowError(
			'INVALID_PARAMETER_VALUE',
			`Invalid filter “${this.#text}”: ${what} is expected at character ${this.#place + 1}.`,
		);
	}
}
