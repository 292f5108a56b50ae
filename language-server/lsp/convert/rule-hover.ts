import { hasCatalogue } from '../../../io/read-sentence-catalogue.ts';
import type { Hover } from '../../features/reading/hover-text.ts';
import type { Session } from '../session.ts';
import { readRulePage } from './rule-page.ts';
import { translateMarkdown } from './translate-markdown.ts';

/**
 * What a hover shows of a rule: its page, which is English. For a reader of another language it is the summary in that language, with a
 * link to the page. Undefined for a hover about something else, and when the pages did not come along.
 */
export async function rulePageFor(
	{ rule, markdown }: Hover,
	{ client, rulePages, translate }: Pick<Session, 'client' | 'rulePages' | 'translate'>,
): Promise<string | undefined> {
	if (rule === undefined) return undefined;
	if (!hasCatalogue(client.locale)) return readRulePage(rule);
	const address = rulePages(rule);
	return address && `${translateMarkdown(markdown, translate)}\n\n[${translate('Page of the rule')}](${address})`;
}
