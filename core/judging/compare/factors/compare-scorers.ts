import { canonicalJson } from '../../../base/canonical-json.ts';
import type { RunRecord } from '../../../formats/run/run-record.ts';
import { compareValues } from './compare-values.ts';
import type { FactorFinding } from './factor-finding.ts';
import { describeJudge, describeScorer, noJudge, notRecorded, shortHash } from './side-factors.ts';
import type { FactorValue } from './side-factors.ts';

/**
 * Compares what scored both sides. Its hash, and those of its files, decide only where every run has them: a missing hash is no
 * difference. A name alone is no evidence that the same code scored. Files that one side lists and the other, as a record of an earlier
 * version, does not, are half known.
 */
export function compareScorers(before: readonly RunRecord[], after: readonly RunRecord[]): FactorFinding {
	const records = [...before, ...after];
	const known = { sha256: hasEvery(records, 'sha256'), files: hasEvery(records, 'files') };
	const different = known.files ? differingFiles(records) : new Set<string>();
	const read = (record: RunRecord): FactorValue => scorerOf(record, known, different);
	const finding = compareValues('scorer', [before.map(read), after.map(read)], { isFatal: true });
	if (finding.status !== 'same') return finding;
	if (!known.sha256 && !known.files && !hasEvery(records, 'version')) return { ...finding, status: 'unknown' };
	const hasUnlisted = !known.files && records.some(({ scorer }) => (scorer?.files?.length ?? 0) > 1);
	return hasUnlisted ? { ...finding, status: 'half-known' } : finding;
}

/** Compares the judges that rated the answers, by model and by the content of the prompt; each counts where every run has it. */
export function compareJudges(before: readonly RunRecord[], after: readonly RunRecord[]): FactorFinding {
	const judges = [...before, ...after].map(({ scorer }) => scorer?.judge).filter(judge => judge !== undefined);
	const isKnown = {
		model: judges.every(({ model }) => model !== undefined),
		prompt: judges.every(({ prompt }) => prompt !== undefined),
	};
	const read = ({ scorer }: RunRecord): FactorValue => {
		if (scorer?.judge === undefined) return scorer?.files === undefined ? notRecorded : { key: noJudge, text: noJudge };
		const { model, prompt } = scorer.judge;
		return {
			key: canonicalJson([isKnown.model ? (model ?? null) : null, isKnown.prompt ? (prompt?.sha256 ?? null) : null]),
			text: describeJudge(scorer.judge),
		};
	};
	const finding = compareValues('judge', [before.map(read), after.map(read)], { isFatal: true, isRecent: true });
	// Records of earlier versions cannot say that there was none; where no record names a judge, that is not worth a sentence.
	return judges.length === 0 && finding.status === 'half-known' ? { ...finding, status: 'unknown' } : finding;
}

function hasEvery(records: readonly RunRecord[], key: 'files' | 'sha256' | 'version'): boolean {
	return records.every(({ scorer }) => scorer?.[key] !== undefined);
}

function scorerOf(
	{ scorer }: RunRecord,
	known: { readonly files: boolean; readonly sha256: boolean },
	different: ReadonlySet<string>,
): FactorValue {
	if (scorer === null) return notRecorded;
	const files = known.files ? (scorer.files ?? []).map(({ sha256 }) => sha256).sort() : [];
	const named = (scorer.files ?? []).slice(1).filter(({ path }) => different.has(path));
	return {
		key: canonicalJson([scorer.name, scorer.version ?? null, known.sha256 ? (scorer.sha256 ?? null) : null, files]),
		text: [describeScorer({ ...scorer, files: undefined }), ...named.map(({ path, sha256 }) => `${path} (${shortHash(sha256)})`)].join(
			', ',
		),
	};
}

/** Paths that do not have the same content in every run. */
function differingFiles(records: readonly RunRecord[]): ReadonlySet<string> {
	const files = records.map(({ scorer }) => new Map(scorer?.files?.map(({ path, sha256 }) => [path, sha256])));
	const paths = new Set(files.flatMap(each => [...each.keys()]));
	return new Set([...paths].filter(path => new Set(files.map(each => each.get(path))).size > 1));
}
