import { canonicalJson } from '../../base/canonical-json.ts';
import { fail, succeed } from '../../base/result.ts';
import type { Result } from '../../base/result.ts';
import { sha256Hex } from '../../base/sha256.ts';
import type { Prompt } from '../../formats/prompt/prompt.ts';
import { renderPrompt } from '../../formats/prompt/render/render-prompt.ts';
import type { EndpointAddress, ModelRequest } from '../../ports/model-endpoint.ts';
import type { DatasetRow } from '../../workspace/dataset/read-dataset-rows.ts';
import type { FindTemplate } from '../../../templates/api.ts';
import type { Cell, EvaluationFailure } from './evaluation.ts';

/** One variant, resolved. */
export interface VariantToPlan {
	readonly variant: string;
	readonly prompt: Prompt;
	readonly findTemplate: FindTemplate;
	readonly endpoint: EndpointAddress;
	readonly model: string;
	readonly parameters: Readonly<Record<string, unknown>>;
	/** Which column fills which name; others are filled by the column of their own name. */
	readonly columns: Readonly<Record<string, string>>;
}

/**
 * Renders the prompt for every case, and gives the questions under a seed. Refused before anything is asked: a case that lacks an input, and
 * a prompt that does not render.
 */
export function planCells(
	planned: VariantToPlan,
	rows: readonly DatasetRow[],
): Result<(seed: number | null) => readonly Cell[], EvaluationFailure> {
	const required = planned.prompt.inputs.filter(({ isRequired }) => isRequired).map(({ name }) => name);
	const questions: Pick<Cell, 'case' | 'values' | 'request'>[] = [];
	for (const row of rows) {
		const values = valuesOf(row, planned.columns);
		const rendered = renderPrompt(planned.prompt, {
			values: withDefaults(values, planned.prompt),
			missing: 'empty',
			findTemplate: planned.findTemplate,
		});
		const needed = new Set([...required.filter(name => !values.has(name)), ...rendered.missing.map(({ name }) => name)]);
		if (needed.size > 0)
			return fail({
				kind: 'missing-inputs',
				variant: planned.variant,
				case: row.id,
				inputs: [...needed],
				columns: [...row.values.keys()],
			});
		const [problem] = rendered.problems;
		if (problem !== undefined)
			return fail({ kind: 'unrendered-prompt', variant: planned.variant, case: row.id, message: problem.message });
		const messages = rendered.messages.map(({ role, text }) => ({ role, content: text }));
		questions.push({
			case: row.id,
			values,
			request: { model: planned.model, messages, parameters: planned.parameters, seed: undefined },
		});
	}
	return succeed(seed => withDigests(questions, planned.endpoint, seed));
}

/** The columns of a case, the members of its `input`, and the names that the plan gives them; the last of these wins. */
export function valuesOf(row: DatasetRow, columns: Readonly<Record<string, string>>): ReadonlyMap<string, unknown> {
	const input = row.values.get('input');
	const members = typeof input === 'object' && input !== null && !Array.isArray(input) ? Object.entries(input) : [];
	const values = new Map<string, unknown>([...members, ...row.values]);
	const named = Object.entries(columns).flatMap(([name, column]) => (values.has(column) ? [[name, values.get(column)] as const] : []));
	return new Map([...values, ...named]);
}

function withDefaults(values: ReadonlyMap<string, unknown>, { inputs }: Prompt): ReadonlyMap<string, unknown> {
	const defaults = inputs.flatMap(({ name, default: value }) => (value === undefined ? [] : [[name, value] as const]));
	return new Map([...defaults, ...values]);
}

function withDigests(
	questions: readonly Pick<Cell, 'case' | 'values' | 'request'>[],
	endpoint: EndpointAddress,
	seed: number | null,
): readonly Cell[] {
	const asked = new Map<string, number>();
	return questions.map(question => {
		const request: ModelRequest = { ...question.request, seed: seed ?? undefined };
		const content = canonicalJson({ endpoint: endpoint.name, api: endpoint.api, ...request, seed });
		const repeat = asked.get(content) ?? 0;
		asked.set(content, repeat + 1);
		return { ...question, request, digest: sha256Hex(repeat === 0 ? content : `${content}#${repeat}`) };
	});
}
