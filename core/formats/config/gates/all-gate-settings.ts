import { feedbackSettings } from './feedback-settings.ts';
import { judgeAgreementSettings } from './judge-agreement-settings.ts';
import { reproducibilitySettings } from './reproducibility-settings.ts';
import { similaritySettings } from './similarity-settings.ts';

/**
 * The gates that are written under `gates:` as a key with settings of their own, in alphabetical order. `metric` and `command` share
 * their keys with each other and stand in gate-rule.ts.
 */
export const gateSettings = {
	feedback: feedbackSettings.optional(),
	'judge-agreement': judgeAgreementSettings.optional(),
	reproducibility: reproducibilitySettings.optional(),
	similarity: similaritySettings.optional(),
};
