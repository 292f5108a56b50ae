import { textTable } from '../../core/base/text/text-table.ts';
import type { AdoptionProposal } from '../../core/use-cases/adopt/adopt-repository.ts';
import type { Found } from '../../core/use-cases/adopt/found.ts';
import type { AdoptionWrite } from '../../core/use-cases/adopt/plan-adoption.ts';
import type { Output } from '../text/output.ts';

/** Rows of one kind that are not adopted; more are counted. */
const mostOfKind = 20;

/** Prints what was found: first what is adopted and can be, numbered for whoever ticks, then what is around. */
export function printFound({ found, notReadCount }: Pick<AdoptionProposal, 'found' | 'notReadCount'>, output: Output): void {
	const prompts = choicesOf(found);
	const rows = prompts.map((each, index) => [each.taken ? '[x]' : '[ ]', String(index + 1), ...cells(each)]);
	if (rows.length > 0) output.line(textTable([{ title: '' }, { title: '#', align: 'right' }, ...columns], rows));
	const others = [
		...Map.groupBy(
			found.filter(each => !prompts.includes(each)),
			({ what }) => what,
		),
	];
	const shown = others.flatMap(([what, ofKind]) => {
		const rest = ofKind.length - mostOfKind;
		const more = rest > 0 ? [[what, `and ${rest} more`, '', '', '']] : [];
		return [...ofKind.slice(0, mostOfKind).map(cells), ...more];
	});
	if (shown.length > 0) output.line(`${rows.length > 0 ? '\n' : ''}Also found, and left as it is:\n${textTable(columns, shown)}`);
	if (notReadCount > 0) output.note(`${notReadCount} files are too large or too many, and were not looked into.`);
}

/** What a person may tick: prompts that can be adopted. */
export function choicesOf(found: readonly Found[]): readonly Found[] {
	return found.filter(({ what, taken }) => what === 'prompt' && taken);
}

/** Prints what is written. */
export function printWrites(writes: readonly AdoptionWrite[], output: Output): void {
	for (const { path, kind, before } of writes) {
		output.line(`${output.paint.good(before === undefined ? 'make' : 'add to')}  ${path}  ${output.paint.dim(kind)}`);
	}
}

const columns = [{ title: 'what' }, { title: 'where' }, { title: 'as' }, { title: 'name' }, { title: 'why' }];

function cells({ what, path, at, line, as, name, why }: Found): readonly string[] {
	const place = at ?? (line === undefined ? undefined : String(line));
	return [what, place === undefined ? path : `${path}:${place}`, as, name, why];
}
