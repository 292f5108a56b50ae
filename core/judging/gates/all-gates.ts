import { comparedWithProduction } from './compared-with-production.ts';
import { costPerCase } from './cost-per-case.ts';
import { externalCommand } from './external-command.ts';
import { freshEvidence } from './fresh-evidence.ts';
import type { Gate } from './gate.ts';
import { humanFeedback } from './human-feedback.ts';
import { judgeAgreement } from './judge-agreement.ts';
import { latencyPercentile } from './latency-percentile.ts';
import { lintClean } from './lint-clean.ts';
import { metadataComplete } from './metadata-complete.ts';
import { metricRegression } from './metric-regression.ts';
import { metricThreshold } from './metric-threshold.ts';
import { reproducibility } from './reproducibility.ts';
import { similarity } from './similarity.ts';

/** Every kind of gate. */
export const gates: readonly Gate[] = [
	comparedWithProduction,
	costPerCase,
	externalCommand,
	freshEvidence,
	humanFeedback,
	judgeAgreement,
	latencyPercentile,
	lintClean,
	metadataComplete,
	metricRegression,
	metricThreshold,
	reproducibility,
	similarity,
];
