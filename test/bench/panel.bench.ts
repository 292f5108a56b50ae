import type { Browser } from 'playwright-core';
import { launchChromium } from '../webviews/chromium.ts';
import { compareState } from '../webviews/compare-state.ts';
import { compareVariants, manyMetrics } from '../webviews/comparison-fixture.ts';
import type { Comparison } from '../../core/judging/compare/comparison.ts';
import { PanelPage } from '../webviews/panel-page.ts';

/**
 * How the compare panel bears size, in a real browser: for each size the work of the page from the host's message to the first
 * picture, and for one frame while it scrolls, beside a small comparison measured alternately. Processor time of the page's thread,
 * which a busy machine does not stretch as it does the clock. Needs `node esbuild.mjs` first.
 */
const rounds = 3;
const scrolledFrames = 60;
/** A quick wheel: 14,400 pixels a second. */
const pixelsPerFrame = 240;

interface Measured {
	/** Milliseconds of work until the page is drawn. */
	readonly firstPaint: number;
	/** Milliseconds of work for one frame while scrolling. */
	readonly frame: number;
}

void main();

async function main(): Promise<void> {
	const browser = await launchChromium();
	try {
		const small = severalCases(10);
		const sizes: readonly (readonly [string, Comparison])[] = [
			['10,000 cases', severalCases(10_000)],
			['200 runs x 100 metrics', manyMetrics({ metricCount: 100, candidateCount: 199, caseCount: 6 })],
		];
		for (const [title, comparison] of sizes) await report(browser, title, { comparison, small });
	} finally {
		await browser.close();
	}
}

async function report(
	browser: Browser,
	title: string,
	{ comparison, small }: { readonly comparison: Comparison; readonly small: Comparison },
): Promise<void> {
	const [large, other]: [Measured[], Measured[]] = [[], []];
	for (let round = 0; round < rounds; round++) {
		large.push(await measure(browser, comparison));
		other.push(await measure(browser, small));
	}
	for (const part of ['firstPaint', 'frame'] as const) {
		const [one, base] = [median(large.map(each => each[part])), median(other.map(each => each[part]))];
		const words = part === 'firstPaint' ? 'first picture' : 'scrolled frame';
		process.stdout.write(
			`${(one / base).toFixed(1).padStart(7)}  (${one.toFixed(1)} ms of work against ${base.toFixed(1)})  panel, ${words}: ${title}, against 10 cases\n`,
		);
	}
}

async function measure(browser: Browser, comparison: Comparison): Promise<Measured> {
	const panel = await PanelPage.open(browser, { panel: 'compare' });
	try {
		await panel.settle();
		const session = await panel.page.context().newCDPSession(panel.page);
		await session.send('Performance.enable', { timeDomain: 'threadTicks' });
		const workSoFar = async (): Promise<number> => {
			const { metrics } = await session.send('Performance.getMetrics');
			return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
		};
		// The message is in the page before it is timed: carrying it there is the work of the test, not of the panel.
		await panel.page.evaluate(`void (window.benchState = ${JSON.stringify(compareState(comparison))})`);
		const start = await workSoFar();
		await panel.page.evaluate(`window.postMessage(window.benchState, '*')`);
		await panel.settle();
		const drawn = await workSoFar();
		await panel.page.evaluate(`new Promise(resolve => {
			let frames = 0;
			const next = () => {
				if ((frames += 1) > ${scrolledFrames}) return resolve();
				window.scrollBy(0, ${pixelsPerFrame});
				requestAnimationFrame(next);
			};
			requestAnimationFrame(next);
		})`);
		return { firstPaint: drawn - start, frame: ((await workSoFar()) - drawn) / scrolledFrames };
	} finally {
		await panel.close();
	}
}

function median(values: readonly number[]): number {
	return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}

function severalCases(caseCount: number): Comparison {
	const metrics = Array.from({ length: 10 }, (_, index) => `metric_${index}`);
	const answer = (side: number) => (index: number) => ({
		scores: Object.fromEntries(metrics.map((name, position) => [name, Math.sin(index * 12.9898 + position) + side / 10])),
		output: `def answer_${index}(values):\n    return sorted(values)[${side}]\n`.repeat(1 + (index % 4)),
	});
	return compareVariants({
		metrics: Object.fromEntries(metrics.map((name, index) => [name, { primary: index === 0 }])),
		variants: [
			{ name: 'v1', version: '1.0.0', answer: answer(0) },
			{ name: 'v2', version: '2.0.0', answer: answer(1) },
		],
		caseCount,
	});
}
