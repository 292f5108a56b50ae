import { toReferenceName } from '../../../formats/prompt/version/file-name-version.ts';
import type { Detector, SeenFile } from '../detector.ts';
import type { Found } from '../found.ts';

/** Results of evaluations that other tools wrote, and data that prompts are evaluated on. */
export const evaluationFiles: Detector = {
	id: 'evaluation-files',
	reads: path => /\.(?:csv|tsv|jsonl)$/i.test(path) || /\.json$/i.test(path),

	detect(file) {
		const { path } = file;
		const name = toReferenceName((path.split('/').at(-1) ?? '').replace(/\.\w+$/, ''));
		const evidence = evidenceIn(file);
		if (evidence !== undefined) return [{ path, what: 'evidence', name, taken: false, ...evidence }];
		const isData =
			/\.(?:csv|tsv|jsonl|parquet)$/i.test(path) && /(?:^|\/)(?:data|datasets?|evals?|evaluations?|golden|testsets?)\//i.test(path);
		return isData
			? [{ path, what: 'dataset', as: path.split('.').at(-1) ?? '', name, why: 'It is data in a folder of data.', taken: false }]
			: [];
	},
};

function evidenceIn({ path, text }: SeenFile): Pick<Found, 'as' | 'why'> | undefined {
	const byName = names.find(({ pattern }) => pattern.test(path));
	if (byName !== undefined) return byName;
	const start = text?.slice(0, 4000) ?? '';
	if (/\.json$/i.test(path)) return contents.find(({ pattern }) => pattern.test(start));
	const [header = ''] = start.split('\n', 1);
	const column = /(?:^|[,\t"{ ])(score|scores|correct|passed|accuracy|pass|rating|f1|exact_match)(?=[,\t":]|\r?$)/i.exec(header)?.[1];
	const isTable = /\.(?:csv|tsv|jsonl)$/i.test(path);
	return isTable && column !== undefined ? { as: path.split('.').at(-1) ?? '', why: `It has scores: “${column}”.` } : undefined;
}

const names: readonly { readonly pattern: RegExp; readonly as: string; readonly why: string }[] = [
	{ pattern: /(?:^|\/)mlflow\.db$/, as: 'mlflow', why: 'It is the database of MLflow.' },
	{ pattern: /(?:^|\/)mlruns\/[^/]+\/meta\.yaml$/, as: 'mlflow', why: 'It is an experiment of MLflow.' },
	{ pattern: /\.eval$/, as: 'inspect', why: 'It is a log of Inspect AI.' },
	{ pattern: /(?:^|\/)dvc\.yaml$/, as: 'dvc', why: 'It is a pipeline of DVC.' },
	{ pattern: /(?:^|\/)wandb-summary\.json$/, as: 'wandb', why: 'It is a summary of Weights & Biases.' },
];

const contents: readonly { readonly pattern: RegExp; readonly as: string; readonly why: string }[] = [
	{ pattern: /"evalId"\s*:|"promptfooVersion"\s*:/, as: 'promptfoo', why: 'It is a result of promptfoo.' },
	{ pattern: /"(?:lm_eval_version|lm_harness|acc(?:_norm)?,none)"\s*:/, as: 'lm-eval', why: 'It is a result of lm-eval.' },
	{ pattern: /"eval"\s*:\s*\{[^]{0,400}"task"\s*:/, as: 'inspect', why: 'It is a log of Inspect AI.' },
];
