/** What somebody answered to the question which prompts to adopt. */
export type TicksAnswer =
	| { readonly kind: 'adopt' }
	| { readonly kind: 'stop' }
	/** 0-based positions whose tick changes. */
	| { readonly kind: 'toggle'; readonly positions: readonly number[] }
	| { readonly kind: 'unclear' };

/** Reads an answer: empty or `y` adopts, `n` or `q` stops, numbers and ranges such as `2 5-7` change ticks. */
export function readTicks(answer: string, count: number): TicksAnswer {
	const words = answer
		.trim()
		.toLowerCase()
		.split(/[\s,]+/)
		.filter(word => word !== '');
	if (words.length === 0 || /^(?:y|yes)$/.test(words.join(' '))) return { kind: 'adopt' };
	if (/^(?:n|no|q|quit)$/.test(words.join(' '))) return { kind: 'stop' };
	const ranges = words.map(word => /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(word));
	const positions = ranges.flatMap(range => {
		const first = Number(range?.[1]);
		const last = Number(range?.[2] ?? range?.[1]);
		return first >= 1 && last <= count && first <= last
			? Array.from({ length: last - first + 1 }, (_, index) => first - 1 + index)
			: [-1];
	});
	return positions.includes(-1) ? { kind: 'unclear' } : { kind: 'toggle', positions };
}
