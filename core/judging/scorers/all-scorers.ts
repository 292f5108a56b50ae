import { bleu } from './bleu.ts';
import { contains } from './contains.ts';
import { cost } from './cost.ts';
import { equals } from './equals.ts';
import { finish } from './finish.ts';
import { isJson } from './is-json.ts';
import { jsonPath } from './json-path.ts';
import { jsonSchema } from './json-schema.ts';
import { latency } from './latency.ts';
import { levenshtein } from './levenshtein.ts';
import { number } from './number.ts';
import { refusal } from './refusal.ts';
import { regex } from './regex.ts';
import { rougeL } from './rouge-l.ts';
import { rougeN } from './rouge-n.ts';
import type { Scorer } from './scorer.ts';
import { startsWith } from './starts-with.ts';
import { tokens } from './tokens.ts';
import { toolCall } from './tool-calls/tool-call.ts';
import { toolSequence } from './tool-calls/tool-sequence.ts';

/** Every scorer. A new one is one file and one line here. */
export const allScorers: readonly Scorer[] = [
	equals,
	contains,
	startsWith,
	regex,
	number,
	levenshtein,
	rougeN,
	rougeL,
	bleu,
	isJson,
	jsonSchema,
	jsonPath,
	toolCall,
	toolSequence,
	refusal,
	finish,
	latency,
	cost,
	tokens,
];
