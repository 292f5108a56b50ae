import type { CancelSignal } from '../../core/ports/cancel-signal.ts';
import type { ImportNotes } from '../../core/use-cases/import/import-notes.ts';
import { openImportSource } from '../../core/use-cases/import/import-source.ts';
import type { StoredRun } from '../../core/use-cases/import/tools/mlflow/stored-run.ts';
import { withoutUndefined } from '../../core/base/without-undefined.ts';
import type { TrackedRun } from './state/tracking-state.ts';
import type { Tracking } from './tracking.ts';

/** A run that was sent, as every store of MLflow keeps one, so that it is recorded as an import of it is. */
export async function storedRunOf(run: TrackedRun, tracking: Tracking, notes: ImportNotes, signal: CancelSignal): Promise<StoredRun> {
	const { id, experiment, name, status, startedAt, endedAt, user } = run;
	const folder = tracking.artifacts.place(`${experiment}/${id}/artifacts`);
	const source = await openImportSource(folder, tracking.context.ports, signal);
	return {
		facts: withoutUndefined({
			run_id: id,
			run_name: name,
			experiment_id: experiment,
			user_id: user,
			status,
			start_time: startedAt,
			end_time: endedAt,
		}),
		experiment: tracking.state.experiments.get(experiment)?.name,
		params: Object.fromEntries(run.params),
		tags: Object.fromEntries(run.tags),
		points: pointsOf(run, notes),
		artifacts: source?.files ?? [],
		artifactFolder: '',
		datasets: run.datasets.map(({ dataset }) => ({ name: String(dataset['name']), digest: String(dataset['digest']) })),
	};
}

/** Finite values of each metric in order of steps; a record has no place for others, which is said. */
function pointsOf({ points, name }: TrackedRun, notes: ImportNotes): StoredRun['points'] {
	return [...points].flatMap(([metric, all]) => {
		const finite = all.filter(({ value }) => Number.isFinite(value));
		const lost = all.length - finite.length;
		if (lost > 0)
			notes.warn(`${name}: ${lost} of ${all.length} values of the metric “${metric}” are not finite numbers and are left out.`);
		return finite
			.sort((left, right) => left.step - right.step || left.timestamp - right.timestamp || left.value - right.value)
			.map(({ value, step, timestamp }) => ({ metric, value, step, at: new Date(timestamp).toISOString() }));
	});
}
