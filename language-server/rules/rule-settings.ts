import type { Severity } from '../../core/base/problem.ts';
import type { Config } from '../../core/formats/config/config.ts';
import type { Rule } from './rule.ts';
import { ownValue } from '../../core/base/own-value.ts';

/** How a rule is to run. */
export interface RuleSettings {
	readonly severity: Severity | 'off';
	/** True when the user chose the severity: then no finding exceeds it. */
	readonly isSeveritySet: boolean;
	readonly options: Readonly<Record<string, unknown>>;
}

/** Severity and options of a rule: its own, unless `rules:` in stagemark.yaml says otherwise. Preview rules wait to be asked for. */
export function ruleSettings(rule: Rule, config: Config): RuleSettings {
	const setting = ownValue(config.rules, rule.id);
	if (setting === undefined) {
		return { severity: rule.isPreview && !config.preview ? 'off' : rule.severity, isSeveritySet: false, options: {} };
	}
	if (typeof setting === 'string') return { severity: setting, isSeveritySet: true, options: {} };
	const { severity, ...options } = setting;
	return { severity: severity ?? rule.severity, isSeveritySet: severity !== undefined, options };
}
