export const caseFilters = ['all', 'improved', 'regressed', 'errors'] as const;
export type CaseFilter = (typeof caseFilters)[number];

export const sortColumns = ['metric', 'baseline', 'value', 'difference', 'p', 'verdict'] as const;
export type SortColumn = (typeof sortColumns)[number];

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
	/** How many rows "Show more" has brought out. */
	readonly caseLimit: number;
	/** Cases whose whole outputs are shown. */
	readonly openCases: readonly string[];
	readonly scrollTop: number;
}

export const casePage = 200;

export const initialViewState: ViewState = {
	onlyDifferences: true,
	sort: undefined,
	metric: undefined,
	candidate: undefined,
	caseFilter: 'all',
	caseSearch: '',
	caseLimit: casePage,
	openCases: [],
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
		caseLimit: Math.max(casePage, readNumber(parts['caseLimit'])),
		openCases: Array.isArray(parts['openCases']) ? parts['openCases'].filter(id => typeof id === 'string') : [],
		scrollTop: readNumber(parts['scrollTop']),
	};
}

function readSort(saved: unknown): ViewState['sort'] {
	if (!isRecord(saved)) return undefined;
	const column = sortColumns.find(name => name === saved['column']);
	return column === undefined ? undefined : { column, isDescending: saved['isDescending'] === true };
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
