import { rules } from '../../rules/all-rules.ts';
import { inlineCode } from './markdown.ts';

/** What a rule reports and how strictly, as Markdown; undefined for an id that no rule has. */
export function describeRule(id: string): string | undefined {
	const rule = rules.find(candidate => candidate.id === id);
	if (rule === undefined) return undefined;
	const { summary, severity, isPreview } = rule;
	const remarks = [`**Rule** ${inlineCode(id)}`, `${severity} by default`, ...(isPreview ? ['in preview'] : [])];
	return `${remarks.join(' · ')}\n\nReports ${summary}`;
}
