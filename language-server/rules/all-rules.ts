import { approvalByRequester } from './approval-by-requester/rule.ts';
import { breakingChangeWithoutMajor } from './breaking-change-without-major/rule.ts';
import { brokenHashChain } from './broken-hash-chain/rule.ts';
import { cardWithoutEffect } from './card-without-effect/rule.ts';
import { cardWithoutFile } from './card-without-file/rule.ts';
import { circularPartial } from './circular-partial/rule.ts';
import { conclusionContradictsStatistics } from './conclusion-contradicts-statistics/rule.ts';
import { conflictingParameters } from './conflicting-parameters/rule.ts';
import { confoundedArms } from './confounded-arms/rule.ts';
import { contentChangedWithoutVersionBump } from './content-changed-without-version-bump/rule.ts';
import { contextWindowExceeded } from './context-window-exceeded/rule.ts';
import { contradictoryOutputFormat } from './contradictory-output-format/rule.ts';
import { costBudgetExceeded } from './cost-budget-exceeded/rule.ts';
import { datasetHashMismatch } from './dataset-hash-mismatch/rule.ts';
import { deprecatedKey } from './deprecated-key/rule.ts';
import { discouragedParameter } from './discouraged-parameter/rule.ts';
import { duplicateInstruction } from './duplicate-instruction/rule.ts';
import { duplicateKey } from './duplicate-key/rule.ts';
import { duplicateVersion } from './duplicate-version/rule.ts';
import { dvcLockOutdated } from './dvc-lock-outdated/rule.ts';
import { dvcOutputInGit } from './dvc-output-in-git/rule.ts';
import { emptyExpression } from './empty-expression/rule.ts';
import { exampleViolatesOutputSchema } from './example-violates-output-schema/rule.ts';
import { filenameVersionMismatch } from './filename-version-mismatch/rule.ts';
import { floatingPipelineMember } from './floating-pipeline-member/rule.ts';
import { frontMatterSyntaxError } from './front-matter-syntax-error/rule.ts';
import { incompleteModelCard } from './incomplete-model-card/rule.ts';
import { inconsistentFewShotExamples } from './inconsistent-few-shot-examples/rule.ts';
import { invalidRole } from './invalid-role/rule.ts';
import { invalidScorer } from './invalid-scorer/rule.ts';
import { invalidSemver } from './invalid-semver/rule.ts';
import { invisibleUnicode } from './invisible-unicode/rule.ts';
import { jsonModeWithoutJsonMention } from './json-mode-without-json-mention/rule.ts';
import { largeFileUntracked } from './large-file-untracked/rule.ts';
import { leakedSpecialToken } from './leaked-special-token/rule.ts';
import { leftoverPlaceholder } from './leftover-placeholder/rule.ts';
import { lfsPointerNotSmudged } from './lfs-pointer-not-smudged/rule.ts';
import { lockedExperimentChanged } from './locked-experiment-changed/rule.ts';
import { looksWithoutPlan } from './looks-without-plan/rule.ts';
import { mergeConflict } from './merge-conflict/rule.ts';
import { mismatchedBlockEnd } from './mismatched-block-end/rule.ts';
import { missingBaseline } from './missing-baseline/rule.ts';
import { missingChangelogEntry } from './missing-changelog-entry/rule.ts';
import { missingDatasetHash } from './missing-dataset-hash/rule.ts';
import { missingHypothesis } from './missing-hypothesis/rule.ts';
import { missingOutputFormat } from './missing-output-format/rule.ts';
import { missingOutputLimit } from './missing-output-limit/rule.ts';
import { missingRequiredKey } from './missing-required-key/rule.ts';
import { missingSeed } from './missing-seed/rule.ts';
import { missingUnknownGuidance } from './missing-unknown-guidance/rule.ts';
import { missingVersion } from './missing-version/rule.ts';
import { missingWorstScore } from './missing-worst-score/rule.ts';
import { mixedTemplateSyntax } from './mixed-template-syntax/rule.ts';
import { multipleProductionVersions } from './multiple-production-versions/rule.ts';
import { nonportableTemplateFeature } from './nonportable-template-feature/rule.ts';
import { orphanedRegistryEntry } from './orphaned-registry-entry/rule.ts';
import { parameterOutOfRange } from './parameter-out-of-range/rule.ts';
import { piiInPrompt } from './pii-in-prompt/rule.ts';
import { primaryMetricCount } from './primary-metric-count/rule.ts';
import { promotedVersionNotInRepo } from './promoted-version-not-in-repo/rule.ts';
import { registryContentMismatch } from './registry-content-mismatch/rule.ts';
import { releasedVersionEdited } from './released-version-edited/rule.ts';
import { retiredModel } from './retired-model/rule.ts';
import type { Rule } from './rule.ts';
import { secretInPrompt } from './secret-in-prompt/rule.ts';
import { settingWithoutEffect } from './setting-without-effect/rule.ts';
import { stagePointerMismatch } from './stage-pointer-mismatch/rule.ts';
import { staleEvidence } from './stale-evidence/rule.ts';
import { statusDateInconsistent } from './status-date-inconsistent/rule.ts';
import { suppressionWithoutReason } from './suppression-without-reason/rule.ts';
import { templateSyntaxError } from './template-syntax-error/rule.ts';
import { testDataVariableMismatch } from './test-data-variable-mismatch/rule.ts';
import { tokenBudgetExceeded } from './token-budget-exceeded/rule.ts';
import { tokenCountRegression } from './token-count-regression/rule.ts';
import { transitionWithoutGate } from './transition-without-gate/rule.ts';
import { unbalancedXmlTags } from './unbalanced-xml-tags/rule.ts';
import { unclosedBlock } from './unclosed-block/rule.ts';
import { unclosedDelimiter } from './unclosed-delimiter/rule.ts';
import { unclosedFrontMatter } from './unclosed-front-matter/rule.ts';
import { undeclaredVariable } from './undeclared-variable/rule.ts';
import { undelimitedUntrustedInput } from './undelimited-untrusted-input/rule.ts';
import { underpoweredSample } from './underpowered-sample/rule.ts';
import { unescapedLiteralBrace } from './unescaped-literal-brace/rule.ts';
import { unknownFilterOrHelper } from './unknown-filter-or-helper/rule.ts';
import { unknownKey } from './unknown-key/rule.ts';
import { unknownModel } from './unknown-model/rule.ts';
import { unknownSlice } from './unknown-slice/rule.ts';
import { unmatchedPromotionEntry } from './unmatched-promotion-entry/rule.ts';
import { unpinnedModelAlias } from './unpinned-model-alias/rule.ts';
import { unquotedTemplateInYaml } from './unquoted-template-in-yaml/rule.ts';
import { unreadableFile } from './unreadable-file/rule.ts';
import { unresolvedPartial } from './unresolved-partial/rule.ts';
import { unresolvedPipelineMember } from './unresolved-pipeline-member/rule.ts';
import { unresolvedPromptRef } from './unresolved-prompt-ref/rule.ts';
import { unsafeAttributeAccess } from './unsafe-attribute-access/rule.ts';
import { unsupportedParameter } from './unsupported-parameter/rule.ts';
import { untrustedInputInSystemMessage } from './untrusted-input-in-system-message/rule.ts';
import { unusedSuppression } from './unused-suppression/rule.ts';
import { unusedVariable } from './unused-variable/rule.ts';
import { variableTypeMismatch } from './variable-type-mismatch/rule.ts';
import { versionNotIncreased } from './version-not-increased/rule.ts';
import { wrongValueType } from './wrong-value-type/rule.ts';
import { yamlSyntaxError } from './yaml-syntax-error/rule.ts';

