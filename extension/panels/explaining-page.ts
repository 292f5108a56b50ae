/**
 * The page below docs/ that explains a verdict, in the reader's language as far as there is one; without a verdict, how all of them
 * are computed.
 */
export function explainingPage(verdict: string | undefined, language: string): readonly string[] {
	if (verdict === undefined) return ['statistics.md'];
	return ['verdicts', `${verdict}${language.toLowerCase().startsWith('pt') ? '.pt-br' : ''}.md`];
}
