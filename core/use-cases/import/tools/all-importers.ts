import { dvcExperiments } from '../dvc-experiments.ts';
import { dvclive } from './dvclive.ts';
import { helicone } from './helicone.ts';
import type { Importer } from '../importer.ts';
import { inspectAi } from './inspect-ai.ts';
import { langsmith } from './langsmith.ts';
import { lmEval } from './lm-eval.ts';
import { longScores } from './long-scores.ts';
import { mlflow } from './mlflow.ts';
import { plainCsv } from './plain-csv.ts';
import { plainJson } from './plain-json.ts';
import { plainJsonl } from './plain-jsonl.ts';
import { promptfoo } from './promptfoo.ts';
import { wandb } from './wandb.ts';

/** Every format that can be imported, in alphabetical order. */
export const importers: readonly Importer[] = [
	dvcExperiments,
	dvclive,
	helicone,
	inspectAi,
	langsmith,
	lmEval,
	longScores,
	mlflow,
	plainCsv,
	plainJson,
	plainJsonl,
	promptfoo,
	wandb,
];
