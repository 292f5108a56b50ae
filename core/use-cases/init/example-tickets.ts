/** Labels that the example's prompt asks for, with what customers wrote. Made up; some tickets touch two subjects. */
const ticketsByLabel: Readonly<Record<string, readonly string[]>> = {
	billing: [
		'I was charged twice for order 4411. Please refund the second charge.',
		'My invoice shows 19 % tax, but our company is exempt.',
		'Why did the monthly fee go up by two dollars?',
		'The voucher code was accepted and then not taken off the price.',
		'Please send the receipt for March again, our accountant lost it.',
		'You took the money although I cancelled within the trial.',
		'Can I pay by bank transfer instead of by card?',
		'The refund you promised last week is not on my account yet.',
	],
	account: [
		'Since the update I cannot log in on my phone.',
		'The mail to reset my password never arrives.',
		'How do I change the e-mail address I sign in with?',
		'Somebody else seems to use my profile. Please lock it.',
		'Delete my account and everything you know about me.',
		'The code for the second factor is always called wrong.',
		'I married and want my new name on my profile.',
		'My colleague left. How do I hand her seat to somebody else?',
	],
	delivery: [
		'The parcel was due on Friday and the tracking page is empty.',
		'The courier left my order with a neighbour I do not know.',
		'I moved. Can you still change the address of order 9120?',
		'One of three boxes arrived. Where are the others?',
		'Do you ship to Norway, and how long does it take?',
		'The tracking says delivered, but nothing is here.',
		'Please bring it after six, nobody is at home before.',
		'The box was crushed when it came.',
	],
	product: [
		'The app closes as soon as I open the camera.',
		'The left speaker crackles at any volume.',
		'Does the lamp work with 110 volts?',
		'The battery lasts one hour and not ten as you say.',
		'Where do I find the serial number on the back?',
		'Exporting to CSV drops every second line.',
		'Is there a version of the chair without armrests?',
		'The zipper broke on the second day.',
	],
};

/** The dataset of the example, JSON Lines, one label after the other in turn. */
export const exampleDataset: { readonly text: string; readonly caseCount: number } = datasetOf(
	Object.entries(ticketsByLabel)
		.flatMap(([label, texts]) => texts.map((ticket, position) => ({ case: `${label}-${position + 1}`, ticket, label, position })))
		.sort((left, right) => left.position - right.position),
);

function datasetOf(tickets: readonly { case: string; ticket: string; label: string }[]): typeof exampleDataset {
	const lines = tickets.map(({ case: id, ticket, label }) => `${JSON.stringify({ case: id, ticket, label })}\n`);
	return { text: lines.join(''), caseCount: lines.length };
}
