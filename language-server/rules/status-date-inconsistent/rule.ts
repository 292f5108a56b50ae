import type { Experiment, ParsedExperiment } from '../../../core/formats/experiment/experiment.ts';
import { setYamlValue } from '../../../core/base/yaml/edit/edit-yaml.ts';
import type { ExperimentRule, Finding, Fix } from '../rule.ts';

export const statusDateInconsistent: ExperimentRule = {
	id: 'status-date-inconsistent',
	appliesTo: 'experiment',
	summary: 'an experiment whose status and dates contradict each other.',
	severity: 'error',
	group: 'experiment',
	fix: 'unsafe',
	isSuppressible: true,
	needsOptIn: false,
	isPreview: false,
	source: 'ICH E9, Statistical Principles for Clinical Trials: a record says when a trial was started and ended.',

	*check(experiment) {
		const { value } = experiment;
		if (value === undefined) return;
		const dates = { start_date: dateOf(value.start_date), end_date: dateOf(value.end_date) };
		for (const key of ['start_date', 'end_date'] as const) {
			if (dates[key] === null)
				yield atDate(
					experiment,
					key,
					`“${value[key] ?? ''}” is not a date, so the time of this experiment is unknown. Write it as 2025-01-31.`,
				);
		}
		const { start_date: start, end_date: end } = dates;
		if (isDate(start) && isDate(end) && end < start) {
			yield atDate(experiment, 'end_date', `The experiment ends on ${end}, before it starts on ${start}. Correct one of the dates.`);
		}
		yield* checkStatus(experiment, value, isDate(end));
	},
};

/** An ISO date, null for other text, undefined for no text at all. */
type DateReading = string | null | undefined;

function dateOf(text: string | null | undefined): DateReading {
	if (text === undefined || text === null || text.trim() === '') return undefined;
	const day = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(text.trim())?.[0];
	// 2025-02-30 reads as 2 March.
	const isReal = day !== undefined && !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day);
	return isReal ? day : null;
}

function isDate(reading: DateReading): reading is string {
	return typeof reading === 'string';
}

function* checkStatus(experiment: ParsedExperiment, { status }: Experiment, hasEnd: boolean): Iterable<Finding> {
	const isOver = status === 'completed' || status === 'failed';
	if (isOver && !hasEnd && experiment.value?.end_date === undefined) {
		const message = `The experiment is ${status} but has no end date, so it is unclear how long it ran. Add “end_date”.`;
		yield { range: experiment.yaml.rangeOf(['status'], 'value'), message };
	} else if (isOver && !hasEnd && experiment.value?.end_date === null) {
		yield atDate(
			experiment,
			'end_date',
			`The experiment is ${status} but has no end date, so it is unclear how long it ran. Add the date.`,
		);
	}
	if (!isOver && hasEnd) {
		const message = `The experiment has an end date but is ${status}. Remove the date, or set the status to completed or failed.`;
		yield {
			...atDate(experiment, 'end_date', message),
			fixes: ['completed', 'failed'].flatMap(name => settingStatus(experiment, name)),
		};
	}
}

function atDate({ yaml }: ParsedExperiment, key: 'start_date' | 'end_date', message: string): Finding {
	return { range: yaml.rangeOf([key], 'value'), message };
}

function settingStatus({ yaml }: ParsedExperiment, status: string): readonly Fix[] {
	const edit = setYamlValue(yaml, 'status', status);
	return edit === undefined ? [] : [{ title: `Set the status to ${status}`, safety: 'unsafe', edits: [edit] }];
}
