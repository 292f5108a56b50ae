/** A text without spaces and tabs at the ends of its lines. Each run of them is looked at once. */
export function trimLineEnds(text: string): string {
	return text.replace(/[ \t]+/g, (run, offset: number) => {
		const behind = offset + run.length;
		return behind === text.length || /[\n\r\u2028\u2029]/.test(text.charAt(behind)) ? '' : run;
	});
}
