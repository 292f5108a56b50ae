export const caseFilters = ['all', 'improved', 'regressed', 'errors'] as const;
export type CaseFilter = (typeof caseFilters)[number];

export const caseSorts = ['case', 'loss', 'gain', 'baseline', 'candidate', 'rating'] as const;
/** By id; most lost or gained first; worst of one side first; worst rated of the candidate first. */
export type CaseSort = (typeof caseSorts)[number];

export const sortColumns = ['metric', 'baseline', 'value', 'difference', 'p', 'verdict'] as const;
export type SortColumn = (typeof sortColumns)[number];

/** What somebody is about to say of one answer, as it stands in the fields. */
export interface Draft {
	readonly run: string;
	readonly case: string;
	readonly score: string;
	readonly label: string;
	readonly comment: string;
}

/** How the reader has arranged the panel. Kept across hiding, reload and restart. */
export interface ViewState {
	readonly onlyDifferences: boolean;
	/** Undefined: primary metric first, as computed. */
	readonly sort: { readonly column: SortColumn; readonly isDescending: boolean } | undefined;
	/** The metric of the chart and the case table; undefined: the first one. */
	readonly metric: string | undefined;
	/** The candidate of the case table; undefined: the first one. */
	readonly candidate: string | undefined;
	readonly caseFilter: CaseFilter;
	readonly caseSearch: string;
	readonly caseSort: CaseSort;
	/** Cases whose whole outputs are shown. */
	readonly openCases: readonly string[];
	/** Feedback that was begun and not saved. */
	readonly drafts: readonly Draft[];
	/** Names of metrics that stand first. */
	readonly pinnedMetrics: readonly string[];
	/** Names of metrics that are left out of the table. */
	readonly hiddenMetrics: readonly string[];
	readonly metricSearch: string;
	/** The metric of the chart by step; undefined: the first one. */
	readonly seriesMetric: string | undefined;
	readonly scrollTop: number;
}

export const initialViewState: ViewState = {
	onlyDifferences: true,
	sort: undefined,
	metric: undefined,
	candidate: undefined,
	caseFilter: 'all',
	caseSearch: '',
	caseSort: 'case',
	openCases: [],
	drafts: [],
	pinnedMetrics: [],
	hiddenMetrics: [],
	metricSearch: '',
	seriesMetric: undefined,
	scrollTop: 0,
};

/** Reads what was saved, part by part: an older or damaged state costs a choice, never the panel. */
export function restoreViewState(saved: unknown): ViewState {
	const parts = isRecord(saved) ? saved : {};
	return {
		onlyDifferences: typeof parts['onlyDifferences'] === 'boolean' ? parts['onlyDifferences'] : initialViewState.onlyDifferences,
		sort: readSort(parts['sort']),
		metric: readText(parts['metric']),
		candidate: readText(parts['candidate']),
		caseFilter: caseFilters.find(filter => filter === parts['caseFilter']) ?? 'all',
		caseSearch: readText(parts['caseSearch']) ?? '',
		caseSort: caseSorts.find(sort => sort === parts['caseSort']) ?? 'case',
		openCases: readTexts(parts['openCases']),
		drafts: readDrafts(parts['drafts']),
		pinnedMetrics: readTexts(parts['pinnedMetrics']),
		hiddenMetrics: readTexts(parts['hiddenMetrics']),
		metricSearch: readText(parts['metricSearch']) ?? '',
		seriesMetric: readText(parts['seriesMetric']),
		scrollTop: readNumber(parts['scrollTop']),
	};
}

function readSort(saved: unknown): ViewState['sort'] {
	if (!isRecord(saved)) return undefined;
	const column = sortColumns.find(name => name === saved['column']);
	return column === undefined ? undefined : { column, isDescending: saved['isDescending'] === true };
}

function readTexts(saved: unknown): readonly string[] {
	return Array.isArray(saved) ? saved.filter(text => typeof text === 'string') : [];
}

function readDrafts(saved: unknown): readonly Draft[] {
	if (!Array.isArray(saved)) return [];
	return saved.flatMap((draft: unknown) => {
		const [run, id] = isRecord(draft) ? [readText(draft['run']), readText(draft['case'])] : [];
		if (!isRecord(draft) || run === undefined || id === undefined) return [];
		const { score, label, comment } = draft;
		return { run, case: id, score: readText(score) ?? '', label: readText(label) ?? '', comment: readText(comment) ?? '' };
	});
}

function readText(saved: unknown): string | undefined {
	return typeof saved === 'string' ? saved : undefined;
}

function readNumber(saved: unknown): number {
	return typeof saved === 'number' && Number.isFinite(saved) && saved > 0 ? saved : 0;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
