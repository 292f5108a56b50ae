import { trackingEventSchema } from './tracking-event.ts';
import type { TrackingEvent } from './tracking-event.ts';

export interface TrackedExperiment {
	readonly id: string;
	name: string;
	readonly createdAt: number;
	isDeleted: boolean;
	readonly tags: Map<string, string>;
}

/** One value of one metric, as the client sent it. */
export interface TrackedPoint {
	readonly key: string;
	readonly value: number;
	/** Milliseconds since 1970. */
	readonly timestamp: number;
	readonly step: number;
}

export interface TrackedRun {
	readonly id: string;
	readonly experiment: string;
	name: string;
	readonly user: string;
	readonly startedAt: number;
	endedAt: number | undefined;
	/** As MLflow names it: RUNNING, SCHEDULED, FINISHED, FAILED or KILLED. */
	status: string;
	isDeleted: boolean;
	readonly params: Map<string, string>;
	readonly tags: Map<string, string>;
	readonly points: Map<string, TrackedPoint[]>;
	readonly datasets: { readonly dataset: Readonly<Record<string, unknown>>; readonly tags: readonly (readonly [string, string])[] }[];
	/** Set once it is in the repository, or never will be. */
	settled: { readonly record: string | null; readonly why: string } | undefined;
}

/** What all events together say. */
export class TrackingState {
	readonly experiments = new Map<string, TrackedExperiment>();
	readonly runs = new Map<string, TrackedRun>();

	constructor() {
		this.apply({ kind: 'experiment', id: '0', name: 'Default', at: 0, tags: [] });
	}

	/** The state after the lines of a journal. A line that a killed process left by half was never acknowledged and is left out. */
	static of(lines: readonly string[]): TrackingState {
		const state = new TrackingState();
		for (const line of lines) {
			const event = eventOf(line);
			if (event !== undefined) state.apply(event);
		}
		return state;
	}

	apply(event: TrackingEvent): void {
		if (event.kind === 'experiment') {
			const { id, name, at, tags } = event;
			this.experiments.set(id, { id, name, createdAt: at, isDeleted: false, tags: new Map(tags) });
		} else if (event.kind === 'experiment-change') {
			const experiment = this.experiments.get(event.id);
			if (experiment !== undefined) changeExperiment(experiment, event);
		} else if (event.kind === 'run') this.runs.set(event.id, newRun(event));
		else {
			const run = this.runs.get(event.run);
			if (run !== undefined) changeRun(run, event);
		}
	}
}

function eventOf(line: string): TrackingEvent | undefined {
	try {
		return trackingEventSchema.safeParse(JSON.parse(line)).data;
	} catch {
		return undefined;
	}
}

function changeExperiment(experiment: TrackedExperiment, { name, isDeleted, tags }: TrackingEvent & { kind: 'experiment-change' }): void {
	experiment.name = name ?? experiment.name;
	experiment.isDeleted = isDeleted ?? experiment.isDeleted;
	for (const [key, value] of tags) experiment.tags.set(key, value);
}

function newRun({ id, experiment, name, user, at, tags }: TrackingEvent & { kind: 'run' }): TrackedRun {
	return {
		id,
		experiment,
		name,
		user,
		startedAt: at,
		endedAt: undefined,
		status: 'RUNNING',
		isDeleted: false,
		params: new Map(),
		tags: new Map(tags),
		points: new Map(),
		datasets: [],
		settled: undefined,
	};
}

type RunEvent = Exclude<TrackingEvent, { kind: 'experiment' | 'experiment-change' | 'run' }>;

function changeRun(run: TrackedRun, event: RunEvent): void {
	if (event.kind === 'values') addValues(run, event);
	else if (event.kind === 'tag-gone') run.tags.delete(event.key);
	else if (event.kind === 'dataset') run.datasets.push(event);
	else if (event.kind === 'settled') run.settled = event;
	else {
		run.status = event.status ?? run.status;
		run.endedAt = event.endedAt ?? run.endedAt;
		run.name = event.name ?? run.name;
		if (event.name !== undefined) run.tags.set('mlflow.runName', event.name);
		run.isDeleted = event.isDeleted ?? run.isDeleted;
	}
}

function addValues(run: TrackedRun, { metrics, params, tags }: TrackingEvent & { kind: 'values' }): void {
	for (const [key, value, timestamp, step] of metrics) {
		const points = run.points.get(key) ?? [];
		points.push({ key, value: Number(value), timestamp, step });
		run.points.set(key, points);
	}
	for (const [key, value] of params) run.params.set(key, value);
	for (const [key, value] of tags) run.tags.set(key, value);
}

/** The value that MLflow calls the latest: of the highest step, of these the latest time, of these the highest. */
export function latestPoint(points: readonly TrackedPoint[]): TrackedPoint | undefined {
	return points.reduce<TrackedPoint | undefined>(
		(latest, point) => (latest === undefined || isLater(point, latest) ? point : latest),
		undefined,
	);
}

function isLater(point: TrackedPoint, latest: TrackedPoint): boolean {
	if (point.step !== latest.step) return point.step > latest.step;
	if (point.timestamp !== latest.timestamp) return point.timestamp > latest.timestamp;
	return point.value >= latest.value;
}
