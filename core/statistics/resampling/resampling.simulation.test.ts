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
} from '../../../test/support/simulate-rates.ts';
import { bootstrapInterval } from './bootstrap-interval.ts';
import { clopperPearsonInterval } from '../rates/clopper-pearson-interval.ts';
import { mcnemarMidP } from '../difference/mcnemar.ts';
import { createSeededRandom } from './seeded-random.ts';
import { signFlipPermutation } from './sign-flip-permutation.ts';
import { wilcoxonSignedRank } from '../difference/wilcoxon-signed-rank.ts';

/** Resampling is slow: fewer experiments, and the binomial interval of a rate is wider by as much. */
const times = 2000;

suite('false positives of tests without normality, when nothing differs', () => {
	rateTest(
		'exact signed ranks of 40 heavy-tailed differences',
		() => {
			const normal = createNormal(21);
			return rateOf(() => wilcoxonSignedRank(list(40, () => normal() / Math.abs(normal()))).p < alpha);
		},
		isAlpha,
	);

	rateTest(
		'asymptotic signed ranks of 150 grades from 1 to 5',
		() => {
			const random = createSeededRandom(22);
			const grade = (): number => 1 + Math.floor(random() * 5);
			return rateOf(() => wilcoxonSignedRank(list(150, () => grade() - grade())).p < alpha, 4000);
		},
		rate => {
			isAlpha(rate, 4000);
		},
	);

	rateTest(
		'permutation of 30 differences',
		() => {
			const normal = createNormal(23);
			return rateOf(
				() =>
					signFlipPermutation(
						list(30, () => normal() ** 3),
						{ resamples: 499 },
					).p < alpha,
				times,
			);
		},
		rate => {
			isAlpha(rate, times);
		},
	);

	rateTest(
		'permutation of 15 groups of 4',
		() => {
			const normal = createNormal(24);
			const clusters = list(60, index => String(index % 15));
			return rateOf(() => {
				const shift = list(15, normal);
				const differences = list(60, index => (shift[index % 15] ?? 0) + normal());
				return signFlipPermutation(differences, { clusters }).p < alpha;
			}, 300);
		},
		rate => {
			isAlpha(rate, 300);
		},
	);

	rateTest(
		'mid-p McNemar on 60 cases',
		() => {
			const random = createSeededRandom(25);
			return rateOf(() => {
				const changed = list(60, random).filter(value => value < 0.3);
				const onlyBaseline = changed.filter(value => value < 0.15).length;
				return mcnemarMidP({ onlyBaseline, onlyCandidate: changed.length - onlyBaseline }) < alpha;
			});
		},
		isAtMostAlpha,
	);
});

suite('how often 95 % intervals without normality hold the truth', () => {
	rateTest(
		'bootstrap of 150 skewed differences',
		() => {
			const random = createSeededRandom(26);
			// The mean of an exponential distribution is 1.
			return rateOf(
				() =>
					covers(
						bootstrapInterval(
							list(150, () => -Math.log(1 - random())),
							alpha,
							{ resamples: 999 },
						),
						1,
					),
				times,
			);
		},
		isNominalCoverage,
	);

	rateTest(
		'bootstrap of 40 groups of 4',
		() => {
			const normal = createNormal(27);
			const clusters = list(160, index => String(index % 40));
			return rateOf(() => {
				const shift = list(40, normal);
				const differences = list(160, index => 0.5 + (shift[index % 40] ?? 0) + normal());
				return covers(bootstrapInterval(differences, alpha, { clusters, resamples: 999 }), 0.5);
			}, times);
		},
		isNominalCoverage,
	);

	rateTest(
		'Clopper-Pearson on 100 cases, which never covers less',
		() => {
			const random = createSeededRandom(28);
			return rateOf(() => covers(clopperPearsonInterval(list(100, random).filter(value => value < 0.85).length, 100, alpha), 0.85));
		},
		rate => {
			isAtMostAlpha(1 - rate);
		},
	);
});