/** Every rule, in alphabetical order. `node tools/new-rule.mjs NAME` adds a line. */
export const rules: readonly Rule[] = [
	approvalByRequester,
	breakingChangeWithoutMajor,
	brokenHashChain,
	cardWithoutEffect,
	cardWithoutFile,
	circularPartial,
	conclusionContradictsStatistics,
	conflictingParameters,
	confoundedArms,
	contentChangedWithoutVersionBump,
	contextWindowExceeded,
	contradictoryOutputFormat,
	costBudgetExceeded,
	datasetHashMismatch,
	deprecatedKey,
	discouragedParameter,
	duplicateInstruction,
	duplicateKey,
	duplicateVersion,
	dvcLockOutdated,
	dvcOutputInGit,
	emptyExpression,
	exampleViolatesOutputSchema,
	filenameVersionMismatch,
	floatingPipelineMember,
	frontMatterSyntaxError,
	incompleteModelCard,
	inconsistentFewShotExamples,
	invalidRole,
	invalidScorer,
	invalidSemver,
	invisibleUnicode,
	jsonModeWithoutJsonMention,
	largeFileUntracked,
	leakedSpecialToken,
	leftoverPlaceholder,
	lfsPointerNotSmudged,
	lockedExperimentChanged,
	looksWithoutPlan,
	mergeConflict,
	mismatchedBlockEnd,
	missingBaseline,
	missingChangelogEntry,
	missingDatasetHash,
	missingHypothesis,
	missingOutputFormat,
	missingOutputLimit,
	missingRequiredKey,
	missingSeed,
	missingUnknownGuidance,
	missingVersion,
	missingWorstScore,
	mixedTemplateSyntax,
	multipleProductionVersions,
	nonportableTemplateFeature,
	orphanedRegistryEntry,
	parameterOutOfRange,
	piiInPrompt,
	primaryMetricCount,
	promotedVersionNotInRepo,
	registryContentMismatch,
	releasedVersionEdited,
	retiredModel,
	secretInPrompt,
	settingWithoutEffect,
	stagePointerMismatch,
	staleEvidence,
	statusDateInconsistent,
	suppressionWithoutReason,
	templateSyntaxError,
	testDataVariableMismatch,
	tokenBudgetExceeded,
	tokenCountRegression,
	transitionWithoutGate,
	unbalancedXmlTags,
	unclosedBlock,
	unclosedDelimiter,
	unclosedFrontMatter,
	undeclaredVariable,
	undelimitedUntrustedInput,
	underpoweredSample,
	unescapedLiteralBrace,
	unknownFilterOrHelper,
	unknownKey,
	unknownModel,
	unknownSlice,
	unmatchedPromotionEntry,
	unpinnedModelAlias,
	unquotedTemplateInYaml,
	unreadableFile,
	unresolvedPartial,
	unresolvedPipelineMember,
	unresolvedPromptRef,
	unsafeAttributeAccess,
	unsupportedParameter,
	untrustedInputInSystemMessage,
	unusedSuppression,
	unusedVariable,
	variableTypeMismatch,
	versionNotIncreased,
	wrongValueType,
	yamlSyntaxError,
];
