import {
	alpha,
	covers,
	createNormal,
	isAlpha,
	isAtMostAlpha,
	isNominalCoverage,
	list,
	rateOf,
	rateTest,
} from '../../test/support/simulate-rates.ts';
import { mcnemar } from './difference/mcnemar.ts';
import { meanInterval } from './descriptive/mean-interval.ts';
import { newcombePairedInterval } from './difference/newcombe-paired-interval.ts';
import { pairedT } from './difference/paired-t.ts';
import { createSeededRandom } from './resampling/seeded-random.ts';
import { welchT } from './difference/welch-t.ts';
import { wilsonInterval } from './rates/wilson-interval.ts';

suite('false positives when nothing differs', () => {
	rateTest(
		'paired t on 50 cases',
		() => {
			const normal = createNormal(1);
			return rateOf(() => {
				const ease = list(50, normal);
				const answer = (case_: number): number => case_ + normal();
				return (pairedT(ease.map(answer), ease.map(answer), { alpha })?.p ?? 1) < alpha;
			});
		},
		isAlpha,
	);

	rateTest(
		'paired t on 8 cases',
		() => {
			const normal = createNormal(2);
			return rateOf(() => (pairedT(list(8, normal), list(8, normal), { alpha })?.p ?? 1) < alpha);
		},
		isAlpha,
	);

	rateTest(
		'paired t on pass rates of five seeds, which are not normal',
		() => {
			const random = createSeededRandom(3);
			const passRate = (chance: number): number => list(5, random).filter(value => value < chance).length / 5;
			return rateOf(() => {
				const chances = list(60, random);
				return (pairedT(chances.map(passRate), chances.map(passRate), { alpha })?.p ?? 1) < alpha;
			});
		},
		isAlpha,
	);

	rateTest(
		'clustered paired t on 40 groups of 4',
		() => {
			const normal = createNormal(4);
			const clusters = list(160, index => String(index % 40));
			return rateOf(() => {
				const shift = list(40, normal);
				const candidate = list(160, index => (shift[index % 40] ?? 0) + normal());
				return (
					(pairedT(
						list(160, () => 0),
						candidate,
						{ alpha, clusters },
					)?.p ?? 1) < alpha
				);
			});
		},
		isAlpha,
	);

	rateTest(
		'Welch t on 20 and 60 cases of different spread',
		() => {
			const normal = createNormal(5);
			return rateOf(
				() =>
					(welchT(
						list(20, () => 3 * normal()),
						list(60, normal),
						alpha,
					)?.p ?? 1) < alpha,
			);
		},
		isAlpha,
	);

	rateTest(
		'exact McNemar on 100 cases, which is conservative',
		() => {
			const random = createSeededRandom(6);
			return rateOf(() => {
				const pairs = { onlyBaseline: 0, onlyCandidate: 0 };
				for (let index = 0; index < 100; index++) {
					const chance = random();
					const [before, after] = [random() < chance, random() < chance];
					if (before && !after) pairs.onlyBaseline++;
					if (after && !before) pairs.onlyCandidate++;
				}
				return mcnemar(pairs).p < alpha;
			});
		},
		isAtMostAlpha,
	);
});

suite('how often 95 % intervals hold the truth', () => {
	rateTest(
		'mean of 30 values',
		() => {
			const normal = createNormal(11);
			return rateOf(() =>
				covers(
					meanInterval(
						list(30, () => 2 + normal()),
						alpha,
					)?.interval,
					2,
				),
			);
		},
		isNominalCoverage,
	);

	rateTest(
		'paired difference of 40 cases',
		() => {
			const normal = createNormal(12);
			return rateOf(() => {
				const ease = list(40, normal);
				const before = ease.map(value => value + normal());
				return covers(
					pairedT(
						before,
						ease.map(value => value + 0.3 + normal()),
						{ alpha },
					)?.interval,
					0.3,
				);
			});
		},
		isNominalCoverage,
	);

	rateTest(
		'clustered difference of 40 groups of 4',
		() => {
			const normal = createNormal(13);
			const clusters = list(160, index => String(index % 40));
			return rateOf(() => {
				const shift = list(40, normal);
				const candidate = list(160, index => 0.5 + (shift[index % 40] ?? 0) + normal());
				return covers(
					pairedT(
						list(160, () => 0),
						candidate,
						{ alpha, clusters },
					)?.interval,
					0.5,
				);
			});
		},
		isNominalCoverage,
	);

	rateTest(
		'pass rate of 0.85 over 100 cases',
		() => {
			const random = createSeededRandom(14);
			return rateOf(() => covers(wilsonInterval(list(100, random).filter(value => value < 0.85).length, 100, alpha), 0.85));
		},
		isNominalCoverage,
	);

	rateTest(
		'difference of two pass rates on the same 100 cases',
		() => {
			const random = createSeededRandom(15);
			return rateOf(() => {
				const outcomes = { both: 0, onlyBaseline: 0, onlyCandidate: 0, neither: 0 };
				for (let index = 0; index < 100; index++) {
					const value = random();
					// 60 % both, 10 % baseline only, 20 % candidate only: the true difference is 0.1.
					const outcome = value < 0.6 ? 'both' : value < 0.7 ? 'onlyBaseline' : value < 0.9 ? 'onlyCandidate' : 'neither';
					outcomes[outcome]++;
				}
				return covers(newcombePairedInterval(outcomes, alpha), 0.1);
			});
		},
		isNominalCoverage,
	);
});
