import type { Git, GitRef } from '../../ports/git.ts';
import { parseYaml } from '../../base/yaml/parse-yaml.ts';
import { dvcParameters, readDvcMetrics } from './tools/dvclive.ts';
import type { ImportNotes } from './import-notes.ts';
import type { Importer } from './importer.ts';
import type { ImportedRun } from './imported-run.ts';
import { isObject, objectOf } from './reading/json-values.ts';
import type { JsonObject } from './reading/json-values.ts';

/**
 * Experiments that DVC keeps in Git: `refs/exps/<baseline>/<name>`, each a commit on top of its baseline. Metrics and
 * parameters are read from the files that `dvc.yaml` of that commit names, and from those of DVCLive. Source:
 * dvc/repo/experiments/refs.py of DVC 3.
 */
export const dvcExperiments: Importer = {
	id: 'dvc-experiments',
	title: 'DVC experiments',
	documentation: {
		from: '`refs/exps` of the repository, through Git',
		run: 'an experiment',
	},

	async recognise(source) {
		return (await experimentRefs(source.git, source.path)).length > 0 ? 'these are refs of DVC experiments' : undefined;
	},

	async read(source, notes, signal) {
		const runs: ImportedRun[] = [];
		for (const ref of await experimentRefs(source.git, source.path)) {
			signal.throwIfAborted();
			runs.push(await readExperiment(ref, source.git, notes));
		}
		return runs;
	},
};

/** DVC's own bookkeeping lies beside the experiments. */
async function experimentRefs(git: Git, prefix: string): Promise<readonly GitRef[]> {
	if (!/^refs\/exps(\/|$)/.test(prefix)) return [];
	return (await git.refs(prefix)).filter(({ name }) => /^refs\/exps\/[0-9a-f]{2}\/[0-9a-f]{38}\/[^/]+$/.test(name));
}

async function readExperiment(ref: GitRef, git: Git, notes: ImportNotes): Promise<ImportedRun> {
	const label = ref.name.slice(ref.name.lastIndexOf('/') + 1);
	const files = new Set(await git.listAt(ref.commit));
	const pipelines = [...files].filter(path => /(?:^|\/)dvc\.yaml$/.test(path));
	const named = await namedFiles(ref, pipelines, git);
	const paths = (kind: 'metrics' | 'params'): readonly string[] => [...named[kind]].filter(path => files.has(path));
	const [metricsFiles, paramsFiles] = [paths('metrics'), paths('params')];
	const texts = await git.readAt(ref.commit, [...metricsFiles, ...paramsFiles]);
	const map = (path: string): JsonObject => objectOf(parseYaml(texts.get(path) ?? '').value);
	for (const path of [...named.metrics, ...named.params]) {
		if (!files.has(path) && named.declared.has(path))
			notes.drop(`${label}: ${path}`, 'it is not in the commit, as with outputs that DVC keeps in its cache');
	}
	notes.keep('refs/exps/*', 'source.id');
	for (const path of paramsFiles) notes.keep(path, 'parameters');
	const metrics = metricsFiles.reduce<Record<string, number>>((all, path) => ({ ...all, ...readDvcMetrics(map(path), notes) }), {});
	const params = paramsFiles.reduce<JsonObject>((all, path) => ({ ...all, ...map(path) }), {});
	return {
		label,
		source: { tool: 'dvc-experiments', version: undefined, id: ref.commit },
		variantGuesses: [label],
		startedAt: undefined,
		endedAt: ref.at,
		...dvcParameters(params),
		metrics,
		commit: { hash: ref.parent ?? ref.commit, branch: undefined, isDirty: undefined },
		tags: { 'dvc.experiment': label },
	};
}

/** Metrics and parameters by name, as the pipelines declare them, with the files that need no declaration. */
async function namedFiles(
	{ commit }: GitRef,
	pipelines: readonly string[],
	git: Git,
): Promise<{ readonly metrics: ReadonlySet<string>; readonly params: ReadonlySet<string>; readonly declared: ReadonlySet<string> }> {
	const found = {
		metrics: new Set(['dvclive/metrics.json']),
		params: new Set(['dvclive/params.yaml', 'params.yaml']),
		declared: new Set<string>(),
	};
	const add = (names: Set<string>, name: string): void => {
		names.add(name);
		found.declared.add(name);
	};
	const texts = await git.readAt(commit, pipelines);
	for (const [path, text] of texts) {
		const folder = path.slice(0, -'dvc.yaml'.length);
		const pipeline = objectOf(parseYaml(text).value);
		for (const part of [pipeline, ...Object.values(objectOf(pipeline['stages'])).map(objectOf)]) {
			for (const name of fileNames(part['metrics'])) add(found.metrics, folder + name);
			// A stage lists single parameters of params.yaml as bare names, and other files as maps.
			for (const name of fileNames(part['params']).filter(each => /\.(?:ya?ml|json)$/.test(each))) add(found.params, folder + name);
		}
	}
	return found;
}

function fileNames(list: unknown): readonly string[] {
	const entries: readonly unknown[] = Array.isArray(list) ? list : [];
	return entries.flatMap(entry => (typeof entry === 'string' ? [entry] : isObject(entry) ? Object.keys(entry) : []));
}
