import type { CaseComparison } from '../../../core/judging/compare/cases/case-result.ts';
import { fail, succeed } from '../../../core/base/result.ts';
import type { Result } from '../../../core/base/result.ts';
import { localize } from '../../shared/localize.ts';
import type { Draft } from '../view/view-state.ts';

/** What is sent to the host. */
interface Said {
	readonly score?: number;
	readonly label?: string;
	readonly comment?: string;
}

export function emptyDraft({ run, case: id }: Pick<Draft, 'run' | 'case'>): Draft {
	return { run, case: id, score: '', label: '', comment: '' };
}

export function isEmpty({ score, label, comment }: Draft): boolean {
	return [score, label, comment].every(text => text.trim() === '');
}

/** What stands in the fields; the failure is said below them. A comma is read as a decimal point, as half of the world writes it. */
export function readDraft(draft: Draft): Result<Said, string> {
	if (isEmpty(draft)) return fail(localize('Give a score, a label or a comment.'));
	const [score, label, comment] = [draft.score.trim().replace(',', '.'), draft.label.trim(), draft.comment.trim()];
	if (score !== '' && !Number.isFinite(Number(score))) return fail(localize('The score is not a number.'));
	return succeed({
		...(score === '' ? {} : { score: Number(score) }),
		...(label === '' ? {} : { label }),
		...(comment === '' ? {} : { comment }),
	});
}

/** The drafts without those that stand beside their run by now. */
export function unsavedDrafts(drafts: readonly Draft[], cases: readonly CaseComparison[]): readonly Draft[] {
	if (drafts.length === 0) return drafts;
	return drafts.filter(draft => {
		const read = readDraft(draft);
		const sides = cases.find(item => item.case === draft.case)?.sides ?? [];
		const ratings = sides.flatMap(result => (result?.run === draft.run ? (result.ratings ?? []) : []));
		return !(
			read.ok &&
			ratings.some(
				({ score, label, comment }) => score === read.value.score && label === read.value.label && comment === read.value.comment,
			)
		);
	});
}
