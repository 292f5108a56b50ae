import { DatabaseSync } from 'node:sqlite';

/** One run of MLflow about to be put into a database. */
export interface MlflowRow {
	readonly id: string;
	readonly name: string;
	readonly artifactUri?: string;
	readonly lifecycle?: 'active' | 'deleted';
	readonly params?: Readonly<Record<string, string>>;
	readonly tags?: Readonly<Record<string, string>>;
	/** Key, value, step and, where it is no number, `nan`. */
	readonly metrics?: readonly (readonly [key: string, value: number, step: number, isNan?: 'nan'])[];
}

/** The tables of MLflow 3.17 that hold runs, as its own migrations make them, without their constraints. */
const schema = `
	CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
	CREATE TABLE experiments (experiment_id INTEGER NOT NULL, name VARCHAR(256) NOT NULL, lifecycle_stage VARCHAR(32), workspace VARCHAR(63));
	CREATE TABLE runs (run_uuid VARCHAR(32) NOT NULL, name VARCHAR(250), source_type VARCHAR(20), user_id VARCHAR(256), status VARCHAR(9),
		start_time BIGINT, end_time BIGINT, lifecycle_stage VARCHAR(20), artifact_uri VARCHAR(200), experiment_id INTEGER, deleted_time BIGINT);
	CREATE TABLE metrics (key VARCHAR(250), value FLOAT, timestamp BIGINT, run_uuid VARCHAR(32), step BIGINT DEFAULT '0', is_nan BOOLEAN);
	CREATE TABLE params (key VARCHAR(250), value VARCHAR(8000), run_uuid VARCHAR(32));
	CREATE TABLE tags (key VARCHAR(250), value VARCHAR(8000), run_uuid VARCHAR(32));
	CREATE TABLE inputs (input_uuid VARCHAR(36), source_type VARCHAR(36), source_id VARCHAR(36), destination_type VARCHAR(36), destination_id VARCHAR(36));
	CREATE TABLE datasets (dataset_uuid VARCHAR(36), experiment_id INTEGER, name VARCHAR(500), digest VARCHAR(36));
	CREATE TABLE model_version_tags (key VARCHAR(250), value TEXT, name VARCHAR(256), version INTEGER, workspace VARCHAR(63));
	CREATE TABLE trace_info (request_id VARCHAR(50), timestamp_ms BIGINT, execution_time_ms BIGINT, status VARCHAR(50), request_preview VARCHAR(1000), response_preview VARCHAR(1000));
	CREATE TABLE trace_request_metadata (key VARCHAR(250), value VARCHAR(8000), request_id VARCHAR(50));
	CREATE TABLE entity_associations (source_type VARCHAR(36), source_id VARCHAR(36), destination_type VARCHAR(36), destination_id VARCHAR(36));
	CREATE TABLE spans (trace_id VARCHAR(50), span_id VARCHAR(50), parent_span_id VARCHAR(50), content TEXT);
	CREATE TABLE assessments (trace_id VARCHAR(50), name VARCHAR(250), assessment_type VARCHAR(20), value TEXT, error TEXT, rationale TEXT,
		run_id VARCHAR(32), valid BOOLEAN, assessment_metadata TEXT, created_timestamp BIGINT);
`;

/** Makes a database as MLflow leaves it, with its one experiment, `summaries`, of an id of 18 digits. */
export function makeMlflowDatabase(path: string, rows: readonly MlflowRow[], more = ''): void {
	const database = new DatabaseSync(path);
	database.exec(schema);
	database.exec("INSERT INTO alembic_version VALUES ('dc11669786a5')");
	database.exec(`INSERT INTO experiments VALUES (${experimentId}, 'summaries', 'active', 'default')`);
	const insertRun =
		database.prepare(`INSERT INTO runs (run_uuid, name, status, start_time, end_time, lifecycle_stage, artifact_uri, experiment_id)
		VALUES (?, ?, 'FINISHED', ?, ?, ?, ?, ${experimentId})`);
	for (const [position, { id, name, artifactUri, lifecycle, params, tags, metrics }] of rows.entries()) {
		const start = 1_738_319_400_000 + position * 1000;
		insertRun.run(id, name, start, start + 500, lifecycle ?? 'active', artifactUri ?? `/gone/mlruns/1/${id}/artifacts`);
		for (const [table, pairs] of Object.entries({ params, tags })) {
			const insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?, ?)`);
			for (const [key, value] of Object.entries(pairs ?? {})) insert.run(key, value, id);
		}
		const insertMetric = database.prepare('INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?)');
		for (const [count, [key, value, step, isNan]] of (metrics ?? []).entries())
			insertMetric.run(key, value, start + count, id, step, isNan === undefined ? 0 : 1);
	}
	database.exec(more);
	database.close();
}

const experimentId = '912345678901234567';
