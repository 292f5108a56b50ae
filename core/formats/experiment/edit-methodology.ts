import { setYamlValue } from '../../base/yaml/edit/edit-yaml.ts';
import type { Experiment, ParsedExperiment } from './experiment.ts';
import { parseExperiment } from './parse-experiment.ts';

/**
 * The text of a methodology that is running from this day on: a start date that is there stays, the end date of an earlier
 * failure goes. Undefined when the file is no map.
 *
 * @param today - ISO date.
 */
export function runningMethodology(parsed: ParsedExperiment, today: string): string | undefined {
	const running = withValue(parsed, 'status', 'running');
	const started = running === undefined ? undefined : withDate(parseExperiment(parsed.path, running), 'start_date', today);
	return started === undefined ? undefined : withoutEndDate(parseExperiment(parsed.path, started));
}

/** The text of a methodology that has come to its end; an end date that is there stays. Undefined when the file is no map. */
export function endedMethodology(parsed: ParsedExperiment, status: 'completed' | 'failed', today: string): string | undefined {
	const ended = withValue(parsed, 'status', status);
	return ended === undefined ? undefined : withDate(parseExperiment(parsed.path, ended), 'end_date', today);
}

function withDate(parsed: ParsedExperiment, key: 'start_date' | 'end_date', today: string): string | undefined {
	return (parsed.value?.[key] ?? '') === '' ? withValue(parsed, key, today) : parsed.text;
}

function withValue(
	{ yaml, text, value }: ParsedExperiment,
	key: keyof Pick<Experiment, 'status' | 'start_date' | 'end_date'>,
	newValue: string,
): string | undefined {
	if (value?.[key] === newValue && yaml.rangeOf([key], 'value').start > 0) return text;
	const edit = setYamlValue(yaml, key, newValue);
	return edit && text.slice(0, edit.range.start) + edit.newText + text.slice(edit.range.end);
}

function withoutEndDate({ yaml, text, value }: ParsedExperiment): string {
	if ((value?.end_date ?? '') === '') return text;
	const key = yaml.rangeOf(['end_date'], 'key');
	return `${text.slice(0, key.end)}:${text.slice(yaml.rangeOf(['end_date'], 'value').end)}`;
}
