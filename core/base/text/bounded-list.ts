/** Items that are told by name; of the others the number says enough. */
const toldItems = 5;

/** Words with commas between them: all of a few, and of many the first five and how many more there are. */
export function boundedList(words: readonly string[]): string {
	const rest = words.length - toldItems;
	if (rest <= 1) return words.join(', ');
	return `${words.slice(0, toldItems).join(', ')} and ${rest.toLocaleString('en-US')} more`;
}
